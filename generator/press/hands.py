"""Copies of this process that work beside it and hand over what they have made."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_LENGTH = 8
"""Octets before each message that say how long it is."""


def can_fork() -> bool:
    """Whether this process can be copied as it stands. Threads do not come along, and macOS's libraries do not stand it."""
    return sys.platform == "linux" and threading.active_count() == 1


class Hand:
    """One copy, which does `work` and ends. It has all that this process has, as it is now."""

    def __init__(self, work: Callable[[Hand], None]) -> None:
        theirs, ours = os.pipe(), os.pipe()
        # What is frozen is not touched by the copy's collector, so that its pages stay shared.
        gc.freeze()
        self._process = os.fork()
        if self._process:
            gc.unfreeze()
            os.close(theirs[1])
            os.close(ours[0])
            self._from, self._to = theirs[0], ours[1]
            return
        os.close(theirs[0])
        os.close(ours[1])
        self._from, self._to = ours[0], theirs[1]
        gc.disable()
        # Ctrl-C is for the process that this is a copy of, which stops its copies.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        code = 1
        try:
            work(self)
            code = 0
        finally:
            # Whatever has happened, nothing that waits in the copied process may be done twice.
            os._exit(code)

    def tell(self, message: Any) -> None:
        """Send a message across; one that nobody hears is lost."""
        data = msgspec.msgpack.encode(message)
        rest = memoryview(len(data).to_bytes(_LENGTH, "big") + data)
        with suppress(BrokenPipeError):
            while rest:
                rest = rest[os.write(self._to, rest) :]

    def hear(self, kind: type[T]) -> T | None:
        """The next message from across; None when there is none, because the other process has ended."""
        size = self._read(_LENGTH)
        data = self._read(int.from_bytes(size, "big")) if size is not None else None
        return msgspec.msgpack.decode(data, type=kind) if data is not None else None

    def _read(self, size: int) -> bytes | None:
        parts = []
        while size:
            part = os.read(self._from, min(size, 1 << 20))
            if not part:
                return None
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def drop(self) -> None:
        """End it, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Wait for its end."""
        os.close(self._from)
        os.close(self._to)
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
