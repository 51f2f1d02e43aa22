"""A watched campaign follows what is edited, bears what is half edited, and goes when it is told to."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from .campaigns import ROOT, bytes_of, edit, pieces, times, wait_until, write
from .conftest import Outreach, Start

PATIENCE = 15.0
"""Seconds that a test waits for a piece to be made again; how soon it is, is measured and not tested."""


def settled(count: int) -> bool:
    """Whether a first run has come to its end."""
    return len(pieces()) == count and Path("output/manifest.jsonl").is_file() and not Path("output/.outreach.lock").read_bytes()


def test_an_edit_is_followed(start: Start, outreach: Outreach) -> None:
    write("outreach.toml", "")
    write("layouts/wallet-card.toml", (ROOT / "layouts/wallet-card.toml").read_text("utf-8"))
    process = start("batch", "places.toml", "--watch")
    wait_until(lambda: settled(3))
    time.sleep(0.3)
    for old, new in ((1001, 1011), (1011, 1021), (1021, 1031)):
        before = times()
        edit("places.csv", str(old), str(new))
        wait_until(lambda before=before: times().get("Bell.pdf") not in (None, before["Bell.pdf"]), PATIENCE)
        time.sleep(0.3)
    edit("layouts/wallet-card.toml", 'safe = "0.125in"', "safe = ")
    time.sleep(0.5)
    before = times()
    edit("layouts/wallet-card.toml", "safe = ", 'safe = "0.13in"')
    wait_until(lambda: all(found != before[name] for name, found in times().items()), PATIENCE)
    wait_until(lambda: settled(3))
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=10)
    assert process.returncode == 0, told
    assert "layouts/wallet-card.toml: error[not-toml]" in told
    assert "1 made, 2 unchanged" in told
    assert "Traceback" not in told
    found = bytes_of("output")
    Path("output").rename("kept")
    outreach("batch", "places.toml")
    assert bytes_of("output") == found


def test_what_concerns_no_piece_is_passed_over(start: Start) -> None:
    process = start("batch", "places.toml", "--watch")
    wait_until(lambda: settled(3))
    time.sleep(0.3)
    stamp = Path("output/manifest.jsonl").stat().st_mtime_ns
    write("notes.log", "a line")
    write("output/notes.toml", "x = 1")
    time.sleep(0.5)
    assert Path("output/manifest.jsonl").stat().st_mtime_ns == stamp
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def test_a_campaign_that_is_not_there_is_not_watched(outreach: Outreach) -> None:
    assert outreach("batch", "nothing.toml", "--watch").exit_code == 4
