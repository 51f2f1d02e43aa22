"""A piece in several languages: what is written in one of them, and a panel that is there once for each."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from functools import cached_property

import msgspec

from generator.compose.context import Context
from generator.compose.element import Element, Fit
from generator.compose.stage import Stage
from generator.content.words import Words
from generator.template.schema import Grid, Measure, Panel
from generator.units import Rect

_MIRROR = {"left": "right", "right": "left"}


class Tongue(msgspec.Struct, frozen=True, eq=False):
    """One of the languages of a piece: how it is set, and what is said in it."""

    context: Context
    words: Words


class SpokenElement(Element):
    """What is inside, marked as being in another language than what is around it, and turned round if that runs the other way."""

    def __init__(self, inside: Element, lang: str, turned: bool) -> None:
        self.name, self.inside, self.lang, self.turned = inside.name, inside, lang, turned
        self.valign, self.bounds, self.own_margins = inside.valign, inside.bounds, inside.own_margins

    @property
    def empty(self) -> bool:
        return self.inside.empty

    def natural_width(self, fit: Fit) -> float:
        return self.inside.natural_width(fit)

    def height(self, width: float, fit: Fit) -> float:
        return self.inside.height(width, fit)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        with stage.turned(area) if self.turned else nullcontext(), stage.element("Sect", lang=self.lang):
            self.inside.place(stage, area, fit)

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        return self.inside.texts(width, fit)

    def find(self, wanted: Element, area: Rect, fit: Fit) -> Rect | None:
        return self.inside.find(wanted, area, fit)


class EachElement(Element):
    """Elements in columns of one width, row by row; rows are as tall as their tallest, and share what room is left."""

    def __init__(self, name: str, context: Context, cells: Sequence[Element], columns: int, gap: Measure) -> None:
        self.name, self.cells = name, tuple(cells)
        self.columns = max(1, min(columns, len(cells)))
        self.gap = context.points(gap)

    @property
    def empty(self) -> bool:
        return not self.cells

    @cached_property
    def _rows(self) -> list[tuple[Element, ...]]:
        return [self.cells[at : at + self.columns] for at in range(0, len(self.cells), self.columns)]

    def _column(self, width: float) -> float:
        return (width - self.gap * (self.columns - 1)) / self.columns

    def _heights(self, width: float, fit: Fit) -> list[float]:
        column = self._column(width)
        return [max(cell.height(column, fit) for cell in row) for row in self._rows]

    def natural_width(self, fit: Fit) -> float:
        return max(cell.natural_width(fit) for cell in self.cells) * self.columns + self.gap * (self.columns - 1)

    def height(self, width: float, fit: Fit) -> float:
        return sum(self._heights(width, fit))

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        heights = self._heights(area.width, fit)
        more = max(0.0, area.height - sum(heights)) / len(heights)
        column, y = self._column(area.width), area.y
        for row, tall in zip(self._rows, heights, strict=True):
            for number, cell in enumerate(row):
                cell.place(stage, Rect(area.x + number * (column + self.gap), y, column, tall + more), fit)
            y += tall + more

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        column = self._column(width)
        tallest = [max(row, key=lambda cell: cell.height(column, fit)) for row in self._rows]
        return [entry for cell in tallest for entry in cell.texts(column, fit)]


def opposite(grid: Grid) -> Grid:
    """A grid that is turned round as it stands in one that is not: its margins and bleed stay where they are."""
    pad = grid.pad
    changes: dict[str, object] = {"pad": (pad[0], pad[3], pad[2], pad[1]) if isinstance(pad, tuple) else pad}
    if isinstance(grid, Panel):
        changes["bleed"] = tuple(_MIRROR.get(side, side) for side in grid.bleed)
    return msgspec.structs.replace(grid, **changes)


def opposite_sides(sides: frozenset[str]) -> frozenset[str]:
    """The same sides, as they are called in what is turned round."""
    return frozenset(_MIRROR.get(side, side) for side in sides)
