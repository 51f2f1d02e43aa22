"""Find the declared columns in a file's header."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import msgspec

from generator.diagnostics import Diagnostic, Severity, nearest
from generator.errors import raise_all, refuse
from generator.records.column import Column
from generator.records.table import Table

_SHOWN = 8
"""Names listed in one remark."""


class Places(msgspec.Struct, frozen=True):
    """Where in a row the declared columns stand, in their order; one that is absent stands just past the end."""

    width: int
    picks: tuple[int, ...]
    nameless: tuple[int, ...]
    """Columns without a name, which must be empty."""


def find_columns(table: Table, columns: Mapping[str, Column], used: Collection[str]) -> tuple[Places, tuple[Diagnostic, ...]]:
    """The places of the declared columns, and remarks. `used` are the fields that the run's texts name.

    Raises InputError with every fault (no-header, column-twice, no-column, no-columns, column-undeclared).
    """
    header = [unicodedata.normalize("NFC", name) for name in table.header]
    place = f"{table.file}: {table.unit} 1"
    if not any(header):
        raise refuse("no-header", "the file has no header, or nothing at all", place, "write the names of the columns there")
    counts = Counter(header)
    faults: list[Diagnostic] = []
    remarks: list[Diagnostic] = []
    strangers = list(dict.fromkeys(name for name in header if name and name not in columns))
    for name, column in columns.items():
        if counts[name] > 1:
            places = " and ".join(letters(at) for at, other in enumerate(header) if other == name)
            message = f"the column {name!r} stands there {counts[name]} times, as {places}"
            faults.append(Diagnostic("column-twice", message, place, "rename or take out all but one"))
        elif not counts[name]:
            # A name in other capitals is meant: to leave such a column empty would drop what stands in it.
            meant = name.casefold() in map(str.casefold, strangers)
            grave = meant or column.required or (name in used and not column.default)
            told = f"there is no column {name!r}"
            if not grave:
                told += f"; every row has {column.default!r} for it" if column.default else "; it is empty in every row"
            faults_or_remarks = faults if grave else remarks
            severity = Severity.ERROR if grave else Severity.INFO
            faults_or_remarks.append(Diagnostic("no-column", told, place, _near(name, strangers), severity))
    for name in sorted(set(used) & set(strangers)):
        message = f"the texts use the column {name!r}, which is not declared"
        faults.append(Diagnostic("column-undeclared", message, place, f'declare it in the campaign: columns.{name} = {{ type = "text" }}'))
    if not faults and not any(counts[name] for name in columns):
        message = f"none of the declared columns is there; the first cells are {_listed([name for name in header if name][:3])}"
        faults.append(Diagnostic("no-columns", message, place, "write the names of the columns there, spelt as they are declared"))
    raise_all(faults)
    ignored = [name for name in strangers if name not in used]
    if ignored:
        message = f"columns that are not declared are passed over: {_listed(ignored)}"
        remarks.append(Diagnostic("column-ignored", message, place, "declare a column to use it", Severity.INFO))
    width = len(header)
    picks = tuple(header.index(name) if counts[name] else width for name in columns)
    nameless = tuple(at for at, name in enumerate(header) if not name)
    return Places(width, picks, nameless), tuple(remarks)


def letters(at: int) -> str:
    """What a spreadsheet calls the column at this index, counted from 0: A to Z, AA, AB and on."""
    name, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _near(name: str, strangers: Iterable[str]) -> str:
    """The undeclared name of the file that may be meant: nearest() takes capitals for other letters."""
    same = next((other for other in strangers if other.casefold() == name.casefold()), None)
    return f"did you mean {same!r}?" if same else nearest(name, strangers)


def _listed(names: list[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"
