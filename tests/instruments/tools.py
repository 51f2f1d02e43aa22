"""Run programs of the system on a file in memory; a test that needs one that is not installed is skipped."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

FILE = "\0"
"""Stands for the file's path among a program's arguments."""


def need(name: str) -> None:
    """Skip the test when the program is not installed."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")


def run(pdf: bytes, name: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program on the file, whose path takes the place of FILE. Its exit code is for the caller to judge."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "piece.pdf")
        path.write_bytes(pdf)
        command = [name, *(str(path) if argument == FILE else argument for argument in arguments)]
        return subprocess.run(command, capture_output=True, check=False, timeout=120)


def output(pdf: bytes, name: str, *arguments: str) -> bytes:
    """What a program prints. An AssertionError with its complaint when it fails."""
    done = run(pdf, name, *arguments)
    assert done.returncode == 0, f"{name}: {done.stderr.decode('utf-8', 'replace')[:400]}"
    return done.stdout
