"""The basic shapes of SVG as segments."""

from __future__ import annotations

from collections.abc import Sequence

from generator.picture.segments import Segment, Segments

_ARM = 0.5522847498307936
"""4/3·(√2 − 1): length of the control arms of a quarter circle of radius 1."""


def ellipse(cx: float, cy: float, rx: float, ry: float) -> Segments:
    """An ellipse round (cx, cy) in four curves, clockwise on the page; () if a radius is 0."""
    if not (rx and ry):
        return ()
    ax, ay = rx * _ARM, ry * _ARM
    return (
        ("M", cx + rx, cy),
        ("C", cx + rx, cy + ay, cx + ax, cy + ry, cx, cy + ry),
        ("C", cx - ax, cy + ry, cx - rx, cy + ay, cx - rx, cy),
        ("C", cx - rx, cy - ay, cx - ax, cy - ry, cx, cy - ry),
        ("C", cx + ax, cy - ry, cx + rx, cy - ay, cx + rx, cy),
        ("Z",),
    )


def rectangle(x: float, y: float, width: float, height: float, rx: float = 0.0, ry: float = 0.0) -> Segments:
    """A rectangle, its corners rounded by at most half a side; () if a side is 0."""
    if not (width and height):
        return ()
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, bottom = x + width, y + height
    if not (rx and ry):
        return ("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",)
    bx, by = rx * (1 - _ARM), ry * (1 - _ARM)
    return (
        ("M", x + rx, y),
        ("L", right - rx, y),
        ("C", right - bx, y, right, y + by, right, y + ry),
        ("L", right, bottom - ry),
        ("C", right, bottom - by, right - bx, bottom, right - rx, bottom),
        ("L", x + rx, bottom),
        ("C", x + bx, bottom, x, bottom - by, x, bottom - ry),
        ("L", x, y + ry),
        ("C", x, y + by, x + bx, y, x + rx, y),
        ("Z",),
    )


def polygon(numbers: Sequence[float]) -> Segments:
    """A closed outline through x, y, x, y, …; ValueError if a y is missing, () for fewer than two points."""
    if len(numbers) % 2:
        raise ValueError(f"points come in pairs, and there are {len(numbers)} numbers")
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    if len(corners) < 2:
        return ()
    lines: list[Segment] = [("L", x, y) for x, y in corners[1:]]
    return ("M", *corners[0]), *lines, ("Z",)
