"""Contacts: a file with one thing broken is refused for that thing; later files add and replace; sources age."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.content.contacts import Directory, is_stale, load_contacts, merge_contacts
from generator.errors import InputError, MissingError

HOTLINES = Path(__file__).resolve().parents[3] / "assets/content/hotlines.toml"


def faults_of(run: Callable[[], object]) -> list[tuple[str, str]]:
    """(code, where) of each fault."""
    with pytest.raises(InputError) as caught:
        run()
    return [(fault.code, fault.where) for fault in caught.value.diagnostics]


GOOD: dict[str, Any] = {
    "name": "Harbour House",
    "label": "Local help",
    "purpose": "For people in the county; it is not the police.",
    "jurisdiction": ["US-OH"],
    "checked-on": "2026-11-03",
    "channels": [
        {"kind": "voice", "number": "+1-614-555-2368", "hours": "24/7", "interpreter": True, "language-count": 40},
        {"kind": "sms", "number": "233734", "keywords": ["HELP"], "languages": ["en", "es"]},
        {"kind": "chat", "url": "https://harbour.example.org/chat"},
    ],
    "source": {
        "title": "Harbour House, contact page",
        "url": "https://harbour.example.org",
        "date": "2026-10",
        "others": [{"title": "County list", "where": "county office", "date": "undated"}],
    },
}


def changed(*path: str | int, to: Any = None) -> dict[str, Any]:
    """GOOD with one value set, or taken out when `to` is None."""
    entry: dict[str, Any] = copy.deepcopy(GOOD)
    place: Any = entry
    for key in path[:-1]:
        place = place[key]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return entry


def load(entry: dict[str, Any], name: str = "harbour") -> Directory:
    return merge_contacts(Directory({}), {name: entry}, "f.toml")


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_contacts(HOTLINES)


def test_the_good_contact_is_good() -> None:
    contact = load(GOOD).find("harbour")
    assert contact.number == "1-614-555-2368"
    assert contact.confidential is None


@pytest.mark.parametrize(
    ("entry", "code", "where"),
    [
        (changed("name"), "missing-key", ""),
        (changed("source"), "missing-key", ""),
        (changed("checked-on"), "missing-key", ""),
        (changed("jurisdiction"), "missing-key", ""),
        (changed("channels"), "missing-key", ""),
        (changed("source", "date"), "missing-key", ".source"),
        (changed("source", "title"), "missing-key", ".source"),
        (changed("source", "url"), "missing-key", ".source"),
        (changed("source", "others", 0, "where"), "missing-key", ".source.others.[1]"),
        (changed("channels", 0, "kind"), "missing-key", ".channels.[1]"),
        (changed("channels", 0, "number"), "missing-key", ".channels.[1]"),
        (changed("channels", 2, "url"), "missing-key", ".channels.[3]"),
        (changed("id", to="other"), "unknown-key", ".id"),
        (changed("phone", to="911"), "unknown-key", ".phone"),
        (changed("channels", 1, "keyword", to="HELP"), "unknown-key", ".channels.[2].keyword"),
        (changed("name", to=" "), "empty-value", ".name"),
        (changed("label", to=""), "empty-value", ".label"),
        (changed("channels", to=[]), "empty-value", ".channels"),
        (changed("jurisdiction", to=[]), "empty-value", ".jurisdiction"),
        (changed("channels", 1, "keywords", to=[""]), "empty-value", ".channels.[2].keywords"),
        (changed("uncertain", to=[""]), "empty-value", ".uncertain"),
        (changed("name", to=5), "wrong-value", ".name"),
        (changed("channels", 0, "kind", to="fax"), "wrong-value", ".channels.[1].kind"),
        (changed("source", "url", to="harbour"), "wrong-value", ".source.url"),
        (changed("jurisdiction", to=["UK"]), "jurisdiction", ".jurisdiction"),
        (changed("jurisdiction", to=["US-Ohio"]), "jurisdiction", ".jurisdiction"),
        (changed("checked-on", to="undated"), "date", ".checked-on"),
        (changed("checked-on", to="2026-02-30"), "date", ".checked-on"),
        (changed("source", "date", to="October 2026"), "date", ".source.date"),
        (changed("source", "date", to="2026-13"), "date", ".source.date"),
        (changed("source", "date", to="2026-11-04"), "date-order", ".source.date"),
        (changed("source", "others", 0, "date", to="2027"), "date-order", ".source.others.[1].date"),
        (changed("channels", 0, "number", to="+1-614-555-236"), "phone-length", ".channels.[1].number"),
        (changed("channels", 0, "number", to="+1-614-155-2368"), "phone-area", ".channels.[1].number"),
        (changed("channels", 0, "number", to="614-555-CARE"), "phone-spelling", ".channels.[1].number"),
        (changed("channels", 0, "words", to="HOPE"), "keypad-words", ".channels.[1].words"),
        (changed("channels", 0, "display", to="614-555-2369"), "phone-display", ".channels.[1].display"),
        (changed("channels", 0, "url", to="https://example.org"), "wrong-key", ".channels.[1].url"),
        (changed("channels", 0, "keywords", to=["HELP"]), "wrong-key", ".channels.[1].keywords"),
        (changed("channels", 2, "number", to="911"), "wrong-key", ".channels.[3].number"),
        (changed("channels", 2, "words", to="HOPE"), "wrong-key", ".channels.[3].words"),
        (changed("channels", 2, "url", to="http://example.org"), "url-scheme", ".channels.[3].url"),
        (changed("channels", 2, "url", to="https://bit.ly/x"), "url-shortener", ".channels.[3].url"),
        (changed("channels", 0, "interpreter"), "language-count", ".channels.[1].language-count"),
        (changed("channels", 1, "languages", to=["Spanish"]), "language-tag", ".channels.[2].languages"),
        (changed("channels", 1, to={"kind": "whatsapp", "number": "233734"}), "phone-length", ".channels.[2].number"),
        (changed("channels", 1, to=GOOD["channels"][0]), "duplicate-number", ".channels.[2].number"),
    ],
)
def test_one_thing_broken(entry: dict[str, Any], code: str, where: str) -> None:
    assert faults_of(lambda: load(entry)) == [(code, f"f.toml: harbour{where}")]


@pytest.mark.parametrize("name", ["Harbour", "harbour_house", "harbour house", "-harbour", ""])
def test_ids_are_kebab_case(name: str) -> None:
    assert [code for code, _ in faults_of(lambda: load(GOOD, name))] == ["entry-id"]


def test_all_faults_of_a_file_come_at_once() -> None:
    worst = changed("source")
    worst["nmae"] = worst.pop("name")
    worst["channels"][0]["kind"] = "fax"
    worst["channels"][1]["keyword"] = "HELP"
    tables = {
        "harbour": worst,
        "Second": GOOD,
        "third": changed("channels", 0, "number", to="1234"),
        "default": ["fourth"],
    }
    assert sorted(faults_of(lambda: merge_contacts(Directory({}), tables, "f.toml"))) == [
        ("entry-id", "f.toml: Second"),
        ("missing-key", "f.toml: harbour"),
        ("missing-key", "f.toml: harbour"),
        ("phone-length", "f.toml: third.channels.[1].number"),
        ("unknown-contact", "f.toml: default"),
        ("unknown-key", "f.toml: harbour.channels.[2].keyword"),
        ("unknown-key", "f.toml: harbour.nmae"),
        ("wrong-value", "f.toml: harbour.channels.[1].kind"),
    ]


def test_hints_name_what_was_meant() -> None:
    with pytest.raises(InputError) as caught:
        load(changed("channels", 0, "hour", to="24/7"))
    assert caught.value.diagnostics[0].hint == "did you mean 'hours'?"
    with pytest.raises(InputError) as caught:
        load(changed("channels", 0, "kind", to="voise"))
    assert caught.value.diagnostics[0].hint == "did you mean 'voice'?"
    with pytest.raises(MissingError) as absent:
        load(GOOD).find("harbor")
    assert absent.value.diagnostics[0].code == "no-contact"
    assert absent.value.diagnostics[0].hint == "did you mean 'harbour'?"


def test_a_number_abroad_needs_its_country_code() -> None:
    entry = changed("jurisdiction", to=["MX"])
    entry["channels"][0]["number"] = "800 5533 000"
    assert faults_of(lambda: load(entry)) == [("phone-country", "f.toml: harbour.channels.[1].number")]


def test_a_date_without_quotes_is_a_date(tmp_path: Path) -> None:
    text = HOTLINES.read_text("utf-8").replace('date = "2020-01-10"', "date = 2020-01-10")
    assert text != HOTLINES.read_text("utf-8")
    file = tmp_path / "hotlines.toml"
    file.write_text(text, "utf-8")
    assert load_contacts(file).find("national-hotline").source.date == "2020-01-10"


# Later files


def test_a_later_file_adds_and_replaces(directory: Directory) -> None:
    florida = changed("channels", to=[{"kind": "voice", "number": "+1-850-555-2368"}])
    own = merge_contacts(directory, {"harbour": GOOD, "florida": florida, "default": ["harbour"]}, "f.toml")
    assert set(own.contacts) == {*directory.contacts, "harbour"}
    assert own.find("florida").number == "1-850-555-2368"
    assert own.default == ("harbour",)
    assert directory.find("florida").number == "1-855-352-7233", "the earlier directory is as it was"


def test_an_organisation_may_keep_contacts_inside_its_profile(directory: Directory) -> None:
    own = merge_contacts(directory, {"harbour": GOOD}, "my-org.toml", under="contacts")
    assert own.default == directory.default
    broken = {"harbour": changed("name")}
    assert faults_of(lambda: merge_contacts(directory, broken, "my-org.toml", under="contacts")) == [("missing-key", "my-org.toml: contacts.harbour")]


def test_a_number_of_another_contact_is_refused_in_any_spelling(directory: Directory) -> None:
    entry = changed("channels", 0, "number", to="888.373.7888")
    place = "f.toml: harbour.channels.[1].number"
    assert faults_of(lambda: merge_contacts(directory, {"harbour": entry}, "f.toml")) == [("duplicate-number", place)]
    assert merge_contacts(directory, {"national-hotline": entry}, "f.toml"), "unless it replaces that contact"


def test_one_number_may_be_called_and_texted() -> None:
    assert load(changed("channels", 1, "number", to="614-555-2368"))


def test_a_short_code_is_its_countrys_own(directory: Directory) -> None:
    abroad = changed("channels", to=[{"kind": "voice", "number": "988"}])
    abroad["jurisdiction"] = ["AU"]
    assert merge_contacts(directory, {"lifeline-au": abroad}, "f.toml")
    abroad["jurisdiction"] = ["US-OH"]
    faults = faults_of(lambda: merge_contacts(directory, {"lifeline-au": abroad}, "f.toml"))
    assert [code for code, _ in faults] == ["duplicate-number"]


def test_a_relay_number_leads_to_every_line(directory: Directory) -> None:
    entry = changed("channels", to=[{"kind": "relay", "number": "711"}])
    assert merge_contacts(directory, {"harbour": entry}, "f.toml")


def test_default_names_a_contact(directory: Directory) -> None:
    faults = faults_of(lambda: merge_contacts(directory, {"default": ["national-hotlin"]}, "f.toml"))
    assert faults == [("unknown-contact", "f.toml: default")]
    faults = faults_of(lambda: merge_contacts(directory, {"default": "emergency"}, "f.toml"))
    assert faults == [("wrong-value", "f.toml: default")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        load_contacts(HOTLINES, tmp_path / "hotlines.toml")


# Age


@pytest.mark.parametrize(
    ("dates", "today", "stale"),
    [
        (["2026-10-03"], date(2026, 11, 24), False),
        (["2025-11-24"], date(2026, 11, 24), False),
        (["2025-11-23"], date(2026, 11, 24), True),
        (["2025-11"], date(2026, 11, 24), True),
        (["2025-12"], date(2026, 11, 24), False),
        (["2026"], date(2026, 11, 24), False),
        (["2025"], date(2026, 11, 24), True),
        (["undated"], date(2026, 11, 24), True),
        (["undated", "2026-05"], date(2026, 11, 24), False),
        (["2024-02-29"], date(2025, 2, 28), False),
        (["2024-02-29"], date(2025, 3, 1), True),
        (["2026-11-24"], date(2026, 1, 1), False),
    ],
)
def test_staleness_is_judged_by_the_newest_dated_source(dates: list[str], today: date, stale: bool) -> None:
    entry = changed("checked-on", to="2026-12-31")
    entry["source"]["date"] = dates[0]
    entry["source"]["others"] = [{"title": "Other", "where": "there", "date": text} for text in dates[1:]]
    assert is_stale(load(entry).find("harbour"), today) is stale
