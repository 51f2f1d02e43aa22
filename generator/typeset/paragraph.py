"""A paragraph at a size and measure: its height, and its glyph runs and links at their places."""

from __future__ import annotations

import msgspec

from generator.frame import Cluster, GlyphRun, Ink, Link
from generator.typeset import bidi
from generator.typeset.faces import CAP_HEIGHT, DESCENT
from generator.typeset.lines import Lines, greedy, set_lines, width
from generator.typeset.shaping import Piece, Shaped
from generator.units import Rect

SLACK = 0.01
"""Rounding, in points, that may never push a word to the next line."""


class Paragraph(msgspec.Struct, frozen=True, eq=False):
    """A shaped paragraph with its leading (in em, baseline to baseline) and how its lines stand.

    The box of a paragraph reaches from the capitals of its first line to the descenders of its last, so that what
    looks aligned is aligned. `align` is "start", "centre" or "end".
    """

    shaped: Shaped
    leading: float
    align: str = "start"
    balance: bool = False

    @property
    def pitch(self) -> float:
        """Baseline to baseline in em, raised for scripts that stand taller than Latin."""
        return self.leading * self.shaped.line_factor

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
        lines = self.count(measure, size)
        return (CAP_HEIGHT + DESCENT + (lines - 1) * self.pitch) * size if lines else 0.0

    def stranded(self, measure: float, size: float) -> int:
        """Lines that end one word after a sentence has ended in them."""
        segments, found = self.shaped.segments, 0
        for first, last in set_lines(self.shaped, round((measure + SLACK) * 1000 / size, 1), self.balance).spans[:-1]:
            if last - first > 1:
                found += self.shaped.text[segments[first].start : segments[last - 2].end].rstrip().endswith((".", "?", "!"))
        return found

    def _greedy(self, measure: float, size: float) -> Lines:
        return greedy(self.shaped, round((measure + SLACK) * 1000 / size, 1))

    def place(
        self, x: float, y: float, measure: float, size: float, ink: Ink, first: int = 0, last: int | None = None
    ) -> tuple[list[GlyphRun], list[Link]]:
        """Runs and links with the box's top left corner at (x, y), of all lines or of lines first..last-1."""
        runs: list[GlyphRun] = []
        links: list[Link] = []
        baseline = y + CAP_HEIGHT * size
        for span in set_lines(self.shaped, round((measure + SLACK) * 1000 / size, 1), self.balance).spans[first:last]:
            wide = width(self.shaped, *span) * size / 1000
            shift = {"start": 0.0, "centre": (measure - wide) / 2, "end": measure - wide}[self.align]
            self._line(span, x + shift, baseline, size, ink, runs, links)
            baseline += self.pitch * size
        return runs, links

    def _line(self, span: tuple[int, int], x: float, baseline: float, size: float, ink: Ink, runs: list[GlyphRun], links: list[Link]) -> None:
        shaped = self.shaped
        start, end = shaped.segments[span[0]].start, shaped.segments[span[1] - 1].end
        parts = [part for piece in shaped.pieces if (part := _cut(piece, start, end))]
        if shaped.levels:
            parts = _visual(parts, shaped.levels, start, end, shaped.text)
        tracking = shaped.setting.tracking
        for piece, clusters in parts:
            ordered = tuple(reversed(clusters)) if piece.level & 1 else clusters
            units = sum(cluster.advance + tracking for cluster in ordered)
            wide = units * size / 1000
            text = "".join(cluster.text for cluster in clusters)
            runs.append(GlyphRun(x, baseline, piece.font, size, ink, ordered, text, wide, tracking))
            uri = shaped.rich[piece.inline].uri
            if uri:
                area = Rect(x, baseline - CAP_HEIGHT * size - 0.1 * size, wide, (CAP_HEIGHT + DESCENT + 0.1) * size)
                whole = shaped.rich[piece.inline].text.replace("\u200b", "").strip()
                links.append(Link(area, uri, f"{whole} ({uri})"))
            x += wide


def _cut(piece: Piece, start: int, end: int) -> tuple[Piece, tuple[Cluster, ...]] | None:
    """The clusters of a piece that stand on a line."""
    inside = tuple(cluster for at, cluster in piece.clusters if start <= at < end)
    return (piece, inside) if inside else None


def _visual(
    parts: list[tuple[Piece, tuple[Cluster, ...]]], levels: tuple[int, ...], start: int, end: int, text: str
) -> list[tuple[Piece, tuple[Cluster, ...]]]:
    """The runs of a line from left to right (UAX #9, rule L2, on whole runs)."""
    order = bidi.reorder(tuple(piece.level for piece, _ in parts))
    return [parts[index] for index in order]
