"""Lists with hanging marks, in columns that stay level."""

from __future__ import annotations

from collections.abc import Sequence

from generator.compose.context import Context
from generator.compose.element import Element, Fit
from generator.compose.stage import Stage
from generator.compose.texts import too_wide
from generator.richtext import Rich, plain, rich
from generator.typeset.faces import CAP_HEIGHT
from generator.typeset.paragraph import Paragraph
from generator.units import Rect

MARK_SIZE = 1.12
"""Side of a hanging mark in em: icons keep a margin in their square, so that it is larger than the capitals."""
MARK_COLUMN = 1.55
"""Width of the column that marks hang in, in em."""


class ListElement(Element):
    """Items with a mark hanging before each, in one or more columns read down and then across."""

    def __init__(
        self, name: str, context: Context, items: Sequence[Rich], style: str, surface: str, marks: str = "", columns: int = 1, spread: bool = False
    ) -> None:
        self.name, self.context, self.style, self.surface, self.marks, self.spread = name, context, style, surface, marks, spread
        self.items = tuple(items)
        self.columns = max(1, min(columns, len(self.items)))
        self.bounds = context.bounds(style)
        self._by_step: dict[int, list[Paragraph]] = {}

    @property
    def empty(self) -> bool:
        return not self.items

    @property
    def attributes(self) -> str:
        """The list's attributes in the structure tree."""
        return f"<</O/List/ListNumbering/{'Decimal' if self.marks == 'number' else 'None'}>>"

    def _columns(self, width: float, fit: Fit) -> int:
        """As many as asked for, but no more than hold the longest word."""
        size = fit.size(self.bounds)
        shaped = self._shaped(fit.step)
        for columns in range(self.columns, 1, -1):
            if not any(p.overrun(self._measure(width, size, columns)[1], size) for p in shaped):
                return columns
        return 1

    def _gaps(self, size: float) -> tuple[float, float]:
        """Between rows and between columns, in points."""
        return self.context.style(self.style).gap * size, 1.6 * size

    def _measure(self, width: float, size: float, columns: int = 1) -> tuple[float, float]:
        """Width of a column and of the text in it."""
        column = (width - self._gaps(size)[1] * (columns - 1)) / columns
        return column, column - (MARK_COLUMN * size if self.marks else 0.0)

    def _shaped(self, step: int) -> list[Paragraph]:
        found = self._by_step.get(step)
        if found is None:
            found = self._by_step[step] = [self.context.paragraph(item, self.style, step) for item in self.items]
        return found

    def row_heights(self, width: float, fit: Fit) -> list[float]:
        """Rows are as tall as their tallest item, so that columns stay level."""
        size = fit.size(self.bounds)
        columns = self._columns(width, fit)
        _, measure = self._measure(width, size, columns)
        shaped = self._shaped(fit.step)
        for paragraph in shaped:
            too_wide(self.name, paragraph, measure, size)
        rows = -(-len(self.items) // columns)
        return [max(p.height(measure, size) for p in shaped[row::rows]) for row in range(rows)]

    def natural_width(self, fit: Fit) -> float:
        size = fit.size(self.bounds)
        widest = max(p.natural_width(size) for p in self._shaped(fit.step))
        return (widest + (MARK_COLUMN * size if self.marks else 0.0)) * self.columns + self._gaps(size)[1] * (self.columns - 1) + 0.1

    def height(self, width: float, fit: Fit) -> float:
        heights = self.row_heights(width, fit)
        return sum(heights) + self._gaps(fit.size(self.bounds))[0] * (len(heights) - 1)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        size = fit.size(self.bounds)
        heights = self.row_heights(area.width, fit)
        row_gap, column_gap = self._gaps(size)
        if self.spread and len(heights) > 1:
            # Room that is left parts the items, but never so far that they stop being one list.
            spare = area.height - self.height(area.width, fit)
            row_gap += min(max(0.0, spare / (len(heights) - 1)), 1.1 * size)
        else:
            area = self.aligned(area, self.height(area.width, fit))
        column, measure = self._measure(area.width, size, self._columns(area.width, fit))
        tops = [area.y + sum(heights[:row]) + row_gap * row for row in range(len(heights))]
        with stage.element("L", attributes=self.attributes):
            for number, paragraph in enumerate(self._shaped(fit.step)):
                row = number % len(heights)
                x = area.x + (number // len(heights)) * (column + column_gap)
                with stage.element("LI"):
                    self._place_item(stage, number, paragraph, Rect(x, tops[row], measure, heights[row]), size, fit.step)

    def place_item(self, stage: Stage, number: int, area: Rect, fit: Fit) -> None:
        """One item of a single column by itself, for text that flows; the caller opens and closes the list."""
        size = fit.size(self.bounds)
        _, measure = self._measure(area.width, size)
        with stage.element("LI"):
            at = Rect(area.x, area.y, measure, area.height)
            self._place_item(stage, number, self._shaped(fit.step)[number], at, size, fit.step)

    def _place_item(self, stage: Stage, number: int, paragraph: Paragraph, at: Rect, size: float, step: int) -> None:
        ink = self.context.text_ink(self.style, self.surface)
        x = at.x
        if self.marks:
            x += MARK_COLUMN * size
            accent = self.context.ink(self.context.surface(self.surface).accent)
            if self.marks == "number":
                label = self.context.paragraph(rich(f"{number + 1}."), self.style, step)
                with stage.element("Lbl"):
                    drop = (paragraph.ascent - label.ascent) * size
                    stage.text(*label.place(at.x, at.y + drop, MARK_COLUMN * size, size, accent))
            else:
                side = MARK_SIZE * size
                # In the middle of the letters, below what marks they have.
                top = at.y + (paragraph.ascent - CAP_HEIGHT) * size + (CAP_HEIGHT * size - side) / 2
                stage.artifact(self.context.icon(self.marks, Rect(at.x, top, side, side), accent))
        with stage.element("LBody"):
            stage.text(*paragraph.place(x, at.y, at.width, size, ink))

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        size = fit.size(self.bounds)
        columns = self._columns(width, fit)
        _, measure = self._measure(width, size, columns)
        shaped = self._shaped(fit.step)
        lines = sum(p.count(measure, size) for p in shaped)
        return [(self.name, -(-lines // columns), size * shaped[0].pitch, sum(len(plain(item)) for item in self.items))]
