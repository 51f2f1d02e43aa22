"""Words and a template to frames: every glyph, rule, picture and code at its place."""

from __future__ import annotations

from functools import partial

from generator.compose.build import Builder, unshown
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


def compose(context: Context, words: Words) -> tuple[Frame, ...]:
    """The finished sides or pages of one piece, in order.

    Raises InputError when something does not fit at its floor, a glyph is missing or a block is absent.
    """
    layout, trim = context.layout, context.trim
    area = Rect(0, 0, trim.width, trim.height)
    masters = list(layout.pages)

    shown: set[tuple[str, str]] = set()

    def pages(count: int) -> list[tuple[str, GridElement, list[FlowElement]]]:
        made = []
        for number in range(1, count + 1):
            builder = Builder(context, words, number, count)
            master = masters[min(number, len(masters)) - 1]
            made.append((master, builder.grid(master, layout.pages[master], "page"), builder.flows))
            shown.update(builder.shown)
        return made

    first = pages(len(masters))
    for what in unshown(words, shown):
        context.warnings[f"the {layout.name} in the theme {context.theme.name} leaves out the organisation's {what}"] = None
    flowing = any(flows for _, _, flows in first)
    drafts = first

    def ends(fit: Fit) -> list[Progress]:
        """How far the text has flowed after each page that is needed; shorter than `drafts` when pages are saved."""
        at, found = Progress(), []
        for _, root, flows in drafts:
            for flow in flows:
                room = root.find(flow, area, fit)
                at = flow.take(room, fit, at)[0] if room else at
            found.append(at)
            if flows and flows[0].done(at):
                break
        return found

    def attempt(fit: Fit) -> Shortfall | None:
        for name, root, _ in drafts:
            over = root.height(trim.width, fit) - trim.height
            if over > 0.01:
                return Shortfall(name, over, partial(root.texts, trim.width, fit))
        if flowing:
            at, flow = ends(fit)[-1], drafts[-1][2][0]
            if not flow.done(at):
                room = drafts[-1][1].find(flow, area, fit)
                width = room.width if room else trim.width
                rest = flow.take(Rect(0, 0, width, 1e6), fit, at)[1]
                over = rest[-1].top + rest[-1].height if rest else 1.0
                return Shortfall(f"story on {len(drafts)} pages", over, partial(flow.texts, width, fit))
        return None

    def fitted(most: int) -> Fit:
        nonlocal drafts
        drafts = pages(most) if most > len(masters) else first
        what = f"{layout.name} for {words.audience} in {words.lang}"
        return find_fit(attempt, context.least_scale(), context.steps(), what)

    most = max(layout.max_pages, len(masters)) if flowing else len(masters)
    try:
        fit = fitted(most)
    except InputError:
        # Some languages need half as much room again. A page more is better than no piece.
        if not flowing or layout.most_pages <= most:
            raise
        fit = fitted(layout.most_pages)
    if flowing:
        # Every master is printed, however short the text: what stands beside it must not be lost.
        drafts = pages(max(len(ends(fit)), len(masters)))
    return _place(context, words, drafts, fit, area)


def _place(context: Context, words: Words, drafts: list[tuple[str, GridElement, list[FlowElement]]], fit: Fit, area: Rect) -> tuple[Frame, ...]:
    layout = context.layout
    bleed, safe = Insets.all(parse_length(layout.bleed)), Insets.all(parse_length(layout.safe))
    frames, start = [], Progress()
    for number, (master, root, flows) in enumerate(drafts, 1):
        stage = Stage()
        for flow in flows:
            flow.start = start
        root.place(stage, area, fit)
        start = flows[0].start if flows else start
        marks, structure = stage.result()
        name = master if len(drafts) <= len(layout.pages) else f"page-{number}"
        frame = Frame(name, context.trim, bleed, safe, words.lang, marks, structure)
        frames.append(mirrored(frame) if context.language.rtl else frame)
    return tuple(frames)
