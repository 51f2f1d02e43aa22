"""The floors of a layout as they stand at one trim size, and which of them a run of glyphs is held to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from generator.frame import GlyphRun
from generator.template.schema import Layout, Measure, Theme
from generator.units import parse_length

SLACK = 0.01
"""Rounding, in points."""


class Range(msgspec.Struct, frozen=True):
    """The sizes of one style here, in points; the smallest is never below the layout's floor for it."""

    style: str
    least: float
    most: float


class Limits(msgspec.Struct, frozen=True):
    """What a piece is held to. Lengths in points."""

    module: float
    least: float
    """The lowest of the layout's floors for type."""
    ranges: dict[tuple[int, float, float], tuple[Range, ...]]
    """The styles that are set in a weight, width and tracking."""

    def shortfall(self, run: GlyphRun) -> Range | None:
        """The range whose smallest size a run does not reach, or None when its size is allowed.

        A frame does not say which style a run came from. Its weight, width and tracking leave few, and a size above a
        style's largest rules that style out; of those that remain one must allow the size, because a check must not
        refuse what the layout allows. A run that no style sets is held to the lowest floor of all.
        """
        known = self.ranges.get((run.font.weight, run.font.width, run.tracking))
        if known is None:
            return Range("", self.least, self.least) if run.size < self.least - SLACK else None
        open_ = [each for each in known if run.size <= each.most + SLACK]
        if not open_ or any(run.size >= each.least - SLACK for each in open_):
            return None
        return min(open_, key=lambda each: each.least)


def limits(layout: Layout, themes: Sequence[Theme], points: Callable[[Measure], float]) -> Limits:
    """The limits of a layout in a theme, which is another for each script; `points` turns their measures into points at the trim size in hand."""
    floors = {kind: points(getattr(layout.floors, kind)) for kind in ("text", "imprint", "caption")}
    ranges: dict[tuple[int, float, float], tuple[Range, ...]] = {}
    for name, style in (pair for theme in themes for pair in theme.styles.items()):
        if layout.scale not in style.size:
            continue
        floor = floors[style.floor]
        least, most = (max(points(value), floor) for value in style.size[layout.scale])
        for weight in {style.weight, style.strong or style.weight}:
            for width in set(style.widths):
                key = (weight, float(width), float(style.tracking))
                ranges[key] = (*ranges.get(key, ()), Range(name, least, most))
    return Limits(parse_length(layout.floors.module), min(floors.values()), ranges)
