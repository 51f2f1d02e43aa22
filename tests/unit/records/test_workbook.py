"""A workbook says what its cells are: what a spreadsheet shows is what is read, or the cell is refused."""

from __future__ import annotations

import datetime
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.errors import InputError, MissingError
from generator.records import Column, check_records, open_records
from tests.unit.records.reading import TEXTS, values

Change = Callable[[Any], None]


def workbook(folder: Path, rows: list[list[Any]], change: Change | None = None) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    path = folder / "people.xlsx"
    book.save(path)
    return path


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with a text of one of its parts replaced, as another program would have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # openpyxl writes an empty element in one of three ways, as lxml is installed or not.
    text = parts[part].decode().replace(" />", "/>").replace("<v></v>", "<v/>")
    assert old in text
    parts[part] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def code_of(path: Path, columns: dict[str, Column] = TEXTS, **how: Any) -> tuple[str, str]:
    with pytest.raises((InputError, MissingError)) as caught:
        check_records(open_records(path, columns, **how))
    (found,) = caught.value.diagnostics
    assert found.hint
    return found.code, found.where.rsplit("/", 1)[-1]


def test_rows_are_read_by_their_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["note", " name ", "id"], ["b", "Zoë", 1], [None, "Bea", None]])
    assert values(open_records(path, TEXTS)) == [("Zoë", "b"), ("Bea", "")]


@pytest.mark.parametrize(("kind", "cell", "kept"), [
    ("text", 3.0, "3"),
    ("text", 12345678901, "12345678901"),
    ("text", 0.1 + 0.2, "0.3"),
    ("text", 1e-7, "0.0000001"),
    ("text", True, "TRUE"),
    ("number", 2.50, "2.5"),
    ("yesno", True, "yes"),
    ("yesno", 0, "no"),
    ("date", datetime.date(2026, 3, 4), "2026-03-04"),
    ("date", datetime.datetime(2026, 3, 4), "2026-03-04"),
    ("date", "2026-03-04", "2026-03-04"),
    ("phone", "888-373-7888", "1-888-373-7888"),
    ("phone", "233733", "233733"),
])  # fmt: skip
def test_a_cell_gives_what_the_spreadsheet_shows(tmp_path: Path, kind: Any, cell: object, kept: str) -> None:
    path = workbook(tmp_path, [["it"], [cell]])
    assert values(open_records(path, {"it": Column(type=kind)})) == [(kept,)]


@pytest.mark.parametrize(("kind", "cell", "code"), [
    ("phone", 8883737888, "phone-damaged"),
    ("phone", 233733, "phone-damaged"),
    ("phone", datetime.date(2026, 3, 4), "phone-damaged"),
    ("text", datetime.date(2026, 3, 4), "cell-kind"),
    ("text", datetime.time(9, 30), "cell-kind"),
    ("date", datetime.datetime(2026, 3, 4, 9, 30), "cell-kind"),
    ("date", 46000, "cell-kind"),
    ("url", 5, "cell-kind"),
    ("text", "#N/A", "cell-error"),
    ("text", "=1+1", "cell-formula"),
])  # fmt: skip
def test_a_cell_that_shows_something_else_is_refused(tmp_path: Path, kind: Any, cell: object, code: str) -> None:
    path = workbook(tmp_path, [["it"], [cell]])
    assert code_of(path, {"it": Column(type=kind)}) == (code, "people.xlsx: row 2, column it")


@pytest.mark.parametrize(("shown", "cell", "kind", "code"), [
    ("00000", 2134, "text", "cell-format"),
    ("0%", 0.25, "text", "cell-format"),
    ("#,##0", 1000, "text", "cell-format"),
    ("0", 2.7, "text", "cell-format"),
    ("0", 12, "text", ""),
    ("@", 12, "text", ""),
    ("0.00", 12, "number", ""),
])  # fmt: skip
def test_a_number_shown_in_a_format_of_its_own_is_no_text(tmp_path: Path, shown: str, cell: float, kind: Any, code: str) -> None:
    def change(book: Any) -> None:
        book.active["A2"].number_format = shown

    path, columns = workbook(tmp_path, [["it"], [cell]], change), {"it": Column(type=kind)}
    if code:
        assert code_of(path, columns)[0] == code
    else:
        assert values(open_records(path, columns)) == [(str(cell),)]


def test_a_formula_gives_its_result(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["name", "note"], ["Ana", "plain"], ["Bea", "=A2"], ["Cleo", '=""'], ["Dora", "=1/0"]])
    path = rewritten(path, SHEET, '<c r="B3"><f>A2</f><v/></c>', '<c r="B3" t="str"><f>A2</f><v>Ana</v></c>')
    path = rewritten(path, SHEET, '<c r="B4"><f>""</f><v/></c>', '<c r="B4" t="str"><f>""</f><v></v></c>')
    path = rewritten(path, SHEET, '<c r="B5"><f>1/0</f><v/></c>', '<c r="B5" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    records = open_records(path, TEXTS)
    good = [item for item in records if hasattr(item, "cells")]
    assert [item.cells for item in good] == [("Ana", "plain"), ("Bea", "Ana"), ("Cleo", "")]
    assert code_of(path) == ("cell-error", "people.xlsx: row 5, column note")


def test_a_cell_that_no_column_declares_may_hold_anything(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["name", "note", "sum"], ["Ana", "b", "=1+1"], ["Bea", "c", "#N/A"]])
    assert values(open_records(path, TEXTS)) == [("Ana", "b"), ("Bea", "c")]


def test_row_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["name", "note"], ["Ana", "b"], [], [None, " "], ["Bea", "c"], [], []])
    records = open_records(path, TEXTS)
    assert [item.number for item in records] == [2, 5]
    assert [remark.message for remark in check_records(records).remarks] == ["2 empty rows passed over: 3, 4"]


def test_a_sheet_that_understates_its_size_is_read_whole(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["name", "note"], ["Ana", "b"], ["Bea", "c"]])
    path = rewritten(path, SHEET, '<dimension ref="A1:B3"/>', '<dimension ref="A1"/>')
    assert values(open_records(path, TEXTS)) == [("Ana", "b"), ("Bea", "c")]


def test_a_row_beyond_what_a_sheet_can_have_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row up to it is walked: fewer here than there are."""
    monkeypatch.setattr("generator.records.workbook._MOST_ROWS", 1000)
    path = workbook(tmp_path, [["name", "note"], ["Ana", "b"]])
    path = rewritten(path, SHEET, '<row r="2">', '<row r="4000000000">')
    path = rewritten(path, SHEET, 'r="A2"', 'r="A4000000000"')
    path = rewritten(path, SHEET, 'r="B2"', 'r="B4000000000"')
    assert code_of(path) == ("not-xlsx", "people.xlsx")


def two_sheets(book: Any) -> None:
    second = book.create_sheet("Second")
    second.append(["name", "note"])
    second.append(["Bea", "c"])
    book.create_sheet("Hidden", 0).sheet_state = "hidden"


def test_the_first_sheet_that_shows_is_read_and_said(tmp_path: Path) -> None:
    records = open_records(workbook(tmp_path, [["name", "note"], ["Ana", "b"]], two_sheets), TEXTS)
    assert values(records) == [("Ana", "b")]
    assert [remark.code for remark in records.remarks] == ["sheet-chosen"]


def test_another_sheet_is_read_by_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["name", "note"], ["Ana", "b"]], two_sheets)
    records = open_records(path, TEXTS, sheet="Second")
    assert values(records) == [("Bea", "c")]
    assert records.remarks == ()
    assert code_of(path, sheet="second") == ("no-sheet", "people.xlsx")


@pytest.mark.parametrize("data", [b"", b"name,note\n", b"\xd0\xcf\x11\xe0 an older workbook", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(data)
    assert code_of(path) == ("not-xlsx", "people.xlsx")


def test_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["name", "note"], ["Ana", "b"]])
    assert code_of(rewritten(path, SHEET, "</sheetData>", "")) == ("not-xlsx", "people.xlsx")


def test_an_empty_sheet_has_no_header(tmp_path: Path) -> None:
    assert code_of(workbook(tmp_path, [])) == ("no-header", "people.xlsx: row 1")


def test_without_openpyxl_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path, [["name", "note"], ["Ana", "b"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingError, match=r"pip install 'outreach-press\[xlsx\]'") as caught:
        open_records(path, TEXTS)
    assert caught.value.diagnostics[0].code == "no-openpyxl"
