"""One of everything is added in a campaign folder, as text files, and one piece is made with all of it: no Python.

This is the walk through the chapter "Add …" of CONTRIBUTING.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.brief import Brief
from generator.cli import main
from generator.cli.translating.writing import HEADER, po_text
from generator.content.po import Message
from generator.content.sources import sources
from generator.errors import GeneratorError
from generator.frame import Code, Fill, Frame, GlyphRun, Item
from generator.press import Piece, press
from generator.resources import Library, find_library
from generator.units import Size
from tests.instruments.pieces import LIBRARY, ROOT

LANGUAGE = "en-XA"
"""English with accents on it, the tag for texts that are translated for a test."""
ACCENTS = str.maketrans("aeiouncAEIOU", "áéíóúñçÁÉÍÓÚ")

FILES = {
    "outreach.toml": """
        layout = "bookmark"
        audience = "neighbours"
    """,
    "layouts/bookmark.toml": """
        extends = "wallet-card"
        name = "bookmark"
        title = "Bookmark"
        sizes = ["slip"]
        reference = "slip"
        [imposition.stocks]
        slip = "slips"
        [blocks.points]
        content = "signs | rights"
        marks = ""
    """,
    "layouts/themes/dawn.toml": """
        extends = "light"
        name = "dawn"
        title = "Dawn"
        [colours]
        field = "#5b1a3c"
        haze = "#f6e3ea"
        [surfaces.front]
        fill = "paper"
        accent = "field"
        edges = []
        art = "hills"
    """,
    "layouts/sizes.toml": """
        [slip]
        title = "Slip 4 × 3 in"
        width = "4in"
        height = "3in"
    """,
    "layouts/stocks/slips.toml": """
        title = "Six slips on Letter"
        brand = "Own"
        part = "S-6"
        media = "letter"
        size = "slip"
        columns = 2
        rows = 3
        x0 = "0.25in"
        y0 = "1in"
        dx = "4in"
        dy = "3in"
        marks = "crop"
        source = "a ruler"
        confidence = "high"
    """,
    "assets/art/hills.toml": """
        title = "Hills at dawn"
        [[shapes]]
        d = "M0 0.8 C0.3 0.6 0.6 0.9 1 0.7 L1 1 L0 1 Z"
        role = "haze"
    """,
    "assets/content/audiences.toml": """
        [neighbours]
        title = "Neighbours"
        voice = "bystander"
        who = "People next door. They meet this piece in their letter box."
    """,
    "assets/content/neighbours.toml": """
        [kicker]
        text = "For the people next door"
        [headline]
        text = "Have you met who lives there?"
        [lead]
        text = "You need no proof to call. Say what you saw, from where you are."
        [signs]
        title = "Seen together, worth a call"
        items = ["They never go out alone", "Someone else opens every letter", "They work all day and own nothing"]
        long.text = "No single sign proves anything."
        [actions]
        title = "What to do"
        items = ["Call {quay-street} at any hour", "Call {emergency} in danger"]
        [safety]
        text = "Do not knock, follow or ask around."
        [call]
        text = "Not sure? Ask."
        [about]
        title = "What it is"
        text = "Making someone work by force, lies or threats."
        [practice]
        title = "Every day"
        text = "Be steady and kind."
        items = ["Learn {quay-street.name} by heart"]
        [contacts]
        primary = "quay-street"
        others = ["emergency"]
        [resources]
        primary = "quay-page"
    """,
    "assets/content/hotlines.toml": """
        [quay-street]
        name = "Quay Street Line"
        label = "Talk to us"
        purpose = "For anyone in the county; it is not the police."
        jurisdiction = ["US-FL"]
        checked-on = "2026-11"
        channels = [{ kind = "voice", number = "+1-305-555-2368", hours = "24/7" }]
        source = { title = "Quay Street, contact page", url = "https://quay.example.org", date = "2026-10" }
    """,
    "assets/content/resources.toml": """
        [quay-page]
        title = "Quay Street, what we do"
        action = "Read more"
        url = "https://quay.example.org/help"
        audiences = ["neighbours"]
        checked-on = "2026-11"
        source = { title = "Quay Street, home page", url = "https://quay.example.org", date = "2026-10" }
    """,
}


def pseudo(english: str) -> str:
    """The text with accents, its fields as they are."""
    return "".join(part if part.startswith("{") else part.translate(ACCENTS) for part in re.split(r"(\{[^{}]*\})", english))


def translate(library: Library, folder: Path) -> None:
    """Write the campaign's catalog of a new language, with every string that the catalog tool finds."""
    messages = [Message(context, english, pseudo(english), 0) for context, english in sources(library)]
    path = folder / f"assets/locale/{LANGUAGE}.po"
    path.parent.mkdir(parents=True)
    path.write_text(po_text({**HEADER, "Language": LANGUAGE, "X-Language-Name": "Ënglish"}, (), messages, (), {}), "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign folder with one of everything in it."""
    root = tmp_path_factory.mktemp("campaign")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub(r"^ {8}", "", text, flags=re.MULTILINE), "utf-8")
    translate(find_library(root), root)
    return root


BRIEF = Brief("bookmark", "neighbours", LANGUAGE, theme="dawn", copies=8)


@pytest.fixture(scope="module")
def piece(folder: Path) -> Piece:
    """The one piece that is made with all of it."""
    return press(find_library(folder), BRIEF)


def items(frame: Frame) -> Iterator[Item]:
    return (item for mark in frame.marks for item in mark.items)


def printed(frame: Frame) -> str:
    return " ".join(item.text for item in items(frame) if isinstance(item, GlyphRun))


def test_nothing_but_text_files_was_added(folder: Path) -> None:
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".toml", ".po"}
    assert find_library(folder).roots == (ROOT, folder)


def test_the_layout_and_the_size_are_the_campaigns(piece: Piece) -> None:
    assert (piece.brief.layout, piece.brief.size) == ("bookmark", "slip")
    assert [(frame.name, frame.trim) for frame in piece.frames] == [("front", Size(288, 216)), ("back", Size(288, 216))]


def test_the_stock_is_the_campaigns(piece: Piece) -> None:
    sheets = piece.document.sheets
    assert [len(sheet.placements) for sheet in sheets] == [6, 6, 2, 2]
    assert {sheet.media for sheet in sheets} == {Size(612, 792)}
    assert (sheets[0].placements[0].x, sheets[0].placements[0].y) == (18, 72)
    assert sheets[0].marks


def test_the_theme_and_the_art_are_the_campaigns(piece: Piece) -> None:
    roles = {(type(item).__name__, item.ink.role, item.ink.rgb) for item in items(piece.frames[0]) if isinstance(item, Fill | GlyphRun)}
    assert ("Fill", "haze", (246, 227, 234)) in roles, "the hills"
    assert {rgb for _, role, rgb in roles if role == "field"} <= {(91, 26, 60)}
    assert not {role for _, role, _ in roles} & {"glow", "signal"}, "nothing is left of another theme's art"


def test_the_words_are_the_campaigns_in_the_campaigns_language(piece: Piece) -> None:
    front, back = map(printed, piece.frames)
    assert pseudo("Have you met who lives there?").split() == front.split()[:6]
    assert pseudo("They never go out alone") in back
    assert pseudo("Neighbours") in back
    assert "Ënglish" in back
    assert piece.words.title == pseudo("Have you met who lives there?")


def test_the_contact_and_the_link_are_the_campaigns(piece: Piece) -> None:
    assert "1-305-555-2368" in printed(piece.frames[0])
    assert [item.payload for frame in piece.frames for item in items(frame) if isinstance(item, Code)] == ["https://quay.example.org/help"]
    assert "911" in printed(piece.frames[1]), "what is built in is still there"


def test_the_piece_passed_its_checks_and_bears_its_language(piece: Piece) -> None:
    assert piece.pdf.startswith(b"%PDF-1.7")
    assert {frame.lang for frame in piece.frames} == {LANGUAGE}
    assert piece.warnings == ()


@pytest.mark.parametrize("layout", ["poster", "fact-sheet"])
def test_the_built_in_layouts_take_the_new_audience_too(folder: Path, layout: str) -> None:
    made = press(find_library(folder), Brief(layout, "neighbours", LANGUAGE, theme="dawn"))
    assert "1-305-555-2368" in " ".join(map(printed, made.frames))


def test_the_new_layout_takes_every_built_in_audience(folder: Path) -> None:
    made = press(find_library(folder), Brief("bookmark", "legal", "en", theme="dawn"))
    assert "1-888-373-7888" in printed(made.frames[0])


def test_the_catalog_tool_knows_every_new_string(folder: Path) -> None:
    new = {context for context, _ in sources(find_library(folder))} - {context for context, _ in sources(LIBRARY)}
    own = r"audiences/neighbours|neighbours/\w+|layouts/bookmark|hotlines/quay-street|resources/quay-page"
    assert {re.match(rf"({own})\.", context) is not None for context in new} == {True}
    assert {"audiences/neighbours.title", "neighbours/lead.text", "layouts/bookmark.title", "resources/quay-page.action"} <= new


def test_outside_the_folder_none_of_it_is_there() -> None:
    with pytest.raises(GeneratorError):
        press(LIBRARY, BRIEF)


def test_the_command_line_makes_it_in_that_folder(folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.chdir(folder)
    assert main(["make", "-l", LANGUAGE, "--theme", "dawn", "-o", "-"], standalone_mode=False) in (0, None)
    assert capsysbinary.readouterr().out.startswith(b"%PDF-1.7")


def test_and_finds_no_fault_in_what_was_added(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    paths = [name for name in FILES if name.startswith(("layouts/", "assets/"))]
    assert main(["check", *paths], standalone_mode=False) in (0, None)
