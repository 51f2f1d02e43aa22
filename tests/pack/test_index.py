"""The index of a pack can be read by everyone, on screen and on paper, and says what is in the pack."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.batch.campaign import Campaign
from generator.batch.library import library_of
from generator.batch.manifest import NAME, Manifest
from generator.content.words import Words
from generator.pack import say, sheet
from generator.pack.describe import describe
from generator.pack.flow import shortened
from generator.pack.group import grouped
from generator.pack.group import places as places_of
from generator.pack.show import shown
from generator.preflight.check import Subject
from generator.preflight.checks.contrast import CONTRAST
from generator.preflight.checks.glyphs import GLYPHS
from generator.preflight.checks.structure import STRUCTURE
from generator.preflight.checks.text_in_safe_area import TEXT_IN_SAFE_AREA
from generator.preflight.checks.text_overlap import TEXT_OVERLAP
from generator.preflight.limits import Limits
from generator.preflight.runner import preflight
from generator.press.ticket import created, fonts
from generator.sheet import Document
from tests.instruments import integrity, pagevalidation
from tests.pack.conftest import packed

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """The elements of a page, and whether they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.feed(text)
        self.faults += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def every(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def folder(audiences: Campaign) -> Path:
    return Path(packed(audiences).paths[0])


@pytest.fixture
def page(folder: Path) -> Page:
    return Page((folder / "index.html").read_text("utf-8"))


def test_every_element_is_closed_in_order(page: Page) -> None:
    assert not page.faults


def test_ids_are_single_and_labels_lead_to_them(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len({*ids}) > 3
    assert {attributes["aria-labelledby"] for attributes in page.every("section")} <= {*ids}


def test_the_page_and_foreign_names_say_their_language(page: Page) -> None:
    assert page.every("html") == [{"lang": "en"}]
    assert {"class": "own", "lang": "es", "dir": "auto"} in page.every("span")


def test_headings_make_an_outline(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_pictures_say_what_they_are(page: Page) -> None:
    said = [attributes["alt"] for attributes in page.every("img")]
    assert "Front of the Wallet card, Spanish" in said
    assert len(said) == 6
    assert all(int(attributes["width"]) and int(attributes["height"]) for attributes in page.every("img"))


def test_tables_have_heads(page: Page) -> None:
    assert {attributes["scope"] for attributes in page.every("th")} == {"col", "row"}
    assert len(page.every("caption")) == len(page.every("table")) == 2


def test_links_lead_to_the_files_of_the_pack_and_nothing_leads_out(page: Page, folder: Path) -> None:
    links = [unquote(attributes["href"]) for attributes in page.every("a")]
    assert len(links) == 4
    assert all((folder / link).is_file() for link in links)
    assert all(attributes["src"].startswith("data:image/png;base64,") for attributes in page.every("img"))
    assert not {"script", "link", "iframe", "form"} & {tag for tag, _ in page.elements}
    assert "http" not in re.sub(r"http-equiv", "", (folder / "index.html").read_text("utf-8"))


def test_what_a_campaign_is_called_is_text_and_no_markup(folder: Path) -> None:
    assert "Winter &lt;outreach&gt; &amp; more" in (folder / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "said",
    ["Avery 5371: ten cards on Letter", "10 cards on 1 sheet", "not yet reviewed by a translator", "1-888-373-7888", "November 2026", "Letter paper"],
)
def test_both_indexes_say_what_an_office_needs(said: str, folder: Path) -> None:
    import pypdfium2

    assert said in (folder / "index.html").read_text("utf-8")
    with pypdfium2.PdfDocument(folder / "index.pdf") as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert said in " ".join(text.split())


def test_the_paper_index_conforms(folder: Path) -> None:
    pdf = (folder / "index.pdf").read_bytes()
    assert not [fault for profile in pagevalidation.PROFILES for fault in pagevalidation.violations(pdf, profile)]
    assert not integrity.faults(pdf)
    assert b"/Figure" in pdf


@pytest.mark.parametrize("by", ["audience", "place"])
def test_the_paper_index_passes_the_checks_of_pieces(by: str, places: Campaign) -> None:
    library = library_of(places)
    manifest = Manifest(places.folder / "output" / NAME)
    manifest.load()
    entries = [*manifest.entries.values()]
    group = grouped(library, entries, by, frozenset(manifest.entries))[0]
    where = places_of(group.entries, several=False)
    read = places.folder / "output"
    index = describe(library, places, group, by, where, lambda entry, what: shown(library, entry, (read / entry.file).read_bytes(), what))
    assert index.paper == "a4"
    frames = sheet.pages(library, index)
    document = Document(index.title, "", "en", created(library), ())
    words: Words = None  # type: ignore[assignment]
    subject = Subject("index", frames, document, words, Limits(0, 8, {}), fonts(library))
    assert not preflight(subject, (GLYPHS, TEXT_IN_SAFE_AREA, TEXT_OVERLAP, CONTRAST, STRUCTURE))


def test_days_are_said_so_that_nobody_mistakes_them() -> None:
    assert [say.day(date) for date in ("2026-11-04", "2026-11", "2026", "soon")] == ["4 November 2026", "November 2026", "2026", "soon"]
    assert say.span(["2026-11", "2025-02-01", "2026-11"]) == "1 February 2025 to November 2026"


def test_a_long_list_says_how_many_more_there_are() -> None:
    assert shortened(["one", "two", "three"], 8, lambda more: f" and {more} more") == "one, two and 1 more"
