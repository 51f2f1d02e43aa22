"""Run a command as a cold process and account for it: wall and processor seconds, and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

MAXRSS = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of `ru_maxrss` (getrusage(2) of macOS and of Linux)."""


class Run(NamedTuple):
    """What one process took: `wall` and `cpu` (it and its children, user and system) in seconds, `peak` in bytes."""

    wall: float
    cpu: float
    peak: int


def cold(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command in a folder, its standard output thrown away. Raises CalledProcessError with what it complained of.

    The accounting is getrusage's for this one child, which `wait4` hands over: RUSAGE_CHILDREN keeps only the largest of
    all children. A child's peak is never below what the caller holds when it starts it, so the caller must stay small.
    """
    with tempfile.TemporaryFile() as complaints:
        began = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=complaints)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            complaints.seek(0)
            raise subprocess.CalledProcessError(child.returncode, command, stderr=complaints.read().decode(errors="replace"))
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MAXRSS)
