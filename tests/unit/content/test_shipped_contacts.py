"""The shipped contacts and resources: every number a second time, by another hand and another library."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo

from generator.content.contacts import Directory, Resource, is_stale, load_contacts, load_resources

ROOT = Path(__file__).resolve().parents[3]
HOTLINES = ROOT / "assets/content/hotlines.toml"
RESOURCES = ROOT / "assets/content/resources.toml"

# As the sources print them, letters and all: written a second time, so that a slip in the data shows.
PRINTED = {
    "national-hotline": {"1-888-3737-888", "233733", "711"},
    "emergency": {"911"},
    "federal-tip-line": {"866-DHS-2-ICE", "802-872-6199", "802-872-6196"},
    "hsi-tip-line": {"1-877-4-HSI-TIP"},
    "ncmec": {"1-800-THE-LOST"},
    "know2protect": {"833-591-KNOW"},
    "childhelp": {"1-800-4-A-CHILD"},
    "runaway-safeline": {"1-800-RUNAWAY", "66008"},
    "domestic-violence": {"1-800-799-SAFE", "88788", "800-787-3224"},
    "rainn": {"1-800-656-4673"},
    "stronghearts": {"1-844-762-8483"},
    "lifeline-988": {"988"},
    "crisis-text-line": {"741741"},
    "dol-wage-hour": {"1-866-4-US-WAGE", "711"},
    "dol-oig": {"1-202-693-6999", "1-800-347-3756"},
    "california-cast": {"1-888-KEY-2-FRE"},
    "florida": {"1-855-FLA-SAFE"},
    "canada": {"1-833-900-1010"},
    "mexico": {"+52 800 5533 000"},
    "uk-helpline": {"+44 8000 121 700"},
    "uk-emergency": {"999"},
    "argentina": {"145"},
}
RESOURCE_IDS = [
    "hotline-web",
    "hotline-call",
    "hotline-text",
    "hsi-tip-form",
    "blue-campaign",
    "otip",
    "ovcttac",
    "dol-whd",
    "ncmec-cybertipline",
    "unseen-uk",
    "canada-hotline-web",
]


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_contacts(HOTLINES)


@pytest.fixture(scope="module")
def resources(directory: Directory) -> dict[str, Resource]:
    return load_resources(RESOURCES, directory=directory)


def independent_e164(printed: str) -> str:
    digits = phonenumbers.convert_alpha_characters_in_number(printed)
    if len(digits) <= 6:
        return digits
    return str(phonenumbers.format_number(phonenumbers.parse(digits, "US"), phonenumbers.PhoneNumberFormat.E164))


def test_every_contact_is_there_with_its_numbers(directory: Directory) -> None:
    found = {name: {channel.phone.e164 for channel in contact.channels if channel.phone} for name, contact in directory.contacts.items()}
    assert found == {name: {independent_e164(printed) for printed in numbers} for name, numbers in PRINTED.items()}


def test_phonenumbers_finds_every_number_valid(directory: Directory) -> None:
    for contact in directory.contacts.values():
        for phone in (channel.phone for channel in contact.channels if channel.phone):
            if phone.is_short:
                country = "US" if "US" in contact.countries else min(contact.countries)
                short = phonenumbers.parse(phone.e164, country)
                assert shortnumberinfo.is_possible_short_number_for_region(short, country), (contact.id, phone)
            else:
                number = phonenumbers.parse(phone.e164)
                assert phonenumbers.is_valid_number(number), (contact.id, phone)
                national = phonenumbers.national_significant_number(number)
                assert (str(number.country_code), national) == (phone.country, phone.national)


def test_phonenumbers_knows_the_emergency_numbers(directory: Directory) -> None:
    for name, country in (("emergency", "US"), ("emergency", "CA"), ("uk-emergency", "GB")):
        assert shortnumberinfo.is_emergency_number(directory.find(name).number, country)


def test_keypad_words_spell_their_numbers(directory: Directory) -> None:
    spelt = 0
    for contact in directory.contacts.values():
        for channel in contact.channels:
            if channel.words and channel.phone:
                digits = phonenumbers.convert_alpha_characters_in_number(channel.words).replace("-", "")
                assert channel.phone.national.endswith(digits[:7]), (contact.id, channel.words)
                spelt += 1
    assert spelt == 13


def test_printed_and_dialled_forms(directory: Directory) -> None:
    hotline = directory.find("national-hotline")
    text = hotline.channel("sms")
    assert text is not None
    assert (hotline.number, text.printed, text.uri, text.keyword) == ("1-888-373-7888", "233733", "sms:233733", "HELP")
    assert directory.find("mexico").number == "800 5533 000"
    assert directory.find("uk-helpline").number == "08000 121 700"
    tip_line = directory.find("federal-tip-line").channel("voice")
    assert tip_line is not None
    assert tip_line.uri == "tel:+18663472423", "the number for callers abroad comes second"


def test_voice_serves_every_language_and_text_two(directory: Directory) -> None:
    hotline = directory.find("national-hotline")
    voice, text, relay = (hotline.channel(kind) for kind in ("voice", "sms", "relay"))
    assert voice is not None
    assert text is not None
    assert relay is not None
    assert voice.serves("vi") is True
    assert (text.serves("es-MX"), text.serves("vi")) == (True, False)
    assert relay.serves("en") is None, "no source says"
    tip_line = directory.find("federal-tip-line").channel("voice")
    assert tip_line is not None
    assert tip_line.serves("vi") is None, "interpreters for some twenty languages, and no source lists them"


def test_default_contacts(directory: Directory) -> None:
    assert directory.default == ("national-hotline", "emergency", "federal-tip-line")


def test_every_contact_says_what_it_is_for_and_what_not(directory: Directory) -> None:
    for contact in directory.contacts.values():
        assert 2 <= len(contact.label.split()) <= 4, contact.id
        assert contact.purpose.endswith(".")
        assert ". " not in contact.purpose, "one sentence"
        assert " not " in contact.purpose, contact.id
        assert all(sentence.endswith(".") for sentence in contact.uncertain)
        assert contact.checked_on


def test_an_address_that_no_source_gives_is_owned_to(directory: Directory) -> None:
    for contact in directory.contacts.values():
        if any(channel.unverified for channel in contact.channels):
            assert contact.uncertain, contact.id


def test_every_resource_is_there(resources: dict[str, Resource]) -> None:
    assert list(resources) == RESOURCE_IDS
    for resource in resources.values():
        assert 2 <= len(resource.action.split()) <= 5, resource.id
        assert len(resource.payload) <= 45, "a small code"
    assert resources["hotline-call"].payload == "tel:+18883737888"
    assert resources["hotline-call"].printed == "1-888-373-7888"
    assert resources["hotline-text"].payload == "sms:233733"
    assert resources["blue-campaign"].printed == "dhs.gov/blue-campaign"
    assert "victims" not in resources["hsi-tip-form"].audiences, "the form may record who sent it"


def test_a_date_without_quotes_is_a_date(tmp_path: Path) -> None:
    text = HOTLINES.read_text("utf-8")
    file = tmp_path / "hotlines.toml"
    file.write_text(text.replace('date = "2020-01-10"', "date = 2020-01-10"), "utf-8")
    assert file.read_text("utf-8") != text
    assert load_contacts(file).find("national-hotline").source.date == "2020-01-10"


def test_age_over_other_spans(directory: Directory, resources: dict[str, Resource]) -> None:
    hotline = directory.find("national-hotline")
    assert hotline.source.date == "2020-01-10"
    assert is_stale(hotline, date(2020, 6, 1)) is False
    assert is_stale(hotline, date(2026, 11, 24), months=84) is False
    assert is_stale(hotline, date(2026, 11, 24), months=82) is True
    assert is_stale(resources["hotline-call"], date(2026, 11, 24)) is False, "its contact is judged instead"
    assert is_stale(resources["hotline-web"], date(2026, 11, 24)) is True


def test_importing_is_cheap() -> None:
    heavy = {
        "reportlab",
        "PIL",
        "click",
        "qrcode",
        "uharfbuzz",
        "fontTools",
        "phonenumbers",
        "babel",
        "asyncio",
        "http",
    }
    script = "import sys, generator.content.contacts; print(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not heavy & set(run.stdout.split())
