"""Links are live, and lead where the print under them says."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from urllib.parse import unquote

import msgspec
import pikepdf
import pypdfium2

from generator.content.assemble import load_directory
from generator.press import Piece
from tests.instruments.breaking import broken
from tests.instruments.extract import clean
from tests.instruments.pieces import AUDIENCES, LAYOUTS, LIBRARY, every

Make = Callable[..., Piece]


class LiveArea(msgspec.Struct, frozen=True):
    """A link annotation: where it leads, what it is said to be, and the text under it."""

    page: int
    uri: str
    contents: str
    text: str


def live_areas(pdf: bytes) -> list[LiveArea]:
    with pikepdf.open(io.BytesIO(pdf)) as file, pypdfium2.PdfDocument(pdf) as document:
        found = []
        for number, page in enumerate(file.pages):
            texts = document[number].get_textpage()
            for note in page.obj.get("/Annots", []):
                left, low, right, top = (float(value) for value in note.Rect)
                text = clean(texts.get_text_bounded(left - 0.2, low, right + 0.2, top))
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
        chosen = [piece.words.contacts["primary", form][0] for form in ("text", "short", "long")]
        numbers = {inline.uri for contact in chosen for inline in contact.number}
        assert numbers & {area.uri for area in live_areas(piece.pdf)}, name


def test_a_link_to_another_number_is_noticed(make: Make) -> None:
    def redirect(file: pikepdf.Pdf) -> None:
        note = next(note for page in file.pages for note in page.obj.Annots if str(note.A.URI).startswith("tel:"))
        note.A.URI = pikepdf.String(str(note.A.URI)[:-1] + "0")

    areas = live_areas(broken(make(LAYOUTS[0], AUDIENCES[0]).pdf, redirect))
    assert any("dials" in fault for area in areas for fault in link_faults(area))
    assert any(area.uri not in known_uris() for area in areas)
