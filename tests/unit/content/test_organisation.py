"""An organisation's profile: a good one, and one thing broken at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.assemble import load_directory
from generator.content.organisation import NAME_LIMIT, Organisation, load_organisation
from generator.content.records import Directory, Resource
from generator.diagnostics import Diagnostic
from generator.errors import GeneratorError, MissingError
from tests.instruments.pieces import LIBRARY

GOOD = """
name = "Harbour Light"
address = "12 Quay Street"
website = "https://www.harbour.example.org/help/"
logo = "logo.svg"
show = "beside"

[contacts.shelter]
name = "Harbour shelter"
label = "A bed tonight"
purpose = "For people in the county; it is not the police."
jurisdiction = ["US-FL"]
checked-on = "2026-11"
channels = [{ kind = "voice", number = "+1-305-555-2368" }]
source = { title = "Our own page", where = "the office wall", date = "2026-10" }

[resources.chat]
title = "Harbour chat"
action = "Chat with us"
url = "https://harbour.example.org/chat"
checked-on = "2026-11"
source = { title = "Our own page", where = "the office wall", date = "2026-10" }

[es]
address = "Calle del Muelle"
[es.contacts.shelter]
label = "Una cama esta noche"
[es.resources.chat]
action = "Escríbanos"
"""

Loaded = tuple[Organisation, Directory, dict[str, Resource]]
Loader = Callable[..., Loaded]


@pytest.fixture
def load(tmp_path: Path) -> Loader:
    def loaded(text: str = GOOD, lang: str = "en") -> Loaded:
        (tmp_path / "logo.svg").write_text("<svg/>", "utf-8")
        path = tmp_path / "org.toml"
        path.write_text(text, "utf-8")
        return load_organisation(path, lang, *load_directory(LIBRARY))

    return loaded


def refusal(load: Loader, old: str, new: str) -> Diagnostic:
    """What is said of the good profile with this in place of that."""
    assert GOOD.count(old) == 1
    with pytest.raises(GeneratorError) as caught:
        load(GOOD.replace(old, new))
    (fault,) = caught.value.diagnostics
    return fault


def test_the_good_profile_is_good(load: Loader, tmp_path: Path) -> None:
    found, directory, resources = load()
    assert (found.name, found.address, found.show) == ("Harbour Light", "12 Quay Street", "beside")
    assert (found.website, found.printed_website) == ("https://www.harbour.example.org/help/", "harbour.example.org/help")
    assert found.logo == tmp_path / "logo.svg"
    assert (found.contacts, found.resources, found.languages) == (("shelter",), ("chat",), ("es",))
    assert directory.find("shelter").number == "1-305-555-2368"
    assert resources["chat"].payload == "https://harbour.example.org/chat"


def test_what_is_built_in_stays_beside_its_own(load: Loader) -> None:
    built_in, links = load_directory(LIBRARY)
    _, directory, resources = load()
    assert set(directory.contacts) == {*built_in.contacts, "shelter"}
    assert set(resources) == {*links, "chat"}
    assert directory.default == built_in.default


def test_a_name_is_enough(load: Loader) -> None:
    found, _, _ = load('name = "Harbour Light"')
    assert (found.address, found.website, found.printed_website, found.logo, found.contacts) == ("", "", "", None, ())


def test_a_languages_table_is_laid_over_the_rest(load: Loader) -> None:
    found, directory, resources = load(lang="es")
    assert (found.name, found.address) == ("Harbour Light", "Calle del Muelle")
    shelter = directory.find("shelter")
    assert (shelter.label, shelter.name, shelter.number) == ("Una cama esta noche", "Harbour shelter", "1-305-555-2368")
    assert resources["chat"].action == "Escríbanos"


def test_a_language_without_a_table_has_the_words_as_they_stand(load: Loader) -> None:
    assert load(lang="fr")[0].address == "12 Quay Street"


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('name = "Harbour Light"', "", "missing-key", "(top level)"),
        ('name = "Harbour Light"', 'name = "  "', "empty-name", "name"),
        ('name = "Harbour Light"', f'name = "{"x" * (NAME_LIMIT + 1)}"', "name-length", "name"),
        ('name = "Harbour Light"', "name = 3", "wrong-value", "name"),
        ('show = "beside"', 'show = "only"', "wrong-value", "show"),
        ('show = "beside"', 'phone = "911"', "unknown-key", "phone"),
        ('website = "https://www.harbour.example.org/help/"', 'website = "harbour.example.org"', "url-scheme", "website"),
        ('website = "https://www.harbour.example.org/help/"', 'website = "https://bit.ly/3xY"', "url-shortener", "website"),
        ('website = "https://www.harbour.example.org/help/"', 'website = "https://a.example.org/?utm_source=card"', "url-tracker", "website"),
        ('logo = "logo.svg"', 'logo = "none.svg"', "no-logo", "logo"),
        ("[contacts.shelter]", "[contacts.Shelter]", "entry-id", "contacts.Shelter"),
        ('number = "+1-305-555-2368"', 'number = "+1-305-555-236"', "phone-length", "contacts.shelter.channels.[1].number"),
        ('purpose = "For people in the county; it is not the police."', "", "missing-key", "contacts.shelter"),
        ('url = "https://harbour.example.org/chat"', 'url = "http://harbour.example.org/chat"', "url-scheme", "resources.chat.url"),
        ("[es]", "[spanish]", "unknown-key", "spanish"),
        ("[es]", "[e]", "unknown-key", "e"),
    ],
)
def test_a_profile_is_refused_for_what_is_wrong_with_it(load: Loader, old: str, new: str, code: str, where: str) -> None:
    if old == "[es]":
        with pytest.raises(GeneratorError) as caught:
            load(GOOD.split("[es]")[0] + new)
        (fault,) = caught.value.diagnostics
    else:
        fault = refusal(load, old, new)
    assert fault.code == code
    assert fault.where.endswith(f"org.toml: {where}")


def test_the_longest_name_is_a_name(load: Loader) -> None:
    assert load(f'name = "{"x" * NAME_LIMIT}"')[0].name


@pytest.mark.parametrize("key", ["contacts", "resources"])
def test_contacts_are_tables_of_tables(load: Loader, key: str) -> None:
    with pytest.raises(GeneratorError) as caught:
        load(f'name = "a"\n{key} = ["b"]')
    assert [(fault.code, fault.where.rpartition(": ")[2]) for fault in caught.value.diagnostics] == [("wrong-value", key)]


def test_a_profile_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        load_organisation(tmp_path / "none.toml", "en", *load_directory(LIBRARY))


@pytest.mark.parametrize(
    ("table", "code"), [('[tel]\nnumber = "911"', "unknown-key"), ('[es]\nadress = "Calle"', "unknown-key"), ("[fr]\nname = 3", "wrong-value")]
)
def test_a_table_that_is_no_language_or_has_a_fault_is_refused_in_every_language(load: Loader, table: str, code: str) -> None:
    with pytest.raises(GeneratorError) as caught:
        load(f'name = "Harbour Light"\n{table}')
    assert [fault.code for fault in caught.value.diagnostics] == [code]
