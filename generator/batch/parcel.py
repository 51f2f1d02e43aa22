"""A campaign's folder as a parcel, for workers that do not share our disk."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from generator import __version__
from generator.batch.plan import Run
from generator.batch.shop import Shop
from generator.batch.store import Folder, Store
from generator.batch.work import Bench, Make, MakeRecords, Settle, Task
from generator.errors import refuse
from generator.resources import Library, builtin_root
from generator.writing import whole

LARGEST = 256 << 20
"""Bytes of a campaign's folder that are sent about; more is something else's folder."""
_LEFT_OUT = ("output",)


class Parcel(msgspec.Struct, frozen=True):
    """Everything a worker needs that is not part of the program."""

    version: str
    digest: str
    files: tuple[tuple[str, bytes], ...]
    sent: Bench
    """As it is where the parcel was packed."""

    def bench(self) -> Bench:
        """The bench with its folders as they are here."""
        if self.version != __version__:
            raise refuse(
                "version", f"the worker has Outreach Press {__version__}, and the batch is made with {self.version}", hint="install the same on both"
            )
        shop = self.sent.shop
        folder = self._unpacked()
        campaign = msgspec.structs.replace(shop.campaign, path=folder / shop.campaign.path.name)
        roots = (builtin_root(), folder) if len(shop.library.roots) > 1 else (builtin_root(),)
        return msgspec.structs.replace(self.sent, shop=Shop(campaign, Library(roots)), journal=None)

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
    """The parcel of a batch. InputError when the campaign's folder is too large to be sent."""
    folder = bench.shop.campaign.folder
    kept = _output(bench.store, folder)
    files: list[tuple[str, bytes]] = []
    total = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(place, name) not in kept)
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = Path(place, name)
            total += path.stat().st_size
            if total > LARGEST:
                told = f"the campaign's folder has more than {LARGEST >> 20} MB"
                raise refuse("large-folder", told, str(folder), "keep in it only what the campaign needs")
            files.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    digest = hashlib.sha256(repr([(name, hashlib.sha256(data).hexdigest()) for name, data in files]).encode()).hexdigest()
    return Parcel(__version__, digest, tuple(files), bench)


def _output(store: Store | None, folder: Path) -> set[Path]:
    """Folders that are not sent."""
    found = {folder / name for name in _LEFT_OUT}
    if isinstance(store, Folder):
        found.add(Path(store.address))
    return found
