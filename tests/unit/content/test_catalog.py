"""Translations: what is not there, or not of this very English, is refused and never printed in English instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.catalog import Catalog, languages, load_catalog
from generator.content.review import Review
from generator.errors import InputError, MissingError
from generator.resources import Library
from tests.instruments.pieces import LIBRARY

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Language-Name: Lingua\\n"
"X-Reviewed-By: A. Translator\\n"
"X-Reviewed-On: 2026-10-05\\n"

msgctxt "victims/lead.text"
msgid "Talk to someone."
msgstr "Parla con qualcuno."

msgctxt "victims/call.text"
msgid "Call"
msgstr "Chiama"

msgctxt "common/label-call.text"
msgid "Call"
msgstr "Telefonare"

#, fuzzy
msgctxt "victims/kicker.text"
msgid "Your work"
msgstr "Il tuo lavoro"

msgctxt "victims/safety.text"
msgid "Be careful."
msgstr ""

#~ msgctxt "victims/old.text"
#~ msgid "Old"
#~ msgstr "Vecchio"

msgctxt "layouts/poster.title"
msgid "Poster"
msgstr "Manifesto"
"""

Loader = Callable[..., Catalog]


@pytest.fixture
def catalog(tmp_path: Path) -> Loader:
    """Loads the catalog "it" of a library with these files, the built-in one first."""

    def load(*layers: str | bytes) -> Catalog:
        roots = []
        for number, data in enumerate(layers):
            folder = tmp_path / str(number) / "assets/locale"
            folder.mkdir(parents=True)
            (folder / "it.po").write_bytes(data.encode() if isinstance(data, str) else data)
            roots.append(tmp_path / str(number))
        return load_catalog(Library(tuple(roots)), "it")

    return load


def refused(found: Catalog, context: str, english: str) -> str:
    with pytest.raises(InputError) as caught:
        found.translate(context, english)
    (fault,) = caught.value.diagnostics
    assert fault.where == f"{found.file}: {context}"
    return fault.code


def test_a_string_is_translated_by_its_place_and_its_english(catalog: Loader) -> None:
    found = catalog(PO)
    assert found.translate("victims/lead.text", "Talk to someone.") == "Parla con qualcuno."
    assert found.translate("victims/call.text", "Call") == "Chiama"
    assert found.translate("common/label-call.text", "Call") == "Telefonare"


@pytest.mark.parametrize(
    ("context", "english"),
    [
        ("victims/lead.text", "Talk to anyone."),
        ("victims/lead.short.text", "Talk to someone."),
        ("victims/kicker.text", "Your work"),
        ("victims/safety.text", "Be careful."),
        ("victims/old.text", "Old"),
        ("victims/none.text", "None"),
    ],
    ids=["its English has changed", "it stands elsewhere", "it is fuzzy", "it is empty", "it is gone", "it was never there"],
)
def test_what_has_no_translation_is_refused(catalog: Loader, context: str, english: str) -> None:
    assert refused(catalog(PO), context, english) == "no-translation"


def test_english_is_its_own_translation() -> None:
    found = load_catalog(LIBRARY, "en")
    assert (found.name, found.translate("anything", "Call now")) == ("English", "Call now")


def test_a_layouts_title_may_be_translated_for_another_layout(catalog: Loader) -> None:
    """So that a campaign's layout called Poster needs no string of its own."""
    found = catalog(PO)
    assert found.title_place("layouts/my-poster.title", "Poster") == "layouts/poster.title"
    assert found.title_place("layouts/my-poster.title", "Call") == "layouts/my-poster.title"


def test_a_catalog_says_its_name_and_who_has_read_it(catalog: Loader) -> None:
    found = catalog(PO)
    assert (found.name, found.review) == ("Lingua", Review("partly", "A. Translator", "2026-10-05")), "one message is fuzzy"


def test_one_that_does_not_say_so_has_not_been_reviewed(catalog: Loader) -> None:
    found = catalog('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    assert (found.name, found.review, found.review.told) == ("it", Review(), "not yet reviewed by a translator")


def test_a_campaigns_catalog_adds_and_replaces(catalog: Loader) -> None:
    added = 'msgid ""\nmsgstr "X-Reviewed-By: Us\\n"\n"X-Reviewed-On: 2026-11-01\\n"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgctxt "victims/call.text"\nmsgid "Call"\nmsgstr "Chiami"\n'
    found = catalog(PO, added)
    assert [found.translate("a", "b"), found.translate("victims/call.text", "Call"), found.translate("common/label-call.text", "Call")] == [
        "c",
        "Chiami",
        "Telefonare",
    ]
    assert (found.name, found.review.state) == ("Lingua", "partly"), "it is as good as its weakest part"


@pytest.mark.parametrize("data", ["msgid", 'msgid "a"\nmsgstr', "no po at all", b'msgid "a"\nmsgstr "caf\xe9"\n'])
def test_a_file_that_is_no_catalog_is_refused(catalog: Loader, data: str | bytes) -> None:
    with pytest.raises(InputError) as caught:
        catalog(data)
    (fault,) = caught.value.diagnostics
    assert fault.code == "not-po"
    assert re.search(r"it\.po:[1-3]$", fault.where), "the line is told"


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("xx", "`outreach list languages` shows them"),
        ("Spanish", "did you mean 'es'?"),
        ("русский", "did you mean 'ru'?"),
        ("zh-hans", "did you mean 'zh-Hans'?"),
    ],
)
def test_an_unknown_language_gets_the_one_that_is_meant_or_where_to_look(asked: str, hint: str) -> None:
    with pytest.raises(MissingError) as caught:
        load_catalog(LIBRARY, asked)
    assert [(fault.code, fault.hint) for fault in caught.value.diagnostics] == [("no-language", hint)]


def test_english_comes_first_in_the_list_of_languages(tmp_path: Path) -> None:
    (tmp_path / "assets/locale").mkdir(parents=True)
    for name in ("de.po", "en.po", "am.po", "README.txt"):
        (tmp_path / "assets/locale" / name).write_text("", "utf-8")
    assert languages(Library((tmp_path,))) == ["en", "am", "de"]
