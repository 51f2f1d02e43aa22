"""The mark of a draft: its words across every side in striped letters, which let what they cross be read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from generator.compose.context import Context
from generator.frame import Code, Fill, Frame, Ink, Item, Mark
from generator.qr.symbol import QUIET_ZONE
from generator.richtext import Rich
from generator.typeset.faces import CAP_HEIGHT
from generator.typeset.outlines import Point, Polygon, polygons
from generator.typeset.paragraph import Paragraph
from generator.typeset.shaping import shape
from generator.units import Insets, Rect, Size

INK = Ink("draft", (238, 44, 120))
"""Half way between black and white, so that it stands out from paper, from a deep field and from a signal colour alike."""
FACE, WEIGHT = "NotoSans", 900
REACH = 0.84
"""Share of the diagonal that the words may take; the rest keeps their corners inside the trim."""
TALLEST = 0.07
"""Share of the diagonal that the size of the letters may have, for few words."""
STRIPES = 14
"""Stripes to the height of a capital, and"""
INKED = 0.42
"""how much of each is ink: the letters are plain at arm's length, and the text under them is not lost."""

Span = tuple[float, float]


def mark_draft(context: Context, frames: Sequence[Frame], words: Rich) -> tuple[Frame, ...]:
    """The sides with the mark over everything but their codes, as an artifact that no screen reader stops at."""
    paragraph = Paragraph(shape(context.faces, words, context.setting(FACE, WEIGHT)), 1.2)
    return tuple(msgspec.structs.replace(frame, marks=(*frame.marks, _mark(context, frame, paragraph))) for frame in frames)


def _mark(context: Context, frame: Frame, paragraph: Paragraph) -> Mark:
    diagonal = math.hypot(frame.trim.width, frame.trim.height)
    size = min(REACH * diagonal / paragraph.natural_width(1.0), TALLEST * diagonal)
    wide = paragraph.natural_width(size) + 1
    placed, _ = paragraph.place(-wide / 2, (CAP_HEIGHT / 2 - paragraph.ascent) * size, wide, size, INK)
    # Places are counted from where the line starts.
    runs = [msgspec.structs.replace(run, x=-run.x - run.width) for run in placed] if context.language.rtl else placed
    slope = _Slope(frame.trim)
    fields = [[slope.back(corner) for corner in _corners(_field(item))] for mark in frame.marks for item in mark.items if isinstance(item, Code)]
    segments: list[tuple[str | float, ...]] = []
    pitch = CAP_HEIGHT * size / STRIPES
    for y, span in _stripes(polygons(context.faces, runs), fields, pitch):
        stripe = Rect(span[0], y - pitch * INKED / 2, span[1] - span[0], pitch * INKED)
        first, *others = [slope.to(corner) for corner in _corners(stripe)]
        segments += [("M", *first), *(("L", *corner) for corner in others), ("Z",)]
    items: tuple[Item, ...] = (Fill(tuple(segments), INK),)
    return Mark(items, artifact=True)


class _Slope:
    """Turns what lies level around the origin so that it rises along the diagonal of a side, and back."""

    def __init__(self, trim: Size) -> None:
        self.x, self.y = trim.width / 2, trim.height / 2
        length = math.hypot(trim.width, trim.height)
        self.cos, self.sin = trim.width / length, -trim.height / length

    def to(self, point: Point) -> Point:
        x, y = point
        return self.x + x * self.cos - y * self.sin, self.y + x * self.sin + y * self.cos

    def back(self, point: Point) -> Point:
        x, y = point[0] - self.x, point[1] - self.y
        return x * self.cos + y * self.sin, -x * self.sin + y * self.cos


def _field(code: Code) -> Rect:
    """A code with its quiet zone: ink there would keep a phone from reading it."""
    return code.rect.inset(Insets.all(-QUIET_ZONE * code.rect.width / len(code.modules)))


def _corners(rect: Rect) -> list[Point]:
    return [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]


def _stripes(letters: Sequence[Polygon], fields: Sequence[Polygon], pitch: float) -> Iterable[tuple[float, Span]]:
    """Level stripes inside the letters and outside the fields: (height, from and to)."""
    heights = [y for polygon in letters for _, y in polygon]
    for number in range(math.ceil(min(heights) / pitch), math.floor(max(heights) / pitch) + 1):
        y = number * pitch
        spans = _inside(letters, y)
        for field in fields:
            spans = [part for span in spans for part in _without(span, _inside([field], y))]
        yield from ((y, span) for span in spans)


def _inside(contours: Sequence[Polygon], y: float) -> list[Span]:
    """Where a level line runs inside, by the winding of the contours."""
    crossings: list[tuple[float, int]] = []
    for contour in contours:
        for (x1, y1), (x2, y2) in zip(contour, [*contour[1:], contour[0]], strict=True):
            if (y1 <= y) != (y2 <= y):
                crossings.append((x1 + (y - y1) * (x2 - x1) / (y2 - y1), 1 if y2 > y1 else -1))
    spans: list[Span] = []
    winding, start = 0, 0.0
    for x, turn in sorted(crossings):
        if not winding:
            start = x
        winding += turn
        if not winding and x > start:
            spans.append((start, x))
    return spans


def _without(span: Span, holes: Sequence[Span]) -> list[Span]:
    """What holes leave of a span."""
    left = [span]
    for low, high in holes:
        left = [part for start, end in left for part in ((start, min(end, low)), (max(start, high), end)) if part[1] > part[0]]
    return left
