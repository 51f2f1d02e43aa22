"""Who has reviewed a translation, and what undoes a review."""

from __future__ import annotations

import pytest

from generator.content.po import PoFile, parse_po
from generator.content.review import Review, digest, header_faults, read_review, weakest

BODY = 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n'
DONE = {"X-Reviewed-By": "Ana", "X-Reviewed-On": "2026-11-20"}


def catalog(header: dict[str, str], body: str = BODY) -> PoFile:
    fields = "".join(f'"{key}: {value}\\n"\n' for key, value in header.items())
    return parse_po(f'msgid ""\nmsgstr ""\n{fields}\n{body}', "x.po")


@pytest.mark.parametrize(
    ("header", "state"),
    [
        ({}, "unreviewed"),
        ({"X-Review": "not yet reviewed by a translator"}, "unreviewed"),
        ({"X-Review": "reviewed, honestly"}, "unreviewed"),
        (DONE, "reviewed"),
        ({"X-Reviewed-By": "Ana"}, "unreviewed"),
        ({**DONE, "X-Reviewed-On": "soon"}, "unreviewed"),
        ({**DONE, "X-Status": "draft"}, "draft"),
        ({"X-Status": "draft"}, "draft"),
    ],
)
def test_a_header_gives_the_state(header: dict[str, str], state: str) -> None:
    assert read_review(catalog(header)).state == state


def test_a_change_after_the_review_is_noticed() -> None:
    header = {**DONE, "X-Reviewed-Digest": digest(catalog({}).messages)}
    assert read_review(catalog(header)).state == "reviewed"
    for changed in (BODY.replace('"c"', '"d"'), BODY + '\nmsgctxt "n"\nmsgid "n"\nmsgstr "n"\n', "#, fuzzy\n" + BODY):
        assert read_review(catalog(header, changed)) == Review("partly", "Ana", "2026-11-20")


def test_a_new_text_that_is_not_translated_yet_changes_nothing() -> None:
    header = {**DONE, "X-Reviewed-Digest": digest(catalog({}).messages)}
    assert read_review(catalog(header, BODY + '\nmsgctxt "n"\nmsgid "n"\nmsgstr ""\n')).state == "reviewed"


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        (["reviewed", "reviewed"], "reviewed"),
        (["reviewed", "unreviewed"], "partly"),
        (["partly", "reviewed"], "partly"),
        (["unreviewed"], "unreviewed"),
        (["reviewed", "draft"], "draft"),
        ([], "unreviewed"),
    ],
)
def test_a_catalog_of_several_files_is_as_good_as_its_weakest(states: list[str], whole: str) -> None:
    assert weakest(Review(state) for state in states).state == whole  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "header",
    [
        {"X-Status": "final"},
        {"X-Review": "by my cousin"},
        {"X-Reviewed-By": "Ana"},
        {"X-Reviewed-On": "2026-11-20"},
        {**DONE, "X-Reviewed-On": "20.11.2026"},
        {**DONE, "X-Reviewed-On": "20261120"},
        {**DONE, "X-Review": "not yet reviewed by a translator"},
    ],
)
def test_a_header_that_cannot_be_meant_is_named(header: dict[str, str]) -> None:
    assert [fault.code for fault in header_faults(catalog(header))] == ["header"]


def test_a_sound_header_has_no_faults() -> None:
    assert header_faults(catalog(DONE)) == []
    assert header_faults(catalog({"X-Status": "draft", "X-Review": "not yet reviewed by a translator"})) == []


def test_an_imprint_shows_what_is_not_reviewed() -> None:
    states = ("source", "reviewed", "partly", "unreviewed", "draft")
    assert [Review(state).mark for state in states] == ["", "", " (p)", " (u)", " (d)"]
