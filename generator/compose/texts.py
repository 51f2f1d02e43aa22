"""Headings and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from generator.compose.context import Context
from generator.compose.element import Element, Fit, TooTight
from generator.compose.stage import Stage
from generator.frame import GlyphRun
from generator.richtext import Rich, plain
from generator.typeset.paragraph import Paragraph
from generator.units import Rect


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
        self._shaped: dict[int, list[Paragraph]] = {}
        self.ink = context.text_ink(style, surface, ink)

    @property
    def empty(self) -> bool:
        return not self.paragraphs

    def shaped(self, step: int) -> list[Paragraph]:
        found = self._shaped.get(step)
        if found is None:
            found = self._shaped[step] = [self.context.paragraph(text, self.style, step, self.align) for text in self.paragraphs]
        return found

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

    def ascent(self, fit: Fit) -> float:
        """From its top to its first baseline, in em."""
        return max((p.ascent for p in self.shaped(fit.step)[:1]), default=0.0)

    def only_line(self, area: Rect, fit: Fit) -> tuple[Paragraph, GlyphRun, float] | None:
        """Its paragraph, the run it is drawn as and its measure, when it is one line of one stretch from left to right."""
        size, shaped = fit.size(self.bounds), self.shaped(fit.step)
        if len(shaped) != 1:
            return None
        at = self.aligned(area, self._height(area.width, size, shaped))
        runs, _ = shaped[0].place(at.x, at.y, at.width, size, self.ink)
        return (shaped[0], runs[0], at.width) if len(runs) == 1 and not runs[0].rtl and not shaped[0].shaped.setting.rtl else None

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
        return paragraph.lines_height(count, size)

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
        self.share, self.most = 0.0, 1.0
        """Of its largest size: what it was placed in, and what it may take at most."""

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
        style = self.context.style(self.style)
        # A lighter face is for what fits no other way, never for size.
        for step in range(min(len(style.widths), style.weights.count(style.weight) or len(style.widths))):
            for lines in range(self.most_lines, 0, -1):
                size = self._largest(area, step, least, lines)
                stranded = self._stranded(area, step, size)
                score = size * (1 - 0.05 * step) * (1 - STRANDED * stranded)
                if score > best:
                    best, chosen = score, (size, step)
                if not stranded:
                    # Fewer lines are never larger: only to mend a break are they worth a look.
                    break
        self.share = chosen[0] / self.bounds[1]
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

        low, high = 0, int(max(0.0, self.bounds[1] * self.most - least) * 2)
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
