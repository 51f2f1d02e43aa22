"""The file around the pages: syntax, page boxes, preferences, metadata, size."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from generator.press import Piece
from generator.render.writer import ReportLabFile
from generator.stock.media import media_size
from generator.stock.sheet import load_stock
from generator.units import Rect, Size
from tests.instruments.breaking import appended, broken
from tests.instruments.pieces import (
    AUDIENCES,
    LAYOUTS,
    LIBRARY,
    ROOT,
    THEMES,
    at_home,
    audience_of,
    every,
    imposed,
    label,
    layout_of,
    offered,
    pieces,
)
from tests.instruments.tools import FILE, need, run

Make = Callable[..., Piece]
LARGEST = 150_000
"""Bytes of a piece without pictures; one in two languages has most of them."""
KEYS = {"/Title", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
"""All that the information dictionary says: neither an author nor keywords."""
PROPERTIES = {
    "dc:description", "dc:format", "dc:language", "dc:title", "xmp:CreateDate", "xmp:CreatorTool", "xmp:ModifyDate",
    "pdf:Producer", "pdfaid:conformance", "pdfaid:part", "pdfuaid:part", "pdfaExtension:schemas",
}  # fmt: skip
"""All that the XMP says."""


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def of_each_layout(make: Make, profile: Callable[[str], Path]) -> Iterator[tuple[str, Piece]]:
    for layout in LAYOUTS:
        for piece in (make(layout, audience_of(layout)), make(layout, audience_of(layout), profile=profile("raster"))):
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
    made = ReportLabFile(io.BytesIO()).stream("", data, compress=False)
    match = re.search(rb"/Length (\d+)>>\nstream\n(.*?)(?:\r\n|\r|\n)endstream", made.body + made.data, re.DOTALL)
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
    made.append(("single", make(layout, audience_of(layout), single=True)))
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
        assert {(round(p.x, 2), round(p.y, 2)) for p in fronts.placements} == {(round(slot.x, 2), round(slot.y, 2)) for slot in stock.slots}, name


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
            tags = set(re.findall(r"<((?:dc|pdf\w*|xmp\w*):\w+)", xmp))
            described = {tag for tag in tags if tag.startswith(("pdfaSchema:", "pdfaProperty:"))}
            assert tags - described == PROPERTIES, name
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
        parts = [pdf, *(obj.read_bytes() for obj in file.objects if isinstance(obj, pikepdf.Stream))]
    places = {f"{place}/" for place in (ROOT, Path.home(), Path.cwd(), tempfile.gettempdir()) if str(place) != "/"}
    return {place for place in places if any(place.encode() in part for part in parts)}


def test_no_path_of_the_machine_stands_in_a_file(make: Make, profile: Callable[[str], Path]) -> None:
    assert not {name: bad for name, piece in of_each_layout(make, profile) if (bad := paths_in(piece.pdf))}


def test_a_path_in_a_file_is_noticed(make: Make) -> None:
    pdf = broken(make(LAYOUTS[0], AUDIENCES[0]).pdf, lambda file: appended(file, f"% {ROOT}/piece.svg".encode()))
    assert f"{ROOT}/" in paths_in(pdf)


# Size


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_piece_without_pictures_is_small(layout: str) -> None:
    made = pieces(offered(layout, layout_of(layout).theme, "en"))
    assert not {name: len(piece.pdf) for name, piece in made if len(piece.pdf) >= LARGEST}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_copies_cost_next_to_nothing(layout: str, make: Make) -> None:
    once, often = (make(layout, audience_of(layout), copies=copies) for copies in (20, 2000))
    pages = len(often.document.sheets) - len(once.document.sheets)
    assert len(often.pdf) - len(once.pdf) < 250 * pages, "a repeated page is a page object, not another drawing"
