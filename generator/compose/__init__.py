"""Words and a template to frames: every glyph, rule, picture and code at its place."""

from __future__ import annotations

from collections.abc import Sequence

from generator.compose.composition import Composition
from generator.compose.context import Context
from generator.compose.series import Series
from generator.compose.tongues import Tongue
from generator.content.words import Words
from generator.frame import Frame


def compose(context: Context, words: Words, also: Sequence[Tongue] = ()) -> tuple[Frame, ...]:
    """The finished sides or pages of one piece, in order; `also` are its languages after the first.

    Raises InputError when something does not fit at its floor, a glyph is missing or a block is absent.
    """
    if also and context.layout.languages.after:
        series = Series([Composition(context, words), *(Composition(each.context, each.words) for each in also)])
        return series.frames(series.fit())
    composition = Composition(context, words, also=also)
    return composition.frames(composition.fit())
