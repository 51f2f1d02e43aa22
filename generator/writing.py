"""Write a file whole or not at all, and say in plain words why it cannot be written."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from generator.diagnostics import Diagnostic
from generator.errors import WriteError

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


def write(path: Path, data: bytes) -> None:
    """Write a file whole, and have it on the disk. Raises WriteError."""
    if os.path.exists(path) and not os.path.isdir(path) and not os.path.isfile(path):
        _write_device(path, data)
        return
    with whole(path, settle=True) as file:
        file.write(data)


@contextmanager
def whole(path: Path, settle: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, under another name in the same folder; it takes its own when all went well, else nothing is left.

    `settle` waits until it is on the disk, so that it outlives a power failure. Raises WriteError.
    """
    final = Path(os.path.realpath(path))
    # The functions of os.path take a name that the system refuses for one that is not there; writing will tell.
    if os.path.isdir(final):
        raise cannot_write(str(path), OSError(errno.EISDIR, ""))
    temporary = final.with_name(f".outreach-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        # Not `tempfile`: its files are private to the user, and these are meant to be shared as others are.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            if settle:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, final)
    except OSError as fault:
        raise cannot_write(str(path), fault) from fault
    finally:
        with suppress(OSError):
            temporary.unlink()
    if settle:
        _settle(final.parent)


def unfinished(name: str) -> int:
    """The process that a file in the making belongs to, by its name; 0 for any other file."""
    found = re.fullmatch(r"\.outreach-(\d+)-[0-9a-f]{8}\.part", name)
    return int(found[1]) if found else 0


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
