"""Read rows from text with commas, semicolons or tabs between its cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

from generator.errors import InputError, refuse
from generator.records.encoding import find_encoding, open_text
from generator.records.table import Row, Table

_DELIMITERS = (",", ";", "\t")
_HEAD = 1 << 16
"""Characters in which the header is looked for."""
_TOLD = re.compile(r'"?sep=(?P<delimiter>[^\r\n"])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""The line by which Excel is told the delimiter; a spreadsheet does not show it as a row."""


def open_delimited(path: Path, file: str, names: frozenset[str]) -> Table:
    """The table of a CSV or TSV file; `names` are declared columns, by which the delimiter is known.

    Raises MissingError and InputError (see find_encoding; also no-header, csv-quotes).
    """
    encoding = find_encoding(path, file)
    with open_text(path, encoding.codec) as source:
        head = source.read(_HEAD)
    told = _TOLD.match(head)
    delimiter = told["delimiter"] if told else _find_delimiter(head, names, file)
    header = _header(head[told.end() :] if told else head, delimiter, file)

    def rows() -> Iterator[Row]:
        with open_text(path, encoding.codec) as source:
            if told:
                source.readline()
            yield from _rows(source, delimiter, file)

    return Table(file, "row", header, rows, remarks=encoding.remarks)


def _reader(source: TextIO, delimiter: str) -> Iterator[list[str]]:
    # A space after a delimiter is dropped, so that a quotation mark behind it is seen as one. `strict` refuses marks
    # that do not match, which would otherwise run cells together.
    return csv.reader(source, delimiter=delimiter, strict=True, skipinitialspace=True)


def _rows(source: TextIO, delimiter: str, file: str) -> Iterator[Row]:
    number = 1
    try:
        numbered = enumerate(_reader(source, delimiter), start=1)
        next(numbered, None)
        for row in numbered:
            number = row[0]
            yield row
    except csv.Error as fault:
        raise _broken(fault, number + 1, file) from None


def _broken(fault: csv.Error, number: int, file: str) -> InputError:
    where = f"{file}: row {number}"
    if "limit" in str(fault):
        message = f"a cell has more than {csv.field_size_limit()} characters; a quotation mark before it may not be closed"
    else:
        message = "a quotation mark is not closed, or stands inside a quoted cell without being doubled"
    return refuse("csv-quotes", message, where, "save the file from the spreadsheet again, which sets the marks right")


def _first(head: str, delimiter: str) -> list[str]:
    """The cells of the first row, trimmed, without empty ones at its end."""
    cells = [cell.strip() for cell in next(_reader(StringIO(head, newline=""), delimiter), [])]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _find_delimiter(head: str, names: frozenset[str], file: str) -> str:
    """The one that gives the header most names that are declared, then most cells."""

    def merit(delimiter: str) -> tuple[int, int]:
        try:
            cells = _first(head, delimiter)
        except csv.Error:
            return -1, 0
        return len(names.intersection(cells)), len(cells)

    return max(_DELIMITERS, key=merit)


def _header(head: str, delimiter: str, file: str) -> tuple[str, ...]:
    try:
        return tuple(_first(head, delimiter))
    except csv.Error as fault:
        raise _broken(fault, 1, file) from None
