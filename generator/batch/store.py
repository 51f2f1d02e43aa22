"""Where the pieces of a batch go: a folder, or any address that fsspec knows, such as s3://bucket/folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from generator.errors import missing
from generator.writing import cannot_write, unfinished, whole

_BLOCK = 1 << 20


class Store(msgspec.Struct, frozen=True):
    """Files by name, "/" between folders. Each is written whole or not at all. It may be sent to another process."""

    address: str

    @contextmanager
    def write(self, name: str) -> Iterator[BinaryIO]:
        """A file to write; it is there when the block ends well. Raises WriteError."""
        raise NotImplementedError
        yield

    def sha256(self, name: str) -> str:
        """The digest of a file in hex, "" if it is not there."""
        raise NotImplementedError

    def size(self, name: str) -> int:
        """How many bytes a file has, -1 if it is not there."""
        raise NotImplementedError

    def remove(self, name: str) -> None:
        """Take a file away, and the folders that are empty without it."""
        raise NotImplementedError

    def read(self, name: str) -> bytes:
        """The bytes of a file. OSError if it is not there."""
        raise NotImplementedError

    def sweep(self) -> None:
        """Take away what a run that was killed has left half-written."""


class Folder(Store, frozen=True):
    """A folder of this machine, or one that all workers share."""

    @contextmanager
    def write(self, name: str) -> Iterator[BinaryIO]:
        path = Path(self.address, name)
        if not path.parent.is_dir():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as fault:
                raise cannot_write(str(path.parent), fault, "name another output in the campaign") from fault
        with whole(path) as file:
            yield file

    def sha256(self, name: str) -> str:
        try:
            with open(os.path.join(self.address, name), "rb") as file:
                return _digest(file)
        except OSError:
            return ""

    def size(self, name: str) -> int:
        try:
            return os.stat(os.path.join(self.address, name)).st_size
        except OSError:
            return -1

    def remove(self, name: str) -> None:
        path = Path(self.address, name)
        with suppress(OSError):
            path.unlink()
        for parent in path.relative_to(self.address).parents[:-1]:
            with suppress(OSError):
                Path(self.address, parent).rmdir()

    def read(self, name: str) -> bytes:
        return Path(self.address, name).read_bytes()

    def sweep(self) -> None:
        for place, _, names in os.walk(self.address):
            for name in names:
                owner = unfinished(name)
                if owner and not _lives(owner):
                    with suppress(OSError):
                        os.unlink(os.path.join(place, name))


class Remote(Store, frozen=True):
    """An address that fsspec knows; what is uploaded is complete when it appears, as object stores have it."""

    @property
    def is_private(self) -> bool:
        """Whether no other process sees what is written there."""
        return self.address.startswith("memory:")

    def _files(self) -> tuple[object, str]:
        import fsspec

        return fsspec.core.url_to_fs(self.address)  # type: ignore[no-any-return]

    @contextmanager
    def write(self, name: str) -> Iterator[BinaryIO]:
        files, root = self._files()
        path = f"{root.rstrip('/')}/{name}"
        try:
            files.makedirs(path.rpartition("/")[0], exist_ok=True)  # type: ignore[attr-defined]
            file = files.open(path, "wb")  # type: ignore[attr-defined]
        except OSError as fault:
            raise cannot_write(f"{self.address}/{name}", fault, "name another output in the campaign") from fault
        try:
            yield file
        except BaseException:
            with suppress(Exception):
                file.discard()
            raise
        try:
            file.close()
        except OSError as fault:
            raise cannot_write(f"{self.address}/{name}", fault, "name another output in the campaign") from fault

    def sha256(self, name: str) -> str:
        files, root = self._files()
        try:
            with files.open(f"{root.rstrip('/')}/{name}", "rb") as file:  # type: ignore[attr-defined]
                return _digest(file)
        except OSError:
            return ""

    def size(self, name: str) -> int:
        files, root = self._files()
        try:
            return int(files.size(f"{root.rstrip('/')}/{name}"))  # type: ignore[attr-defined]
        except (OSError, TypeError):
            return -1

    def remove(self, name: str) -> None:
        files, root = self._files()
        with suppress(OSError):
            files.rm(f"{root.rstrip('/')}/{name}")  # type: ignore[attr-defined]

    def read(self, name: str) -> bytes:
        files, root = self._files()
        with files.open(f"{root.rstrip('/')}/{name}", "rb") as file:  # type: ignore[attr-defined]
            return bytes(file.read())


def open_store(address: str, folder: Path, where: str) -> Store:
    """The store of an address; a path starts at `folder`, `where` is the key that names it.

    MissingError when the extra or the file system is not installed.
    """
    scheme, separator, rest = address.partition("://")
    if not separator or scheme in ("file", "local"):
        # A local folder is better written to by ourselves: whole files or none.
        return Folder(os.path.abspath(folder / (rest if separator else address)))
    try:
        import fsspec

        fsspec.core.url_to_fs(address)
    except ImportError as fault:
        hint = "pip install 'outreach-press[cluster]'" if "fsspec" in str(fault) else f"pip install the file system it needs ({fault})"
        raise missing("no-extra", f"the output {address!r} needs a package that is not installed", where, hint) from None
    except ValueError as fault:
        raise missing(
            "no-file-system", f"the output {address!r} is no address that can be written to: {fault}", where, "write it like s3://bucket/folder"
        ) from None
    return Remote(address)


def _lives(process: int) -> bool:
    """Whether a process of that id is at work; one that cannot be asked is taken to be."""
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    try:
        # One that has ended and that nobody has asked after answers too; its state, after the name in brackets, is Z.
        return Path(f"/proc/{process}/stat").read_bytes().rpartition(b") ")[2][:1] != b"Z"
    except OSError:
        return True


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
