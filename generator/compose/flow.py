"""Text that flows on from page to page: sections cut only between paragraphs and between items."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from generator.compose.context import Context
from generator.compose.element import Element, Fit
from generator.compose.stage import Stage
from generator.compose.texts import ListElement, TextElement
from generator.units import Rect

SECTION_GAP = 1.35
"""Above a section's heading, in em of running text."""


class Unit(msgspec.Struct, frozen=True, eq=False):
    """What is never cut: a heading, a paragraph, an item, a boxed section."""

    element: Element
    gap: float
    """Above it, in em of running text; none at the top of a page."""
    holds_next: bool = False
    """A heading, or a sentence that leads into a list, never stands alone at the foot of a page."""
    item: int = -1
    """Its number in `element`, when that is a list."""


class FlowElement(Element):
    """Units one after another. `start` is the first that is still to be placed; place() moves it on."""

    def __init__(self, name: str, context: Context, units: Sequence[Unit], style: str = "body") -> None:
        self.name, self.context = name, context
        self.units = tuple(units)
        self.bounds = context.bounds(style)
        self.start = 0

    def height(self, width: float, fit: Fit) -> float:
        # It takes what the page leaves; a page must at least hold the tallest thing that cannot be cut.
        return 0.0

    def take(self, area: Rect, fit: Fit, start: int) -> int:
        """The unit after the last that fits into the area from `start` on; `start` itself if not even one does."""
        size = fit.size(self.bounds)
        used, end, number = 0.0, start, start
        while number < len(self.units):
            unit = self.units[number]
            used += (unit.gap * size if number > start else 0.0) + self._height(unit, area.width, fit)
            if used > area.height + 0.01:
                break
            number += 1
            if not unit.holds_next:
                end = number
        return end

    def filled(self, area: Rect, fit: Fit, start: int) -> float:
        """The height taken by the units from `start` that fit."""
        size = fit.size(self.bounds)
        end = self.take(area, fit, start)
        return sum(
            (self.units[n].gap * size if n > start else 0.0) + self._height(self.units[n], area.width, fit) for n in range(start, end)
        )

    def _height(self, unit: Unit, width: float, fit: Fit) -> float:
        if unit.item >= 0 and isinstance(unit.element, ListElement):
            return unit.element.row_heights(width, fit)[unit.item]
        return unit.element.height(width, fit)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        end = self.take(area, fit, self.start)
        size = fit.size(self.bounds)
        y = area.y
        numbered = [(n, self.units[n]) for n in range(self.start, end)]
        for element, group in groupby(numbered, key=lambda pair: pair[1].element):
            units = list(group)
            if isinstance(element, ListElement) and units[0][1].item >= 0:
                attributes = f"<</O/List/ListNumbering/{'Decimal' if element.marks == 'number' else 'None'}>>"
                with stage.element("L", attributes=attributes):
                    for n, unit in units:
                        y += unit.gap * size if n > self.start else 0.0
                        tall = self._height(unit, area.width, fit)
                        element.place_item(stage, unit.item, Rect(area.x, y, area.width, tall), fit)
                        y += tall
                continue
            for n, unit in units:
                y += unit.gap * size if n > self.start else 0.0
                tall = self._height(unit, area.width, fit)
                unit.element.place(stage, Rect(area.x, y, area.width, tall), fit)
                y += tall
        self.start = end

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        seen: dict[int, Element] = {id(unit.element): unit.element for unit in self.units}
        return [entry for element in seen.values() for entry in element.texts(width, fit)]


def section_units(title: Element, paragraphs: Sequence[TextElement], items: ListElement | None, item_gap: float) -> list[Unit]:
    """The units of a section that may be cut."""
    units: list[Unit] = []
    if not title.empty:
        units.append(Unit(title, SECTION_GAP, holds_next=True))
    for number, paragraph in enumerate(paragraphs):
        leads = items is not None and number == len(paragraphs) - 1
        units.append(Unit(paragraph, 0.45 if number == 0 and units else 0.6, holds_next=leads))
    if items is not None:
        last = len(items.items) - 1
        # Neither the first nor the last item of a list stands alone on its page.
        units += [Unit(items, 0.5 if n == 0 else item_gap, n < last and n in (0, last - 1), n) for n in range(last + 1)]
    if units and title.empty:
        units[0] = Unit(units[0].element, SECTION_GAP, units[0].holds_next, units[0].item)
    return units
