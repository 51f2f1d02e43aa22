"""A piece needs what it prints and no more, and tells all that it lacks at once."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from generator.brief import Brief
from generator.content.assemble import assemble
from generator.content.catalog import load_catalog
from generator.content.late import LateMapping
from generator.content.sources import sources
from generator.content.words import Words
from generator.errors import InputError
from generator.frame import GlyphRun
from generator.press import Piece, press
from generator.resources import Library
from generator.richtext import plain
from tests.instruments.pieces import LIBRARY, ROOT, make

POSTER = ("poster", "Poster")
HEADER = 'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n{more}\n'
SAID_INSTEAD = {"common/more-help.text", "common/say-language.text"}
"""What is printed for those whose texts nobody answers."""
Catalogs = Callable[..., Library]


@pytest.fixture
def catalogs(tmp_path: Path) -> Catalogs:
    """A library with a catalog of its own for `lang`: every message of these contexts, in the words of `say`."""
    numbers = count()

    def library(
        wanted: set[str] | None = None, lang: str = "xx", say: Callable[[str], str] = str, header: str = "", fuzzy: str = "", root: str = ""
    ) -> Library:
        # What was loaded from a folder is kept, so each has its own.
        place = tmp_path / (root or str(next(numbers)))
        folder = place / "assets/locale"
        folder.mkdir(parents=True, exist_ok=True)
        body = "\n".join(
            f'{"#, fuzzy" + chr(10) if context == fuzzy else ""}msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{say(english)}"\n'
            for context, english in sources(LIBRARY)
            if wanted is None or context in wanted
        )
        (folder / f"{lang}.po").write_text(HEADER.format(lang=lang, more=header) + body, "utf-8")
        table = place / "assets/content/languages.toml"
        table.parent.mkdir(parents=True, exist_ok=True)
        rows = table.read_text("utf-8") if table.exists() else ""
        table.write_text(rows + f'{lang} = {{ name = "{lang[0].upper()}ish", english = "{lang[0].upper()}ish", script = "Latn" }}\n', "utf-8")
        return Library((ROOT, place))

    return library


def needed(layout: str, audience: str) -> set[str]:
    return set(make(layout, audience).words.asked.messages)


def press_in(library: Library, layout: str, audience: str, **brief: bool) -> Piece:
    return press(library, Brief(layout, audience, "xx", **brief))


def printed(piece: Piece) -> str:
    return " ".join(item.text for frame in piece.frames for mark in frame.marks for item in mark.items if isinstance(item, GlyphRun))


@pytest.mark.parametrize("layout", ["poster", "wallet-card", "fact-sheet"])
def test_a_catalog_with_the_words_of_one_piece_makes_it(catalogs: Catalogs, layout: str) -> None:
    wanted = needed(layout, "victims")
    assert len(wanted) < 60
    # The text line serves nobody who reads this language, and what is said instead has a language's name in it.
    library = catalogs(wanted | SAID_INSTEAD | {"common/label-call.text", "common/alt-call.text"})
    assert press_in(library, layout, "victims").words.lacks == ()
    with pytest.raises(InputError):
        press_in(library, layout, "individuals")


@pytest.mark.parametrize("layout", ["poster", "wallet-card"])
def test_each_message_of_a_piece_is_needed(catalogs: Catalogs, layout: str) -> None:
    wanted = needed(layout, "victims") - {"common/label-text.text", "resources/hotline-web.action", "victims/headline.text"}
    for context in sorted(wanted):
        with pytest.raises(InputError) as caught:
            press_in(catalogs({*needed(layout, "victims"), *SAID_INSTEAD} - {context}), layout, "victims")
        assert [(fault.code, fault.where.partition(": ")[2]) for fault in caught.value.diagnostics] == [("no-translation", context)]


def test_all_that_a_piece_lacks_is_told_at_once(catalogs: Catalogs) -> None:
    wanted = needed("poster", "victims")
    gone = {"victims/lead.text", "victims/questions.items.2", "common/confidential.text", "hotlines/emergency.label"}
    with pytest.raises(InputError) as caught:
        press_in(catalogs({*wanted, *SAID_INSTEAD} - gone, fuzzy="victims/kicker.text"), "poster", "victims")
    told = {fault.where.partition(": ")[2]: fault for fault in caught.value.diagnostics}
    assert told.keys() == gone | {"victims/kicker.text"}
    assert "not agreed to (fuzzy)" in told["victims/kicker.text"].message


def test_what_is_missing_is_told_even_where_its_stand_in_does_not_fit(catalogs: Catalogs) -> None:
    wanted = {*needed("wallet-card", "victims"), *SAID_INSTEAD} - {"victims/rights.title"}
    library = catalogs(wanted, say=lambda english: english if "{" in english else english + " and so on" * 30)
    with pytest.raises(InputError) as caught:
        press_in(library, "wallet-card", "victims")
    assert [fault.code for fault in caught.value.diagnostics] == ["no-translation"]


def test_a_file_is_titled_by_a_headline_that_is_translated(catalogs: Catalogs) -> None:
    wanted = {*needed("wallet-card", "victims"), *SAID_INSTEAD} - {"victims/headline.text"}
    assert press_in(catalogs(wanted), "wallet-card", "victims").words.title == "Who decides where you can go?"


# --- the value


def test_words_that_were_printed_are_plain_equal_and_can_be_sent() -> None:
    words = make("poster", "victims", "es").words
    assert not isinstance(words.blocks, LateMapping)
    assert ("headline", "text") in words.blocks
    assert ("about", "long") not in words.blocks, "a poster does not print it"
    sent: Words = pickle.loads(pickle.dumps(words))
    assert sent == words
    assert sent.contacts["primary", "long"][0].number == words.contacts["primary", "text"][0].number


def test_nothing_is_asked_for_before_it_is_needed() -> None:
    words = assemble(LIBRARY, "victims", "es", POSTER)
    before = set(words.asked.messages)
    [contact] = words.contacts["primary", "text"]
    assert set(words.asked.messages) == before
    assert plain(contact.care)
    assert set(words.asked.messages) - before == {"common/confidential.text", "common/many-languages.text"}
    with pytest.raises(AttributeError):
        contact.fax  # type: ignore[attr-defined]  # noqa: B018


# --- drafts and reviews


def test_a_draft_fills_in_what_is_missing_and_says_so(catalogs: Catalogs) -> None:
    library = catalogs({"victims/kicker.text", "victims/headline.text"}, say=str.upper, fuzzy="victims/kicker.text")
    piece = press_in(library, "poster", "victims", draft=True)
    text = printed(piece)
    assert "YOUR WORK, YOUR LIFE" in text, "what nobody has agreed to"
    assert "Ask yourself" in text, "English"
    [told] = [remark for remark in piece.warnings if remark.code == "draft"]
    assert "texts are English, or not agreed to" in told.message


def test_a_draft_language_is_printed_as_a_draft_only(catalogs: Catalogs) -> None:
    library = catalogs(header='"X-Status: draft\\n"\n')
    with pytest.raises(InputError) as caught:
        press_in(library, "poster", "victims")
    assert [fault.code for fault in caught.value.diagnostics] == ["draft-language"]
    piece = press_in(library, "poster", "victims", draft=True)
    assert "xx (d)" in plain(piece.words.imprint)


@pytest.mark.parametrize(
    ("header", "ok"),
    [("", False), ('"X-Reviewed-By: Ana\\n"\n"X-Reviewed-On: 2026-11-20\\n"\n', True), ('"X-Reviewed-By: Ana\\n"\n', False)],
)
def test_only_what_was_reviewed(catalogs: Catalogs, header: str, ok: bool) -> None:
    library = catalogs(header=header)
    if ok:
        assert plain(press_in(library, "poster", "victims", reviewed_only=True).words.imprint).count("(") == 0
        return
    with pytest.raises(InputError) as caught:
        press_in(library, "poster", "victims", reviewed_only=True)
    [fault] = caught.value.diagnostics
    assert fault.code == "not-reviewed"
    assert "--reviewed-by" in fault.hint


def test_english_needs_no_review() -> None:
    assert press(LIBRARY, Brief("poster", "victims", reviewed_only=True))


# --- channels


TABLE = 'xx = { name = "Xish", english = "Exish", script = "Latn" }\nyy = { name = "Y", english = "Y-ish", say = "Why", script = "Latn" }\n'


@pytest.fixture
def spoken(catalogs: Catalogs) -> Library:
    """Two languages that no text line serves, and a table that names them."""
    for lang in ("xx", "yy"):
        library = catalogs(lang=lang, root="spoken")
    path = library.roots[1] / "assets/content/languages.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TABLE, "utf-8")
    return library


def test_who_cannot_text_is_told_what_to_say(spoken: Library) -> None:
    [hotline] = assemble(spoken, "victims", "xx", POSTER).contacts["primary", "text"]
    assert [plain(line) for line in hotline.text] == ["Call and say “Exish”."]
    assert not [line for line in hotline.channels if "233733" in plain(line) or "chat" in plain(line)]
    [emergency] = assemble(spoken, "victims", "xx", POSTER).contacts["others", "text"]
    assert emergency.text == (), "no source says that it has interpreters"


def test_an_operator_is_told_the_name_that_is_known_in_english(spoken: Library) -> None:
    for lang in ("yy", "yy-ZZ"):
        if lang == "yy-ZZ":
            (spoken.roots[1] / "assets/locale/yy-ZZ.po").write_bytes((spoken.roots[1] / "assets/locale/yy.po").read_bytes())
        [hotline] = assemble(spoken, "victims", lang, POSTER).contacts["primary", "text"]
        assert [plain(line) for line in hotline.text] == ["Call and say “Why”."]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_who_can_text_is_told_how_and_not_what_to_say(spoken: Library, lang: str) -> None:
    [hotline] = assemble(spoken, "victims", lang, POSTER).contacts["primary", "text"]
    assert len(hotline.text) == 1
    assert "233733" in plain(hotline.text[0])


def test_a_code_that_starts_a_text_calls_where_texts_are_not_answered(spoken: Library) -> None:
    english = assemble(spoken, "victims", "en", POSTER)
    assert [code.payload for code in english.codes["others", "long"]] == ["sms:233733"]
    other = assemble(spoken, "victims", "xx", POSTER)
    [code] = other.codes["others", "long"]
    assert (code.payload, plain(code.action), code.web) == ("tel:+18883737888", "Call", False)


def test_it_is_left_out_where_the_piece_has_that_code_already(spoken: Library) -> None:
    path = spoken.roots[1] / "assets/content/victims.toml"
    path.write_text('[resources]\nprimary = "hotline-call"\nothers = ["hotline-text"]\n', "utf-8")
    found = assemble(spoken, "victims", "xx", POSTER)
    assert [code.payload for code in found.codes["primary", "text"]] == ["tel:+18883737888"]
    assert found.codes["others", "text"] == ()


def test_a_caption_promises_no_chat_that_is_not_answered(spoken: Library) -> None:
    captions = {lang: plain(assemble(spoken, "victims", lang, POSTER).codes["primary", "text"][0].action) for lang in ("en", "es", "xx")}
    assert captions == {
        "en": "Find help or chat",
        "es": load_catalog(LIBRARY, "es").strings["resources/hotline-web.action", "Find help or chat"],
        "xx": "More help",
    }
