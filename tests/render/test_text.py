"""What is copied out of a file, and what a screen reader walks, is the text of the frames in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from generator.language import language
from generator.press import Piece
from tests.instruments.breaking import broken
from tests.instruments.expected import page_text, reading_order, structure_text
from tests.instruments.extract import Text, differences, parted, pdfium_pages, poppler_pages, poppler_structure
from tests.instruments.pieces import AUDIENCES, LAYOUTS, LIBRARY, at_home, audience_of, cases, imposed, pieces, sample
from tests.instruments.spoken import spoken
from tests.instruments.tools import need

Make = Callable[..., Piece]
Extract = Callable[[bytes], list[str]]
EXTRACTORS: dict[str, tuple[str, Extract]] = {
    "poppler": ("pdftotext", poppler_pages),
    "pdfium": ("", pdfium_pages),
}


def wrong_pages(piece: Piece, extract: Extract) -> list[str]:
    """Where the text of a piece's pages is not what is printed on them.

    PDFium guesses at the spaces of other scripts than Latin; there only the letters are compared.
    """
    found = extract(piece.pdf)
    sheets = piece.document.sheets
    assert len(found) == len(sheets)
    pages = zip(sheets, found, strict=True)
    guesses = extract is pdfium_pages and language(LIBRARY, piece.brief.lang).script != "Latn"
    if guesses:
        return [text for sheet, text in pages if page_text(sheet).characters != parted(text).characters]
    return [fault for sheet, text in pages for fault in differences(page_text(sheet), parted(text))]


def text_faults(named: Iterator[tuple[str, Piece]], extract: Extract) -> dict[str, list[str]]:
    return {name: wrong for name, piece in named if (wrong := wrong_pages(piece, extract))}


@pytest.fixture(params=EXTRACTORS)
def extract(request: pytest.FixtureRequest) -> Extract:
    program, function = EXTRACTORS[request.param]
    if program:
        need(program)
    return function


@pytest.mark.parametrize(("layout", "theme", "lang"), cases())
def test_copied_text_is_the_text_printed(layout: str, theme: str, lang: str, extract: Extract) -> None:
    if language(LIBRARY, lang).rtl:
        pytest.skip("test_scripts says how nearly")
    assert not text_faults(pieces(sample(layout, theme, lang)), extract)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sheets_of_every_stock_copy_as_printed(layout: str, extract: Extract) -> None:
    assert not text_faults(pieces(imposed(layout)), extract)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_organisation_copies_as_printed(layout: str, make: Make, profile: Callable[[str], Path], extract: Extract) -> None:
    piece = make(layout, audience_of(layout), profile=profile("vector"))
    assert not wrong_pages(piece, extract)


@pytest.mark.parametrize(("layout", "theme", "lang"), cases())
def test_the_structure_tree_reads_as_the_frames_say(layout: str, theme: str, lang: str) -> None:
    found = {}
    for name, piece in pieces(at_home(layout, theme, lang)):
        wrong = differences(structure_text(piece), parted(spoken(piece.pdf)))
        if wrong:
            found[name] = wrong
    assert not found


@pytest.mark.parametrize(("layout", "theme", "lang"), cases())
def test_what_is_printed_is_read_once_and_in_the_order_it_is_painted(layout: str, theme: str, lang: str) -> None:
    for name, piece in pieces(at_home(layout, theme, lang)):
        for frame in piece.frames:
            order = [mark for mark, _ in reading_order(frame)]
            assert order == [n for n, mark in enumerate(frame.marks) if not mark.artifact], f"{name}: {frame.name}"


# The instruments can fail.


def with_a_digit_swapped(file: pikepdf.Pdf) -> None:
    """One digit of the fonts copies as another; what is drawn is the same."""
    for obj in file.objects:
        if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font" and "/ToUnicode" in obj:
            obj.ToUnicode = file.make_stream(obj.ToUnicode.read_bytes().replace(b"> <0038>", b"> <0033>"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_swapped_digit_is_noticed(layout: str, make: Make, extract: Extract) -> None:
    piece = make(layout, audience_of(layout))
    pages = zip(piece.document.sheets, extract(broken(piece.pdf, with_a_digit_swapped)), strict=True)
    assert any(differences(page_text(sheet), parted(text)) for sheet, text in pages)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_poppler_walks_the_same_tree(layout: str, make: Make) -> None:
    need("pdfinfo")
    piece = make(layout, audience_of(layout))
    assert not differences(structure_text(piece), parted(poppler_structure(piece.pdf)))


def test_a_swapped_digit_in_the_structure_tree_is_noticed(make: Make) -> None:
    piece = make(LAYOUTS[0], AUDIENCES[0])
    assert differences(structure_text(piece), parted(spoken(broken(piece.pdf, with_a_digit_swapped))))


@pytest.mark.parametrize(
    ("found", "complaint"),
    [
        ("Call 911 at any hour", ""),
        ("Call 911\nat any\nhour", ""),
        ("Call 911 at  any hour\n", ""),
        ("Call 91 1 at any hour", "a space before '1atanyhour'"),
        ("Call 911 atany hour", "no space before 'anyhour'"),
        ("Call 912 at any hour", "after 'Call91' comes '2atanyhour' and not '1atanyhour'"),
        ("Call 911 at any", "after 'Call911atany' comes '' and not 'hour'"),
        ("Call 911 at any hour.", "after 'Call911atanyhour' comes '.' and not ''"),
    ],
)
def test_texts_are_compared_to_the_letter(found: str, complaint: str) -> None:
    assert differences(parted("Call 911 at any hour"), parted(found)) == ([complaint] if complaint else [])


def test_a_line_may_end_where_no_space_is() -> None:
    expected = Text("anti-trafficking", frozenset(), frozenset({5}))
    assert differences(expected, parted("anti-\ntrafficking")) == []
    assert differences(expected, parted("anti-trafficking")) == []
    assert differences(expected, parted("ant i-trafficking")) == ["a space before 'i-trafficking'"]
