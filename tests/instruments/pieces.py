"""Everything the built-in library can be asked for, and pieces made of it, each once a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from generator.brief import Brief
from generator.content.audience import load_audiences
from generator.content.catalog import SOURCE, languages, load_catalog
from generator.errors import GeneratorError, InputError
from generator.press import Piece, complete, press
from generator.resources import Library
from generator.stock.sheet import load_stock
from generator.template.load import load_layout
from generator.template.schema import Layout

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library((ROOT,))
LAYOUTS = [name for name in LIBRARY.every("layouts", ".toml") if name != "sizes"]
THEMES = list(LIBRARY.every("layouts/themes", ".toml"))
STOCKS = list(LIBRARY.every("layouts/stocks", ".toml"))
AUDIENCES = list(load_audiences(LIBRARY))
LANGUAGES = languages(LIBRARY)
EVERYTHING = bool(os.environ.get("OUTREACH_TEST_EVERYTHING"))
"""Try every language in every theme and all its audiences in every size, which takes most of an hour."""
FOREMOST = "victims"
"""Whom pieces are for before all."""
APART = ("en", "es", "ar", "my", "ja")
"""Languages that differ most in how they are set: short and long words, from right to left, tall lines, no spaces."""


@lru_cache
def spoken_to(lang: str) -> tuple[str, ...]:
    """The audiences that a language has words for. A single word will do: it must then have all that their pieces print."""
    if lang == SOURCE:
        return tuple(AUDIENCES)
    catalog = load_catalog(LIBRARY, lang)
    if catalog.review.state == "draft":
        return ()
    return tuple(name for name in AUDIENCES if any(context.startswith(f"{name}/") for context, _ in catalog.strings))


@lru_cache(maxsize=256)
def made(brief: Brief) -> Piece:
    """The piece; a GeneratorError if it is refused."""
    return press(LIBRARY, brief)


def make(layout: str, audience: str, lang: str = "en", **brief: Any) -> Piece:
    """The piece for a brief given key by key."""
    return made(asked(layout, audience, lang, **brief))


def asked(layout: str, audience: str, lang: str, **brief: Any) -> Brief:
    """A brief in a language, and where the layout takes no piece in one alone, in another beside it."""
    beside = [other for other in (SOURCE, "es") if other != lang]
    also: tuple[str, ...] = brief.pop("also", tuple(beside[: layout_of(layout).languages.least - 1]))
    return Brief(layout, audience, lang, also=also, **brief)


def audience_of(layout: str) -> str:
    """The first audience that a layout speaks to."""
    return next(name for name in AUDIENCES if possible(Brief(layout, name)))


def layout_of(name: str) -> Layout:
    """A layout as it stands when no variant is chosen."""
    return load_layout(LIBRARY, name)


def cases() -> list[tuple[str, str, str]]:
    """Layouts, themes and languages to try together: every language in the layout's own theme, some in every theme."""
    every = product(LAYOUTS, THEMES, LANGUAGES)
    return [(layout, theme, lang) for layout, theme, lang in every if EVERYTHING or lang in APART or theme == layout_of(layout).theme]


def possible(brief: Brief) -> bool:
    """Whether the layout offers this; False only where its own file declares that it does not."""
    try:
        complete(LIBRARY, brief)
    except InputError as refusal:
        if [fault.code for fault in refusal.diagnostics] == ["impossible"]:
            return False
        raise
    return True


def offered(layout: str, theme: str, lang: str) -> Iterator[Brief]:
    """Every brief of a layout in a theme and a language: all sizes, orientations and audiences it is made for."""
    plain = layout_of(layout)
    for size in plain.sizes:
        for orientation in plain.orientations:
            choice = {"size": size, "orientation": orientation, "theme": theme}
            if possible(asked(layout, audience_of(layout), lang, **choice)):
                yield from filter(possible, (asked(layout, audience, lang, **choice) for audience in spoken_to(lang)))


def is_home(brief: Brief) -> bool:
    """Whether it is in the layout's own size and orientation."""
    plain = layout_of(brief.layout)
    return (brief.size, brief.orientation) == (plain.sizes[0], plain.orientation)


def at_home(layout: str, theme: str, lang: str) -> Iterator[Brief]:
    """What is offered in the layout's own size and orientation: to all in languages that are set apart, else to the foremost."""
    found = filter(is_home, offered(layout, theme, lang))
    return (brief for brief in found if EVERYTHING or lang in APART or brief.audience == FOREMOST)


def sample(layout: str, theme: str, lang: str) -> Iterator[Brief]:
    """Every size in English and the layout's own theme; in other themes and languages the layout's own size."""
    whole = lang == LANGUAGES[0] and theme == layout_of(layout).theme
    return (offered if whole else at_home)(layout, theme, lang)


def imposed(layout: str) -> Iterator[Brief]:
    """A brief for each stock whose size the layout is made in."""
    for stock in STOCKS:
        size = load_stock(LIBRARY, stock).size
        if size in layout_of(layout).sizes:
            yield Brief(layout, audience_of(layout), size=size, stock=stock)


def pieces(briefs: Iterator[Brief]) -> Iterator[tuple[str, Piece]]:
    """The pieces with their names. One that is refused is left out: that every piece is made is tested by itself.

    An AssertionError when all are refused, for then nothing would be tested.
    """
    refused: list[str] = []
    some = False
    for brief in briefs:
        try:
            piece = made(brief)
        except GeneratorError:
            refused.append(label(brief))
        else:
            some = True
            yield label(brief), piece
    assert some or not refused, f"all of these are refused: {', '.join(refused)}"


def every() -> Iterator[tuple[str, Piece]]:
    """The pieces of every layout, theme and language that is tried, and the sheets of every stock."""
    for case in cases():
        yield from pieces(at_home(*case))
    for layout in LAYOUTS:
        yield from pieces(imposed(layout))


def label(brief: Brief) -> str:
    """A brief in a word, for a failure's message."""
    values = (value for value in msgspec.structs.astuple(brief) if value not in ("", None, False))
    return "/".join(str(getattr(value, "name", value)) for value in values)
