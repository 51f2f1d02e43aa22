"""Rectangles as the checks compare them, by their four edges, and how far the ink of glyphs and items reaches."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import NamedTuple, cast

from generator.frame import FontKey, GlyphRun
from generator.typeset.faces import Faces
from generator.units import Rect


class Extent(NamedTuple):
    """A box by its edges, in points; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Extent, slack: float = 0.0) -> bool:
        """Whether each reaches more than `slack` points into the other, in both directions."""
        return (
            self.top + slack < other.bottom
            and other.top + slack < self.bottom
            and self.left + slack < other.right
            and other.left + slack < self.right
        )

    def holds(self, other: Extent, slack: float = 0.0) -> bool:
        """Whether `other` lies inside, give or take `slack` points."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


def edges(rect: Rect) -> Extent:
    return Extent(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)


Segments = tuple[tuple[str | float, ...], ...]


def segments_extent(segments: Segments) -> Extent:
    """A box around a path and the handles of its curves."""
    numbers = [segment[1:] for segment in segments]
    xs = cast("list[float]", list(chain.from_iterable(values[::2] for values in numbers)))
    ys = cast("list[float]", list(chain.from_iterable(values[1::2] for values in numbers)))
    return Extent(min(xs), min(ys), max(xs), max(ys)) if xs else Extent(0.0, 0.0, 0.0, 0.0)


Glyph = tuple[int, int, int, int] | None
"""Left, top, right and bottom of a glyph's ink in 1/1000 em, y upwards; None for one that draws nothing."""


@lru_cache(maxsize=512)
def _known_glyphs(faces: Faces, font: FontKey) -> dict[int, Glyph]:
    """The glyphs of a font that were asked for; filled by `_glyph`."""
    return {}


def _glyph(faces: Faces, font: FontKey, glyph: int, known: dict[int, Glyph]) -> Glyph:
    found = faces.instance(font).get_glyph_extents(glyph)
    if found is None or not found.width or not found.height:
        known[glyph] = None
    else:
        left, top = found.x_bearing, found.y_bearing
        known[glyph] = (left, top, left + found.width, top + found.height)
    return known[glyph]


def ink(faces: Faces, run: GlyphRun) -> Extent | None:
    """The box around all that a run draws; None when it is only space."""
    font = run.font
    known = _known_glyphs(faces, font)
    pen = 0.0
    left, top, right, bottom = 1e9, -1e9, -1e9, 1e9
    for cluster in run.clusters:
        at = pen
        for glyph, advance, along, up in cluster.glyphs:
            shape = known[glyph] if glyph in known else _glyph(faces, font, glyph, known)
            if shape is not None:
                x = at + along
                if x + shape[0] < left:
                    left = x + shape[0]
                if x + shape[2] > right:
                    right = x + shape[2]
                if shape[1] + up > top:
                    top = shape[1] + up
                if shape[3] + up < bottom:
                    bottom = shape[3] + up
            at += advance
        pen += cluster.advance + run.tracking
    if right < left:
        return None
    em = run.size / 1000
    return Extent(run.x + left * em, run.y - top * em, run.x + right * em, run.y - bottom * em)


def glyph_extents(faces: Faces, run: GlyphRun) -> list[Extent]:
    """The box of each glyph of a run that draws something."""
    known = _known_glyphs(faces, run.font)
    em = run.size / 1000
    pen = 0.0
    found: list[Extent] = []
    for cluster in run.clusters:
        at = pen
        for glyph, advance, along, up in cluster.glyphs:
            shape = known[glyph] if glyph in known else _glyph(faces, run.font, glyph, known)
            if shape is not None:
                x, y = run.x + (at + along) * em, run.y - up * em
                found.append(Extent(x + shape[0] * em, y - shape[1] * em, x + shape[2] * em, y - shape[3] * em))
            at += advance
        pen += cluster.advance + run.tracking
    return found
