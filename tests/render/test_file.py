"""The file around the pages: syntax, boxes, fonts, preferences, metadata, size, links."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pikepdf
import pypdfium2
import pytest

from generator.content.assemble import load_directory
from generator.press import Piece
from generator.render.writer import PdfFile
from generator.stock.media import media_size
from generator.stock.sheet import load_stock
from generator.units import Rect, Size
from tests.instruments.pieces import (
    AUDIENCES,
    LANGUAGES,
    LAYOUTS,
    LIBRARY,
    ROOT,
    THEMES,
    at_home,
    imposed,
    label,
    layout_of,
    offered,
    pieces,
)
from tests.instruments.tools import FILE, need, output, run

Make = Callable[..., Piece]
LARGEST = 60_000
"""Bytes of a piece without pictures."""
KEYS = {"/Title", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
"""All that the information dictionary says: neither an author nor keywords."""
PROPERTIES = {
    "dc:description", "dc:format", "dc:language", "dc:title", "pdf:Producer", "pdfaid:conformance", "pdfaid:part", "pdfuaid:part",
    "xmp:CreateDate", "xmp:CreatorTool", "xmp:ModifyDate", "pdfaExtension:schemas",
}  # fmt: skip
"""All that the XMP says."""


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def every() -> Iterator[tuple[str, Piece]]:
    """A piece of every layout, theme, language and audience, and the sheets of every stock."""
    for layout in LAYOUTS:
        for theme in THEMES:
            for lang in LANGUAGES:
                yield from pieces(at_home(layout, theme, lang))
        yield from pieces(imposed(layout))


def of_each_layout(make: Make, profile: Callable[[str], Path]) -> Iterator[tuple[str, Piece]]:
    for layout in LAYOUTS:
        for piece in (make(layout, AUDIENCES[0]), make(layout, AUDIENCES[0], profile=profile("raster"))):
            yield label(piece.brief), piece


# Syntax


def test_pikepdf_finds_no_fault_in_the_syntax() -> None:
    found = {}
    for name, piece in every():
        with opened(piece.pdf) as file:
            complaints = [*file.check_pdf_syntax(), *(str(warning) for warning in file.get_warnings())]
        if complaints:
            found[name] = complaints
    assert not found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_qpdf_finds_no_fault_in_the_syntax(layout: str) -> None:
    need("qpdf")
    for theme in THEMES:
        for name, piece in pieces(at_home(layout, theme, "en")):
            checked = run(piece.pdf, "qpdf", "--check", FILE)
            assert checked.returncode == 0, f"{name}: {(checked.stdout + checked.stderr).decode()}"
            assert b"WARNING" not in checked.stderr


def test_a_file_cut_short_is_noticed(make: Make) -> None:
    need("qpdf")
    pdf = make(LAYOUTS[0], AUDIENCES[0]).pdf
    assert run(pdf[:-200], "qpdf", "--check", FILE).returncode != 0
    with opened(pdf[:-200]) as file:
        assert file.get_warnings()


@pytest.mark.parametrize("data", [b"plain", b"ends in CR\r", b"ends in LF\n", b"ends in both\r\n", b""])
def test_the_end_of_a_stream_cannot_be_mistaken(data: bytes) -> None:
    """One end-of-line parts the data from "endstream" and is no part of its length (ISO 19005-2, 6.1.7.1).

    Data that ends in a carriage return, followed by a mere line feed, reads as data one byte shorter.
    """
    body = PdfFile().stream("", data, compress=False).body
    match = re.search(rb"/Length (\d+)>>\nstream\n(.*?)(?:\r\n|\r|\n)endstream", body, re.DOTALL)
    assert match
    assert (int(match[1]), match[2]) == (len(data), data)


# Page boxes


def boxes(page: pikepdf.Page) -> tuple[Rect, Rect, Rect]:
    """Media, bleed and trim box from the top left corner of the media."""
    high = float(page.mediabox[3])

    def box(corners: pikepdf.Array) -> Rect:
        left, low, right, top = (float(value) for value in corners)
        return Rect(left, high - top, right - left, top - low)

    return box(page.mediabox), box(page.bleedbox), box(page.trimbox)


def media(piece: Piece) -> tuple[Size, Rect]:
    """The sheet that was asked for, and its trim, by the names in the brief alone."""
    brief = piece.brief
    stock = brief.stock or ("" if brief.single else layout_of(brief.layout).imposition.stocks.get(brief.size, ""))
    size = load_stock(LIBRARY, stock).media if stock else media_size(LIBRARY, brief.size)
    if not stock and brief.orientation == "landscape":
        size = size.turned()
    return size, Rect(0, 0, size.width, size.height)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_have_the_boxes_of_what_was_asked_for(layout: str, make: Make) -> None:
    made = [*pieces(offered(layout, layout_of(layout).theme, "en")), *pieces(imposed(layout))]
    made.append(("single", make(layout, AUDIENCES[0], single=True)))
    for name, piece in made:
        size, trim = media(piece)
        with opened(piece.pdf) as file:
            assert len(file.pages) == len(piece.document.sheets), name
            for page in file.pages:
                found = boxes(page)
                assert found[0].contains(found[1]), name
                assert found[1].contains(found[2]), name
                assert (round(found[0].width - size.width, 2), round(found[0].height - size.height, 2)) == (0, 0), name
                assert found[2].contains(trim, 0.01), name
                assert trim.contains(found[2], 0.01), name


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_slot_of_a_stock_holds_a_piece(layout: str) -> None:
    for name, piece in pieces(imposed(layout)):
        stock = load_stock(LIBRARY, piece.brief.stock)
        fronts = piece.document.sheets[0]
        assert {(round(p.x, 2), round(p.y, 2)) for p in fronts.placements} == {
            (round(slot.x, 2), round(slot.y, 2)) for slot in stock.slots
        }, name


# Fonts


def font_faults(pdf: bytes) -> list[str]:
    found = []
    with opened(pdf) as file:
        fonts = [obj for obj in file.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
        whole = [font for font in fonts if font.Subtype != "/CIDFontType2"]
        if not whole:
            found.append("no fonts")
        for font in whole:
            name = str(font.BaseFont)
            if font.Subtype != "/Type0":
                found.append(f"{name} is {font.Subtype}")
            elif "/FontFile2" not in font.DescendantFonts[0].FontDescriptor:
                found.append(f"{name} is not embedded")
            if "/ToUnicode" not in font:
                found.append(f"{name} has no ToUnicode")
            if not re.fullmatch(r"/[A-Z]{6}\+\S+", name):
                found.append(f"{name} is not named as a subset")
        names = [str(font.BaseFont) for font in whole]
        if len(set(names)) != len(names):
            found.append("two fonts share a name")
    return found


def test_fonts_are_embedded_as_subsets_that_copy_as_text() -> None:
    assert not {name: bad for name, piece in every() if (bad := font_faults(piece.pdf))}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_poppler_finds_the_fonts_embedded(layout: str, make: Make) -> None:
    need("pdffonts")
    for line in output(make(layout, AUDIENCES[0]).pdf, "pdffonts", FILE).decode().splitlines()[2:]:
        assert re.search(r"CID TrueType\s+Identity-H\s+yes yes yes", line), line


@pytest.mark.parametrize("key", ["/ToUnicode", "/FontFile2"])
def test_a_font_without_its_parts_is_noticed(key: str, make: Make) -> None:
    with opened(make(LAYOUTS[0], AUDIENCES[0]).pdf) as file:
        del next(obj for obj in file.objects if isinstance(obj, pikepdf.Dictionary) and key in obj)[key]
        out = io.BytesIO()
        file.save(out)
    assert font_faults(out.getvalue())


# Preferences and metadata


def test_printers_are_told_not_to_scale_and_how_to_turn() -> None:
    for name, piece in every():
        with opened(piece.pdf) as file:
            preferences = file.Root.ViewerPreferences
            assert preferences.PrintScaling == "/None", name
            assert preferences.DisplayDocTitle == True, name  # noqa: E712 - a PDF object, not a bool
            two_sided = layout_of(piece.brief.layout).two_sided
            wanted = {"long-edge": "/DuplexFlipLongEdge", "short-edge": "/DuplexFlipShortEdge", "": None}
            assert preferences.get("/Duplex") == wanted[piece.document.duplex], name
            assert bool(piece.document.duplex) == two_sided, name


def test_metadata_says_what_the_piece_is_and_nothing_else() -> None:
    for name, piece in every():
        with opened(piece.pdf) as file:
            assert set(file.docinfo.keys()) == KEYS, name
            xmp = file.Root.Metadata.read_bytes().decode("utf-8")
            used = {tag for tag in re.findall(r"<((?:dc|pdf\w*|xmp\w*):\w+)", xmp) if not tag.startswith(("pdfaSchema", "pdfaProperty"))}
            assert used == PROPERTIES, name
            with file.open_metadata() as meta:
                assert meta["dc:title"] == str(file.docinfo["/Title"]) == piece.words.title, name
                assert meta["dc:description"] == str(file.docinfo["/Subject"]) == piece.words.subject, name
                assert meta["dc:language"] == {piece.brief.lang}, name
                assert meta["pdf:Producer"] == str(file.docinfo["/Producer"]), name
            assert str(file.Root.Lang) == piece.brief.lang, name
            assert str(file.docinfo["/Creator"]).startswith("Outreach Press "), name


def paths_in(pdf: bytes) -> set[str]:
    """Names of folders of this machine that stand anywhere in a file, its streams unpacked."""
    with opened(pdf) as file:
        parts = [obj.read_bytes() for obj in file.objects if isinstance(obj, pikepdf.Stream) and "/DCTDecode" not in str(obj.get("/Filter"))]
    places = {str(ROOT), str(Path.home()), tempfile.gettempdir(), str(Path.cwd())} - {"/"}
    return {place for place in places for part in (pdf, *parts) if place.encode() + b"/" in part or place.encode() in part[-400:]}


def test_no_path_of_the_machine_stands_in_a_file(make: Make, profile: Callable[[str], Path]) -> None:
    assert not {name: bad for name, piece in of_each_layout(make, profile) if (bad := paths_in(piece.pdf))}


def test_a_path_in_a_file_is_noticed(make: Make) -> None:
    with opened(make(LAYOUTS[0], AUDIENCES[0]).pdf) as file:
        page = file.pages[0].obj.Contents
        page.write(page.read_bytes() + f"\n% {ROOT}/piece.svg".encode())
        out = io.BytesIO()
        file.save(out)
    assert paths_in(out.getvalue()) >= {str(ROOT)}


# Size


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_piece_without_pictures_is_small(layout: str, make: Make) -> None:
    large = {name: len(piece.pdf) for name, piece in pieces(offered(layout, layout_of(layout).theme, "en")) if len(piece.pdf) >= LARGEST}
    assert not large


@pytest.mark.parametrize("layout", LAYOUTS)
def test_copies_cost_next_to_nothing(layout: str, make: Make) -> None:
    once, often = (make(layout, AUDIENCES[0], copies=copies) for copies in (20, 2000))
    pages = len(often.document.sheets) - len(once.document.sheets)
    assert len(often.pdf) - len(once.pdf) < 250 * pages, "a repeated page is a page object, not another drawing"


# Links


class LiveArea(msgspec.Struct, frozen=True):
    """A link annotation: where it leads, what it is said to be, and the text under it."""

    page: int
    uri: str
    contents: str
    text: str


def live_areas(pdf: bytes) -> list[LiveArea]:
    with opened(pdf) as file, pypdfium2.PdfDocument(pdf) as document:
        found = []
        for number, page in enumerate(file.pages):
            texts = document[number].get_textpage()
            for note in page.obj.get("/Annots", []):
                left, low, right, top = (float(value) for value in note.Rect)
                text = texts.get_text_bounded(left - 0.2, low, right + 0.2, top)
                found.append(LiveArea(number, str(note.A.URI), str(note.Contents), text.strip()))
        return found


def link_faults(area: LiveArea) -> list[str]:
    """What is wrong between a link's address and the print under it."""
    text = re.sub(r"\s", "", area.text)
    faults = []
    if not re.match(r"tel:|sms:|https://", area.uri):
        faults.append(f"{area.uri} is no address of these pieces")
    elif area.uri.startswith("https:"):
        if not text or text not in unquote(area.uri):
            faults.append(f"{area.text!r} leads to {area.uri}")
    else:
        digits = re.sub(r"\D", "", text)
        dialled = re.sub(r"\D", "", area.uri.split("?")[0])
        if not digits or dialled not in (digits, "1" + digits):
            faults.append(f"{area.text!r} dials {area.uri}")
    if area.text not in area.contents:
        faults.append(f"{area.text!r} is said to be {area.contents!r}")
    return faults


def known_uris() -> set[str]:
    directory, resources = load_directory(LIBRARY)
    channels = {channel.uri for contact in directory.contacts.values() for channel in contact.channels}
    return channels | {resource.payload for resource in resources.values()}


def test_links_lead_where_the_print_says() -> None:
    known = known_uris()
    found = {}
    for name, piece in every():
        areas = live_areas(piece.pdf)
        assert areas, f"{name} has no links"
        faults = [fault for area in areas for fault in link_faults(area)]
        faults += [f"{area.uri} is in no data file" for area in areas if area.uri not in known]
        if faults:
            found[name] = faults
    assert not found


def test_the_number_that_dominates_is_live_on_every_piece() -> None:
    for name, piece in every():
        numbers = {inline.uri for form in ("text", "short", "long") for inline in piece.words.contacts["primary", form][0].number}
        assert numbers & {area.uri for area in live_areas(piece.pdf)}, name


def test_a_link_to_another_number_is_noticed(make: Make) -> None:
    with opened(make(LAYOUTS[0], AUDIENCES[0]).pdf) as file:
        note = next(note for page in file.pages for note in page.obj.Annots if str(note.A.URI).startswith("tel:"))
        note.A.URI = pikepdf.String(str(note.A.URI)[:-1] + "0")
        out = io.BytesIO()
        file.save(out)
    areas = live_areas(out.getvalue())
    assert any("dials" in fault for area in areas for fault in link_faults(area))
    assert any(area.uri not in known_uris() for area in areas)
