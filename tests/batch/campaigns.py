"""Campaigns to be made, and what stands in an output."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

CAMPAIGN = """\
name = "Spring"
layouts = ["wallet-card"]
audiences = ["victims", "individuals"]
languages = ["en", "es"]
"""
PLACES = """\
layouts = ["wallet-card"]
audiences = ["victims"]
names = "{record}"

[records]
file = "places.csv"
name = "{place}"

[records.columns]
place = { required = true }
number = { type = "phone" }

[records.text]
headline = "Are you safe in {place}?"

[records.contacts.local-line]
name = "{place} line"
label = { en = "Near you", es = "Cerca de usted" }
purpose = { en = "Help near you.", es = "Ayuda cerca de usted." }
jurisdiction = ["US"]
checked-on = "2026-11"
channels = [{ kind = "voice", number = "{number}", hours = "24/7" }]
source = { title = "Invented", where = "tests", date = "2026-11" }
"""
NAMES = ("Alma", "Bell", "Cary", "Dale", "Elko", "Ford", "Gary", "Hull")


def rows(count: int) -> str:
    """A file of so many records; names and numbers are of one length, so that one scale fits any of them."""
    names = [NAMES[at] if at < len(NAMES) else f"P{at:03}" for at in range(count)]
    return "place,number\n" + "".join(f"{name},559-555-{1000 + at}\n" for at, name in enumerate(names))


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def edit(name: str, old: str, new: str) -> None:
    """Change one place in a file, which must be there."""
    text = Path(name).read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    Path(name).write_text(text.replace(old, new, 1), "utf-8")


def bytes_of(folder: Path | str) -> dict[str, bytes]:
    """Every file of an output by its name, the manifest among them."""
    root = Path(folder)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def pieces(folder: Path | str = "output") -> list[str]:
    return [name for name in bytes_of(folder) if name.endswith(".pdf")]


def manifest(folder: Path | str = "output") -> dict[str, dict[str, Any]]:
    """The lines of an output's pieces, by file."""
    lines = [json.loads(line) for line in Path(folder, "manifest.jsonl").read_text("utf-8").splitlines() if line]
    return {line["file"]: line for line in lines if line["kind"] == "piece"}


def times(folder: Path | str = "output") -> dict[str, tuple[int, int]]:
    """When each piece was written, and which file it is: what is made again is another."""
    return {name: ((found := Path(folder, name).stat()).st_mtime_ns, found.st_ino) for name in pieces(folder)}


def environment(**more: str) -> dict[str, str]:
    """What a process of its own needs to find the package, installed or not."""
    return os.environ | {"PYTHONPATH": str(ROOT)} | more


def wait_until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for something to be so; fail if it never is."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it has never come to that"
        time.sleep(0.01)
