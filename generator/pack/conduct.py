"""Make the packs of a campaign from its manifest: those that have changed, and no others."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from generator import __version__
from generator.batch.campaign import Campaign
from generator.batch.lock import Lock
from generator.batch.manifest import NAME, Entry, Manifest, kept_in
from generator.batch.store import Folder, Store, open_store
from generator.errors import refuse
from generator.pack import screen, sheet
from generator.pack.describe import describe
from generator.pack.group import Group, grouped, places
from generator.pack.index import Index, Shown
from generator.pack.ledger import Ledger, Made, load_ledger
from generator.pack.show import shown
from generator.pack.write import PACKS, sweep, write_folder, write_zip
from generator.press.ticket import created
from generator.resources import Library


class Packed(msgspec.Struct, frozen=True):
    """What became of the packs."""

    paths: tuple[str, ...]
    """Where each pack stands, made now or before."""
    made: int
    """How many of them were made now."""
    orphans: tuple[str, ...]
    """Packs of earlier runs for an audience or a place that is there no more."""
    pruned: bool = False


def agree(campaign: Campaign, kind: str, by: str) -> None:
    """Refuse what cannot be packed, before hours of work. Raises InputError."""
    if kind == "folder" and "://" in campaign.file.output:
        told = f"a folder cannot be written whole or not at all at {campaign.file.output}"
        raise refuse("pack-remote", told, f"{campaign.where}: output", "use --pack zip, or an output on this machine")
    if by == "place" and campaign.file.records is None:
        raise refuse("no-places", "the campaign has no records, so there are no places to pack for", campaign.where, "use --pack-by audience")


def pack(campaign: Campaign, library: Library, kind: str, by: str, without: Collection[str] = (), prune: bool = False) -> Packed:
    """Pack what the manifest says is made and is whole; files named in `without` are the campaign's no more.

    Raises InputError or WriteError. A pack is written whole or not at all; one that would not change is left alone.
    """
    agree(campaign, kind, by)
    store = open_store(campaign.file.output, campaign.folder, f"{campaign.where}: output")
    home = kept_in(campaign, store)
    with Lock(home):
        manifest = Manifest(home / NAME)
        manifest.load()
        if isinstance(store, Folder):
            sweep(home)
        ours = [each for each in manifest.entries.values() if each.campaign == campaign.path.name]
        entries = [each for each in ours if each.status != "made" or each.file not in without]
        return _Packer(campaign, library, store, kind, by).run(entries, prune)


class _Packer:
    """One packing of an output."""

    def __init__(self, campaign: Campaign, library: Library, store: Store, kind: str, by: str) -> None:
        self.campaign, self.library, self.store, self.kind, self.by = campaign, library, store, kind, by
        self.ledger: Ledger = load_ledger(store)
        self.created: datetime.datetime = created(library)

    def run(self, entries: list[Entry], prune: bool) -> Packed:
        self._refuse_mixed(entries)
        whole = frozenset(entry.file for entry in entries if entry.status == "made" and self.store.sha256(entry.file) == entry.sha256)
        names, made = [], 0
        for group in grouped(self.library, entries, self.by, whole):
            name = f"{PACKS}/{group.name}" + (".zip" if self.kind == "zip" else "")
            names.append(name)
            made += self._pack(name, group)
        orphans = tuple(key for key, old in sorted(self.ledger.packs.items()) if (old.kind, old.by) == (self.kind, self.by) and key not in names)
        if prune and orphans:
            for name in orphans:
                for file in self.ledger.packs.pop(name).files:
                    self.store.remove(file)
            self.ledger.save(self.store)
        return Packed(tuple(f"{self.store.address.rstrip('/')}/{name}" for name in names), made, orphans, prune and bool(orphans))

    def _pack(self, name: str, group: Group) -> bool:
        """Make a pack, unless it stands as it would be made."""
        where = places(group.entries, len({entry.lang for entry in group.entries}) > 1)
        key = self._key(group, where)
        if self.ledger.stands(self.store, name, key):
            return False
        index = describe(self.library, self.campaign, group, self.by, where, self._show)
        files = self._files(group, where, index)
        if self.kind == "zip":
            digests = write_zip(self.store, name, files, self.created)
        else:
            old = self.ledger.packs.get(name)
            digests = write_folder(Path(self.store.address), name, files, old.files if old else ())
        self.ledger.packs[name] = Made(self.kind, self.by, key, digests)
        # At once: whatever stops the next pack, this one is known to be ours.
        self.ledger.save(self.store)
        return True

    def _key(self, group: Group, where: dict[str, str]) -> str:
        """A digest of what a pack is made from; its pictures come from the pieces, which are in it with their digests."""
        index = describe(self.library, self.campaign, group, self.by, where, lambda entry, what: ())
        pieces = [(entry.file, entry.sha256) for entry in group.entries]
        told = msgspec.msgpack.encode([__version__, self.kind, self.by, self.created.isoformat(), msgspec.to_builtins(index), pieces])
        return hashlib.sha256(told).hexdigest()

    def _files(self, group: Group, where: dict[str, str], index: Index) -> Iterator[tuple[str, bytes]]:
        """The files of a pack: its index first, then the pieces in the order of their names."""
        yield "index.html", screen.page(index).encode("utf-8")
        yield "index.pdf", sheet.render(self.library, index, self.created)
        for entry in sorted(group.entries, key=lambda each: where[each.file]):
            yield where[entry.file], self._read(entry)

    def _read(self, entry: Entry) -> bytes:
        data = self.store.read(entry.file)
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise refuse("piece-changed", "the piece was changed while it was being packed", entry.file, "run the campaign again")
        return data

    def _show(self, entry: Entry, what: str) -> tuple[Shown, ...]:
        return shown(self.library, entry, self._read(entry), what)

    def _refuse_mixed(self, entries: list[Entry]) -> None:
        """Pieces in the folder of the packs would be taken for packs."""
        for entry in entries:
            if entry.file.startswith(f"{PACKS}/"):
                raise refuse(
                    "pack-taken", f"the piece {entry.file} stands where packs are to stand", f"{self.campaign.where}: names", "name another folder"
                )
