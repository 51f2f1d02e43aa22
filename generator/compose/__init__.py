"""Words and a template to frames: every glyph, rule, picture and code at its place."""

from __future__ import annotations

from generator.compose.composition import Composition
from generator.compose.context import Context
from generator.content.words import Words
from generator.frame import Frame


def compose(context: Context, words: Words) -> tuple[Frame, ...]:
    """The finished sides or pages of one piece, in order.

    Raises InputError when something does not fit at its floor, a glyph is missing or a block is absent.
    """
    composition = Composition(context, words)
    return composition.frames(composition.fit())
