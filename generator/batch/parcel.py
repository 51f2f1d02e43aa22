"""A campaign's folder as a parcel, for workers that do not share our disk."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from generator import __version__
from generator.batch.campaign import Campaign, listed
from generator.batch.plan import Run
from generator.batch.shop import Shop
from generator.batch.store import Folder, Store
from generator.batch.work import Bench, Make, MakeRecords, Settle, Task
from generator.diagnostics import Diagnostic
from generator.errors import raise_all, refuse
from generator.resources import Library, builtin_root
from generator.writing import whole

LARGEST = 256 << 20
"""Bytes of a campaign's folder that are sent about; more is something else's folder."""
_LEFT_OUT = ("output",)


class Parcel(msgspec.Struct, frozen=True):
    """Everything a worker needs that is not part of the program."""

    version: str
    builtin: str
    """A digest of the built-in data."""
    date: str | None
    """SOURCE_DATE_EPOCH, which is in every file."""
    digest: str
    files: tuple[tuple[str, bytes], ...]
    sent: Bench
    """As it is where the parcel was packed."""

    def bench(self) -> Bench:
        """The bench with its folders as they are here. InputError where this worker would make other pieces."""
        hint = "install the same on both"
        if self.version != __version__:
            raise refuse("version", f"a worker has Outreach Press {__version__}, and this is {self.version}", "--scheduler", hint)
        if self.builtin != builtin_digest():
            raise refuse("version", "a worker's built-in layouts and words are not the same as here", "--scheduler", hint)
        if self.date is None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
        else:
            os.environ["SOURCE_DATE_EPOCH"] = self.date
        shop = self.sent.shop
        folder = self._unpacked()
        campaign = msgspec.structs.replace(shop.campaign, path=folder / shop.campaign.path.name)
        roots = (builtin_root(), folder) if len(shop.library.roots) > 1 else (builtin_root(),)
        return msgspec.structs.replace(self.sent, shop=Shop(campaign, Library(roots, shop.library.stamp)), journal=None)

    def task(self, task: Task) -> Task:
        """The task with its paths as they are here."""
        run: Run = task.run
        if run.brief.profile is None:
            return task
        brief = msgspec.structs.replace(run.brief, profile=self._folder() / run.organisation)
        here = msgspec.structs.replace(run, brief=brief)
        made: Settle | Make | MakeRecords = msgspec.structs.replace(task, run=here)
        return made

    def _folder(self) -> Path:
        return Path(tempfile.gettempdir()) / f"outreach-{self.digest[:32]}"

    def _unpacked(self) -> Path:
        """The folder here; several workers may unpack it at once."""
        folder = self._folder()
        ready = folder / ".ready"
        if not ready.exists():
            for name, data in self.files:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with whole(path) as file:
                    file.write(data)
            ready.touch()
        return folder


def pack_parcel(bench: Bench) -> Parcel:
    """The parcel of a batch. InputError when something lies outside the campaign's folder, or that is too large to be sent."""
    campaign = bench.shop.campaign
    folder = campaign.folder
    raise_all(_outside(campaign))
    kept = _output(bench.store, folder)
    files: list[tuple[str, bytes]] = []
    total = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(os.path.abspath(place), name) not in kept)
        for name in sorted(names):
            path = Path(place, name)
            if name.startswith(".") or not path.is_file():
                continue
            total += path.stat().st_size
            if total > LARGEST:
                told = f"the campaign's folder has more than {LARGEST >> 20} MB"
                raise refuse("large-folder", told, str(folder), "keep in it only what the campaign needs")
            files.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    digest = hashlib.sha256(repr([(name, hashlib.sha256(data).hexdigest()) for name, data in files]).encode()).hexdigest()
    return Parcel(__version__, builtin_digest(), os.environ.get("SOURCE_DATE_EPOCH"), digest, tuple(files), bench)


@lru_cache(maxsize=1)
def builtin_digest() -> str:
    """A digest of the built-in data, fonts by their table alone."""
    root = builtin_root()
    found = hashlib.sha256()
    for folder, suffixes in (("layouts", (".toml",)), ("assets", (".toml", ".po", ".icc"))):
        for path in sorted(path for path in (root / folder).rglob("*") if path.suffix in suffixes):
            found.update(f"{path.relative_to(root).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def _outside(campaign: Campaign) -> Iterator[Diagnostic]:
    """Files that would not be sent."""
    file, folder = campaign.file, campaign.folder.resolve()
    named = [("records.file", file.records.file)] if file.records else []
    named += [(f"{prefix}organisations", name) for prefix, matrix in campaign.matrices() for name in listed(matrix.organisations)]
    named += [(f"override.[{number}].set.organisation", entry.set.organisation) for number, entry in enumerate(file.override, 1)]
    for key, name in named:
        if name and not (folder / name).resolve().is_relative_to(folder):
            told = f"{name!r} is outside the campaign's folder, which is all that the workers get"
            yield Diagnostic("file-outside", told, f"{campaign.where}: {key}", "put the file into that folder")


def _output(store: Store | None, folder: Path) -> set[Path]:
    """Folders that are not sent."""
    found = {Path(os.path.abspath(folder), name) for name in _LEFT_OUT}
    if isinstance(store, Folder):
        found.add(Path(store.address))
    return found
