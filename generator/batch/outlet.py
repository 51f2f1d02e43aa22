"""Write a piece into a store and measure it on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from generator.batch.store import Store


class Counted:
    """A file that is measured as it is written; without a file it is only measured."""

    def __init__(self, file: BinaryIO | None) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self.size += len(data)
        if self._file is not None:
            self._file.write(data)
        return len(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def output(store: Store | None, file: str) -> Iterator[Counted]:
    """A file to write; None writes nothing."""
    if store is None:
        yield Counted(None)
        return
    with store.write(file) as out:
        yield Counted(out)


def written(store: Store | None, file: str, data: bytes) -> tuple[int, str]:
    """Write a file; its size and digest."""
    with output(store, file) as out:
        out.write(data)
    return out.size, out.sha256
