"""One piece in the making: its elements on its pages, what they lack at a fit, and the frames they give at one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from generator.compose.build import Builder, Wrap, unshown
from generator.compose.context import Context
from generator.compose.copyfit import Shortfall, find_fit
from generator.compose.element import Fit
from generator.compose.flow import FlowElement, Progress
from generator.compose.grid import GridElement
from generator.compose.mirror import mirrored
from generator.compose.stage import Stage
from generator.content.words import Words
from generator.errors import InputError
from generator.frame import Frame
from generator.units import Insets, Rect, parse_length

Draft = tuple[str, GridElement, list[FlowElement]]
"""A page before it is placed: the name of its master, its grid, and the text that flows on it."""


class Composition:
    """A layout's pages filled with words. `wrap` may put another element in the place of a block's own."""

    def __init__(self, context: Context, words: Words, wrap: Wrap | None = None) -> None:
        self.context, self.words, self.wrap = context, words, wrap
        layout, trim = context.layout, context.trim
        self.area = Rect(0, 0, trim.width, trim.height)
        self.masters = list(layout.pages)
        shown: set[tuple[str, str]] = set()
        first = self._pages(len(self.masters), shown)
        for what in unshown(words, shown):
            context.warnings[f"the {layout.name} in the theme {context.theme.name} leaves out the organisation's {what}"] = None
        self.flowing = any(flows for _, _, flows in first)
        self.drafts = first
        self._draw_up(layout.max_pages)

    @property
    def what(self) -> str:
        """The piece as a message names it."""
        return f"{self.context.layout.name} for {self.words.audience} in {self.words.lang}"

    def _pages(self, count: int, shown: set[tuple[str, str]]) -> list[Draft]:
        made: list[Draft] = []
        for number in range(1, count + 1):
            builder = Builder(self.context, self.words, number, count, self.wrap)
            master = self.masters[min(number, len(self.masters)) - 1]
            made.append((master, builder.grid(master, self.context.layout.pages[master], "page"), builder.flows))
            shown.update(builder.shown)
        return made

    def _draw_up(self, most: int) -> None:
        """Have so many pages at hand for text that flows, and no fewer than there are masters."""
        if self.flowing and most > len(self.drafts):
            self.drafts = self._pages(most, set())

    def fit(self) -> Fit:
        """The largest fit at which everything holds. InputError when there is none."""
        try:
            return largest_fit(self.context, self.shortfall, self.what)
        except InputError:
            # Some languages need half as much room again. A page more is better than no piece.
            if not self.flowing or self.context.layout.most_pages <= len(self.drafts):
                raise
            self._draw_up(self.context.layout.most_pages)
            return largest_fit(self.context, self.shortfall, self.what)

    def shortfall(self, fit: Fit) -> Shortfall | None:
        """What does not hold at a fit, or None. Raises TooTight."""
        trim = self.context.trim
        for name, root, _ in self.drafts:
            over = root.height(trim.width, fit) - trim.height
            if over > 0.01:
                return Shortfall(name, over, partial(root.texts, trim.width, fit))
        if self.flowing:
            at, flow = self._ends(fit)[-1], self.drafts[-1][2][0]
            if not flow.done(at):
                room = self.drafts[-1][1].find(flow, self.area, fit)
                width = room.width if room else trim.width
                rest = flow.take(Rect(0, 0, width, 1e6), fit, at)[1]
                over = rest[-1].top + rest[-1].height if rest else 1.0
                return Shortfall(f"story on {len(self.drafts)} pages", over, partial(flow.texts, width, fit))
        return None

    def _ends(self, fit: Fit) -> list[Progress]:
        """How far the text has flowed after each page that is needed; shorter than `drafts` when pages are saved."""
        at, found = Progress(), []
        for _, root, flows in self.drafts:
            for flow in flows:
                room = root.find(flow, self.area, fit)
                at = flow.take(room, fit, at)[0] if room else at
            found.append(at)
            if flows and flows[0].done(at):
                break
        return found

    def frames(self, fit: Fit) -> tuple[Frame, ...]:
        """The finished sides or pages, in order."""
        stages = self.stages(fit)
        return tuple(frame_of(self.context, name, self.words.lang, stage) for name, stage in stages)

    def stages(self, fit: Fit) -> list[tuple[str, Stage]]:
        """The sides by name, everything placed on them."""
        if self.flowing:
            # Every master is printed, however short the text: what stands beside it must not be lost.
            self.drafts = self._pages(max(len(self._ends(fit)), len(self.masters)), set())
        found, start = [], Progress()
        for number, (master, root, flows) in enumerate(self.drafts, 1):
            stage = Stage()
            for flow in flows:
                flow.start = start
            root.place(stage, self.area, fit)
            start = flows[0].start if flows else start
            found.append((master if len(self.drafts) <= len(self.masters) else f"page-{number}", stage))
        return found


def largest_fit(context: Context, attempt: Callable[[Fit], Shortfall | None], what: str) -> Fit:
    """The fit to use for what is attempted. Call it when every element is built: styles that are used bound the scale."""
    return find_fit(attempt, context.least_scale(), context.steps(), what)


def frame_of(context: Context, name: str, lang: str, stage: Stage) -> Frame:
    """A stage as a finished side."""
    bleed, safe = Insets.all(parse_length(context.layout.bleed)), Insets.all(parse_length(context.layout.safe))
    marks, structure = stage.result()
    return turned(context, Frame(name, context.trim, bleed, safe, lang, marks, structure))


def turned(context: Context, frame: Frame) -> Frame:
    """The side as its language reads it."""
    return mirrored(frame) if context.language.rtl else frame
