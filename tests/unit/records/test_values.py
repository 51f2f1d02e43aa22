"""Typed columns: what each type takes, the form it keeps, and what a spreadsheet has spoilt."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from generator.errors import InputError, refuse
from generator.records import Column, Record, check_columns
from tests.unit.records.reading import fault, faults, opened, place, values


def column(kind: str, **more: Any) -> dict[str, Column]:
    """One typed column, beside one that keeps a row from being empty."""
    return {"it": Column(type=kind, **more), "row": Column()}  # type: ignore[arg-type]


def quoted(value: str) -> str:
    return 'it,row\n"' + value.replace('"', '""') + '",x\n'


CHOICES = {"choices": ("Door", "Window", "Café")}

TAKEN = [
    ("text", {}, "  Ana  ", "Ana"),
    ("text", {}, "\u00a0Ana\u200b\ufeff ", "Ana"),
    ("text", {}, "Cafe\u0301", "Café"),
    ("text", {}, "می\u200cخواهم", "می\u200cخواهم"),
    ("text", {}, "#4, E+F", "#4, E+F"),
    ("text", {}, "007", "007"),
    ("text", {"most": 4}, "Cafe\u0301", "Café"),
    ("text", {"default": "none"}, "", "none"),
    ("text", {"default": "none"}, " \u200b", "none"),
    ("text", {"lines": True}, "a \r\n b\rc\u2028d", "a\nb\nc\nd"),
    ("phone", {}, "(888) 373 7888", "1-888-373-7888"),
    ("phone", {}, "+1.888.373.7888", "1-888-373-7888"),
    ("phone", {}, "\u202d888-373-7888\u202c", "1-888-373-7888"),
    ("phone", {}, "233733", "233733"),
    ("phone", {}, "+44 20 7946 0000", "+44 20 7946 0000"),
    ("phone", {"international": True}, "+1 888 373 7888", "1-888-373-7888"),
    ("phone", {}, "", ""),
    ("url", {}, "https://www.example.org/help/", "https://www.example.org/help/"),
    ("language", {}, "zh-Hans", "zh-Hans"),
    ("number", {}, "-12.50", "-12.50"),
    ("date", {}, "2026-02-28", "2026-02-28"),
    ("choice", CHOICES, "Window", "Window"),
    ("choice", CHOICES, "Cafe\u0301", "Café"),
    ("yesno", {}, "Yes", "yes"),
    ("yesno", {}, "TRUE", "yes"),
    ("yesno", {}, "0", "no"),
    ("yesno", {"default": "no"}, "", "no"),
]


@pytest.mark.parametrize(("kind", "more", "written", "kept"), TAKEN)
def test_a_value_is_kept_in_one_form(tmp_path: Path, kind: str, more: dict[str, Any], written: str, kept: str) -> None:
    assert values(opened(tmp_path, quoted(written), column(kind, **more))) == [(kept, "x")]


REFUSED = [
    ("text", {"required": True}, "", "cell-empty"),
    ("text", {"required": True}, " \u200b\u00a0", "cell-empty"),
    ("text", {"most": 3}, "Café", "cell-length"),
    ("text", {}, "a\nb", "cell-lines"),
    ("text", {}, "a\u2028b", "cell-lines"),
    ("text", {}, "a\x0bb", "cell-lines"),
    ("text", {}, "a\tb", "cell-characters"),
    ("text", {"lines": True}, "a\tb", "cell-characters"),
    ("text", {}, "a\x07b", "cell-characters"),
    ("text", {}, "a\x9fb", "cell-characters"),
    ("text", {}, "Ni\ufffdo", "cell-characters"),
    ("text", {}, "Niño\ufffd", "cell-characters"),
    ("text", {}, "traf\xadficking", "cell-characters"),
    ("text", {}, "#N/A", "cell-error"),
    ("text", {}, "#DIV/0!", "cell-error"),
    ("text", {}, "########", "cell-error"),
    ("text", {}, "1.88837E+10", "cell-damaged"),
    ("phone", {}, "1.88837E+10", "cell-damaged"),
    ("phone", {}, "1,88837e10", "phone-damaged"),
    ("phone", {}, "2026-03-04", "phone-damaged"),
    ("phone", {}, "3/4/2026", "phone-damaged"),
    ("phone", {}, "04.03.26", "phone-damaged"),
    ("phone", {}, "4-Mar", "phone-damaged"),
    ("phone", {}, "Mar-04", "phone-damaged"),
    ("phone", {}, "88837378", "phone-length"),
    ("phone", {}, "0888373788", "phone-area"),
    ("phone", {}, "call us", "phone-spelling"),
    ("phone", {}, "555-123-4567", "phone-area"),
    ("phone", {"international": True}, "888-373-7888", "phone-country"),
    ("phone", {}, "888-373-7888\n888-373-7889", "cell-lines"),
    ("url", {}, "http://example.org", "url-scheme"),
    ("url", {}, "https://bit.ly/x", "url-shortener"),
    ("language", {}, "Spanish", "language-tag"),
    ("number", {}, "1,5", "cell-number"),
    ("number", {}, "1e5", "cell-number"),
    ("number", {}, "١٢", "cell-number"),
    ("date", {}, "3/4/2026", "cell-date"),
    ("date", {}, "2026-02-29", "cell-date"),
    ("date", {}, "2026-02", "cell-date"),
    ("date", {}, "undated", "cell-date"),
    ("choice", CHOICES, "window", "cell-choice"),
    ("yesno", {}, "maybe", "cell-yesno"),
]


@pytest.mark.parametrize(("kind", "more", "written", "code"), REFUSED)
def test_a_value_that_cannot_be_used_is_refused_at_its_cell(tmp_path: Path, kind: str, more: dict[str, Any], written: str, code: str) -> None:
    found = fault(tmp_path, quoted(written), column(kind, **more))
    assert (found.code, place(found)) == (code, "people.csv: row 2, column it")


@pytest.mark.parametrize("damaged", ["1.88837E+10", "1.88837e10", "3/4/2026", "88837378"])
def test_a_number_a_spreadsheet_has_spoilt_is_told_how_to_keep(tmp_path: Path, damaged: str) -> None:
    assert "format the column as text" in fault(tmp_path, quoted(damaged), column("phone")).hint


def test_a_choice_in_other_capitals_is_suggested(tmp_path: Path) -> None:
    assert fault(tmp_path, quoted("window"), column("choice", **CHOICES)).hint == "did you mean 'Window'?"


def test_languages_are_judged_by_who_knows_them(tmp_path: Path) -> None:
    def known(tag: str, where: str) -> str:
        if tag.lower() != "es":
            raise refuse("no-language", f"there is no language {tag!r}", where, "choose one of: es")
        return "es"

    assert values(opened(tmp_path, quoted("ES"), column("language"), language=known)) == [("es", "x")]
    found = fault(tmp_path, quoted("fr"), column("language"), language=known)
    assert (found.code, place(found)) == ("no-language", "people.csv: row 2, column it")


# --- files


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A folder of records in a campaign's folder, which has a picture in each, and one outside of it."""
    records = tmp_path / "campaign" / "records"
    (records / "photos").mkdir(parents=True)
    for path in (records / "photos" / "door.png", tmp_path / "campaign" / "shared.png", tmp_path / "secret.png"):
        path.write_bytes(b"picture")
    os.symlink(tmp_path / "secret.png", records / "photos" / "link.png")
    return records


def test_a_file_lies_beside_the_records(campaign: Path) -> None:
    assert values(opened(campaign, quoted("photos/door.png"), column("file"))) == [("photos/door.png", "x")]


def test_a_file_may_lie_elsewhere_in_the_campaign_if_that_is_given(campaign: Path) -> None:
    assert fault(campaign, quoted("../shared.png"), column("file")).code == "file-outside"
    assert values(opened(campaign, quoted("../shared.png"), column("file"), folder=campaign.parent)) == [("../shared.png", "x")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("photos/dor.png", "no-file"),
        ("photos", "no-file"),
        ("nowhere/door.png", "no-file"),
        ("../../secret.png", "file-outside"),
        ("photos/link.png", "file-outside"),
        ("/etc/passwd", "file-path"),
        ("~/door.png", "file-path"),
        ("C:/door.png", "file-path"),
        ("photos\\door.png", "file-path"),
        ("x" * 300, "no-file"),
    ],
)
def test_a_file_that_is_not_there_or_outside_is_refused(campaign: Path, written: str, code: str) -> None:
    found = fault(campaign, quoted(written), column("file"), folder=campaign.parent)
    assert (found.code, place(found)) == (code, "people.csv: row 2, column it")


def test_the_file_of_the_nearest_name_is_suggested(campaign: Path) -> None:
    assert fault(campaign, quoted("photos/dor.png"), column("file")).hint == "did you mean 'door.png'?"


def test_a_file_is_found_whatever_form_its_accents_have(campaign: Path) -> None:
    (campaign / "cafe\u0301.png").write_bytes(b"picture")
    [(found, _)] = values(opened(campaign, quoted("café.png"), column("file")))
    assert (campaign / found).is_file()


# --- declarations


@pytest.mark.parametrize(
    ("name", "declared", "code", "key"),
    [
        ("a", Column(type="choice"), "missing-key", "columns.a"),
        ("a", Column(choices=("b",)), "wrong-key", "columns.a.choices"),
        ("a", Column(type="choice", choices=("b", "b")), "wrong-value", "columns.a.choices.[2]"),
        ("a", Column(type="choice", choices=("b ",)), "wrong-value", "columns.a.choices.[1]"),
        ("a", Column(type="phone", most=4), "wrong-key", "columns.a.most"),
        ("a", Column(type="url", numbers=True), "wrong-key", "columns.a.numbers"),
        ("a", Column(type="url", lines=True), "wrong-key", "columns.a.lines"),
        ("a", Column(international=True), "wrong-key", "columns.a.international"),
        ("a", Column(most=-1), "wrong-value", "columns.a.most"),
        ("a", Column(required=True, default="b"), "wrong-key", "columns.a.default"),
        ("a}", Column(), "column-name", "columns.a}"),
        (" a", Column(), "column-name", "columns. a"),
        ("", Column(), "column-name", "columns."),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(tmp_path: Path, name: str, declared: Column, code: str, key: str) -> None:
    (found,) = check_columns({name: declared}, "campaign.toml")
    assert (found.code, found.where) == (code, f"campaign.toml: {key}")
    assert found.hint
    with pytest.raises(InputError):
        opened(tmp_path, "a\nb\n", {name: declared})


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        (Column(type="phone", default="12"), "phone-length"),
        (Column(type="choice", choices=("b",), default="c"), "cell-choice"),
        (Column(most=2, default="long"), "cell-length"),
    ],
)
def test_a_default_is_judged_like_a_cell(tmp_path: Path, declared: Column, code: str) -> None:
    with pytest.raises(InputError) as caught:
        opened(tmp_path, "a\nb\n", {"a": declared}, declared="campaign.toml")
    (found,) = caught.value.diagnostics
    assert (found.code, found.where) == (code, "campaign.toml: columns.a.default")


def test_a_default_takes_the_form_of_a_value(tmp_path: Path) -> None:
    records = opened(tmp_path, quoted(""), column("phone", default="888.373.7888"))
    assert values(records) == [("1-888-373-7888", "x")]


def test_every_cell_of_a_row_is_judged(tmp_path: Path) -> None:
    columns = {"tel": Column(type="phone"), "web": Column(type="url"), "name": Column(required=True)}
    found = faults(tmp_path, "tel,web,name\n12,ftp://x,\n", columns)
    assert [item.code for item in found] == ["phone-length", "url-scheme", "cell-empty"]


def test_the_hurried_and_the_thorough_way_agree(tmp_path: Path) -> None:
    """A row takes the thorough way because of its last cell only; the others come out alike."""
    columns = {"tel": Column(type="phone"), "when": Column(type="date", default="2026-01-01"), "note": Column(most=9)}
    hurried, thorough = opened(tmp_path, "tel,when,note\n888 373 7888 ,, x\n888 373 7888 ,, #x\n", columns)
    assert isinstance(hurried, Record)
    assert isinstance(thorough, Record)
    assert hurried.cells == ("1-888-373-7888", "2026-01-01", "x")
    assert thorough.cells == ("1-888-373-7888", "2026-01-01", "#x")
