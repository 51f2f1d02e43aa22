"""From a layout's blocks to elements: a word that is not there is refused by name, and what finds no room is told of."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from generator.compose.build import Builder
from generator.compose.context import Context
from generator.compose.element import Element
from generator.compose.stage import Stage
from generator.content.assemble import assemble
from generator.content.words import Words
from generator.errors import InputError
from generator.template.schema import Block
from generator.units import Rect
from tests.instruments.pieces import LIBRARY
from tests.unit.compose.parts import FULL, context, lines, roles

AREA = Rect(0, 0, 420, 700)


@pytest.fixture(scope="module")
def words() -> Words:
    return assemble(LIBRARY, "individuals", "en", ("poster", "Poster"))


def built(words: Words, page: int = 1, pages: int = 1, **told: Any) -> tuple[Element, Context]:
    """A block of a poster, with what all elements share."""
    base = context("poster")
    base.layout = msgspec.structs.replace(base.layout, blocks={**base.layout.blocks, "mine": Block(**told)})
    return Builder(base, words, page, pages).element("mine", "page"), base


def placed(words: Words, page: int = 1, pages: int = 1, **told: Any) -> tuple[list[str], list[str]]:
    """The lines of a block, and its roles."""
    element, _ = built(words, page, pages, **told)
    stage = Stage()
    element.place(stage, Rect(0, 0, AREA.width, element.height(AREA.width, FULL)), FULL)
    marks, tree = stage.result()
    return lines(marks), roles(tree)


@pytest.mark.parametrize(
    ("told", "first", "role"),
    [
        ({"kind": "heading", "content": "headline"}, "You noticed. That is enough to call.", ["H1"]),
        ({"kind": "heading", "content": "headline", "role": "H2"}, "You noticed. That is enough to call.", ["H2"]),
        ({"kind": "text", "content": "call"}, "Not sure? Ask. Free, any hour.", ["P"]),
        ({"kind": "text", "content": "call", "form": "long"}, "Not sure? Ask. Free, any hour, any day.", ["P"]),
        ({"kind": "section", "content": "signs", "form": "short"}, "Together, worth a call", ["H2", "L", *["LI", "LBody"] * 3]),
        ({"kind": "list", "content": "signs", "form": "short"}, "They do not hold their own ID or phone", ["L", *["LI", "LBody"] * 3]),
        ({"kind": "list", "content": "actions", "form": "short", "marks": "number"}, "1.Call 911 if there is danger now", None),
        ({"kind": "number", "style": "number"}, "1-888-373-7888", ["P", "Link"]),
        ({"kind": "ways", "style": "note", "parts": ("text",)}, "Text HELP to 233733", ["P", "Link"]),
        ({"kind": "label", "label": "more-help"}, "More help", ["P"]),
    ],
)
def test_a_kind_of_block_prints_its_words_in_its_role(words: Words, told: dict[str, Any], first: str, role: list[str] | None) -> None:
    found, tree = placed(words, **told)
    assert found[0] == first
    assert role is None or tree == role


def test_a_page_names_itself_and_all_pages(words: Words) -> None:
    assert placed(words, 2, 3, kind="label", label="page")[0] == ["Page 2 of 3"]


@pytest.mark.parametrize(
    ("content", "found"),
    [("signs | rights", True), ("rights | signs", True), ("rights? | signs?", True), ("rights?", False), ("rights? | questions?", False)],
)
def test_the_first_block_that_there_is_stands_there(words: Words, content: str, found: bool) -> None:
    assert built(words, kind="section", content=content)[0].empty is not found


@pytest.mark.parametrize("content", ["rights", "rights | questions", "rights? | questions", ""])
def test_a_block_that_must_be_there_is_refused_by_name(words: Words, content: str) -> None:
    with pytest.raises(InputError) as caught:
        built(words, kind="section", content=content)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where) == ("no-block", "poster.toml: blocks.mine.content")


@pytest.mark.parametrize(("told", "code"), [({"style": "loud"}, "no-style"), ({"surface": "floor"}, "no-surface")])
def test_what_the_theme_does_not_have_is_refused_by_name(words: Words, told: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as caught:
        built(words, kind="text", content="lead", **told)
    assert [(fault.code, fault.where) for fault in caught.value.diagnostics] == [(code, "light.toml")]


@pytest.mark.parametrize("kind", ["label", "contacts"])
def test_a_shared_word_that_there_is_not_is_refused_by_name(words: Words, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        built(words, kind=kind, label="nothing", select="others")
    assert [(fault.code, fault.where) for fault in caught.value.diagnostics] == [("no-block", "common.toml")]


def test_contacts_that_find_no_room_are_told_of(words: Words) -> None:
    element, base = built(words, kind="contacts", select="others", style="number2", most=1)
    [warning] = base.warnings
    assert "866-347-2423" in warning or "866-DHS-2-ICE" in warning
    assert "911" not in warning
    assert not element.empty


def test_contacts_that_have_room_are_not(words: Words) -> None:
    assert not built(words, kind="contacts", select="others", style="number2", most=2)[1].warnings


@pytest.mark.parametrize(
    "told", [{"kind": "contacts", "select": "local"}, {"kind": "code", "select": "local", "style": "caption"}, {"kind": "organisation"}]
)
def test_what_an_organisation_would_bring_takes_no_room_without_one(words: Words, told: dict[str, Any]) -> None:
    assert built(words, **told)[0].empty
