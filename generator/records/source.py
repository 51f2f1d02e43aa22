"""Open a file of records by its ending."""

from __future__ import annotations

from pathlib import Path

from generator.errors import refuse
from generator.records.delimited import open_delimited
from generator.records.jsonlines import open_jsonlines
from generator.records.table import Table
from generator.records.workbook import open_workbook

_DELIMITED = (".csv", ".tsv", ".txt")
_JSON = (".jsonl", ".ndjson")
_WORKBOOK = (".xlsx", ".xlsm")
_OTHER = {".xls": "save it as .xlsx", ".ods": "save it as .xlsx or as CSV", ".json": "write one object a line, and name it .jsonl"}


def open_table(path: Path, names: frozenset[str], sheet: str | None = None) -> Table:
    """The table in a file; `names` are declared columns, `sheet` one of a workbook.

    Raises MissingError and InputError (records-type, no-sheet, and what the reader of the type says).
    """
    file, ending = str(path), path.suffix.lower()
    if ending in _WORKBOOK:
        return open_workbook(path, file, sheet)
    if ending not in _DELIMITED + _JSON:
        hint = _OTHER.get(ending, "use one that ends in " + ", ".join(_DELIMITED + _JSON + _WORKBOOK))
        raise refuse("records-type", f"records are not read from a file that ends in {ending!r}", file, hint)
    if sheet is not None:
        raise refuse("no-sheet", f"only a workbook has sheets, and {sheet!r} is asked for", file, "leave out the sheet")
    return open_jsonlines(path, file) if ending in _JSON else open_delimited(path, file, names)
