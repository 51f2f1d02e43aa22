"""What is painted over or under the letters of a text."""

from __future__ import annotations

from generator.frame import Box, Fill
from generator.preflight.extent import Extent, glyph_extents
from generator.preflight.shapes import Cover, box_cover, contours_near, cover
from generator.preflight.side import Painted, Side, Text

SLACK = 0.05
"""Points by which ink may lap over the edge of a shape without being seen to stand on it."""


def letters_covered(side: Side, each: Painted, text: Text) -> Cover:
    """How much of a run's ink lies within something painted; a shape that passes between letters covers none."""
    left, top, right, bottom = text.ink
    over = Extent(left + SLACK, top + SLACK, right - SLACK, bottom - SLACK)
    if not each.extent.meets(over):
        return Cover.NONE
    item = each.item
    if isinstance(item, Box):
        return box_cover(item, over)
    if not isinstance(item, Fill):
        return Cover.ALL if each.extent.holds(over) else Cover.PART
    contours = contours_near(item, over)
    whole = cover(contours, item.even_odd, over)
    if whole is not Cover.PART:
        return whole
    # Art often cuts the corner of a line where no letter stands.
    letters = (cover(contours, item.even_odd, letter) for letter in glyph_extents(side.faces, text.run))
    return Cover.PART if any(letters) else Cover.NONE
