"""Stay with a campaign, and make again what an edited file touches."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.batch.campaign import Campaign, listed, load_campaign_file
from generator.batch.conduct import Summary
from generator.cli import terminal
from generator.errors import ExitCode, GeneratorError
from generator.resources import builtin_root

PERIOD = 0.1
"""Seconds between two looks at the files."""
SHARE = 0.2
"""The part of our time that looking may take: where there are many files, it is done less often."""
SETTLING = 0.03
"""Seconds in which nothing may change before a change is taken up: many editors write a file in two steps."""
OURS = ("layouts", "assets")
"""The program's own data, from its root."""

KINDS = frozenset(".toml .po .csv .tsv .jsonl .ndjson .xlsx .xlsm .svg .png .jpg .jpeg .icc .ttf .otf".split())
"""Endings of files that a piece may come from; a log that is written in the folder is none."""

Seen = dict[str, tuple[int, int, int]]
"""Files by path: when each was written, its size, and which it is."""


def run(path: Path, first: Callable[[], Summary], again: Callable[[], Summary]) -> int:
    """Make all once, then again whatever changes, until Ctrl-C: 0, or 130 where it cuts a piece short.

    Faults of the first run that leave nothing to watch are raised.
    """
    seen = look(path)
    if first().interrupted:
        return int(ExitCode.INTERRUPTED)
    pause = PERIOD
    terminal.note("watching; Ctrl-C ends it")
    while True:
        try:
            time.sleep(pause)
            began = time.monotonic()
            found = look(path)
            pause = max(PERIOD, (time.monotonic() - began) / SHARE)
            if found == seen:
                continue
            seen = _settled(path, found)
        except KeyboardInterrupt:
            terminal.note("\nwatching has ended")
            return 0
        try:
            if again().interrupted:
                return int(ExitCode.INTERRUPTED)
        except GeneratorError as fault:
            # Half an edit is no reason to leave: the other half is about to come.
            terminal.failed(fault)


def look(path: Path) -> Seen:
    """All files that a campaign may be made of."""
    found: Seen = {}
    kept_out: set[str] = set()
    try:
        campaign = load_campaign_file(path)
    except GeneratorError:
        campaign = None
    if campaign is not None:
        kept_out = {os.path.abspath(campaign.folder / name) for name in ("output", campaign.file.output)}
        for each in _named(campaign):
            _note(str(each), found)
    _note(str(path), found)
    for root in (path.parent, *(builtin_root() / name for name in OURS)):
        for file in _files(os.path.abspath(root), kept_out):
            _note(file, found)
    return found


def _named(campaign: Campaign) -> Iterator[Path]:
    """Files that the campaign names, wherever they are."""
    if campaign.records_path is not None:
        yield campaign.records_path
    for _, matrix in campaign.matrices():
        yield from (campaign.folder / name for name in listed(matrix.organisations) if name)


def _files(root: str, kept_out: set[str]) -> Iterator[str]:
    """Files of a folder and those below it, hidden ones and what is kept out left aside."""
    for place, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and os.path.join(place, name) not in kept_out]
        yield from (os.path.join(place, name) for name in names if not name.startswith(".") and os.path.splitext(name)[1].lower() in KINDS)


def _note(file: str, found: Seen) -> None:
    try:
        stat = os.stat(file)
    except OSError:
        return
    found[os.path.abspath(file)] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)


def _settled(path: Path, found: Seen) -> Seen:
    """What is there when nothing changes any more."""
    while True:
        time.sleep(SETTLING)
        before, found = found, look(path)
        if found == before:
            return found
