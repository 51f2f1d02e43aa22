"""A record's words: what it writes is its own, what it does not is the audience's, and nothing of it stays for the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.brief import Brief
from generator.content.words import asked_for
from generator.errors import InputError
from generator.merge.rules import Rules
from generator.merge.words import MergedWords
from generator.records import Column, Record
from generator.records.record import Head
from generator.richtext import plain
from tests.instruments.pieces import LIBRARY

LOCAL = {
    "name": "{place} line", "label": "{place}", "purpose": "Help.", "jurisdiction": ["US"], "checked-on": "2026-11",
    "channels": [{"kind": "voice", "number": "{number}", "hours": "24/7"}], "source": {"title": "x", "where": "x", "date": "2026-11"},
}  # fmt: skip
COLUMNS = {"place": Column(), "number": Column(type="phone"), "note": Column()}


def merged(lang: str = "en", **told: Any) -> MergedWords:
    rules = Rules(**{"file": "x.csv", "name": "{place}", "columns": COLUMNS, **told})
    return MergedWords(LIBRARY, Brief("wallet-card", "victims", lang), ("wallet-card", "Wallet card"), False, rules, "c.toml: records")


def record(place: str, number: str = "", note: str = "", row: int = 2) -> Record:
    return Record(Head(str(Path("x.csv")), "row", ("place", "number", "note")), row, (place, number, note))


def said(words: Any, block: str, form: str = "text") -> str:
    return plain(words.blocks[block, form].paragraphs[0])


def test_a_text_of_the_rules_stands_in_the_place_of_the_audiences() -> None:
    run = merged(text={"headline": "In {place}?"})
    first, second = run.words(record("Alma")), run.words(record("Bell"))
    assert (said(first, "headline"), said(second, "headline"), said(first, "headline", "short")) == ("In Alma?", "In Bell?", "In Alma?")
    assert first.title == "In Alma?"
    assert said(first, "kicker") == said(run.base, "kicker")


def test_one_form_alone() -> None:
    run = merged(text={"headline.short": "In {place}?"})
    words = run.words(record("Alma"))
    assert (said(words, "headline", "short"), said(words, "headline")) == ("In Alma?", said(run.base, "headline"))


def test_a_contact_of_the_record_stands_first_or_beside_or_in_place() -> None:
    beside = merged(contacts={"local": LOCAL}).words(record("Alma", "1-559-555-0142"))
    instead = merged(contacts={"local": LOCAL}, show="instead").words(record("Alma", "1-559-555-0142"))
    replaced = merged(contacts={"national-hotline": LOCAL}).words(record("Alma", "1-559-555-0142"))
    assert [contact.id for contact in beside.contacts["primary", "short"]] == ["national-hotline"]
    assert any(contact.id == "local" for place in beside.contacts for contact in beside.contacts[place])
    assert [(contact.id, plain(contact.number)) for contact in instead.contacts["primary", "short"]] == [("local", "1-559-555-0142")]
    assert [(contact.id, plain(contact.number)) for contact in replaced.contacts["primary", "short"]] == [("national-hotline", "1-559-555-0142")]


def test_an_empty_field_alone_leaves_its_line_out_and_elsewhere_is_refused() -> None:
    words = merged(text={"lead": ["{place}", "{note}"]}).words(record("Alma"))
    assert [plain(text) for text in words.blocks["lead", "text"].paragraphs] == ["Alma"]
    with pytest.raises(InputError):
        said(merged(text={"lead": "See {note}."}).words(record("Alma")), "lead")


def test_a_language_needs_its_own_text() -> None:
    with pytest.raises(InputError, match="no-translation"):
        merged("es", text={"headline": "In {place}?"})
    words = merged("es", text={"headline": {"en": "In {place}?", "es": "¿En {place}?"}, "kicker": "{place}"}).words(record("Alma"))
    assert (said(words, "headline"), said(words, "kicker")) == ("¿En Alma?", "Alma")


def test_a_bad_number_names_its_row() -> None:
    run = merged(contacts={"local": LOCAL})
    with pytest.raises(InputError) as caught:
        run.words(record("Alma", "12", row=9))
    assert all("x.csv: row 9" in fault.where for fault in caught.value.diagnostics)


def test_a_piece_knows_what_it_shares_whichever_record_it_was_set_for() -> None:
    """The first record's composer asks for what all share; the second's words must know of it, and of nothing else."""
    run = merged(contacts={"local": LOCAL}, text={"headline": "In {place}?"})
    first = run.words(record("Alma", "1-559-555-0142"))
    shared = next(place for place in first.contacts if place not in run.varying.contacts)
    _ = first.contacts[shared]
    second = run.words(record("Bell", "1-559-555-0143", row=3))
    assert shared not in asked_for(second.contacts)
    run.share(second)
    assert asked_for(second.contacts) == {shared: first.contacts[shared]}
