"""An element on a surface of its own, with padding."""

from __future__ import annotations

from generator.compose.context import Context
from generator.compose.element import Element, Fit
from generator.compose.stage import Stage
from generator.compose.surface import paint
from generator.template.schema import Measure
from generator.units import Insets, Rect


class BoxElement(Element):
    """What is inside, inset on all sides by `pad`; the surface fills the whole area."""

    def __init__(self, name: str, context: Context, inside: Element, surface: str, pad: Measure) -> None:
        self.name, self.context, self.inside, self.surface = name, context, inside, surface
        self.pad = context.points(pad)
        self.bounds = inside.bounds

    @property
    def empty(self) -> bool:
        return self.inside.empty

    def natural_width(self, fit: Fit) -> float:
        return self.inside.natural_width(fit) + 2 * self.pad

    def height(self, width: float, fit: Fit) -> float:
        return self.inside.height(width - 2 * self.pad, fit) + 2 * self.pad

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        inner = area.inset(Insets.all(self.pad))
        paint(stage, self.context, self.surface, area, (), inner)
        self.inside.place(stage, inner, fit)

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        return self.inside.texts(width - 2 * self.pad, fit)
