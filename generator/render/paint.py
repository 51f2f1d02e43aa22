"""Frame items to PDF operators, in the frame's own space: its trim's top left corner is the origin, y points up."""

from __future__ import annotations

from collections.abc import Callable

from generator.frame import Box, Code, Fill, FontKey, Frame, GlyphRun, Ink, Item, Picture
from generator.render.fonts import EmbeddedFont
from generator.render.glyphs import run_operators
from generator.render.writer import number
from generator.units import Rect

ROUND = 0.5523
"""Handle length of the cubic that comes nearest a quarter circle, in radii."""

FontOf = Callable[[FontKey], EmbeddedFont]
ImageOf = Callable[[Picture | Code], str]
TagOf = Callable[[int], str]


def frame_operators(frame: Frame, font: FontOf, image: ImageOf, tag: TagOf | None) -> str:
    """All marks of a frame. `tag` gives the operator that opens the marked content of a mark; None leaves tags out."""
    painter = _Painter(font, image)
    for index, mark in enumerate(frame.marks):
        if tag is not None:
            painter.out.append("/Artifact BMC" if mark.artifact else tag(index))
        for item in mark.items:
            painter.item(item)
        if tag is not None:
            painter.out.append("EMC")
    return "\n".join(painter.out)


class _Painter:
    """Writes items one after another and remembers the fill colour that is set."""

    def __init__(self, font: FontOf, image: ImageOf) -> None:
        self.out: list[str] = []
        self.font, self.image = font, image
        self.ink: tuple[int, int, int] | None = None

    def item(self, item: Item) -> None:
        if isinstance(item, GlyphRun):
            self.colour(item.ink)
            self.out.append(run_operators(item, self.font(item.font)))
        elif isinstance(item, Box):
            self.colour(item.ink)
            self.out.append(_rounded(item.rect, item.radius) if item.radius else f"{_rect(item.rect)} re f")
        elif isinstance(item, Fill):
            self.colour(item.ink)
            self.out.append(_path(item))
        else:
            if isinstance(item, Code):
                self.colour(item.ink)
            name, rect = self.image(item), item.rect
            self.out.append(f"q {number(rect.width)} 0 0 {number(rect.height)} {number(rect.x)} {number(-rect.bottom)} cm /{name} Do Q")

    def colour(self, ink: Ink) -> None:
        if ink.rgb != self.ink:
            self.ink = ink.rgb
            self.out.append(" ".join(number(channel / 255) for channel in ink.rgb) + " rg")


def _rect(rect: Rect) -> str:
    return f"{number(rect.x)} {number(-rect.bottom)} {number(rect.width)} {number(rect.height)}"


def _path(fill: Fill) -> str:
    parts: list[str] = []
    for segment in fill.segments:
        kind, *values = segment
        points = " ".join(number(v if n % 2 == 0 else -v) for n, v in enumerate(values) if isinstance(v, (int, float)))
        parts.append({"M": f"{points} m", "L": f"{points} l", "C": f"{points} c", "Z": "h"}[str(kind)])
    return " ".join(parts) + (" f*" if fill.even_odd else " f")


def _rounded(rect: Rect, radius: float) -> str:
    r = min(radius, rect.width / 2, rect.height / 2)
    k = r * ROUND
    left, right, top, bottom = rect.x, rect.right, -rect.y, -rect.bottom
    corners = [
        ("m", left + r, bottom), ("l", right - r, bottom), ("c", right - r + k, bottom, right, bottom + r - k, right, bottom + r),
        ("l", right, top - r), ("c", right, top - r + k, right - r + k, top, right - r, top),
        ("l", left + r, top), ("c", left + r - k, top, left, top - r + k, left, top - r),
        ("l", left, bottom + r), ("c", left, bottom + r - k, left + r - k, bottom, left + r, bottom),
    ]  # fmt: skip
    return " ".join(" ".join(number(float(v)) for v in values) + f" {operator}" for operator, *values in corners) + " h f"
