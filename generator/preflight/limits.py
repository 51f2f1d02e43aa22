"""The floors of a layout as they stand at one trim size, and which of them a run of glyphs is held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from generator.frame import FontKey
from generator.template.schema import Floors, Measure, Style
from generator.units import parse_length


class Limits(msgspec.Struct, frozen=True):
    """Lengths in points. `kinds` gives the kinds of text that are set in a (weight, width) of the theme."""

    text: float
    imprint: float
    caption: float
    module: float
    kinds: dict[tuple[int, float], frozenset[str]]

    def floor(self, font: FontKey) -> tuple[float, str]:
        """The smallest size this font may have, and for what kind of text.

        A frame does not say which style a run came from; its weight and width do, or leave a choice. Among several
        kinds the lowest floor holds, because a check must not refuse what the layout allows.
        """
        kinds = self.kinds.get((font.weight, font.width)) or ("text", "imprint", "caption")
        floors = ((getattr(self, kind), kind) for kind in kinds)
        return min(floors, key=lambda found: found[0])


def limits(floors: Floors, styles: Mapping[str, Style], points: Callable[[Measure], float]) -> Limits:
    """The limits of a layout; `points` turns its measures into points at the trim size in hand."""
    kinds: dict[tuple[int, float], frozenset[str]] = {}
    for style in styles.values():
        for weight in {style.weight, style.strong or style.weight}:
            for width in style.widths:
                key = (weight, width)
                kinds[key] = kinds.get(key, frozenset()) | {style.floor}
    return Limits(points(floors.text), points(floors.imprint), points(floors.caption), parse_length(floors.module), kinds)
