"""Write a pack as a zip or a folder: whole or not at all, and the same bytes for the same files."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.batch.store import Store
from generator.errors import refuse
from generator.writing import cannot_write

PACKS = "packs"
"""The folder of all packs, in the output."""
EARLIEST, LATEST = 1980, 2107
"""Years that a zip can tell (its dates are those of MS-DOS)."""
UNIX, READABLE = 3, 0o644
"""What wrote a zip and who may read its files, said alike on every machine."""
JUNK = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that a system leaves behind in any folder that is looked at."""
_UNFINISHED = (".outreach-", ".part")
_BLOCK = 1 << 20

Files = Iterable[tuple[str, bytes]]
"""Names in the pack, "/" between folders, and what is in them; asked for one at a time."""


def write_zip(store: Store, name: str, files: Files, created: datetime.datetime) -> dict[str, str]:
    """Write files as a zip into the store; gives its digest by its name.

    Nothing is compressed: PDF and PNG are already, and so the bytes depend on no version of zlib.
    """
    year = min(max(created.year, EARLIEST), LATEST)
    stamp = (year, *created.timetuple()[1:6]) if year == created.year else (year, 1, 1, 0, 0, 0)
    # Built aside: a zip's heads are filled in afterwards, and not every store can go back in a file.
    try:
        with tempfile.TemporaryFile() as aside:
            with zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as archive:
                for path, data in files:
                    entry = zipfile.ZipInfo(path, stamp)
                    entry.create_system, entry.external_attr = UNIX, READABLE << 16
                    archive.writestr(entry, data)
            aside.seek(0)
            digest = hashlib.sha256()
            with store.write(name) as out:
                while block := aside.read(_BLOCK):
                    digest.update(block)
                    out.write(block)
    except OSError as fault:
        raise cannot_write(f"{store.address}/{name}", fault, "name another output in the campaign") from fault
    return {name: digest.hexdigest()}


def write_folder(root: Path, name: str, files: Files, known: Iterable[str]) -> dict[str, str]:
    """Write files as a folder; gives their digests. What stands there is put away only when the new one is complete.

    `known` names the files of ours that are there; what else someone has put there is not thrown away, but refused.
    """
    final = root / name
    _refuse_strangers(final, root, frozenset(known))
    found: dict[str, str] = {}
    with _aside(final) as folder:
        for path, data in files:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            found[f"{name}/{path}"] = hashlib.sha256(data).hexdigest()
        old = folder.with_name(folder.name + "-old.part")
        if final.exists():
            final.rename(old)
        try:
            folder.rename(final)
        except OSError:
            if old.exists():
                old.rename(final)
            raise
        shutil.rmtree(old, ignore_errors=True)
    return found


def sweep(root: Path) -> None:
    """Take away what a run that was killed has left unfinished."""
    for path in (root / PACKS).glob(f"{_UNFINISHED[0]}*{_UNFINISHED[1]}"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


@contextmanager
def _aside(final: Path) -> Iterator[Path]:
    """A new folder beside where it will stand; nothing is left of it when it does not come to that."""
    folder = final.with_name(f"{_UNFINISHED[0]}{os.getpid()}-{os.urandom(4).hex()}{_UNFINISHED[1]}")
    try:
        folder.mkdir(parents=True)
        yield folder
    except OSError as fault:
        raise cannot_write(str(final), fault, "name another output in the campaign") from fault
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_strangers(final: Path, root: Path, known: frozenset[str]) -> None:
    if final.exists() and not final.is_dir():
        raise refuse("pack-taken", "there is a file of that name, where the folder of a pack is to stand", str(final), "rename it")
    for path in sorted(final.rglob("*")):
        if path.is_file() and path.name not in JUNK and path.relative_to(root).as_posix() not in known:
            message = f"{path.relative_to(final)} is none of the pack's files, and the folder is to be replaced"
            raise refuse("pack-taken", message, str(final), "move it out of the folder")
