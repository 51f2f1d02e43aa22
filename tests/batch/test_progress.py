"""How far a batch has come: told on a terminal, and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from generator.batch.manifest import Entry
from generator.cli.progress import Progress, Remade

from .campaigns import PLACES, write
from .conftest import Outreach


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def entry(status: str = "made", file: str = "a.pdf") -> Entry:
    told = {"layout": "poster", "audience": "victims", "lang": "es", "size": "letter", "orientation": "portrait", "theme": "bold"}
    return Entry(file=file, status=status, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "made", "failed", "seconds", "said"),
    [
        (0, 0, 0, 0.0, "0 of 100"),
        (50, 50, 0, 1.0, "50 of 100  50 a second"),
        (50, 50, 0, 10.0, "50 of 100  5 a second  0:10 left"),
        (1, 1, 0, 30.0, "1 of 100  30 s each  49:30 left"),
        (2, 1, 1, 100.0, "2 of 100  100 s each  1:21:40 left  1 failed"),
        (100, 40, 0, 10.0, "100 of 100  4 a second"),
    ],
)
def test_the_line(count: int, made: int, failed: int, seconds: float, said: str) -> None:
    progress = Progress()
    progress.total, progress.count, progress.made, progress.failed = 100, count, made, failed
    bar, _, rest = progress.line(seconds).partition(" ")
    assert (rest, len(bar), bar.count("█")) == (said, 24, round(24 * count / 100))


def test_it_is_drawn_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress() as progress:
        progress.expect(2)
        progress.done(entry("failed"))
    assert "1 of 2" in screen.getvalue()
    assert "1 failed" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_it_knows_from_the_start_how_many_there_are(outreach: Outreach, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    done = Progress.done

    def heard(self: Progress, entry: Entry) -> None:
        done(self, entry)
        seen.append((self.count, self.total))

    monkeypatch.setattr(Progress, "done", heard)
    outreach("batch", "campaign.toml")
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    seen.clear()
    write("places.csv", "place,number,audiences\nAlma,559-555-1000,victims\nBell,559-555-10,\nCary,559-555-1002,\n")
    text = PLACES.replace('"{record}"', '"{record}-{audience}"').replace('["victims"]', '["victims", "individuals"]')
    write("places.toml", text.replace("[records.text]", 'audiences = {}\n[records.only]\naudiences = "{audiences}"\n[records.text]'))
    outreach("batch", "places.toml")
    assert [count for count, _ in seen] == [1, 2, 3, 4, 5]
    assert seen[-1] == (5, 5)


def test_it_is_quiet_where_nobody_looks(outreach: Outreach) -> None:
    result = outreach("batch", "places.toml")
    assert "\r" not in result.stderr
    assert " of 3" not in result.stderr


def test_a_watched_campaign_names_what_it_makes(capsys: pytest.CaptureFixture[str]) -> None:
    with Remade() as progress:
        progress.expect(3)
        for status, file in (("made", "a.pdf"), ("unchanged", "b.pdf"), ("failed", "c.pdf")):
            progress.done(entry(status, file))
    assert (capsys.readouterr().err, progress.made, progress.failed) == ("a.pdf\n", 1, 1)


def test_a_summary_is_one_line_on_standard_error_and_the_place_on_standard_output(outreach: Outreach) -> None:
    result = outreach("batch", "campaign.toml")
    assert result.stdout == "output\n"
    assert result.stderr.splitlines()[-1] == "4 made"
    write("campaign.toml", 'layouts = "wallet-card"\naudiences = "victims"\n[[exclude]]\naudiences = "victims"\n')
    assert outreach("batch", "campaign.toml").stderr.splitlines()[-1] == "1 excluded"
