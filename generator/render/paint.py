"""Frame items to PDF operators, in the frame's own space: its trim's top left corner is the origin, y points up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from generator.frame import Box, Code, Fill, FontKey, GlyphRun, Ink, Item, Mark, Picture
from generator.render.fonts import EmbeddedFont
from generator.render.glyphs import run_operators
from generator.render.syntax import number
from generator.units import Rect

ROUND = 0.5523
"""Handle length of the cubic that comes nearest a quarter circle, in radii."""

FontOf = Callable[[FontKey], EmbeddedFont]
ImageOf = Callable[[Picture | Code], str]


class Drawn(msgspec.Struct, frozen=True, eq=False):
    """A mark's operators, and what they ask of the file they stand in."""

    operators: str
    fonts: tuple[tuple[FontKey, frozenset[int]], ...]
    """Font instances, with the groups of fixed codes that are drawn of each."""
    portable: bool
    """Whether the operators are the same in every file: no image, and fixed codes alone."""


class Painter:
    """Writes marks as operators. Each sets what it needs, so that any may stand behind any other."""

    def __init__(self, font: FontOf, image: ImageOf) -> None:
        self.font, self.image = font, image
        self.ink: tuple[int, int, int] | None = None
        self._fonts: dict[FontKey, set[int]] = {}
        self._portable = True

    def mark(self, mark: Mark) -> Drawn:
        self.ink, self._fonts, self._portable = None, {}, True
        operators = "\n".join(self._items(mark.items))
        fonts = tuple((key, frozenset(groups)) for key, groups in self._fonts.items())
        return Drawn(operators, fonts, self._portable)

    def _items(self, items: Iterable[Item]) -> Iterable[str]:
        for item in items:
            if isinstance(item, GlyphRun):
                yield self.colour(item.ink) + self.glyphs(item)
            elif isinstance(item, Box):
                yield self.colour(item.ink) + (_rounded(item.rect, item.radius) if item.radius else f"{_rect(item.rect)} re f")
            elif isinstance(item, Fill):
                yield self.colour(item.ink) + _path(item)
            else:
                self._portable = False
                colour = self.colour(item.ink) if isinstance(item, Code) else ""
                rect = item.rect
                place = f"{number(rect.width)} 0 0 {number(rect.height)} {number(rect.x)} {number(-rect.bottom)}"
                yield f"{colour}q {place} cm /{self.image(item)} Do Q"

    def colour(self, ink: Ink) -> str:
        """The operator that sets a fill colour, or nothing where it is set."""
        if ink.rgb == self.ink:
            return ""
        self.ink = ink.rgb
        return " ".join(number(channel / 255) for channel in ink.rgb) + " rg\n"

    def glyphs(self, run: GlyphRun) -> str:
        """The text object of a run."""
        text = run_operators(run, self.font(run.font))
        self._fonts.setdefault(run.font, set()).update(text.groups)
        self._portable = self._portable and text.fixed
        return text.operators


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
