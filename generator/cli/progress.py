"""A line on the terminal that says how far a batch has come; nothing where no one is looking."""

from __future__ import annotations

import sys
import time

from generator.batch.manifest import Entry

WIDTH = 24
"""Columns of the bar."""
PERIOD = 0.1
"""Seconds between two redrawings."""
SETTLED = 2.0
"""Seconds before a rate says anything of the time that is left."""

MOST_NAMED = 10
"""Pieces of one change that are named."""


class Progress:
    """Hears of each piece and redraws its line: pieces done, rate, time left, failures."""

    def __init__(self) -> None:
        self.total = self.count = self.made = self.failed = 0
        self._began = time.monotonic()
        self._drawn = 0.0
        self._shown = sys.stderr.isatty()
        self._open = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._open:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def expect(self, pieces: int) -> None:
        self.total += pieces

    def done(self, entry: Entry) -> None:
        self.count += 1
        self.made += entry.status == "made"
        self.failed += entry.status == "failed"
        now = time.monotonic()
        if self._shown and now - self._drawn >= PERIOD:
            self._drawn, self._open = now, True
            sys.stderr.write("\r" + self.line(now - self._began) + "\x1b[K")
            sys.stderr.flush()

    def line(self, seconds: float) -> str:
        """The line after so many seconds."""
        share = self.count / self.total if self.total else 0.0
        bar = "█" * round(share * WIDTH) + "·" * (WIDTH - round(share * WIDTH))
        parts = [f"{bar} {self.count} of {self.total}"]
        rate = self.made / seconds if seconds else 0.0
        if rate:
            parts.append(f"{rate:.0f} a second" if rate >= 1 else f"{1 / rate:.0f} s each")
        if seconds > SETTLED and self.count < self.total:
            parts.append(f"{_clock((self.total - self.count) * seconds / self.count)} left")
        if self.failed:
            parts.append(f"{self.failed} failed")
        return "  ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Remade:
    """Hears of the pieces that a watched campaign makes again, and names each."""

    def __init__(self) -> None:
        self.made = self.failed = 0

    def __enter__(self) -> Remade:
        return self

    def __exit__(self, *raised: object) -> None:
        pass

    def expect(self, pieces: int) -> None:
        """How many there are is nothing new."""

    def done(self, entry: Entry) -> None:
        self.made += entry.status == "made"
        self.failed += entry.status == "failed"
        if entry.status == "made" and self.made <= MOST_NAMED:
            sys.stderr.write(f"{entry.file}\n")
