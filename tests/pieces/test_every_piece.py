"""Every audience, layout, theme, size, orientation and language is made, or the layout's file says why not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from generator.brief import Brief
from generator.errors import GeneratorError
from generator.stock.media import load_media
from tests.instruments.pieces import (
    APART,
    EVERYTHING,
    FOREMOST,
    LANGUAGES,
    LAYOUTS,
    LIBRARY,
    STOCKS,
    THEMES,
    audience_of,
    cases,
    imposed,
    is_home,
    label,
    layout_of,
    made,
    offered,
    possible,
)


def refusal(brief: Brief) -> str:
    """Why a piece is refused, "" when it is made."""
    try:
        piece = made(brief)
    except GeneratorError as fault:
        return str(fault)
    except AssertionError as fault:
        return f"an assertion of the press failed: {fault!r}"
    assert piece.words.warnings == ()
    assert piece.pdf.startswith(b"%PDF-1.7")
    return ""


@pytest.mark.parametrize(("layout", "theme", "lang"), cases())
def test_every_piece_is_made(layout: str, theme: str, lang: str) -> None:
    tried = offered(layout, theme, lang) if EVERYTHING or lang in APART else _spread(layout, theme, lang)
    refused = {label(brief): why for brief in tried if (why := refusal(brief))}
    assert not refused, f"{len(refused)} refused:\n" + "\n".join(f"{name}: {why}" for name, why in refused.items())


def _spread(layout: str, theme: str, lang: str) -> Iterator[Brief]:
    """Every size for those whom pieces are for before all, the layout's own size for the others."""
    return (brief for brief in offered(layout, theme, lang) if brief.audience == FOREMOST or is_home(brief))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_stock_takes_its_pieces(layout: str) -> None:
    assert not [why for brief in imposed(layout) if (why := refusal(brief))]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_offers_something_in_each_size_and_for_each_theme_it_names(layout: str) -> None:
    plain = layout_of(layout)
    offers = [
        (size, theme, orientation)
        for size, theme, orientation in product(plain.sizes, THEMES, plain.orientations)
        if possible(Brief(layout, audience_of(layout), size=size, orientation=orientation, theme=theme))
    ]
    assert {size for size, _, _ in offers} == set(plain.sizes)
    assert {orientation for _, _, orientation in offers} == set(plain.orientations)
    assert possible(Brief(layout, audience_of(layout))), "what is made when nothing is chosen"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_declared_impossible_names_what_there_is(layout: str) -> None:
    """A misspelt name would declare nothing impossible, or all."""
    plain = layout_of(layout)
    for entry in plain.impossible:
        assert set(entry.themes) <= set(THEMES)
        assert set(entry.sizes) <= set(load_media(LIBRARY))
        assert set(entry.orientations) <= {"portrait", "landscape"}
        assert set(entry.voices) <= {"victim", "bystander", "professional"}
        assert entry.sizes or entry.themes or entry.orientations or entry.voices or entry.languages
        assert entry.reason.strip()


def test_the_library_is_not_empty() -> None:
    assert LAYOUTS
    assert THEMES
    assert STOCKS
    assert LANGUAGES[0] == "en"
