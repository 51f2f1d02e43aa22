"""Open the records of a run, read them as often as needed, and say all that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.diagnostics import Diagnostic, Severity
from generator.errors import InputError, raise_all, refuse
from generator.records.column import Column, check_columns
from generator.records.encoding import unreadable
from generator.records.header import find_columns
from generator.records.judge import Judge, make_rules
from generator.records.record import Fault, Head, Record
from generator.records.source import open_table
from generator.records.table import Table
from generator.records.values import Check

MOST_FAULTS = 20
"""Faults of a file that are told one by one; who has more has one cause for many."""
_NUMBERS_SHOWN = 5


def _ignore(remark: Diagnostic) -> None:
    """Hear no remarks."""


class Records:
    """The records of a file. Each iteration reads it anew, a row at a time, and gives a Record or a Fault for each."""

    def __init__(self, path: Path, table: Table, judge: Judge, remarks: tuple[Diagnostic, ...]) -> None:
        self.file = table.file
        self.names = judge.head.names
        self.remarks = remarks
        """What there is to say before any row is read."""
        self._path = path
        self._table = table
        self._judge = judge
        self._stamp = _stamp(path)

    def __iter__(self) -> Iterator[Record | Fault]:
        return self.read()

    def read(self, tell: Callable[[Diagnostic], None] = _ignore) -> Iterator[Record | Fault]:
        """One pass over all rows; `tell` hears remarks on rows that were passed over.

        Raises InputError where the file cannot be read on, or is not what it was when it was opened (records-changed).
        """
        self._check_stamp()
        empty = _Empty()
        for item in self._rows(empty.add):
            empty.settle()
            yield item
        self._check_stamp()
        if empty.count:
            tell(empty.remark(self._judge.head))

    def has_rows(self) -> bool:
        """Whether there is a row that is not empty."""
        return next(self._rows(lambda number: None), None) is not None

    def _rows(self, pass_over: Callable[[int], None]) -> Iterator[Record | Fault]:
        try:
            yield from self._judge.judge(self._table.rows(), pass_over)
        except UnicodeDecodeError:
            # Every byte of it was decoded when it was opened.
            raise self._changed() from None
        except OSError as fault:
            raise unreadable(fault, self.file) from None

    def _check_stamp(self) -> None:
        if _stamp(self._path) != self._stamp:
            raise self._changed()

    def _changed(self) -> InputError:
        return refuse("records-changed", "the file was changed while it was being read", self.file, "run again when nobody writes to it")


class Checked(msgspec.Struct, frozen=True):
    """What a pass over records without fault has shown."""

    count: int
    remarks: tuple[Diagnostic, ...]


class _Empty:
    """Counts empty rows that have a filled one below them; those at the end of a sheet are nobody's mistake."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[int] = []
        self._pending = 0
        self._numbers: list[int] = []

    def add(self, number: int) -> None:
        self._pending += 1
        if len(self.first) + len(self._numbers) < _NUMBERS_SHOWN:
            self._numbers.append(number)

    def settle(self) -> None:
        if self._pending:
            self.count += self._pending
            self.first += self._numbers
            self._pending, self._numbers = 0, []

    def remark(self, head: Head) -> Diagnostic:
        numbers = ", ".join(map(str, self.first))
        more = f" and {self.count - len(self.first)} more" if self.count > len(self.first) else ""
        plural = "" if self.count == 1 else "s"
        message = f"{self.count} empty {head.unit}{plural} passed over: {numbers}{more}"
        return Diagnostic("rows-empty", message, head.file, severity=Severity.INFO)


def open_records(
    path: Path,
    columns: Mapping[str, Column],
    *,
    sheet: str | None = None,
    used: Collection[str] = (),
    language: Check | None = None,
    folder: Path | None = None,
    declared: str = "campaign",
) -> Records:
    """The records of a file, its header judged.

    `used` are the fields that the run's texts name; `language` gives the tag that a value of a language column means,
    or raises InputError; `folder` is the one that no file of a file column may lie outside of, else the records' own,
    where their paths start; `declared` is the file in which the columns are.
    Raises MissingError and InputError (see the readers; also what check_columns says, the faults of the header, no-rows).
    """
    raise_all(check_columns(columns, declared))
    base = path.parent
    rules = make_rules(columns, folder if folder is not None else base, base, language, declared)
    table = open_table(path, frozenset(columns), sheet)
    places, remarks = find_columns(table, columns, used)
    judge = Judge(Head(table.file, table.unit, tuple(columns)), rules, places, table.ragged)
    records = Records(path, table, judge, table.remarks + remarks)
    if not records.has_rows():
        raise refuse(
            "no-rows", "the file has a header and no rows" if table.unit == "row" else "all objects are empty", table.file, "fill at least one"
        )
    return records


def check_records(records: Records, most: int = MOST_FAULTS) -> Checked:
    """Read all rows. InputError with the first `most` faults and the number of the others."""
    count = more = 0
    faults: list[Diagnostic] = []
    remarks = list(records.remarks)
    try:
        for item in records.read(remarks.append):
            if isinstance(item, Record):
                count += 1
                continue
            room = most - len(faults)
            faults.extend(item.diagnostics[:room])
            more += len(item.diagnostics[room:])
    except InputError as fault:
        # The file breaks off; what was found before is still worth telling.
        faults.extend(fault.diagnostics)
    if more:
        faults.append(Diagnostic("more-faults", f"and {more} more", records.file, "mend these first; many faults often have one cause"))
    raise_all(faults)
    return Checked(count, tuple(remarks))


def _stamp(path: Path) -> tuple[int, int]:
    """The size of a file and when it was last written."""
    try:
        found = path.stat()
    except OSError:
        # It was there when it was opened.
        return -1, -1
    return found.st_size, found.st_mtime_ns
