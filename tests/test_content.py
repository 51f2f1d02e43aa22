"""The words that ship: whole in every voice and language, with every number in a field and none typed."""

from __future__ import annotations

import re
import tomllib

import pytest
from babel.messages.pofile import read_po

from generator.brief import Brief
from generator.content.assemble import load_directory, load_edition
from generator.content.audience import COMMON, FORMS, find_audience, load_texts, strings
from generator.content.catalog import load_catalog
from generator.content.fields import field_names
from generator.content.po import read_po as read_ours
from generator.content.shared import LATE
from generator.content.sources import sources
from generator.frame import GlyphRun
from generator.template.load import load_layout
from tests.instruments.pieces import AUDIENCES, LANGUAGES, LAYOUTS, LIBRARY, ROOT, THEMES, layout_of, make, possible, spoken_to

TRANSLATED = [lang for lang in LANGUAGES if lang != "en"]
DRAFTS = [lang for lang in TRANSLATED if not spoken_to(lang)]
EVERYONES = {"kicker", "headline", "lead", "actions", "safety", "call", "about", "practice"}
"""Blocks that every audience has, in its own words."""
BY_VOICE = {"victim": {"questions", "rights"}, "bystander": {"signs"}, "professional": {"signs"}}
"""A person at risk is asked and told of rights; all others are shown signs, which prove nothing about anyone."""


def texts_of(name: str) -> list[tuple[str, str]]:
    return list(strings(name, load_texts(LIBRARY, name)))


def without_fields(text: str) -> str:
    return re.sub(r"\{[^{}]*\}", "", text)


# --- every audience is whole


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_has_every_block_its_voice_has(audience: str) -> None:
    found = load_texts(LIBRARY, audience)
    assert {block for block, _ in found.blocks} == EVERYONES | BY_VOICE[find_audience(LIBRARY, audience).voice]
    assert {(block, form) for block, form in found.blocks} == {(block, form) for block, _ in found.blocks for form in FORMS}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_has_whatever_a_layout_asks_for(audience: str) -> None:
    known = {*load_texts(LIBRARY, audience).blocks, *load_texts(LIBRARY, COMMON).blocks}
    voice = find_audience(LIBRARY, audience).voice
    for layout in LAYOUTS:
        if any(voice in entry.voices for entry in layout_of(layout).impossible):
            continue
        for theme in THEMES:
            for name, block in load_layout(LIBRARY, layout, layout_of(layout).sizes[0], "portrait", theme, voice).blocks.items():
                wanted = [part.strip() for part in block.content.split("|") if part.strip()]
                if wanted and not all(part.endswith("?") for part in wanted):
                    assert any((part.rstrip("?"), block.form) in known for part in wanted), f"{layout}: blocks.{name}"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("form", FORMS)
def test_an_audience_names_whom_to_call_and_what_to_open(audience: str, form: str) -> None:
    found, (directory, resources) = load_texts(LIBRARY, audience), load_directory(LIBRARY)
    contacts, links = found.choices["contacts", form], found.choices["resources", form]
    chosen = [contacts.primary, *(contacts.others or ())]
    assert contacts.primary == "national-hotline"
    assert "emergency" in chosen
    assert set(chosen) <= set(directory.contacts)
    assert len(set(chosen)) == len(chosen)
    assert {links.primary, *(links.others or ())} <= set(resources)
    assert all(audience in resources[name].audiences for name in (links.primary, *(links.others or ())) if name)


def test_victims_pieces_do_not_name_the_immigration_authoritys_line() -> None:
    found = load_texts(LIBRARY, "victims")
    named = {field for _, text in texts_of("victims") for field in field_names(text)}
    assert "federal-tip-line" not in {*named, *(name for choice in found.choices.values() for name in (choice.primary, *(choice.others or ())))}


@pytest.mark.parametrize("audience", [name for name in AUDIENCES if find_audience(LIBRARY, name).voice == "victim"])
def test_a_person_at_risk_is_never_called_a_victim(audience: str) -> None:
    assert not [place for place, text in texts_of(audience) if re.search(r"\b(victims?|v[íi]ctimas?)\b", text, re.IGNORECASE)]


@pytest.mark.parametrize("audience", [name for name in AUDIENCES if find_audience(LIBRARY, name).voice != "victim"])
def test_signs_say_that_they_prove_nothing_and_no_one_is_to_confront(audience: str) -> None:
    said = dict(texts_of(audience))
    assert "No single sign proves anything" in said[f"{audience}/signs.long.text"]
    assert "Race, nationality, gender and religion are not signs" in said[f"{audience}/signs.long.text"]
    assert re.match(r"Do not|Nothing leaves", said[f"{audience}/safety.text"])


# --- numbers are data


@pytest.mark.parametrize("name", [*AUDIENCES, COMMON])
def test_no_digit_is_typed_in_a_text(name: str) -> None:
    """A number, a code and an age stand in data or in words, or a change would miss them."""
    assert not [(place, text) for place, text in texts_of(name) if re.search(r"\d", without_fields(text))]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_digit_is_typed_in_a_translation(lang: str) -> None:
    english = dict(sources(LIBRARY))
    for (context, source), text in load_catalog(LIBRARY, lang).strings.items():
        if context in english and not re.search(r"\d", without_fields(source)):
            # An age and the hours of a day are figures in some languages where English has words; nobody can call them.
            assert {int(found) for found in re.findall(r"\d+", without_fields(text))} <= {18, 24}, context


@pytest.mark.parametrize("name", [*AUDIENCES, COMMON])
def test_no_address_is_typed_in_a_text(name: str) -> None:
    assert not [(place, text) for place, text in texts_of(name) if re.search(r"https?:|www\.|\.(org|gov|com)\b|@", text)]


# --- translations


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_language_is_whole_for_every_audience_that_it_speaks_to(lang: str) -> None:
    strings = load_catalog(LIBRARY, lang).strings
    rooms = ("common/", *(f"{audience}/" for audience in spoken_to(lang)), *(f"audiences/{audience}." for audience in spoken_to(lang)))
    assert spoken_to(lang) or load_catalog(LIBRARY, lang).review.state == "draft"
    assert not [context for context, english in sources(LIBRARY) if context.startswith(rooms) and not strings.get((context, english))]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_nothing_in_a_catalog_is_left_over(lang: str) -> None:
    assert set(load_catalog(LIBRARY, lang).strings) <= set(sources(LIBRARY))


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_names_the_fields_that_the_english_names(lang: str) -> None:
    for (context, english), text in load_catalog(LIBRARY, lang).strings.items():
        assert sorted(field_names(text)) == sorted(field_names(english)), context


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_is_no_copy_of_the_english(lang: str) -> None:
    """But for the names of services, and for single words that are the same in both."""
    catalog = load_catalog(LIBRARY, lang).strings
    words = {(context, text) for (context, english), text in catalog.items() if text == english and not context.endswith(".name")}
    assert not [(context, text) for context, text in words if len(re.findall(r"\w+", without_fields(text))) > 2]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_says_that_it_has_not_been_reviewed(lang: str) -> None:
    """Until someone has: then their name stands there, and this list is one longer."""
    reviewed: set[str] = set()
    review = load_catalog(LIBRARY, lang).review
    assert review.state == ("draft" if lang in DRAFTS else "reviewed" if lang in reviewed else "unreviewed")
    assert lang in reviewed or "reviewed by a translator" in review.told or "not to be printed" in review.told
    assert reviewed or "No translation has been reviewed by a translator" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_catalog_is_a_catalog_to_other_programs(lang: str) -> None:
    path = ROOT / f"assets/locale/{lang}.po"
    with path.open("rb") as file:
        theirs = read_po(file, abort_invalid=True)
    ours = read_ours(path)
    assert {(one.context, one.id, one.string) for one in theirs if one.id} == {(one.context, one.english, one.text) for one in ours.current}
    assert ours.header["Language"] == lang
    assert ours.header["Content-Type"] == "text/plain; charset=UTF-8"
    assert ours.header["X-Language-Name"]
    places = [one.context for one in ours.current]
    assert len(set(places)) == len(places)


# --- imprint


def test_the_edition_is_a_month_and_the_day_lies_in_it() -> None:
    edition = load_edition(LIBRARY)
    assert re.fullmatch(r"\d{4}-\d{2}", edition.edition)
    assert edition.date.isoformat().startswith(edition.edition)


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang not in DRAFTS])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_piece_bears_its_edition(layout: str, lang: str) -> None:
    """Also a discreet one, so that an old print can be told from a new one."""
    edition = load_edition(LIBRARY).edition
    for theme in THEMES:
        if possible(Brief(layout, "victims", theme=theme)):
            frames = make(layout, "victims", lang, theme=theme).frames
            printed = "".join(item.text for frame in frames for mark in frame.marks for item in mark.items if isinstance(item, GlyphRun))
            assert edition in printed, theme


@pytest.mark.parametrize("name", [*AUDIENCES, COMMON])
def test_every_block_is_written_in_one_file_of_its_own_name(name: str) -> None:
    tables = tomllib.loads((ROOT / f"assets/content/{name}.toml").read_text("utf-8"))
    assert {block for block, _ in load_texts(LIBRARY, name).blocks} == set(tables) - {"contacts", "resources"}
    if name == COMMON:
        assert set(tables) >= LATE
