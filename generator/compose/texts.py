"""Headings, paragraphs, lists, and sections made of all three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from generator.compose.context import Context
from generator.compose.element import Element, Fit, TooTight
from generator.compose.stage import Stage
from generator.richtext import Rich, plain, rich
from generator.typeset.faces import CAP_HEIGHT, DESCENT
from generator.typeset.paragraph import Paragraph
from generator.units import Rect

MARK_SIZE = 1.12
"""Side of a hanging mark in em: icons keep a margin in their square, so that it is larger than the capitals."""
MARK_COLUMN = 1.55
"""Width of the column that marks hang in, in em."""


class TextElement(Element):
    """Paragraphs of one style, one under the other."""

    def __init__(
        self,
        name: str,
        context: Context,
        paragraphs: Sequence[Rich],
        style: str,
        surface: str,
        role: str = "P",
        align: str = "start",
        ink: str = "",
    ) -> None:
        self.name, self.context, self.style, self.role, self.align = name, context, style, role, align
        self.paragraphs = tuple(text for text in paragraphs if text)
        self.bounds = context.bounds(style)
        self.ink = context.text_ink(style, surface, ink)

    @property
    def empty(self) -> bool:
        return not self.paragraphs

    def shaped(self, step: int) -> list[Paragraph]:
        return [self.context.paragraph(text, self.style, step, self.align) for text in self.paragraphs]

    def size(self, width: float, fit: Fit) -> float:
        return fit.size(self.bounds)

    def natural_width(self, fit: Fit) -> float:
        return max((p.natural_width(fit.size(self.bounds)) for p in self.shaped(fit.step)), default=0.0) + 0.1

    def height(self, width: float, fit: Fit) -> float:
        size = fit.size(self.bounds)
        return self._height(width, size, self.shaped(fit.step))

    def _height(self, width: float, size: float, shaped: Sequence[Paragraph]) -> float:
        for paragraph in shaped:
            too_wide(self.name, paragraph, width, size)
        gap = self.context.style(self.style).gap * size
        return sum(p.height(width, size) for p in shaped) + gap * max(0, len(shaped) - 1)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        size = fit.size(self.bounds)
        self._place(stage, area, size, self.shaped(fit.step))

    def _place(self, stage: Stage, area: Rect, size: float, shaped: Sequence[Paragraph]) -> None:
        area = self.aligned(area, self._height(area.width, size, shaped))
        y = area.y
        for paragraph in shaped:
            with stage.element(self.role):
                stage.text(*paragraph.place(area.x, y, area.width, size, self.ink))
            y += paragraph.height(area.width, size) + self.context.style(self.style).gap * size

    def longest_word(self, fit: Fit) -> float:
        """The narrowest measure it can be set to, in points."""
        return max((p.longest_word(fit.size(self.bounds)) for p in self.shaped(fit.step)), default=0.0) + 0.1

    def line_count(self, width: float, fit: Fit) -> int:
        """Lines of its first paragraph."""
        return self.shaped(fit.step)[0].count(width, fit.size(self.bounds))

    def lines_height(self, width: float, fit: Fit, first: int, last: int) -> float:
        """Height of lines first..last-1 of its first paragraph."""
        paragraph, size = self.shaped(fit.step)[0], fit.size(self.bounds)
        count = min(last, paragraph.count(width, size)) - first
        return (CAP_HEIGHT + DESCENT + (count - 1) * paragraph.pitch) * size

    def place_lines(self, stage: Stage, area: Rect, fit: Fit, first: int, last: int) -> None:
        """Lines first..last-1 of its first paragraph, for text that is cut."""
        paragraph = self.shaped(fit.step)[0]
        with stage.element(self.role):
            stage.text(*paragraph.place(area.x, area.y, area.width, fit.size(self.bounds), self.ink, first, last))

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        size = fit.size(self.bounds)
        shaped = self.shaped(fit.step)
        lines = sum(paragraph.count(width, size) for paragraph in shaped)
        return [(self.name, lines, size * shaped[0].pitch, sum(len(plain(text)) for text in self.paragraphs))] if shaped else []


MOST_LINES = 4
"""A headline of more lines is a paragraph;"""
LINE_MORE = 24
"""but one of more characters than four such lines gets a line more for each of these, or it would not dominate."""
STRANDED = 0.16
"""Share of its size that a headline gives up to keep the first word of a sentence with the rest of it."""


class GrowingText(TextElement):
    """A headline: it keeps to the piece's scale while room is scarce, and then takes the room that is left.

    A long word or many words make it smaller by itself, down to its floor, before they make all else smaller.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modest = lru_cache(maxsize=256)(self._modest_size)

    @property
    def most_lines(self) -> int:
        characters = sum(len(plain(text)) for text in self.paragraphs)
        return max(MOST_LINES, -(-characters // LINE_MORE), len(self.paragraphs))

    def _modest_size(self, width: float, fit: Fit) -> tuple[float, int]:
        """The size and step to reckon with: the scale's, or what keeps its words whole and its lines few."""
        steps = range(fit.step, max(fit.step + 1, len(self.context.style(self.style).widths)))
        wanted = fit.size(self.bounds)
        for size in _down(wanted, self.bounds[0]):
            for step in steps:
                shaped = self.shaped(step)
                if any(p.overrun(width, size) for p in shaped):
                    continue
                if sum(p.count(width, size) for p in shaped) <= self.most_lines:
                    return size, step
        return self.bounds[0], steps[-1]

    def height(self, width: float, fit: Fit) -> float:
        size, step = self._modest(width, fit)
        return self._height(width, size, self.shaped(step))


    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        least = self.bounds[0]
        best, chosen = 0.0, self._modest(area.width, fit)
        # A wider face is worth a twentieth of the size: condensed type is for those who need it.
        for step in range(len(self.context.style(self.style).widths)):
            for lines in range(1, self.most_lines + 1):
                size = self._largest(area, step, least, lines)
                score = size * (1 - 0.05 * step) * (1 - STRANDED * self._stranded(area, step, size))
                if score > best:
                    best, chosen = score, (size, step)
        self._place(stage, area, chosen[0], self.shaped(chosen[1]))

    def _stranded(self, area: Rect, step: int, size: float) -> int:
        """How many lines end with a single word of the next sentence."""
        return sum(paragraph.stranded(area.width, size) for paragraph in self.shaped(step)) if size else 0

    def _largest(self, area: Rect, step: int, least: float, lines: int) -> float:
        """The largest size, in steps of half a point, at which the text fits the area in so many lines, or 0."""
        shaped = self.shaped(step)

        def fits(size: float) -> bool:
            if any(paragraph.overrun(area.width, size) for paragraph in shaped):
                return False
            gap = self.context.style(self.style).gap * size
            if sum(p.count(area.width, size) for p in shaped) > max(lines, len(shaped)):
                return False
            return sum(p.height(area.width, size) for p in shaped) + gap * (len(shaped) - 1) <= area.height + 0.01

        low, high = 0, int((self.bounds[1] - least) * 2)
        if not fits(least):
            return 0.0
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if fits(least + middle / 2) else (low, middle - 1)
        return least + low / 2


def _down(size: float, least: float) -> Iterator[float]:
    """Sizes from the largest down to the least, in twentieths."""
    while size > least:
        yield size
        size *= 0.95
    yield least


class ListElement(Element):
    """Items with a mark hanging before each, in one or more columns read down and then across."""

    def __init__(
        self, name: str, context: Context, items: Sequence[Rich], style: str, surface: str, marks: str = "", columns: int = 1, spread: bool = False
    ) -> None:
        self.name, self.context, self.style, self.surface, self.marks, self.spread = name, context, style, surface, marks, spread
        self.items = tuple(items)
        self.columns = max(1, min(columns, len(self.items)))
        self.bounds = context.bounds(style)

    @property
    def empty(self) -> bool:
        return not self.items

    @property
    def attributes(self) -> str:
        """The list's attributes in the structure tree."""
        return f"<</O/List/ListNumbering/{'Decimal' if self.marks == 'number' else 'None'}>>"

    def _rows(self) -> int:
        return -(-len(self.items) // self.columns)

    def _gaps(self, size: float) -> tuple[float, float]:
        """Between rows and between columns, in points."""
        return self.context.style(self.style).gap * size, 1.6 * size

    def _measure(self, width: float, size: float) -> tuple[float, float]:
        """Width of a column and of the text in it."""
        column = (width - self._gaps(size)[1] * (self.columns - 1)) / self.columns
        return column, column - (MARK_COLUMN * size if self.marks else 0.0)

    def _shaped(self, step: int) -> list[Paragraph]:
        return [self.context.paragraph(item, self.style, step) for item in self.items]

    def row_heights(self, width: float, fit: Fit) -> list[float]:
        """Rows are as tall as their tallest item, so that columns stay level."""
        size = fit.size(self.bounds)
        _, measure = self._measure(width, size)
        shaped = self._shaped(fit.step)
        for paragraph in shaped:
            too_wide(self.name, paragraph, measure, size)
        rows = self._rows()
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
        column, measure = self._measure(area.width, size)
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
                    stage.text(*label.place(at.x, at.y, MARK_COLUMN * size, size, accent))
            else:
                side = MARK_SIZE * size
                top = at.y + (CAP_HEIGHT * size - side) / 2
                stage.artifact(self.context.icon(self.marks, Rect(at.x, top, side, side), accent))
        with stage.element("LBody"):
            stage.text(*paragraph.place(x, at.y, at.width, size, ink))

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        size = fit.size(self.bounds)
        _, measure = self._measure(width, size)
        shaped = self._shaped(fit.step)
        lines = sum(p.count(measure, size) for p in shaped)
        return [(self.name, -(-lines // self.columns), size * shaped[0].pitch, sum(len(plain(item)) for item in self.items))]


class Stack(Element):
    """Elements one under the other, with a gap in em of the style that follows between them."""

    def __init__(self, name: str, parts: Sequence[Element], gaps: Sequence[float], spread: bool = False) -> None:
        pairs = [(part, gap) for part, gap in zip(parts, gaps, strict=True) if not part.empty]
        self.name = name
        self.parts = tuple(part for part, _ in pairs)
        self.gaps = tuple(gap for _, gap in pairs)
        self.spread = spread

    @property
    def empty(self) -> bool:
        return not self.parts

    def natural_width(self, fit: Fit) -> float:
        return max((part.natural_width(fit) for part in self.parts), default=0.0)

    def _space(self, index: int, fit: Fit) -> float:
        """Above part `index`; none above the first."""
        if index == 0:
            return 0.0
        part = self.parts[index]
        bounds = getattr(part, "bounds", None) or getattr(self.parts[index - 1], "bounds", (0.0, 0.0))
        return self.gaps[index] * fit.size(bounds)

    def height(self, width: float, fit: Fit) -> float:
        return sum(self._space(n, fit) + part.height(width, fit) for n, part in enumerate(self.parts))

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        if not self.spread:
            area = self.aligned(area, self.height(area.width, fit))
        y = area.y
        for number, part in enumerate(self.parts):
            y += self._space(number, fit)
            last = number == len(self.parts) - 1
            tall = area.bottom - y if last and self.spread else part.height(area.width, fit)
            part.place(stage, Rect(area.x, y, area.width, tall), fit)
            y += tall

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        return [entry for part in self.parts for entry in part.texts(width, fit)]


class Row(Element):
    """Elements side by side in columns of one width; a single column is the element itself."""

    def __init__(self, name: str, parts: Sequence[Element], columns: int) -> None:
        self.name, self.parts, self.columns = name, tuple(parts), columns
        self.bounds = getattr(parts[0], "bounds", (0.0, 0.0))

    def _column(self, width: float, fit: Fit) -> tuple[float, float]:
        gap = 1.6 * fit.size(self.bounds) if self.columns > 1 else 0.0
        return (width - gap * (self.columns - 1)) / self.columns, gap

    def natural_width(self, fit: Fit) -> float:
        return max(part.natural_width(fit) for part in self.parts) * self.columns + self._column(0, fit)[1] * (self.columns - 1)

    def height(self, width: float, fit: Fit) -> float:
        return max(part.height(self._column(width, fit)[0], fit) for part in self.parts)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        column, gap = self._column(area.width, fit)
        for number, part in enumerate(self.parts):
            part.place(stage, Rect(area.x + number * (column + gap), area.y, column, area.height), fit)


def too_wide(name: str, paragraph: Paragraph, measure: float, size: float) -> None:
    """Raise TooTight when a word cannot be broken to the measure."""
    over = paragraph.overrun(measure, size)
    if over:
        segments = paragraph.shaped.segments
        widest = max(segments, key=lambda segment: segment.width)
        word = paragraph.shaped.text[widest.start : widest.end].strip()
        raise TooTight(
            "too-wide",
            f"block {name!r}: {word!r} is {over:.1f}pt too wide for its measure of {measure:.0f}pt at {size:.1f}pt",
            "use a shorter word, put a soft break (U+200B) into it, or choose a larger size",
        )
