"""A paragraph at a size and measure: its height, and its glyph runs and links at their places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from generator.frame import Cluster, GlyphRun, Ink, Link
from generator.richtext import Inline
from generator.typeset import bidi
from generator.typeset.faces import CAP_HEIGHT, DESCENT
from generator.typeset.lines import SENTENCE_ENDS, Lines, greedy, set_lines, width
from generator.typeset.shaping import Piece, Shaped
from generator.units import Rect

SLACK = 0.01
"""Rounding, in points, that may never push a word to the next line."""


class Paragraph(msgspec.Struct, frozen=True, eq=False):
    """A shaped paragraph with its leading (in em, baseline to baseline) and how its lines stand.

    The box of a paragraph reaches from the capitals of its first line to the descenders of its last, so that what
    looks aligned is aligned; in a script with marks above or below, from the tallest to the lowest of these. `align` is
    "start", "centre" or "end".

    Places are counted from where lines start: in a script that runs from right to left, from the right. A side of such
    a piece is turned round when it is finished (`compose.mirror`).
    """

    shaped: Shaped
    leading: float
    align: str = "start"
    balance: bool = False

    @property
    def pitch(self) -> float:
        """Baseline to baseline in em, raised for scripts that stand taller than their style reckons with."""
        return max(self.leading, self.shaped.stature.leading)

    @property
    def ascent(self) -> float:
        """From the top of its box to its first baseline, in em."""
        return self.shaped.stature.ascent

    def natural_width(self, size: float) -> float:
        """The width on one line, in points."""
        return width(self.shaped, 0, len(self.shaped.segments)) * size / 1000 if self.shaped.segments else 0.0

    def longest_word(self, size: float) -> float:
        """The narrowest measure it can be set to, in points."""
        return max((segment.width for segment in self.shaped.segments), default=0.0) * size / 1000

    def count(self, measure: float, size: float) -> int:
        return len(self._greedy(measure, size).spans)

    def overrun(self, measure: float, size: float) -> float:
        """How many points the widest line is too wide; 0 when the text fits the measure."""
        return max(0.0, self._greedy(measure, size).widest * size / 1000 - measure - SLACK)

    def height(self, measure: float, size: float) -> float:
        return self.lines_height(self.count(measure, size), size)

    def lines_height(self, lines: int, size: float) -> float:
        """The height of so many of its lines, in points."""
        return (self.ascent + self.shaped.stature.descent + (lines - 1) * self.pitch) * size if lines else 0.0

    def stranded(self, measure: float, size: float) -> int:
        """Lines that end one word after a sentence has ended in them."""
        segments, found = self.shaped.segments, 0
        for first, last in set_lines(self.shaped, round((measure + SLACK) * 1000 / size, 1), self.balance).spans[:-1]:
            if last - first > 1:
                found += self.shaped.text[segments[first].start : segments[last - 2].end].rstrip().endswith(SENTENCE_ENDS)
        return found

    def _greedy(self, measure: float, size: float) -> Lines:
        return greedy(self.shaped, round((measure + SLACK) * 1000 / size, 1))

    def place(
        self, x: float, y: float, measure: float, size: float, ink: Ink, first: int = 0, last: int | None = None
    ) -> tuple[list[GlyphRun], list[Link]]:
        """Runs in reading order, and links, with the box's top and start at (x, y), of all lines or of first..last-1."""
        runs: list[GlyphRun] = []
        links: list[Link] = []
        baseline = y + self.ascent * size
        for span in set_lines(self.shaped, round((measure + SLACK) * 1000 / size, 1), self.balance).spans[first:last]:
            wide = width(self.shaped, *span) * size / 1000
            shift = {"start": 0.0, "centre": (measure - wide) / 2, "end": measure - wide}[self.align]
            self._line(span, x + shift, baseline, size, ink, runs, links)
            baseline += self.pitch * size
        return runs, links

    def _line(self, span: tuple[int, int], x: float, baseline: float, size: float, ink: Ink, runs: list[GlyphRun], links: list[Link]) -> None:
        shaped = self.shaped
        parts = _parts(shaped, shaped.segments[span[0]].start, shaped.segments[span[1] - 1].end)
        tracking = shaped.setting.tracking
        placed: dict[int, GlyphRun] = {}
        for number in _from_start([part.level for part in parts], shaped.setting.rtl):
            part = parts[number]
            back = bool(part.level & 1)
            ordered = tuple(reversed(part.clusters)) if back else part.clusters
            units = sum(cluster.advance + tracking for cluster in ordered)
            wide = units * size / 1000
            text = "".join(cluster.text for cluster in part.clusters)
            placed[number] = GlyphRun(x, baseline, part.piece.font, size, ink, ordered, text, wide, tracking, back)
            inline = shaped.rich[part.piece.inline]
            if inline.uri:
                links.append(link_of(placed[number], inline))
            x += wide
        runs.extend(placed[number] for number in range(len(parts)))


def link_of(run: GlyphRun, inline: Inline) -> Link:
    """The live area of a run, and what a screen reader says of it: the whole of what is linked, and where it leads."""
    size = run.size
    # Figures have no descenders; the room below them may be the next line's.
    below = DESCENT if any(map(str.isalpha, run.text)) else 0.05
    area = Rect(run.x, run.y - CAP_HEIGHT * size - 0.1 * size, run.width, (CAP_HEIGHT + below + 0.1) * size)
    return Link(area, inline.uri, f"{inline.text.replace(chr(0x200B), '').strip()} ({inline.uri})")


class _Part(NamedTuple):
    """What stands on a line of a piece, as far as it runs one way."""

    piece: Piece
    level: int
    clusters: tuple[Cluster, ...]


def _parts(shaped: Shaped, start: int, end: int) -> list[_Part]:
    """The parts of a line in reading order."""
    inside = ((piece, [entry for entry in piece.clusters if start <= entry[0] < end]) for piece in shaped.pieces)
    if not shaped.levels:
        return [_Part(piece, 0, tuple(cluster for _, cluster in entries)) for piece, entries in inside if entries]
    # At the end of a line white space goes back to the side where the line ends (UAX #9, rule L1).
    levels = bidi.line_levels(shaped.text, shaped.levels, start, end, int(shaped.setting.rtl))
    return [
        _Part(piece, level, tuple(cluster for _, cluster in group))
        for piece, entries in inside
        for level, group in groupby(entries, key=lambda entry: levels[entry[0] - start])
    ]


def _from_start(levels: Sequence[int], rtl: bool) -> Sequence[int]:
    """Indices of a line's parts in the order they stand in, counted from where the line starts (UAX #9, rule L2)."""
    order = bidi.reorder(levels)
    return order[::-1] if rtl else order
