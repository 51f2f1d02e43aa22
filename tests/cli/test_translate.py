"""`outreach translate`: words out to translators and back, on data that a test may change."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result

from generator.cli import main
from generator.cli.translate import command
from generator.content.po import PoFile, parse_po, read_po

from .conftest import found_in, leavings, replace

Outreach = Callable[..., Result]


@pytest.fixture
def few(data: Path) -> Path:
    """The data with one layout and one audience, so that little is made; the Spanish catalog is theirs."""
    audiences = data / "assets/content/audiences.toml"
    text = audiences.read_text("utf-8")
    start = text.index("[victims]")
    audiences.write_text(text[start : text.index("\n[", start + 1)], "utf-8")
    spanish = data / "assets/locale/es.po"
    others = "individuals ngos business law-enforcement legal".split()
    gone = [
        *(f'"{name}/' for name in others),
        *(f'"audiences/{name}.' for name in others),
        '"layouts/wallet-card',
        '"layouts/fact-sheet',
        '"layouts/poster-languages',
    ]
    messages = spanish.read_text("utf-8").split("\n\n")
    spanish.write_text("\n\n".join(one for one in messages if not any(f"msgctxt {context}" in one for context in gone)), "utf-8")
    return data


def po(path: Path) -> PoFile:
    return read_po(path)


def by_context(path: Path) -> dict[str, Any]:
    return {one.context: one for one in po(path).current}


def found_codes(result: Result) -> dict[str, str]:
    return {one["code"]: one["severity"] for one in found_in(result)}


# --- help


@pytest.mark.parametrize("name", [None, *command.commands])
def test_each_page_fits_a_terminal_and_shows_two_examples(outreach: Outreach, name: str | None) -> None:
    page = ["translate", *([name] if name else [])]
    lines = outreach(*page, "--help").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    examples = [line.split() for line in lines if line.startswith("    outreach translate ")]
    assert len(examples) == 2
    for example in examples:
        told = command.get_command(click.Context(main), example[2])
        assert told is not None
        told.make_context(example[2], [word.strip('"') for word in example[3:] if word != 'Ruiz"'])


@pytest.mark.parametrize("args", [["update", "en"], ["update", "Vietnamese"], ["update", "../x"], ["update", "vi", "--reviewed-on", "2026-11-27"]])
def test_what_cannot_be_meant_is_a_usage_error(outreach: Outreach, few: Path, args: list[str]) -> None:
    before = leavings(few / "assets/locale")
    assert outreach("translate", *args).exit_code == 2
    assert outreach("translate", "update", "vi", "--reviewed-by", "A", "--reviewed-on", "soon").exit_code == 2
    assert leavings(few / "assets/locale") == before


# --- extract


def test_the_template_has_every_text_with_what_to_know_of_it(outreach: Outreach, few: Path, tmp_path: Path) -> None:
    result = outreach("translate", "extract", "-o", tmp_path / "all.pot")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'all.pot'}\n")
    text = (tmp_path / "all.pot").read_text("utf-8")
    found = by_context(tmp_path / "all.pot")
    assert {"victims/headline.text", "victims/questions.short.items.1", "common/imprint.text", "layouts/poster.title"} <= set(found)
    assert not [one for one in found.values() if one.text]
    [entry] = [block for block in text.split("\n\n") if 'msgctxt "victims/headline.text"' in block]
    assert "#. Poster: headline, in the largest type; little room: 33 characters in English, keep to about 43." in entry
    assert "#. Voice: to the person who reads it (you)" in entry
    [entry] = [block for block in text.split("\n\n") if 'msgctxt "victims/actions.items.3"' in block]
    assert "{emergency} is printed as 911" in entry
    assert outreach("translate", "extract").stdout == text


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_gettexts_own_program_takes_what_is_written(outreach: Outreach, few: Path, tmp_path: Path) -> None:
    replace(few / "assets/content/victims.toml", "Could you leave if you wanted to?", "Could you leave " + "at any time " * 12 + "if you wanted to?")
    outreach("translate", "update", "es")
    for path in (few / "assets/locale/es.po",):
        assert "#| msgid" in path.read_text("utf-8")
        subprocess.run(["msgfmt", "--check-format", "-o", tmp_path / "x.mo", path], check=True, capture_output=True)


def test_a_template_may_be_for_one_audience(outreach: Outreach, data: Path, tmp_path: Path) -> None:
    outreach("translate", "extract", "-a", "legal", "-o", tmp_path / "legal.pot")
    rooms = {context.partition("/")[0] for context in by_context(tmp_path / "legal.pot")}
    assert rooms == {"common", "audiences", "legal", "layouts", "hotlines", "resources"}
    found = by_context(tmp_path / "legal.pot")
    assert "audiences/victims.title" not in found
    assert "hotlines/national-hotline.label" in found
    assert outreach("translate", "extract", "-a", "leagl").exit_code == 4


# --- update


def test_a_new_language_is_started(outreach: Outreach, few: Path) -> None:
    result = outreach("translate", "update", "xx", "--name", "Xish")
    path = few / "assets/locale/xx.po"
    assert result.stdout == f"{path}\n"
    assert "to be translated, 0 to be looked at again" in result.stderr
    assert 'xx = { name = "Xish", english = "…", script = "Latn" }' in result.stderr, "what else it needs"
    assert po(path).header == {
        "Language": "xx",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Language-Name": "Xish",
        "X-Review": "not yet reviewed by a translator",
    }
    assert {one.text for one in po(path).messages} == {""}


def test_a_catalog_that_is_up_to_date_is_left_as_it_is(outreach: Outreach, few: Path) -> None:
    outreach("translate", "update", "es")
    first = (few / "assets/locale/es.po").read_bytes()
    outreach("translate", "update", "es")
    assert (few / "assets/locale/es.po").read_bytes() == first


def test_changed_english_is_fuzzy_and_refused_until_it_was_looked_at(outreach: Outreach, few: Path) -> None:
    replace(few / "assets/content/victims.toml", "Could you leave if you wanted to?", "Can you leave?")
    outreach("translate", "update", "es")
    path = few / "assets/locale/es.po"
    changed = by_context(path)["victims/headline.text"]
    assert (changed.english, changed.fuzzy, changed.previous, changed.text) == (
        "Can you leave?",
        True,
        "Could you leave if you wanted to?",
        "¿Podrías irte si quisieras?",
    )
    result = outreach("make", "poster", "-a", "victims", "-l", "es", "-o", "p.pdf")
    assert result.exit_code == 1
    assert "victims/headline.text" in result.stderr
    assert "fuzzy" in result.stderr
    assert not Path("p.pdf").exists()
    # A translator looks at it, and takes the mark away.
    text = (
        path.read_text("utf-8")
        .replace('#, fuzzy\n#| msgid "Could you leave if you wanted to?"\n', "")
        .replace("¿Podrías irte si quisieras?", "¿Puedes irte?")
    )
    path.write_text(text, "utf-8")
    assert not [one for one in parse_po(text, "").messages if one.fuzzy]


def test_what_is_gone_is_kept_at_the_end(outreach: Outreach, few: Path) -> None:
    replace(few / "assets/content/victims.toml", '    "Does someone force you to work or have sex?",\n', "")
    outreach("translate", "update", "es")
    gone = [one for one in po(few / "assets/locale/es.po").messages if one.obsolete]
    assert ("victims/questions.items.6", "¿Alguien te obliga a trabajar o a tener sexo?") in [(one.context, one.text) for one in gone]


def test_a_campaigns_catalog_has_the_campaigns_own_words(outreach: Outreach, campaign: Path) -> None:
    assert outreach("translate", "update", "es").exit_code == 0
    found = po(campaign / "assets/locale/es.po")
    assert "layouts/my-poster.title" in {one.context for one in found.current}
    assert "common/confidential.text" not in {one.context for one in found.current}, "the built-in catalog has it"
    assert all(one.context.startswith(("layouts/", "victims/", "hotlines/", "resources/")) for one in found.current)


def test_a_review_is_written_down_and_a_change_undoes_it(outreach: Outreach, few: Path) -> None:
    assert outreach("translate", "update", "es", "--reviewed-by", "Ana Ruiz", "--reviewed-on", "2026-11-20").exit_code == 0
    path = few / "assets/locale/es.po"
    header = po(path).header
    assert (header["X-Reviewed-By"], header["X-Reviewed-On"], "X-Review" in header) == ("Ana Ruiz", "2026-11-20", False)
    assert "reviewed by Ana Ruiz, 2026-11-20" in outreach("list", "languages").stdout
    outreach("translate", "update", "es")
    assert po(path).header == header, "an update that changes nothing leaves the review"
    replace(path, "¿Podrías irte si quisieras?", "¿Puedes irte si quieres?")
    from generator.content.review import read_review

    assert read_review(po(path)).state == "partly"


def test_without_babel_it_is_said_how_to_get_it(outreach: Outreach, few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def gone(name: str, *args: Any, **more: Any) -> Any:
        if name.startswith("babel"):
            raise ModuleNotFoundError("no babel", name="babel")
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", gone)
    result = outreach("translate", "extract")
    assert result.exit_code == 4
    assert "outreach-press[translate]" in result.stderr
    assert outreach("translate", "check", "es").exit_code == 0, "which needs none"


# --- there and back


def test_a_language_goes_out_comes_back_and_is_printed(outreach: Outreach, few: Path, tmp_path: Path) -> None:
    table = few / "assets/content/languages.toml"
    table.write_text(table.read_text("utf-8") + 'xx = { name = "Xish", english = "Xish", script = "Latn" }\n', "utf-8")
    outreach("translate", "update", "xx", "--name", "Xish")
    path = few / "assets/locale/xx.po"
    sent = tmp_path / "xx.po"
    shutil.move(path, sent)
    # The translator puts an accent on every text, and sends it back.
    lines = [
        line.replace('""', f'"É{english}"') if line == 'msgstr ""' and (english := before[7:-1]) else line
        for before, line in zip(["", *sent.read_text("utf-8").split("\n")], sent.read_text("utf-8").split("\n"), strict=False)
    ]
    sent.write_text("\n".join(lines), "utf-8")
    result = outreach("translate", "check", sent, "--json")
    assert result.exit_code == 0, result.stdout
    assert found_codes(result) == {}
    assert "1 of 1 pieces can be made" in result.stderr
    shutil.copy(sent, path)
    assert outreach("make", "poster", "-a", "victims", "-l", "xx", "-o", "x.pdf").exit_code == 0
    assert outreach("make", "poster", "-a", "victims", "-l", "xx", "-o", "x.pdf", "--reviewed-only").exit_code == 1


# --- check


def returned(few: Path, tmp_path: Path, old: str, new: str) -> Path:
    """The Spanish catalog as it may come back, with one place changed."""
    path = tmp_path / "es.po"
    shutil.copy(few / "assets/locale/es.po", path)
    replace(path, old, new)
    return path


KICKER = "Tu trabajo, tu vida"


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("Llama al {emergency} si estás en peligro ahora", "Llama al 911 si estás en peligro ahora", "placeholder", "has lost {emergency}"),
        ("Llama al {emergency} si estás en peligro ahora", "Llama al {emergencia} si estás en peligro ahora", "placeholder", "has {emergencia}"),
        ("Llama al {emergency} si estás en peligro ahora", "Llama al {emergency} {emergency}", "placeholder", "once more than the English"),
        ("Llama al {emergency} si estás en peligro ahora", "Llama al {emergency}} si", "lone-brace", "brace"),
        (KICKER, f"{KICKER} 1-888-373-7888", "digits", "looks like a number to call"),
        (KICKER, f"{KICKER} ٩١١", "digits", "looks like a number to call"),
        (KICKER, f"{KICKER} 18", "digits", "written in digits"),
        (KICKER, f"{KICKER} ", "whitespace", "a space before or after"),
        (KICKER, f"\u00a0{KICKER}", "whitespace", "a space before or after"),
        (KICKER, unicodedata.normalize("NFD", "Tú trabajo"), "not-nfc", "written in parts"),
        (KICKER, "Tu\u0007 trabajo", "control-character", "U+0007"),
        (KICKER, "Tu\u202e trabajo", "control-character", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        (KICKER, "Tu tra\u00adbajo", "soft-hyphen", "soft hyphen"),
        (KICKER, "Tu trabajo \U00013000", "no-glyph", "U+13000 EGYPTIAN HIEROGLYPH A001"),
        ('"Language: es', '"Language: fr', "header", "'fr'"),
        ("X-Language-Name: Español", "X-Language-Name: ??", "header", "calls itself"),
        ("not yet reviewed by a translator", "looks fine", "header", "'looks fine'"),
        ('msgid "Your work, your life"', 'msgid "Your work"', "english-changed", "the English is now 'Your work, your life'"),
        ('msgctxt "victims/kicker.text"', 'msgctxt "victims/kickers.text"', "unknown-message", "there is no such text"),
        ('msgctxt "victims/kicker.text"', '#, fuzzy\nmsgctxt "victims/kicker.text"', "fuzzy", "victims/kicker.text"),
        ('msgctxt "common/neutral.text"', "msgctxt common", "not-po", "quotation marks"),
    ],
)
def test_a_fault_of_a_returned_catalog_is_named(outreach: Outreach, few: Path, tmp_path: Path, old: str, new: str, code: str, told: str) -> None:
    result = outreach("translate", "check", returned(few, tmp_path, old, new), "--json")
    found = {one["code"]: one for one in found_in(result)}
    assert code in found
    assert told in found[code]["message"]
    assert found[code]["where"].partition("es.po")[2], "the line or the field is told"
    severe = found[code]["severity"] == "error"
    assert severe == (code not in ("unknown-message", "fuzzy") and new != f"{KICKER} 18")
    assert result.exit_code == int(severe)


def test_the_message_and_its_line_are_told(outreach: Outreach, few: Path, tmp_path: Path) -> None:
    path = returned(few, tmp_path, "Llama al {emergency} si estás en peligro ahora", "Llama si estás en peligro")
    line = path.read_text("utf-8").split("\n").index('msgctxt "victims/actions.items.3"') + 1
    result = outreach("translate", "check", path)
    assert f"es.po:{line}: error[placeholder]: victims/actions.items.3: the translation has lost {{emergency}}" in result.stderr


def test_what_does_not_fit_is_named_with_the_amount(outreach: Outreach, few: Path, tmp_path: Path) -> None:
    path = returned(few, tmp_path, "¿Alguien te revisa el teléfono o las llamadas?", "¿Alguien te revisa? " * 40 + "¿Sí?")
    result = outreach("translate", "check", path)
    assert result.exit_code == 1
    assert "error[copyfit-floor]: poster for victims in es" in result.stderr
    assert "too long" in result.stderr
    assert "'signs'" in result.stderr


def test_a_message_that_is_missing_is_told_once_and_only_its_pieces_fall(outreach: Outreach, few: Path, tmp_path: Path) -> None:
    path = returned(few, tmp_path, '"Tu trabajo, tu vida"', '""')
    result = outreach("translate", "check", path, "--json")
    assert result.exit_code == 0
    assert found_codes(result) == {"untranslated": "warning"}
    [told] = found_in(result)
    assert "1 texts are empty or fuzzy, the first is victims/kicker.text; 1 of 1 pieces need one of them" in told["message"]


def test_a_file_or_language_that_is_not_there(outreach: Outreach, few: Path) -> None:
    for name in ("none.po", "xx", "a/b"):
        assert outreach("translate", "check", name).exit_code == 4
    assert outreach("translate", "status", "xx").exit_code == 4


def test_the_languages_that_ship_have_no_faults(outreach: Outreach) -> None:
    result = outreach("translate", "check", "es")
    assert (result.exit_code, result.stdout) == (0, "no faults found\n")


# --- status


def test_status_says_which_pieces_can_be_made(outreach: Outreach, few: Path) -> None:
    replace(few / "assets/locale/es.po", 'msgctxt "victims/lead.text"', '#, fuzzy\nmsgctxt "victims/lead.text"')
    replace(few / "assets/locale/es.po", '"Las llamadas y los textos dejan rastro en el teléfono. Si puedes, usa uno que nadie revise."', '""')
    [spanish] = json.loads(outreach("translate", "status", "es", "--json").stdout)
    assert (spanish["tag"], spanish["state"], spanish["fuzzy"], spanish["missing"]) == ("es", "unreviewed", 1, 1)
    assert spanish["pieces"] == [
        {"audience": "victims", "layout": "poster", "translated": 20, "fuzzy": 1, "missing": 1, "complete": False, "refused": "", "room": None}
    ]
    lines = outreach("translate", "status", "es").stdout.splitlines()
    assert lines[0].split()[:5] == ["TAG", "DONE", "FUZZY", "MISSING", "PIECES"]
    assert lines[-1].split() == ["victims", "poster", "20", "1", "1", "no"]


@pytest.mark.parametrize("args", [["--room"], ["en"], ["es", "-a", "nobody"], ["es", "--layout", "nothing"]])
def test_status_takes_what_there_is(outreach: Outreach, few: Path, args: list[str]) -> None:
    assert outreach("translate", "status", *args).exit_code in (2, 4)


def test_room_is_what_really_fits(outreach: Outreach, few: Path) -> None:
    from generator.brief import Brief
    from generator.cli.translating.pieces import refusal, with_text
    from generator.cli.translating.room import lengthened
    from generator.content.catalog import load_catalog
    from generator.resources import find_library

    result = outreach("translate", "status", "es", "--room", "--json", "-a", "victims", "--layout", "poster")
    [piece] = json.loads(result.stdout)[0]["pieces"]
    limited = {context: more for context, more in piece["room"].items() if more is not None}
    assert {"victims/questions.title", "victims/questions.items.1"} <= set(limited)
    assert len(limited) < len(piece["room"])
    library = find_library()
    catalog = load_catalog(library, "es")
    english = dict(catalog.strings.keys())
    for context, more in limited.items():
        text = catalog.strings[context, english[context]]
        for extra, fits in ((more, True), (more + 1, False)):
            longer = lengthened(text, extra)
            assert len(longer) == len(text) + extra
            told = refusal(library, Brief("poster", "victims", "es"), with_text(catalog, context, english[context], longer))
            assert bool(told) != fits, (context, extra)
    assert "ROOM FOR" in outreach("translate", "status", "es", "--room", "-a", "victims", "--layout", "poster").stdout


# --- make


def test_a_draft_says_so_in_its_name(outreach: Outreach, few: Path) -> None:
    replace(few / "assets/locale/es.po", '"Tu trabajo, tu vida"', '""')
    assert outreach("make", "poster", "-a", "victims", "-l", "es").exit_code == 1
    result = outreach("make", "poster", "-a", "victims", "-l", "es", "--draft")
    assert result.exit_code == 0
    assert result.stdout == "output/poster-victims-es-letter-draft.pdf\n"
    assert "victims/kicker.text" in result.stderr
    assert outreach("make", "poster", "-a", "victims", "--draft", "--reviewed-only").exit_code == 2


def test_a_reviewed_piece_is_made_and_one_that_is_not_is_refused(outreach: Outreach, few: Path) -> None:
    result = outreach("make", "poster", "-a", "victims", "-l", "es", "--reviewed-only")
    assert result.exit_code == 1
    assert "error[not-reviewed]: the es translation is not reviewed: not yet reviewed by a translator" in result.stderr
    assert leavings(Path("output")) == [] if Path("output").exists() else True
