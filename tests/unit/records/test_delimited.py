"""Commas, semicolons and tabs, quoted cells, rows out of step, and rows that are empty."""

from __future__ import annotations

import csv
import unicodedata
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records import Column, check_records
from tests.unit.records.reading import fault, faults, opened, place, values


@pytest.mark.parametrize(
    "data",
    [
        "name,note\nAna,b\n",
        "name;note\nAna;b\n",
        "name\tnote\nAna\tb\n",
        "sep=;\nname;note\nAna;b\n",
        '"sep=;"\r\nname;note\r\nAna;b\r\n',
        "sep=\t\nname\tnote\nAna\tb\n",
        "sep=|\nname|note\nAna|b\n",
        ' name , note\n Ana, "b"\n',
        'name,note\n"Ana","b"',
        "name,note,,\nAna,b,,\n",
        "note,other,name\nb,c,Ana\n",
    ],
)
def test_every_dialect_reads_the_same(tmp_path: Path, data: str) -> None:
    assert values(opened(tmp_path, data)) == [("Ana", "b")]


def test_a_delimiter_is_known_by_the_declared_names(tmp_path: Path) -> None:
    """There are more commas than semicolons in this header."""
    records = opened(tmp_path, "name;note;a, b, c, d, e\nAna;b;c\n")
    assert values(records) == [("Ana", "b")]


def test_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert values(opened(tmp_path, "name\nAna\n", {"name": Column()})) == [("Ana",)]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks(tmp_path: Path) -> None:
    columns = {"name": Column(), "note": Column(lines=True)}
    data = 'name,note\n"Ortiz, Ana","say ""hi""\r\nand go"\nNext,x\n'
    records = opened(tmp_path, data, columns)
    assert values(records) == [("Ortiz, Ana", 'say "hi"\nand go'), ("Next", "x")]
    # A spreadsheet shows the second record in row 3, though the file has it in line 4.
    assert [item.number for item in records] == [2, 3]


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        ("name,note\nAna,b\nBea\n", "row-short", "people.csv: row 3"),
        ("name,note\nAna,b,c\n", "row-long", "people.csv: row 2"),
        ("name,,note\nAna,x,b\n", "row-long", "people.csv: row 2"),
        ('name,note\nAna,"b\nBea,c\n', "csv-quotes", "people.csv: row 2"),
        ('name,note\nAna,b\nBea,"b"c\n', "csv-quotes", "people.csv: row 3"),
        ('name,note\nAna,"' + "x" * 140_000 + "\n", "csv-quotes", "people.csv: row 2"),
        ('name,"note\n', "no-columns", "people.csv: row 1"),
        ('"name,note\n', "csv-quotes", "people.csv: row 1"),
        ("Ana,b\nBea,c\n", "no-columns", "people.csv: row 1"),
        ("", "no-header", "people.csv: row 1"),
        ("\n\nname,note\nAna,b\n", "no-header", "people.csv: row 1"),
        ("name,note\n", "no-rows", "people.csv"),
        ("name,note\n,\n\n ,\n", "no-rows", "people.csv"),
    ],
)
def test_a_file_out_of_shape_is_refused(tmp_path: Path, data: str, code: str, where: str) -> None:
    found = fault(tmp_path, data)
    assert (found.code, place(found)) == (code, where)


def test_a_row_that_is_too_long_names_the_column_as_a_spreadsheet_does(tmp_path: Path) -> None:
    assert "column C" in fault(tmp_path, "name,note\nAna,b,c\n").message


def test_empty_cells_past_the_header_are_no_fault(tmp_path: Path) -> None:
    assert values(opened(tmp_path, "name,note\nAna,b,, ,\n")) == [("Ana", "b")]


def test_empty_rows_are_passed_over_and_inner_ones_noted(tmp_path: Path) -> None:
    records = opened(tmp_path, "name,note\nAna,b\n,\n\nBea,c\n \nCleo,d\n,\n,\n")
    checked = check_records(records)
    assert checked.count == 3
    assert [(remark.code, remark.message) for remark in checked.remarks] == [("rows-empty", "3 empty rows passed over: 3, 4, 6")]
    assert [item.number for item in records] == [2, 5, 7]


def test_many_empty_rows_are_counted_not_listed(tmp_path: Path) -> None:
    checked = check_records(opened(tmp_path, "name,note\nAna,b\n" + "\n" * 9 + "Bea,c\n"))
    assert checked.remarks[0].message == "9 empty rows passed over: 3, 4, 5, 6, 7 and 4 more"


def test_empty_rows_at_the_end_are_nobodys_mistake(tmp_path: Path) -> None:
    assert check_records(opened(tmp_path, "name,note\nAna,b\n\n,\n")).remarks == ()


def test_what_was_found_before_the_file_breaks_off_is_told(tmp_path: Path) -> None:
    columns = {"name": Column(required=True), "note": Column()}
    assert [item.code for item in faults(tmp_path, 'name,note\n,b\nBea,"c\n', columns)] == ["cell-empty", "csv-quotes"]


# Letters of several scripts, marks, quotes and delimiters: all that a cell may have in it.
CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"], exclude_characters="\xad\ufffd")
    | st.sampled_from(list(",;\t\"' #E+\n\r")),
    max_size=12,
)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_a_program_writes_is_what_is_read(rows: list[tuple[str, str]], delimiter: str, codec: str) -> None:
    """Every row comes back, its values trimmed and in NFC, or is refused for a character; none comes back changed."""
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([("name", "note"), ("first", "row"), *rows])
    columns = {"name": Column(lines=True), "note": Column(lines=True)}
    with TemporaryDirectory() as folder:
        read = {item.number: item for item in opened(Path(folder), out.getvalue().encode(codec), columns)}
    for number, row in enumerate(rows, start=3):
        if number not in read:
            assert not "".join(row).strip()
            continue
        item = read[number]
        cells = getattr(item, "cells", None)
        if cells is None:
            assert {found.code for found in item.diagnostics} <= {"cell-characters", "cell-damaged", "cell-error"}
            continue
        for got, put in zip(cells, row, strict=True):
            assert bare(got) == bare(put)


def bare(text: str) -> str:
    """A text without what reading may change: its edges, its line breaks, the form of its accents."""
    lines = [line.strip() for line in unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip().strip("\u200b\u2060\ufeff").strip()


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    records = opened(tmp_path, "name,note\nAna,b\n")
    assert list(records) == list(records)
