"""Text that flows on from page to page: sections cut between paragraphs, between items, and between lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from generator.compose.context import Context
from generator.compose.element import Element, Fit
from generator.compose.lists import ListElement
from generator.compose.stage import Stage
from generator.compose.texts import TextElement
from generator.units import Rect

SECTION_GAP = 1.35
"""Above a section's heading, in em of running text."""
TOGETHER = 2
"""Lines of a paragraph that must stand together before and after a cut."""


class Unit(msgspec.Struct, frozen=True, eq=False):
    """What stands together: a heading, a paragraph, an item, a boxed section."""

    element: Element
    gap: float
    """Above it, in em of running text; none at the top of a page."""
    holds_next: bool = False
    """A heading, or a sentence that leads into a list, never stands alone at the foot of a page."""
    item: int = -1
    """Its number in `element`, when that is a list."""

    @property
    def divisible(self) -> bool:
        """Whether it may be cut between lines: one paragraph of running text."""
        return type(self.element) is TextElement and self.element.role == "P" and len(self.element.paragraphs) == 1


class Progress(msgspec.Struct, frozen=True, order=True):
    """How far a text has flowed: units placed, and lines placed of the next one."""

    unit: int = 0
    line: int = 0


class Portion(msgspec.Struct, frozen=True, eq=False):
    """A unit, or lines first..last-1 of one, at a height below the top of the area."""

    unit: Unit
    top: float
    height: float
    lines: tuple[int, int] | None = None


class FlowElement(Element):
    """Units one after another. `start` says where this page takes the text up; place() moves it on.

    All that flows in one language, `tongue` by its number, is one text.
    """

    def __init__(self, name: str, context: Context, units: Sequence[Unit], style: str = "body", tongue: int = 1) -> None:
        self.name, self.context, self.tongue = name, context, tongue
        self.units = tuple(units)
        self.bounds = context.bounds(style)
        self.start = Progress()

    def height(self, width: float, fit: Fit) -> float:
        # It takes whatever the page leaves it.
        return 0.0

    def done(self, mark: Progress) -> bool:
        return mark.unit >= len(self.units)

    def take(self, area: Rect, fit: Fit, start: Progress) -> tuple[Progress, list[Portion]]:
        """What fits into the area from `start` on, and where the next page takes it up."""
        size = fit.size(self.bounds)
        portions: list[Portion] = []
        safe: tuple[Progress, int] = (start, 0)
        used = 0.0
        for number in range(start.unit, len(self.units)):
            unit = self.units[number]
            first = start.line if number == start.unit else 0
            top = used + (unit.gap * size if portions else 0.0)
            tall = self._height(unit, area.width, fit, first)
            if top + tall > area.height + 0.01:
                cut = self._cut(unit, area, fit, first, area.height - top)
                if cut:
                    element = unit.element
                    assert isinstance(element, TextElement)
                    portions.append(Portion(unit, top, element.lines_height(area.width, fit, first, cut), (first, cut)))
                    return Progress(number, cut), portions
                break
            portions.append(Portion(unit, top, tall, (first, 10_000) if first else None))
            used = top + tall
            if not unit.holds_next:
                safe = (Progress(number + 1), len(portions))
        return safe[0], portions[: safe[1]]

    def _cut(self, unit: Unit, area: Rect, fit: Fit, first: int, room: float) -> int:
        """The line before which a unit may be cut so that its head fits `room`, or 0."""
        if not unit.divisible or not isinstance(unit.element, TextElement):
            return 0
        count = unit.element.line_count(area.width, fit)
        # The page after takes at least two lines, and with a list to lead into, the whole end of the paragraph.
        for cut in range(count - TOGETHER, first + TOGETHER - 1, -1):
            if unit.element.lines_height(area.width, fit, first, cut) <= room + 0.01:
                return cut
        return 0

    def _height(self, unit: Unit, width: float, fit: Fit, first: int = 0) -> float:
        if unit.item >= 0 and isinstance(unit.element, ListElement):
            return unit.element.row_heights(width, fit)[unit.item]
        if first and isinstance(unit.element, TextElement):
            return unit.element.lines_height(width, fit, first, 10_000)
        return unit.element.height(width, fit)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        self.start, portions = self.take(area, fit, self.start)
        for element, group in groupby(portions, key=lambda portion: portion.unit.element):
            if isinstance(element, ListElement):
                with stage.element("L", attributes=element.attributes):
                    for portion, rect in self._rects(area, list(group)):
                        element.place_item(stage, portion.unit.item, rect, fit)
                continue
            for portion, rect in self._rects(area, list(group)):
                if portion.lines and isinstance(element, TextElement):
                    element.place_lines(stage, rect, fit, *portion.lines)
                else:
                    element.place(stage, rect, fit)

    def _rects(self, area: Rect, portions: list[Portion]) -> Iterator[tuple[Portion, Rect]]:
        for portion in portions:
            yield portion, Rect(area.x, area.y + portion.top, area.width, portion.height)

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
        units.append(Unit(paragraph, SECTION_GAP if not units else 0.45 if number == 0 else 0.6, holds_next=leads))
    if items is not None:
        last = len(items.items) - 1
        # Neither the first nor the last item of a list stands alone on its page.
        units += [Unit(items, (0.5 if units else SECTION_GAP) if n == 0 else item_gap, n < last and n in (0, last - 1), n) for n in range(last + 1)]
    return units
