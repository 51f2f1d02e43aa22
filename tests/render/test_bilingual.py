"""A piece in several languages: all of them read as they were written, each tagged, in files that conform."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from generator.brief import Brief
from generator.errors import GeneratorError
from generator.frame import Code
from generator.press import Piece, press
from generator.press.naming import file_name
from generator.richtext import plain
from tests.instruments import integrity, pagevalidation
from tests.instruments.expected import page_text, structure_text
from tests.instruments.extract import differences, parted, pdfium_pages, poppler_pages
from tests.instruments.pagevalidation import PROFILES
from tests.instruments.pieces import LIBRARY, layout_of, make
from tests.instruments.spoken import spoken

PAIRS = [("en", "es"), ("en", "ar"), ("ar", "en"), ("en", "zh-Hans"), ("es", "ht"), ("en", "my"), ("en", "km")]
FORMS = ["poster", "wallet-card", "fact-sheet", "fact-sheet-beside"]
MANY = ("en", "es", "ar", "zh-Hans", "hi", "am")


def languages(pdf: bytes) -> list[str]:
    """The language of the document, and those that elements of the tree change to, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [str(file.Root.Lang), *_changes(file.Root.StructTreeRoot.K)]


def _changes(element: Any) -> Iterator[str]:
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _changes(kid)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        if "/Lang" in element:
            yield str(element.Lang)
        yield from _changes(element.get("/K"))


def piece_of(layout: str, langs: tuple[str, ...], **more: Any) -> Piece:
    return make(layout, "victims", langs[0], also=langs[1:], single=True, **more)


@pytest.mark.parametrize("langs", PAIRS)
@pytest.mark.parametrize("layout", FORMS)
def test_pieces_in_two_languages_conform_and_are_tagged(layout: str, langs: tuple[str, str]) -> None:
    piece = piece_of(layout, langs)
    assert not [fault for profile in PROFILES for fault in pagevalidation.violations(piece.pdf, profile)]
    assert not integrity.faults(piece.pdf)
    found = languages(piece.pdf)
    assert found[0] == langs[0]
    assert set(found[1:]) == {langs[1]}


@pytest.mark.parametrize("theme", ["bold", "light", "large-print"])
def test_a_poster_in_many_languages_says_each_in_its_turn(theme: str) -> None:
    piece = piece_of("poster-languages", MANY, theme=theme)
    assert languages(piece.pdf) == [*MANY]
    assert not [fault for profile in PROFILES for fault in pagevalidation.violations(piece.pdf, profile)]
    said = spoken(piece.pdf)
    for words in (piece.words, *piece.also):
        assert plain(words.blocks["many-call", "text"].paragraphs[0]) in said.replace("\n", " "), words.lang


def test_the_default_languages_fit_both_ways() -> None:
    for orientation in layout_of("poster-languages").orientations:
        piece = press(LIBRARY, Brief("poster-languages", "victims", orientation=orientation))
        assert piece.brief.langs == layout_of("poster-languages").languages.default


@pytest.mark.parametrize("langs", [("en", "es"), ("en", "zh-Hans"), ("es", "ht")])
@pytest.mark.parametrize("layout", FORMS)
def test_what_both_say_is_copied_as_it_reads(layout: str, langs: tuple[str, str]) -> None:
    piece = piece_of(layout, langs)
    for sheet, poppler, pdfium in zip(piece.document.sheets, poppler_pages(piece.pdf), pdfium_pages(piece.pdf), strict=True):
        assert not differences(page_text(sheet), parted(poppler))
        assert not differences(page_text(sheet), parted(pdfium))


@pytest.mark.parametrize("langs", [("en", "ar"), ("ar", "en")])
def test_both_directions_are_read_out_in_full(langs: tuple[str, str]) -> None:
    piece = piece_of("poster", langs)
    said = "".join(spoken(piece.pdf).split())
    for words in (piece.words, *piece.also):
        for text in words.blocks["questions", "short"].items:
            assert "".join(plain(text).split()) in said
    assert structure_text(piece).characters


def test_each_side_of_a_card_is_complete_in_itself() -> None:
    piece = piece_of("wallet-card", ("en", "es"))
    for page in poppler_pages(piece.pdf):
        assert "1-888-373-7888" in page
        assert "233733" in page
        assert "911" in page
    codes = [item for frame in piece.frames for mark in frame.marks for item in mark.items if isinstance(item, Code)]
    assert [code.payload for code in codes] == ["tel:+18883737888"]


def test_a_discreet_card_gives_nothing_away_in_any_language() -> None:
    piece = piece_of("wallet-card", ("en", "es"), theme="discreet")
    cover, inside = poppler_pages(piece.pdf)
    assert cover.split("\n")[:2] == ["Useful numbers", "Números útiles"]
    assert "1-888-373-7888" in inside
    assert piece.words.title == "Useful numbers"


def test_the_imprint_and_the_name_tell_both() -> None:
    piece = piece_of("poster", ("en", "es"))
    assert "English, Español (u)" in piece.words.subject
    assert file_name(piece.brief, layout_of("poster"), ".pdf") == "poster-victims-en+es-letter.pdf"


def test_it_is_the_same_every_time() -> None:
    brief = Brief("fact-sheet-beside", "victims", "en", also=("ar",))
    assert press(LIBRARY, brief).pdf == press(LIBRARY, brief).pdf


def test_a_code_that_leads_to_the_same_place_stands_once_with_the_words_of_both() -> None:
    piece = piece_of("poster", ("en", "es"))
    codes = [item for mark in piece.frames[0].marks for item in mark.items if isinstance(item, Code)]
    assert len(codes) == 1
    (page,) = poppler_pages(piece.pdf)
    assert "A call needs no internet" in page.replace("\n", " ")
    assert "Para llamar no hace falta" in page.replace("\n", " ")


@pytest.mark.parametrize(
    ("brief", "code", "told"),
    [
        (Brief("poster", "victims", "en", also=("en",)), "same-language", "names en twice"),
        (Brief("poster", "victims", "en", also=("es", "fr")), "languages", "1 to 2 languages"),
        (Brief("poster-languages", "victims", "en"), "languages", "not in 1"),
        (Brief("fact-sheet-beside", "victims", "en", also=("es", "fr")), "languages", "2 languages, not in 3"),
        (Brief("poster-languages", "business", "en", also=("es",)), "impossible", "people at risk"),
        (Brief("poster", "victims", "en", also=("xx",)), "no-language", "'xx'"),
        (Brief("poster", "victims", "en", also=("mam",)), "draft-language", "mam"),
        (Brief("poster", "victims", "en", also=("es",), reviewed_only=True), "not-reviewed", "es"),
    ],
)
def test_what_cannot_be_made_is_refused(brief: Brief, code: str, told: str) -> None:
    with pytest.raises(GeneratorError) as refused:
        press(LIBRARY, brief)
    assert refused.value.diagnostics[0].code == code
    assert told in str(refused.value)


def test_all_that_its_languages_lack_is_told_at_once() -> None:
    with pytest.raises(GeneratorError) as refused:
        press(LIBRARY, Brief("poster", "business", "vi", also=("ht",)))
    assert {diagnostic.where.rpartition("/locale/")[2].partition(".po")[0] for diagnostic in refused.value.diagnostics} == {"vi", "ht"}


def test_more_than_fits_is_refused_with_the_amount() -> None:
    langs = (
        "en",
        *(tag for tag in ("es", "fr", "pt", "pl", "ru", "uk", "vi", "my", "ta", "te", "am", "ti", "hy", "ka", "el", "id", "so", "sw", "ro")),
    )
    with pytest.raises(GeneratorError) as refused:
        press(LIBRARY, Brief("poster-languages", "victims", langs[0], also=langs[1:], orientation="landscape"))
    assert refused.value.diagnostics[0].code == "copyfit-floor"
