"""Words: what one piece says, with every number, name and link in its place, in one language and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.content.assemble import assemble, load_directory, load_edition
from generator.content.words import Words
from generator.content.wordsmith import FORMS
from generator.errors import GeneratorError, InputError, MissingError
from generator.resources import Library
from generator.richtext import Inline, Rich, plain
from tests.instruments.pieces import AUDIENCES, LANGUAGES, LIBRARY, ROOT

POSTER = ("poster", "Poster")
ORGANISATION = """
name = "Harbour Light"
address = "12 Quay Street"
website = "https://www.harbour.example.org"
show = "{show}"

[contacts.shelter]
name = "Harbour shelter"
label = "A bed tonight"
purpose = "For people in the county."
jurisdiction = ["US-FL"]
checked-on = "2026-01"
channels = [{{ kind = "voice", number = "+1-305-555-2368", hours = "24/7" }}]
source = {{ title = "Our own page", where = "the office wall", date = "2026-01" }}

[resources.chat]
title = "Harbour chat"
action = "Chat with us"
url = "https://harbour.example.org/chat"
checked-on = "2026-01"
source = {{ title = "Our own page", where = "the office wall", date = "2026-01" }}
"""

Campaign = Callable[..., Library]


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """A library with these files of content over the built-in ones."""

    def library(**files: str) -> Library:
        for name, text in files.items():
            path = tmp_path / "assets/content" / f"{name}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return Library((ROOT, tmp_path))

    return library


@pytest.fixture
def organisation(tmp_path: Path) -> Callable[..., Path]:
    def profile(show: str = "beside", more: str = "") -> Path:
        path = tmp_path / "org.toml"
        path.write_text(ORGANISATION.format(show=show) + more, "utf-8")
        return path

    return profile


def words(audience: str = "victims", lang: str = "en", library: Library = LIBRARY, **told: Any) -> Words:
    return assemble(library, audience, lang, POSTER, **told)


def ids(entries: tuple[Any, ...]) -> list[str]:
    return [entry.id for entry in entries]


def every(words: Words) -> list[Rich]:
    """All text of the blocks."""
    return [text for copy in words.blocks.values() for text in (copy.title, *copy.paragraphs, *copy.items)]


def code_of(run: Callable[[], object]) -> str:
    with pytest.raises(GeneratorError) as caught:
        run()
    return caught.value.diagnostics[0].code


# --- numbers


def test_a_number_in_a_sentence_is_the_contacts_own_live_and_never_broken() -> None:
    _, number, _ = words().blocks["actions", "long"].items[1]
    assert number == Inline("1-888-373-7888", uri="tel:+18883737888", strong=True, keep=True)


@pytest.mark.parametrize(
    ("field", "inline"),
    [
        ("emergency", Inline("911", uri="tel:911", strong=True, keep=True)),
        ("national-hotline.sms", Inline("233733", uri="sms:233733", strong=True, keep=True)),
        ("national-hotline.keyword", Inline("HELP", strong=True, keep=True)),
        ("national-hotline.name", Inline("National Human Trafficking Hotline", field=True)),
        (
            "national-hotline.chat",
            Inline("humantraffickinghotline\u200b.org/\u200bchat", uri="https://humantraffickinghotline.org/chat", strong=True),
        ),
    ],
)
def test_a_text_may_name_any_part_of_a_contact(campaign: Campaign, field: str, inline: Inline) -> None:
    found = words(library=campaign(victims=f'[lead]\ntext = "See {{{field}}}."')).blocks["lead", "text"].paragraphs[0]
    assert found == (Inline("See "), inline, Inline("."))


@pytest.mark.parametrize("field", ["nobody", "emergency.sms", "emergency.keyword", "national-hotline.fax", "organisation"])
def test_a_part_that_there_is_not_is_refused(campaign: Campaign, field: str) -> None:
    found = words(library=campaign(victims=f'[lead]\ntext = "See {{{field}}}."'))
    assert code_of(lambda: found.blocks["lead", "text"]) == "no-field"


def test_a_new_number_is_new_wherever_it_stands(campaign: Campaign) -> None:
    """The digits stand once."""
    source = (ROOT / "assets/content/hotlines.toml").read_text("utf-8")
    table = source[source.index("[national-hotline]") : source.index("[emergency]")].replace("+1-888-373-7888", "+1-800-555-2368")
    found = words(library=campaign(hotlines=table))
    texts = [plain(text) for text in (*every(found), *(contact.number for chosen in found.contacts.values() for contact in chosen))]
    assert not [text for text in texts if "888-373" in text]
    assert [text for text in texts if "1-800-555-2368" in text]


def test_an_organisation_may_be_named_where_there_is_one(campaign: Campaign, organisation: Callable[..., Path]) -> None:
    library = campaign(victims='[lead]\ntext = "Ask {organisation}."')
    assert plain(words(library=library, profile=organisation()).blocks["lead", "text"].paragraphs[0]) == "Ask Harbour Light."


# --- forms and languages


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_block_is_there_in_every_form_and_language(audience: str, lang: str) -> None:
    english, found = words(audience), words(audience, lang)
    assert found.blocks.keys() == english.blocks.keys()
    assert {form for _, form in found.blocks} == set(FORMS)
    for place, copy in found.blocks.items():
        other = english.blocks[place]
        assert (bool(copy.title), len(copy.paragraphs), len(copy.items)) == (bool(other.title), len(other.paragraphs), len(other.items))
    assert found.warnings == ()


def test_a_translated_text_has_the_same_numbers() -> None:
    def numbers(found: Words) -> list[str]:
        return sorted(inline.uri for text in every(found) for inline in text if inline.uri)

    assert [numbers(words(audience, "es")) for audience in AUDIENCES] == [numbers(words(audience)) for audience in AUDIENCES]


def test_english_never_slips_into_another_language(campaign: Campaign) -> None:
    found = words(lang="es", library=campaign(victims='[lead]\ntext = "Say what you like."'))
    assert found.lacks == (), "nothing has been asked for"
    assert found.blocks["lead", "text"]
    assert [(fault.code, fault.where.partition(": ")[2]) for fault in found.lacks] == [("no-translation", "victims/lead.text")]


def test_a_text_that_a_campaign_changes_is_translated_in_its_own_catalog(campaign: Campaign, tmp_path: Path) -> None:
    library = campaign(victims='[lead]\ntext = "Say what you like."')
    (tmp_path / "assets/locale").mkdir()
    message = 'msgctxt "victims/lead.text"\nmsgid "Say what you like."\nmsgstr "Diga lo que quiera."\n'
    (tmp_path / "assets/locale/es.po").write_text(message, "utf-8")
    assert plain(words(lang="es", library=library).blocks["lead", "text"].paragraphs[0]) == "Diga lo que quiera."


def test_a_block_is_found_by_the_first_name_there_is() -> None:
    victims, others = words("victims"), words("ngos")
    assert victims.copy("questions | signs", "text") == victims.blocks["questions", "text"]
    assert others.copy("questions | signs", "text") == others.blocks["signs", "text"]
    assert others.copy("rights?", "long") is None


@pytest.mark.parametrize("text", ['[imprint]\ntext = ["a"]', '[imprint]\nitems = ["a"]', '[any-hour]\nitems = ["a"]', '[page]\ntitle = "a"'])
def test_a_shared_word_is_one_text(campaign: Campaign, text: str) -> None:
    with pytest.raises(InputError) as caught:
        words(library=campaign(common=text))
    (fault,) = caught.value.diagnostics
    assert fault.code == "shared-word"
    assert fault.where.endswith(f"common.toml: {text[1 : text.index(']')]}")


@pytest.mark.parametrize(
    "text",
    ['[questions]\ntitle = "A"\nitems = ["a", ""]', '[questions]\ntitle = " "\nitems = ["a"]', '[lead]\ntext = "  "', '[lead]\ntext = "\\u200b"'],
)
def test_a_text_says_something(campaign: Campaign, text: str) -> None:
    """Else a mark or a heading would be printed with nothing beside it."""
    assert code_of(lambda: words(library=campaign(victims=text))) == "empty-text"


# --- contacts and codes


@pytest.mark.parametrize(
    ("audience", "primary", "others"),
    [
        ("victims", "national-hotline", ["emergency"]),
        ("individuals", "national-hotline", ["emergency", "federal-tip-line"]),
        ("law-enforcement", "national-hotline", ["federal-tip-line", "emergency"]),
    ],
)
def test_an_audience_shows_the_contacts_it_chose(audience: str, primary: str, others: list[str]) -> None:
    found = words(audience)
    assert ids(found.contacts["primary", "text"]) == [primary]
    assert ids(found.contacts["others", "text"]) == ids(found.contacts["beside", "text"]) == others
    assert found.contacts["local", "text"] == ()


def test_one_that_chose_none_shows_the_default(campaign: Campaign) -> None:
    library = campaign(
        audiences='[neighbours]\ntitle = "Neighbours"\nvoice = "bystander"\nwho = "People next door."', neighbours='[headline]\ntext = "Look."'
    )
    found = words("neighbours", library=library)
    default = load_directory(library)[0].default
    assert [*ids(found.contacts["primary", "long"]), *ids(found.contacts["others", "long"])] == list(default)
    assert found.codes["primary", "text"] == ()


@pytest.mark.parametrize(("more", "code"), [('[contacts]\nprimary = "nobody"', "no-contact"), ('[resources]\nothers = ["nothing"]', "no-resource")])
def test_a_choice_that_there_is_not_is_refused(campaign: Campaign, more: str, code: str) -> None:
    with pytest.raises((InputError, MissingError)) as caught:
        words(library=campaign(victims=more))
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.where.endswith(("victims.toml: contacts", "victims.toml: resources"))


def test_a_contact_says_what_its_sources_say() -> None:
    [hotline] = words().contacts["primary", "text"]
    assert plain(hotline.hours) == "Free, any hour, any day."
    assert plain(hotline.care) == "Confidential. More than 200 languages, by interpreter."
    assert [plain(line) for line in hotline.text] == ["Text HELP to 233733"]
    [emergency] = words().contacts["others", "text"]
    assert plain(emergency.hours) == "Any hour, any day.", "a short code may cost something"
    assert plain(emergency.care) == "", "no source says that it is confidential"


def test_a_way_that_does_not_serve_the_language_is_left_out() -> None:
    """The text line answers in English and Spanish."""
    [hotline] = words(lang="es").contacts["primary", "text"]
    assert [plain(line) for line in hotline.text] == ["Por texto: HELP al 233733"]


@pytest.mark.parametrize(
    ("resource", "payload", "printed", "alt", "web"),
    [
        (
            "hotline-web",
            "https://humantraffickinghotline.org",
            "humantraffickinghotline\u200b.org",
            "QR code that opens humantraffickinghotline.org",
            True,
        ),
        ("hotline-text", "sms:233733", "233733", "QR code that starts a text message to 233733", False),
        ("hotline-call", "tel:+18883737888", "1-888-373-7888", "QR code that calls 1-888-373-7888", False),
    ],
)
def test_a_code_says_where_it_leads(campaign: Campaign, resource: str, payload: str, printed: str, alt: str, web: bool) -> None:
    [code] = words(library=campaign(victims=f'[resources]\nprimary = "{resource}"')).codes["primary", "text"]
    assert (code.payload, plain(code.destination), code.alt, code.web) == (payload, printed, alt, web)
    assert code.destination[0].uri == payload
    assert code.destination[0].keep is not web


# --- an organisation


def test_an_organisation_stands_beside_the_national_contacts(organisation: Callable[..., Path]) -> None:
    found = words(profile=organisation())
    assert ids(found.contacts["primary", "text"]) == ["national-hotline"]
    assert ids(found.contacts["local", "text"]) == ["shelter"]
    assert ids(found.contacts["beside", "text"]) == ["emergency", "shelter"]
    assert ids(found.codes["local", "text"]) == ["chat"]
    assert found.organisation is not None
    assert [plain(found.organisation.name), plain(found.organisation.address)] == ["Harbour Light", "12 Quay Street"]
    assert found.organisation.website == (Inline("harbour\u200b.example\u200b.org", uri="https://www.harbour.example.org"),)


def test_or_instead_of_them_but_for_the_emergency_number(organisation: Callable[..., Path]) -> None:
    found = words(profile=organisation("instead"))
    assert ids(found.contacts["primary", "text"]) == ["shelter"]
    assert ids(found.contacts["others", "text"]) == ["emergency"]
    assert ids(found.contacts["local", "text"]) == []
    assert ids(found.codes["primary", "text"]) == ["chat"]


def test_an_organisation_without_contacts_takes_nobodys_place(tmp_path: Path) -> None:
    path = tmp_path / "org.toml"
    path.write_text('name = "Harbour Light"\nshow = "instead"', "utf-8")
    assert ids(words(profile=path).contacts["primary", "text"]) == ["national-hotline"]


def test_its_own_words_are_printed_as_they_stand_with_a_warning(organisation: Callable[..., Path]) -> None:
    found = words(lang="es", profile=organisation())
    assert [plain(contact.label) for contact in found.contacts["local", "text"]] == ["A bed tonight"]
    assert len(found.warnings) == 1
    assert "[es]" in found.warnings[0]


def test_there_is_no_warning_where_it_has_words_in_the_language(organisation: Callable[..., Path]) -> None:
    found = words(lang="es", profile=organisation(more='\n[es.contacts.shelter]\nlabel = "Una cama"\n'))
    assert [plain(contact.label) for contact in found.contacts["local", "text"]] == ["Una cama"]
    assert found.warnings == ()


# --- imprint and title


@pytest.mark.parametrize(
    ("lang", "imprint"),
    [
        ("en", "Poster · People at risk · English · Edition {edition} · Contacts as of {date}"),
        ("es", "Cartel · Personas en riesgo · Español (u) · Edición {edition} · Contactos de {date}"),
    ],
)
def test_the_imprint_says_what_a_print_is_and_how_old(lang: str, imprint: str) -> None:
    found = words(lang=lang)
    date = min(load_directory(LIBRARY)[0].contacts[name].checked_on for name in ("national-hotline", "emergency"))
    assert plain(found.imprint) == imprint.format(edition=load_edition(LIBRARY).edition, date=date)
    assert found.subject == plain(found.imprint)


def test_the_oldest_contact_dates_the_imprint(organisation: Callable[..., Path]) -> None:
    assert plain(words(profile=organisation()).imprint).endswith("2026-01")


def test_a_piece_is_titled_by_its_headline() -> None:
    assert words().title == "Could you leave if you wanted to?"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_neutral_piece_gives_nothing_away(lang: str) -> None:
    found = words(lang=lang, neutral=True)
    assert found.title == plain(words(lang=lang).label("neutral"))
    audience = {"en": "risk", "es": "riesgo"}.get(lang, "risk")
    assert not [text for text in (found.title, found.subject, plain(found.imprint)) if audience in text or "traffick" in text.lower()]


def test_a_campaign_has_its_own_edition(campaign: Campaign) -> None:
    library = campaign(edition='edition = "2027-03"\ndate = 2027-03-01')
    assert "2027-03" in plain(words(library=library).imprint)


@pytest.mark.parametrize("text", ['edition = "x"', 'edition = "x"\ndate = "soon"', 'edition = "x"\ndate = 2027-03-01\nyear = 3'])
def test_an_edition_has_a_name_and_a_day(campaign: Campaign, text: str) -> None:
    assert code_of(lambda: load_edition(campaign(edition=text))) in {"missing-key", "wrong-value", "unknown-key"}
