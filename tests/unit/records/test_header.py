"""Declared columns are found in the header by their exact names; nothing is guessed, and nothing ignored unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Severity
from generator.records import Column
from generator.records.header import letters
from tests.unit.records.reading import TEXTS, fault, faults, opened, place, values

NEEDED = {"name": Column(required=True), "note": Column()}


@pytest.mark.parametrize(("header", "hint"), [("Name,note", "did you mean 'Name'?"), ("nmae,note", "did you mean 'nmae'?")])
def test_a_needed_column_that_is_absent_is_asked_for(tmp_path: Path, header: str, hint: str) -> None:
    found = fault(tmp_path, f"{header}\nAna,b\n", NEEDED)
    assert (found.code, place(found), found.hint) == ("no-column", "people.csv: row 1", hint)


def test_a_column_that_texts_use_is_needed_unless_it_has_a_default(tmp_path: Path) -> None:
    assert fault(tmp_path, "name,notes\nAna,b\n", TEXTS, used={"note"}).code == "no-column"
    records = opened(tmp_path, "name\nAna\n", {"name": Column(), "note": Column(default="-")}, used={"note"})
    assert values(records) == [("Ana", "-")]


def test_an_optional_column_in_other_capitals_is_not_left_empty(tmp_path: Path) -> None:
    assert fault(tmp_path, "name,Note\nAna,b\n").hint == "did you mean 'Note'?"


def test_an_optional_column_that_is_absent_is_remarked_on(tmp_path: Path) -> None:
    records = opened(tmp_path, "name\nAna\n")
    assert [(remark.code, remark.severity) for remark in records.remarks] == [("no-column", Severity.INFO)]
    assert values(records) == [("Ana", "")]


def test_an_undeclared_column_that_is_used_is_refused(tmp_path: Path) -> None:
    found = fault(tmp_path, "name,note,host\nAna,b,c\n", used={"host", "national-hotline"})
    assert found.code == "column-undeclared"
    assert "columns.host" in found.hint


def test_undeclared_columns_that_nothing_uses_are_remarked_on(tmp_path: Path) -> None:
    (remark,) = opened(tmp_path, "name,id,note,age\nAna,1,b,2\n").remarks
    assert (remark.code, remark.severity) == ("column-ignored", Severity.INFO)
    assert "id, age" in remark.message


@pytest.mark.parametrize("header", ["name,note,name", "name,note, name "])
def test_a_declared_column_that_stands_twice_is_refused(tmp_path: Path, header: str) -> None:
    found = fault(tmp_path, f"{header}\nAna,b,c\n")
    assert found.code == "column-twice"
    assert "A and C" in found.message


def test_an_undeclared_column_may_stand_twice(tmp_path: Path) -> None:
    assert values(opened(tmp_path, "name,x,note,x\nAna,1,b,2\n")) == [("Ana", "b")]


def test_all_that_is_wrong_with_a_header_is_said_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, "note,note,host\na,b,c\n", NEEDED, used={"host"})
    assert [item.code for item in found] == ["no-column", "column-twice", "column-undeclared"]


def test_accents_of_a_header_may_have_either_form(tmp_path: Path) -> None:
    assert values(opened(tmp_path, "cafe\u0301\nx\n", {"café": Column()})) == [("x",)]


@pytest.mark.parametrize(("at", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")])
def test_a_column_has_the_letters_a_spreadsheet_shows(at: int, name: str) -> None:
    assert letters(at) == name
