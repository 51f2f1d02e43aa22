"""Printer's marks, outside every trim and bleed."""

from __future__ import annotations

from collections.abc import Sequence

from generator.frame import Box, Ink
from generator.units import Insets, Rect, Size

WEIGHT = 0.25
"""Width of a crop mark in points: the hairline of the trade."""
LENGTH = 12.0
CLEAR = 1.5
"""Between the bleed and a mark, so that no mark stands on the picture."""


def crop_marks(slots: Sequence[Rect], media: Size, ink: Ink, bleed: Insets) -> tuple[Box, ...]:
    """Marks in the margins of the sheet, at every edge of every slot, outside the slots and their bleed."""
    if not slots:
        return ()
    left, right = min(s.x for s in slots) - bleed.left, max(s.right for s in slots) + bleed.right
    top, bottom = min(s.y for s in slots) - bleed.top, max(s.bottom for s in slots) + bleed.bottom
    verticals = sorted({round(x, 3) for s in slots for x in (s.x, s.right)})
    horizontals = sorted({round(y, 3) for s in slots for y in (s.y, s.bottom)})
    boxes: list[Box] = []
    for x in verticals:
        for start, end in ((top - CLEAR - LENGTH, top - CLEAR), (bottom + CLEAR, bottom + CLEAR + LENGTH)):
            boxes += _within(Rect(x - WEIGHT / 2, start, WEIGHT, end - start), media, ink)
    for y in horizontals:
        for start, end in ((left - CLEAR - LENGTH, left - CLEAR), (right + CLEAR, right + CLEAR + LENGTH)):
            boxes += _within(Rect(start, y - WEIGHT / 2, end - start, WEIGHT), media, ink)
    return tuple(boxes)


def _within(rect: Rect, media: Size, ink: Ink) -> list[Box]:
    """The mark cut to the sheet, or nothing when it lies outside."""
    x, y = max(0.0, rect.x), max(0.0, rect.y)
    right, bottom = min(media.width, rect.right), min(media.height, rect.bottom)
    return [Box(Rect(x, y, right - x, bottom - y), ink)] if right > x and bottom > y else []
