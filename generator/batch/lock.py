"""Hold an output for one run, and know whether the run before came to its end."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.errors import WriteError
from generator.writing import cannot_write

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = ".outreach.lock"
PATIENCE = 2.0
"""Seconds until a second run is refused. Workers of a run that was killed hold its lock until they have noticed."""
_PAUSE = 0.05
_AT_WORK = b"a run is at work, or was killed"


class Lock:
    """Holds an output for one run; the second is refused. The system lets go of it when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor = -1
        self.was_cut = False
        """Whether the run before was killed."""

    def __enter__(self) -> Lock:
        """Raises WriteError where the folder cannot be written to, or another run is at work on it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.descriptor = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as fault:
            raise cannot_write(str(self.folder), fault, "name another output in the campaign") from fault
        deadline = time.monotonic() + PATIENCE
        while not _held(self.descriptor):
            if time.monotonic() > deadline:
                self._close()
                raise WriteError(
                    Diagnostic("in-use", "another run is at work on this output", str(self.folder), "wait until it has ended, or stop it")
                )
            time.sleep(_PAUSE)
        self.was_cut = os.fstat(self.descriptor).st_size > 0
        os.write(self.descriptor, _AT_WORK)
        return self

    def __exit__(self, *raised: object) -> None:
        os.ftruncate(self.descriptor, 0)
        self._close()

    def _close(self) -> None:
        os.close(self.descriptor)
        self.descriptor = -1


def _held(descriptor: int) -> bool:
    """Whether the lock is ours now."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
