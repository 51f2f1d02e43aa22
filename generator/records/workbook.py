"""Read rows from a sheet of an Excel workbook, without holding the sheet in memory."""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Severity, nearest
from generator.errors import InputError, missing, refuse
from generator.records.cell import Cell, Special
from generator.records.encoding import open_bytes
from generator.records.table import Row, Table

_MOST_ROWS = 1 << 20
"""Rows of a sheet (Excel specifications and limits, support.microsoft.com); a file may claim more."""
_MOST_BYTES = 1 << 30
"""Bytes a workbook may unpack to. Its table of texts is held in memory whole."""
_DIGITS = 15
"""Significant digits of a number in Excel (the same page): 0.1 + 0.2 is 0.3 there, and so it is here."""

_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, EOFError, OSError)
"""What openpyxl lets through where a workbook is damaged; a parse error of XML is a SyntaxError."""


def open_workbook(path: Path, file: str, sheet: str | None) -> Table:
    """The table of a sheet: the one named, or else the first that is not hidden.

    Raises MissingError (no-openpyxl, no-file, no-sheet) and InputError (not-xlsx, xlsx-size, unreadable).
    """
    _check_archive(path, file)
    with _sheets(path, file, cached=False) as book:
        title, remarks = _choose(book, file, sheet)
        header = _header(book, path, file, title)

    def rows() -> Iterator[Row]:
        with _sheets(path, file, cached=False) as book:
            numbered = _rows(book, path, file, title)
            next(numbered, None)
            yield from numbered

    return Table(file, "row", header, rows, ragged=True, remarks=remarks)


def _choose(book: Any, file: str, sheet: str | None) -> tuple[str, tuple[Diagnostic, ...]]:
    """The sheet to read, and a remark where another may be meant."""
    every = [one.title for one in book.worksheets]
    if sheet is not None:
        if sheet not in every:
            raise missing("no-sheet", f"there is no sheet {sheet!r} in the workbook", file, nearest(sheet, every))
        return sheet, ()
    visible = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    if not visible:
        raise refuse("not-xlsx", "the workbook shows no sheet of cells", file, "put the rows on a sheet, or name the hidden one")
    if len(visible) == 1:
        return visible[0], ()
    message = f"the workbook has {len(visible)} sheets; the first, {visible[0]!r}, is read"
    hint = f"name another if it is not meant: {', '.join(visible[1:4])}"
    return visible[0], (Diagnostic("sheet-chosen", message, file, hint, Severity.INFO),)


def _check_archive(path: Path, file: str) -> None:
    with open_bytes(path, file) as source:
        if source.read(4) == b"\xd0\xcf\x11\xe0":
            message = "the workbook is locked with a password, or has the format of before 2007"
            raise refuse("not-xlsx", message, file, "save it as .xlsx without a password")
        try:
            with zipfile.ZipFile(source) as archive:
                size = sum(part.file_size for part in archive.infolist())
        except _BROKEN:
            raise _damaged(file) from None
    if size > _MOST_BYTES:
        raise refuse("xlsx-size", f"the workbook unpacks to {size} bytes; the limit is {_MOST_BYTES}", file, "save the sheet as CSV UTF-8")


def _damaged(file: str) -> InputError:
    return refuse("not-xlsx", "the file is not a workbook, or is damaged", file, "open it in a spreadsheet program and save it as .xlsx")


@contextmanager
def _sheets(path: Path, file: str, cached: bool) -> Iterator[Any]:
    """The workbook, with formulas or with their `cached` results."""
    try:
        import openpyxl
    except ImportError:
        raise missing("no-openpyxl", "to read a workbook, openpyxl is needed", file, "pip install 'outreach-press[xlsx]', or save as CSV") from None
    with open_bytes(path, file) as source:
        try:
            with _quiet():
                book = openpyxl.load_workbook(source, read_only=True, data_only=cached, keep_links=False)
        except _BROKEN:
            raise _damaged(file) from None
        try:
            yield book
        finally:
            book.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without openpyxl's warnings: of what is no cell, such as drop-down lists, and of cells that become faults."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _header(book: Any, path: Path, file: str, title: str) -> tuple[str, ...]:
    numbered = _rows(book, path, file, title)
    _, cells = next(numbered, (1, []))
    numbered.close()
    names = [cell.strip() if isinstance(cell, str) else cell.text for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _rows(book: Any, path: Path, file: str, title: str) -> Generator[tuple[int, list[Cell]]]:
    """All rows, the header too.

    A formula hides its result and a result hides its formula, so that a formula that was never reckoned looks like an
    empty cell. The sheet is read with formulas; from the first formula on, a second reader walks along with the results.
    """
    results: Iterator[tuple[int, Any]] | None = None
    for number, row in _walk(book, title, file):
        result: Any = ()
        if results is None and any(cell.data_type == "f" for cell in row):
            results = _results(path, file, title)
        if results is not None:
            result = next((found for at, found in results if at == number), ())
        yield number, [_cell(cell, result[at] if at < len(result) else None) for at, cell in enumerate(row)]


def _results(path: Path, file: str, title: str) -> Iterator[tuple[int, Any]]:
    with _sheets(path, file, cached=True) as book:
        yield from _walk(book, title, file)


def _walk(book: Any, title: str, file: str) -> Iterator[tuple[int, Any]]:
    sheet = book[title]
    # Some programs write a size of the sheet that leaves out most of it.
    sheet.reset_dimensions()
    numbered = enumerate(sheet.iter_rows(), start=1)
    while True:
        try:
            with _quiet():
                number, row = next(numbered)
        except StopIteration:
            return
        except _BROKEN:
            raise _damaged(file) from None
        if number > _MOST_ROWS:
            raise _damaged(file)
        yield number, row


def _cell(cell: Any, result: Any) -> Cell:
    if cell.data_type == "f":
        # A result that is an empty text is marked as text; one that was never reckoned is not.
        if result is None or (result.value is None and result.data_type != "str"):
            return Special("formula", str(cell.value)[:40])
        cell = result
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return Special("error", str(value))
    if isinstance(value, bool):
        return Special("truth", "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Special("number", _plain(value), cell.number_format)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return Special("date", value.date().isoformat()) if midnight else Special("time", value.isoformat(sep=" "))
    if isinstance(value, datetime.date):
        return Special("date", value.isoformat())
    return value if isinstance(value, str) else Special("time", str(value))


def _plain(value: int | float) -> str:
    """A number without an exponent, and without a decimal point where it is whole."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(f"{value:.{_DIGITS}g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
