"""One piece in the making: its elements on its pages, what they lack at a fit, and the frames they give at one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from generator.brief import AND
from generator.compose.build import Builder, Wrap, unshown
from generator.compose.context import Context
from generator.compose.copyfit import Shortfall, find_fit
from generator.compose.element import Element, Fit
from generator.compose.flow import FlowElement, Progress
from generator.compose.mirror import mirrored
from generator.compose.stage import Stage
from generator.compose.texts import GrowingText
from generator.compose.tongues import Tongue
from generator.content.words import Words
from generator.errors import InputError
from generator.frame import Frame
from generator.units import Insets, Rect, parse_length

Draft = tuple[str, Element, list[FlowElement]]
"""A page before it is placed: the name of its master, its grid, and the text that flows on it."""
LARGER = 1.06
"""How much larger than in one language a headline may be in another: what the eye takes for equal."""
Ends = dict[int, Progress]
"""How far the text of each language has flowed, by the language's number."""


class Composition:
    """A layout's pages filled with words. `wrap` may put another element in the place of a block's own.

    `also` are the languages that stand on them beside the first.
    """

    def __init__(self, context: Context, words: Words, wrap: Wrap | None = None, also: Sequence[Tongue] = ()) -> None:
        self.context, self.words, self.wrap, self.also = context, words, wrap, also
        layout, trim = context.layout, context.trim
        self.area = Rect(0, 0, trim.width, trim.height)
        self.masters = list(layout.pages)
        self._growing: list[list[GrowingText]] = []
        shown: set[tuple[str, str]] = set()
        first = self._pages(len(self.masters), shown)
        for what in unshown(words, shown):
            context.warnings[f"the {layout.name} in the theme {context.theme.name} leaves out the organisation's or the row's own {what}"] = None
        self.flowing = any(flows for _, _, flows in first)
        self.drafts = first
        self._draw_up(layout.max_pages)

    @property
    def what(self) -> str:
        """The piece as a message names it."""
        return f"{self.context.layout.name} for {self.words.audience} in {AND.join((self.words.lang, *(each.words.lang for each in self.also)))}"

    @property
    def contexts(self) -> tuple[Context, ...]:
        return (self.context, *(each.context for each in self.also))

    def _pages(self, count: int, shown: set[tuple[str, str]]) -> list[Draft]:
        made: list[Draft] = []
        self._growing = []
        for number in range(1, count + 1):
            builder = Builder(self.context, self.words, number, count, self.wrap, self.also)
            master = self.masters[min(number, len(self.masters)) - 1]
            made.append((master, builder.grid(master, self.context.layout.pages[master], "page"), builder.flows))
            shown.update(builder.shown)
            self._growing.append(builder.growing)
        return made

    def _draw_up(self, most: int) -> None:
        """Have so many pages at hand for text that flows, and no fewer than there are masters."""
        if self.flowing and most > len(self.drafts):
            self.drafts = self._pages(most, set())

    def fit(self) -> Fit:
        """The largest fit at which everything holds. InputError when there is none."""
        try:
            return largest_fit(self.contexts, self.shortfall, self.what)
        except InputError:
            if not self.draw_up_most():
                raise
            return largest_fit(self.contexts, self.shortfall, self.what)

    def draw_up_most(self) -> bool:
        """Have as many pages at hand as the layout ever takes: a page more is better than no piece. False when there are no more.

        Some languages need half as much room again.
        """
        if not self.flowing or self.context.layout.most_pages <= len(self.drafts):
            return False
        self._draw_up(self.context.layout.most_pages)
        return True

    def shortfall(self, fit: Fit) -> Shortfall | None:
        """What does not hold at a fit, or None. Raises TooTight."""
        trim = self.context.trim
        for name, root, _ in self.drafts:
            over = root.height(trim.width, fit) - trim.height
            if over > 0.01:
                return Shortfall(name, over, partial(root.texts, trim.width, fit))
        if self.flowing:
            ends = self._ends(fit)[-1]
            for flow in self.drafts[-1][2]:
                at = ends[flow.tongue]
                if flow.done(at):
                    continue
                room = self.drafts[-1][1].find(flow, self.area, fit)
                width = room.width if room else trim.width
                rest = flow.take(Rect(0, 0, width, 1e6), fit, at)[1]
                over = rest[-1].top + rest[-1].height if rest else 1.0
                return Shortfall(f"story on {len(self.drafts)} pages", over, partial(flow.texts, width, fit))
        return None

    def _ends(self, fit: Fit) -> list[Ends]:
        """How far each text has flowed after each page that is needed; shorter than `drafts` when pages are saved."""
        at: Ends = {}
        found = []
        for _, root, flows in self.drafts:
            for flow in flows:
                room, start = root.find(flow, self.area, fit), at.get(flow.tongue, Progress())
                at[flow.tongue] = flow.take(room, fit, start)[0] if room else start
            found.append(dict(at))
            if flows and all(flow.done(at[flow.tongue]) for flow in flows):
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
        beside = [page for page in self._growing if len(page) > 1] if self.also else []
        if beside:
            # Headlines take what room they find. Those of two languages are equals: none is much larger than the smallest.
            self._placed(fit)
            for page in beside:
                most = min(text.share for text in page) * LARGER
                for text in page:
                    text.most = min(1.0, most)
        return self._placed(fit)

    def _placed(self, fit: Fit) -> list[tuple[str, Stage]]:
        found: list[tuple[str, Stage]] = []
        start: Ends = {}
        for number, (master, root, flows) in enumerate(self.drafts, 1):
            stage = Stage()
            for flow in flows:
                flow.start = start.get(flow.tongue, Progress())
            root.place(stage, self.area, fit)
            start.update((flow.tongue, flow.start) for flow in reversed(flows))
            found.append((master if len(self.drafts) <= len(self.masters) else f"page-{number}", stage))
        return found


def largest_fit(contexts: Sequence[Context], attempt: Callable[[Fit], Shortfall | None], what: str) -> Fit:
    """The fit to use for what is attempted. Call it when every element is built: styles that are used bound the scale."""
    return find_fit(attempt, min(context.least_scale() for context in contexts), max(context.steps() for context in contexts), what)


def frame_of(context: Context, name: str, lang: str, stage: Stage) -> Frame:
    """A stage as a finished side."""
    bleed, safe = Insets.all(parse_length(context.layout.bleed)), Insets.all(parse_length(context.layout.safe))
    marks, structure = stage.result()
    return turned(context, Frame(name, context.trim, bleed, safe, lang, marks, structure))


def turned(context: Context, frame: Frame) -> Frame:
    """The side as its language reads it."""
    return mirrored(frame) if context.language.rtl else frame
