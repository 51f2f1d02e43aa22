"""An audience's words: forms that differ only where they say so, a campaign that replaces single blocks, strings to translate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.audience import FORMS, Choice, Texts, Wording, find_audience, load_audiences, load_texts, need, strings
from generator.errors import InputError, MissingError
from generator.resources import Library
from tests.instruments.pieces import LIBRARY

TEXT = """
[lead]
text = "Talk to someone."
short.text = "Talk."

[signs]
title = "Signs"
text = ["One.", "Two."]
items = ["a", "b", "c"]
short.items = ["a", "b"]
long.title = "All the signs"

[contacts]
primary = "national-hotline"
others = ["emergency", "federal-tip-line"]
short.others = ["emergency"]
long.primary = "emergency"
"""

Texter = Callable[..., Texts]


@pytest.fixture
def texts(tmp_path: Path) -> Texter:
    """Loads an audience whose built-in file is the first text and whose campaign's is the second."""

    def load(*layers: str) -> Texts:
        roots = []
        for number, text in enumerate(layers):
            root = tmp_path / str(number)
            (root / "assets/content").mkdir(parents=True)
            (root / "assets/content/neighbours.toml").write_text(text, "utf-8")
            roots.append(root)
        return load_texts(Library(tuple(roots)), "neighbours")

    return load


# --- forms


def test_every_block_is_there_in_every_form(texts: Texter) -> None:
    assert set(texts(TEXT).blocks) == {(block, form) for block in ("lead", "signs") for form in FORMS}


@pytest.mark.parametrize(
    ("form", "wording"),
    [
        ("text", Wording("Signs", ("One.", "Two."), ("a", "b", "c"))),
        ("short", Wording("Signs", ("One.", "Two."), ("a", "b"))),
        ("long", Wording("All the signs", ("One.", "Two."), ("a", "b", "c"))),
    ],
)
def test_a_form_says_what_the_block_says_unless_it_says_otherwise(texts: Texter, form: str, wording: Wording) -> None:
    assert texts(TEXT).blocks["signs", form] == wording


def test_a_form_may_say_nothing_where_the_block_says_something(texts: Texter) -> None:
    found = texts('[lead]\ntext = "Talk."\nitems = ["a"]\nshort.items = []')
    assert found.blocks["lead", "short"] == Wording(None, "Talk.", ())


@pytest.mark.parametrize(
    ("form", "choice"),
    [
        ("text", Choice("national-hotline", ("emergency", "federal-tip-line"))),
        ("short", Choice("national-hotline", ("emergency",))),
        ("long", Choice("emergency", ("emergency", "federal-tip-line"))),
    ],
)
def test_a_form_may_show_other_contacts(texts: Texter, form: str, choice: Choice) -> None:
    assert texts(TEXT).choices["contacts", form] == choice


def test_a_block_that_must_be_there_is_named(texts: Texter) -> None:
    found = texts(TEXT)
    assert need(found, "neighbours", "lead").text == "Talk to someone."
    with pytest.raises(InputError) as caught:
        need(found, "neighbours", "headline")
    assert [(fault.code, fault.hint) for fault in caught.value.diagnostics] == [("no-block", "add [headline]")]


# --- one thing broken


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('short.text = "Talk."', 'short.txt = "Talk."', "unknown-key", "lead.short.txt"),
        ('short.text = "Talk."', 'brief.text = "Talk."', "unknown-key", "lead.brief"),
        ('short.text = "Talk."', "short.text = 3", "wrong-value", "lead.short.text"),
        ('short.text = "Talk."', 'short = "Talk."', "wrong-value", "lead.short"),
        ('items = ["a", "b", "c"]', 'items = "a"', "wrong-value", "signs.items"),
        ('items = ["a", "b", "c"]', 'items = ["a", 2]', "wrong-value", "signs.items.[2]"),
        ('primary = "national-hotline"', 'first = "national-hotline"', "unknown-key", "contacts.first"),
        ('primary = "national-hotline"', "primary = []", "wrong-value", "contacts.primary"),
    ],
)
def test_a_text_is_refused_for_what_is_wrong_with_it(texts: Texter, old: str, new: str, code: str, where: str) -> None:
    assert TEXT.count(old) == 1 or old.startswith("items")
    with pytest.raises(InputError) as caught:
        texts(TEXT.replace(old, new, 1))
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.where.endswith(f"neighbours.toml: {where}")


def test_all_blocks_that_are_wrong_are_told_at_once(texts: Texter) -> None:
    with pytest.raises(InputError) as caught:
        texts("[lead]\ntxt = 'a'\n[signs]\nitems = 3\n[contacts]\nprimary = 4")
    assert [fault.where.rpartition(": ")[2] for fault in caught.value.diagnostics] == ["lead.txt", "signs.items", "contacts.primary"]


def test_an_audience_without_words_is_missing() -> None:
    with pytest.raises(MissingError) as caught:
        load_texts(LIBRARY, "nobody")
    assert caught.value.diagnostics[0].code == "no-content"


# --- audiences


def test_an_unknown_audience_gets_the_nearest_name() -> None:
    with pytest.raises(MissingError) as caught:
        find_audience(LIBRARY, "victim")
    assert [(fault.code, fault.hint) for fault in caught.value.diagnostics] == [("no-audience", "did you mean 'victims'?")]


def test_the_audiences_of_the_seed_are_there_and_keep_their_order() -> None:
    assert list(load_audiences(LIBRARY)) == ["individuals", "ngos", "victims", "business", "law-enforcement", "legal"]


@pytest.mark.parametrize(("key", "value"), [("voice", '"stranger"'), ("voice", "3"), ("colour", '"blue"')])
def test_an_audience_has_one_of_the_known_voices(tmp_path: Path, key: str, value: str) -> None:
    (tmp_path / "assets/content").mkdir(parents=True)
    table = {"title": '"Neighbours"', "voice": '"bystander"', "who": '"People next door."', key: value}
    (tmp_path / "assets/content/audiences.toml").write_text("[neighbours]\n" + "\n".join(f"{k} = {v}" for k, v in table.items()), "utf-8")
    with pytest.raises(InputError) as caught:
        load_audiences(Library((tmp_path,)))
    assert caught.value.diagnostics[0].where.endswith(f"audiences.toml: neighbours.{key}")


# --- a campaign


def test_a_campaign_replaces_single_blocks(texts: Texter) -> None:
    found = texts(TEXT, '[lead]\ntext = "Speak."')
    assert [found.blocks["lead", form].text for form in FORMS] == ["Speak.", "Speak.", "Speak."], "a block is replaced whole, its forms too"
    assert found.blocks["signs", "text"].title == "Signs"
    assert found.choices["contacts", "text"].primary == "national-hotline"


def test_it_is_told_which_file_a_block_stands_in(texts: Texter) -> None:
    found = texts(TEXT, '[lead]\ntext = "Speak."\n[rights]\nitems = ["a"]')
    assert {block: Path(file).parts[-4] for block, file in found.files.items()} == {"lead": "1", "signs": "0", "contacts": "0", "rights": "1"}


# --- what a translator sees


def test_every_wording_is_a_string_with_its_place(texts: Texter) -> None:
    assert list(strings("neighbours", texts(TEXT))) == [
        ("neighbours/lead.text", "Talk to someone."),
        ("neighbours/lead.short.text", "Talk."),
        ("neighbours/signs.title", "Signs"),
        ("neighbours/signs.text.1", "One."),
        ("neighbours/signs.text.2", "Two."),
        ("neighbours/signs.items.1", "a"),
        ("neighbours/signs.items.2", "b"),
        ("neighbours/signs.items.3", "c"),
        ("neighbours/signs.short.items.1", "a"),
        ("neighbours/signs.short.items.2", "b"),
        ("neighbours/signs.long.title", "All the signs"),
    ]


def test_a_form_that_repeats_its_block_is_not_translated_twice(texts: Texter) -> None:
    assert list(strings("n", texts('[lead]\ntext = "Talk."\nshort.text = "Talk."'))) == [("n/lead.text", "Talk.")]
