"""Where results go: names that say what a file is, and writing that leaves a whole file or none."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import click
import msgspec

from generator.brief import Brief
from generator.diagnostics import Diagnostic
from generator.errors import WriteError
from generator.template.schema import Layout

STDOUT = "-"
FOLDER = "output"
SUFFIXES = (".pdf", ".png")

_REASONS = {
    errno.ENOSPC: ("disk-full", "the disk is full", "make room on it"),
    errno.EDQUOT: ("disk-full", "your share of the disk is used up", "make room in it"),
    errno.EFBIG: ("disk-full", "the file is larger than this disk allows", ""),
    errno.EROFS: ("read-only", "the disk can only be read", ""),
    errno.EACCES: ("read-only", "you may not write there, or another program has the file open", "close it there"),
    errno.EPERM: ("read-only", "you may not write there", ""),
    errno.ENOENT: ("no-folder", "the folder is not there", "make the folder first"),
    errno.ENOTDIR: ("no-folder", "a part of the path is a file, where a folder is needed", ""),
    errno.EEXIST: ("no-folder", "there is a file of that name, where a folder is needed", "rename it"),
    errno.EISDIR: ("is-folder", "there is a folder of that name, where the file is to stand", "rename it"),
    errno.ENAMETOOLONG: ("long-name", "the name is too long for this disk", "choose a shorter one"),
}
"""Code, message and cure for what a system says when it refuses to write."""


class Place(msgspec.Struct, frozen=True):
    """Where to write: a folder, one file, or (when both are None) standard output."""

    folder: Path | None = None
    file: Path | None = None

    def path(self, name: str) -> Path | None:
        """The path for a file of that name; None is standard output."""
        return self.file if self.folder is None else self.folder / name


def find_place(told: str, fallback: str, several: bool) -> Place:
    """Where -o says files go; `fallback` is the folder without it. No folder is made here.

    Raises UsageError when several files are to go into one.
    """
    if not told:
        return Place(Path(fallback or FOLDER))
    if told == STDOUT:
        if several:
            raise click.UsageError("several files come, and standard output takes one; let -o name a folder")
        return Place()
    path = Path(told)
    if told.endswith(("/", os.sep)) or os.path.isdir(path):
        return Place(path)
    if several:
        if os.path.exists(path) or path.suffix.lower() in SUFFIXES:
            raise click.UsageError(f"several files come, and {told} would be one file; let -o name a folder, such as {path.with_suffix('')}/")
        return Place(path)
    return Place(file=path)


def prepare(place: Place, told: bool) -> None:
    """Make the folder if it is not there. One that was `told` must stand in a folder that is: a slip of the pen makes no tree."""
    if place.folder is None:
        return
    try:
        if told:
            with suppress(FileExistsError):
                place.folder.mkdir()
        else:
            place.folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise cannot_write(str(place.folder), fault) from fault


def file_name(brief: Brief, plain: Layout, suffix: str, page: int = 0) -> str:
    """What a piece is called: poster-victims-es-letter.pdf, and what is not as usual after that.

    `brief` has every choice made; of stock, single and copies it says what was asked for.
    """
    parts = [brief.layout, brief.audience, brief.lang, brief.size]
    if brief.orientation != plain.orientation:
        parts.append(brief.orientation)
    if brief.theme != plain.theme:
        parts.append(brief.theme)
    if brief.stock and brief.stock != plain.imposition.stocks.get(brief.size):
        parts.append(brief.stock)
    if brief.single and brief.size in plain.imposition.stocks:
        parts.append("single")
    if brief.draft:
        parts.append("draft")
    if page:
        parts.append(f"page-{page}")
    return "-".join(parts) + suffix


def write(path: Path, data: bytes) -> None:
    """Write a file whole: under another name in the same folder, onto the disk, then renamed. Raises WriteError."""
    final = Path(os.path.realpath(path))
    # The functions of os.path take a name that the system refuses for one that is not there; writing will tell.
    if os.path.isdir(final):
        raise cannot_write(str(path), OSError(errno.EISDIR, ""))
    if os.path.exists(final) and not os.path.isfile(final):
        _write_device(path, data)
        return
    temporary = final.with_name(f".outreach-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        # Not `tempfile`: its files are private to the user, and these are meant to be shared as others are.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, final)
    except OSError as fault:
        raise cannot_write(str(path), fault) from fault
    finally:
        with suppress(OSError):
            temporary.unlink()
    _settle(final.parent)


def _write_device(path: Path, data: bytes) -> None:
    """A device or a pipe is written to; renaming a file over it would take it away from everyone."""
    try:
        with path.open("wb") as file:
            file.write(data)
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise cannot_write(str(path), fault) from fault


def _settle(folder: Path) -> None:
    """Have the new name on the disk too, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def cannot_write(where: str, fault: OSError, elsewhere: str = "name another place with -o") -> WriteError:
    """The failure in plain words; `elsewhere` is what the user may do when nothing can be done about the place."""
    known = _REASONS.get(fault.errno or 0)
    code, message, cure = known or ("cannot-write", f"it cannot be written: {fault.strerror or fault}", "")
    return WriteError(Diagnostic(code, message, where, f"{cure}, or {elsewhere}" if cure else elsewhere))
