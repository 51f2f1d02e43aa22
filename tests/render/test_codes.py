"""Every code on every piece is read off the raster with the payload it was made of, sharp and soft, on every slot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.brief import Brief
from generator.content.assemble import load_directory
from generator.press import Piece
from generator.qr.symbol import LEVELS, encode
from generator.stock.sheet import load_stock
from tests.instruments.breaking import redrawn
from tests.instruments.expected import codes, module, page_codes
from tests.instruments.pieces import (
    AUDIENCES,
    LAYOUTS,
    LIBRARY,
    at_home,
    audience_of,
    cases,
    imposed,
    layout_of,
    offered,
    pieces,
    sample,
)
from tests.instruments.scan import SETTINGS, Setting, misread, scan

Make = Callable[..., Piece]


def misread_pages(piece: Piece, setting: Setting) -> list[str]:
    """Faults of all sides that differ; a side without codes is looked at too, so that nothing is read on it."""
    found = []
    seen: set[int] = set()
    for number, sheet in enumerate(piece.document.sheets):
        if id(sheet) in seen:
            continue
        seen.add(id(sheet))
        expected = page_codes(sheet)
        smallest = module(sheet) if expected else 1.0
        found += misread(expected, scan(piece.pdf, number, smallest, setting))
    return found


def misread_pieces(briefs: Iterator[Brief], setting: Setting) -> dict[str, list[str]]:
    return {name: bad for name, piece in pieces(briefs) if (bad := misread_pages(piece, setting))}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_code_is_read_in_every_size(layout: str, setting: Setting) -> None:
    assert not misread_pieces(offered(layout, layout_of(layout).theme, "en"), setting)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize(("layout", "theme", "lang"), cases())
def test_every_code_is_read_in_every_theme_and_language(layout: str, theme: str, lang: str, setting: Setting) -> None:
    assert not misread_pieces(at_home(layout, theme, lang), setting)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_code_on_every_stock_is_read(layout: str, setting: Setting) -> None:
    for name, piece in pieces(imposed(layout)):
        slots = len(load_stock(LIBRARY, piece.brief.stock).slots)
        printed = sum(len(page_codes(sheet)) for sheet in piece.document.sheets)
        assert printed == slots * sum(len(codes(frame)) for frame in piece.frames), name
        assert not misread_pages(piece, setting), name


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_code_of_an_organisation_is_read(layout: str, setting: Setting, make: Make, profile: Callable[[str], Path]) -> None:
    assert not misread_pages(make(layout, audience_of(layout), profile=profile("raster")), setting)


@pytest.mark.parametrize(("layout", "theme", "lang"), cases())
def test_every_code_leads_where_a_resource_does(layout: str, theme: str, lang: str) -> None:
    known = {resource.payload for resource in load_directory(LIBRARY)[1].values()}
    for name, piece in pieces(sample(layout, theme, lang)):
        payloads = {code.payload for frame in piece.frames for code in codes(frame)}
        assert payloads <= known, name


@pytest.mark.parametrize("layout", LAYOUTS)
def test_backs_lie_behind_their_fronts(layout: str) -> None:
    """Turned over its edge, the sheet shows the back of each card where its front was."""
    for name, piece in pieces(imposed(layout)):
        fronts, backs = piece.document.sheets[:2]
        if len(piece.frames) != 2:
            continue
        assert piece.document.duplex == "long-edge", "a short-edge turn mirrors the other way"
        wide = piece.frames[0].trim.width
        turned = {(round(fronts.media.width - back.x - wide, 2), round(back.y, 2)) for back in backs.placements}
        assert turned == {(round(front.x, 2), round(front.y, 2)) for front in fronts.placements}, name


# The instrument can fail.


def first_with_code(layout: str, make: Make) -> tuple[Piece, int]:
    piece = make(layout, "victims" if "victims" in AUDIENCES else AUDIENCES[0])
    return piece, next(n for n, sheet in enumerate(piece.document.sheets) if page_codes(sheet))


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_code_for_another_address_is_noticed(layout: str, setting: Setting, make: Make) -> None:
    piece, number = first_with_code(layout, make)
    code = next(code for frame in piece.frames for code in codes(frame))
    wrong = code.payload[:-1] + ("x" if code.payload[-1] != "x" else "y")
    other = next(symbol for level in LEVELS if (symbol := encode(wrong, level)).side == len(code.modules))
    sheet = piece.document.sheets[number]
    readings = scan(redrawn(piece.pdf, code, other.modules), number, module(sheet), setting)
    assert any(f"reads as {wrong}" in fault for fault in misread(page_codes(sheet), readings))


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_spoilt_code_is_noticed(layout: str, setting: Setting, make: Make) -> None:
    piece, number = first_with_code(layout, make)
    code = next(code for frame in piece.frames for code in codes(frame))
    side = len(code.modules)
    spoilt = tuple("0" * side if row < side // 2 else modules for row, modules in enumerate(code.modules))
    sheet = piece.document.sheets[number]
    readings = scan(redrawn(piece.pdf, code, spoilt), number, module(sheet), setting)
    assert any("reads as nothing" in fault for fault in misread(page_codes(sheet), readings))


def test_a_code_that_is_not_the_piece_s_own_is_noticed(make: Make) -> None:
    piece, number = first_with_code(LAYOUTS[0], make)
    sheet = piece.document.sheets[number]
    readings = scan(piece.pdf, number, module(sheet), "sharp")
    assert misread([], readings)[0].endswith("is no code of the piece")
    assert misread(page_codes(sheet), readings) == []
