"""Whether a filled path lies under a box wholly, partly or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from itertools import pairwise

from generator.frame import Box, Fill
from generator.preflight.extent import Extent, Segments, edges, segments_extent

Point = tuple[float, float]
Contour = tuple[Point, ...]

CURVE_STEPS = 16
"""Straight pieces a curve is cut into: the error of a curve as tall as a sheet of Letter is then below a point."""


class Cover(IntEnum):
    """How much of a box a shape covers."""

    NONE = 0
    PART = 1
    ALL = 2


def box_cover(box: Box, over: Extent) -> Cover:
    """How much of `over` a filled rectangle covers; its rounded corners count as left open."""
    whole = edges(box.rect)
    if not whole.meets(over):
        return Cover.NONE
    if not whole.holds(over):
        return Cover.PART
    r = min(box.radius, box.rect.width / 2, box.rect.height / 2)
    if r <= 0:
        return Cover.ALL
    core = Extent(whole.left + r, whole.top + r, whole.right - r, whole.bottom - r)
    for x in (over.left, over.right):
        for y in (over.top, over.bottom):
            across, down = max(core.left - x, x - core.right), max(core.top - y, y - core.bottom)
            if across > 0 and down > 0 and across * across + down * down > r * r:
                return Cover.PART
    return Cover.ALL


def contours_near(fill: Fill, box: Extent) -> tuple[Contour, ...]:
    """The parts of a path that may reach into the box, as closed polygons; the others do not change what lies there."""
    return tuple(_flat(part) for part in _parts(fill) if segments_extent(part).meets(box))


def _parts(fill: Fill) -> Iterator[Segments]:
    """The path cut where it begins anew."""
    segments = fill.segments
    starts = [number for number, segment in enumerate(segments) if segment[0] == "M"]
    for start, end in pairwise((*starts, len(segments))):
        yield segments[start:end]


def _flat(part: Segments) -> Contour:
    points: list[Point] = []
    for kind, *values in part:
        at = [float(value) for value in values]
        if kind == "C":
            points += _curve(points[-1], (at[0], at[1]), (at[2], at[3]), (at[4], at[5]))
        else:
            # What follows a closing begins where the closed part did.
            points.append((at[0], at[1]) if at else points[0])
    return tuple(points)


def _curve(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        u = 1 - t
        p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1]


def cover(contours: tuple[Contour, ...], even_odd: bool, over: Extent) -> Cover:
    """How much of `over` a flattened path covers."""
    if any(_cuts(a, b, over) for contour in contours for a, b in pairwise((*contour, contour[0]))):
        return Cover.PART
    middle = ((over.left + over.right) / 2, (over.top + over.bottom) / 2)
    return Cover.ALL if _inside(contours, even_odd, middle) else Cover.NONE


def _cuts(a: Point, b: Point, over: Extent) -> bool:
    """Whether a straight line from a to b enters the box (Liang and Barsky's clipping)."""
    start, end = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    for toward, room in (
        (-dx, a[0] - over.left),
        (dx, over.right - a[0]),
        (-dy, a[1] - over.top),
        (dy, over.bottom - a[1]),
    ):
        if toward == 0:
            if room <= 0:
                return False
        elif toward < 0:
            start = max(start, room / toward)
        else:
            end = min(end, room / toward)
        if start >= end:
            return False
    return True


def _inside(contours: tuple[Contour, ...], even_odd: bool, at: Point) -> bool:
    """Whether a point is painted, by the even-odd or the nonzero rule (ISO 32000-1, 8.5.3.3)."""
    x, y = at
    crossings = winding = 0
    for contour in contours:
        for (ax, ay), (bx, by) in pairwise((*contour, contour[0])):
            if (ay <= y) != (by <= y) and ax + (y - ay) * (bx - ax) / (by - ay) > x:
                crossings += 1
                winding += 1 if by > ay else -1
    return crossings % 2 == 1 if even_odd else winding != 0
