"""The segments that fills are made of, and what can be done with them: measured, moved.

Curves are cubics only, and every subpath begins with its own M, so that whoever draws or measures segments needs four
commands and no memory of what came before.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import cast

from generator.units import Rect

Segment = tuple[str | float, ...]
"""One of ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) and ("Z",), as in `frame.Fill`."""
Segments = tuple[Segment, ...]
Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): a point (x, y) goes to (a·x + c·y + e, b·x + d·y + f)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def points(segment: Segment) -> list[tuple[float, float]]:
    """The points of a segment, control points first."""
    numbers = cast("tuple[float, ...]", segment[1:])
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def bounding_box(segments: Segments) -> Rect:
    """The tight box around all that is drawn, curves by their extremes; ValueError if nothing is."""
    xs: list[float] = []
    ys: list[float] = []
    here = (0.0, 0.0)
    for segment in segments:
        stops = points(segment)
        if not stops:
            continue
        end = stops[-1]
        if segment[0] == "C":
            (x1, y1), (x2, y2), _ = stops
            xs.extend(_extremes(here[0], x1, x2, end[0]))
            ys.extend(_extremes(here[1], y1, y2, end[1]))
        xs.append(end[0])
        ys.append(end[1])
        here = end
    if not xs:
        raise ValueError("an empty path has no bounding box")
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def transform(segments: Segments, by: Matrix) -> Segments:
    """Segments with every point moved by a matrix."""
    if by == IDENTITY:
        return segments
    a, b, c, d, e, f = by
    moved = []
    for segment in segments:
        numbers: list[float] = []
        for x, y in points(segment):
            numbers += (a * x + c * y + e, b * x + d * y + f)
        moved.append((segment[0], *numbers))
    return tuple(moved)


def chain(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that applies `inner` first and `outer` after it."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _extremes(a: float, b: float, c: float, d: float) -> Iterator[float]:
    """Where one coordinate of a cubic turns round inside the curve: its values at the roots of the derivative."""
    if min(a, d) <= b <= max(a, d) and min(a, d) <= c <= max(a, d):
        return
    p, q, r = d - a + 3 * (b - c), 2 * (a - 2 * b + c), b - a
    for t in _roots(p, q, r):
        if 0 < t < 1:
            s = 1 - t
            yield a * s * s * s + 3 * b * s * s * t + 3 * c * s * t * t + d * t * t * t


def _roots(p: float, q: float, r: float) -> Iterator[float]:
    """Real roots of p·t² + q·t + r, without the cancellation of the school formula."""
    discriminant = q * q - 4 * p * r
    if discriminant < 0:
        return
    half = -(q + math.copysign(math.sqrt(discriminant), q)) / 2
    if p:
        yield half / p
    if half:
        yield r / half
