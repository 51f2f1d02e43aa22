"""Judge the rows of a table: a record, or all that is wrong with the row.

Nearly every row has nothing wrong with it. So a row is first looked at as a whole, by a handful of calls that know
only "surely right"; any doubt sends it to the thorough way, which judges value by value and can say what is wrong.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

import msgspec

from generator.diagnostics import Diagnostic
from generator.errors import InputError, raise_all
from generator.records.cell import Cell, text_of
from generator.records.clean import SIGNS_OF_DAMAGE, clean
from generator.records.column import Column
from generator.records.header import Places, letters
from generator.records.record import Fault, Head, Record
from generator.records.table import Row
from generator.records.values import Check, check_of


class Rule(msgspec.Struct, frozen=True):
    """A column with what judges it."""

    name: str
    column: Column
    check: Check | None
    default: str

    def judge(self, cell: Cell, where: str) -> str:
        """The value that a cell has. Raises InputError."""
        text = text_of(cell, self.column.type, where)
        text = clean(text, where, plain=self.column.type != "text", lines=self.column.lines)
        if not text:
            if self.column.required:
                raise InputError(Diagnostic("cell-empty", "the cell is empty", where, "fill it, or take out the row"))
            return self.default
        if self.column.most and len(text) > self.column.most:
            message = f"the value has {len(text)} characters; the column takes {self.column.most}"
            raise InputError(Diagnostic("cell-length", message, where, f"shorten it by {len(text) - self.column.most}"))
        return self.check(text, where) if self.check else text


def make_rules(columns: Mapping[str, Column], folder: Path, base: Path, language: Check | None, declared: str) -> tuple[Rule, ...]:
    """The rules of the columns, each default judged. InputError with every default that is at fault."""
    rules: list[Rule] = []
    faults: list[Diagnostic] = []
    for name, column in columns.items():
        check = check_of(column, folder, base, language)
        default = column.default
        if default:
            try:
                default = Rule(name, column, check, "").judge(default, f"{declared}: columns.{name}.default")
            except InputError as fault:
                faults.extend(fault.diagnostics)
        rules.append(Rule(name, column, check, default))
    raise_all(faults)
    return tuple(rules)


class Judge:
    """Judges rows whose columns stand at known places."""

    def __init__(self, head: Head, rules: tuple[Rule, ...], places: Places, ragged: bool) -> None:
        self.head = head
        self.rules = rules
        self.places = places
        self.ragged = ragged

    def judge(self, rows: Iterator[Row], pass_over: Callable[[int], None]) -> Iterator[Record | Fault]:
        """A record or a fault for each row; `pass_over` hears the number of a row that is empty."""
        head, width, nameless = self.head, self.places.width, self.places.nameless
        pick = _picker(self.places.picks)
        absent = width in self.places.picks
        error, exponent = SIGNS_OF_DAMAGE
        bounds = [
            (at, 1 if rule.column.required else 0, rule.column.most or sys.maxsize)
            for at, rule in enumerate(self.rules)
            if rule.column.required or rule.column.most
        ]
        checks = [(at, rule.check) for at, rule in enumerate(self.rules) if rule.check]
        defaults = [(at, rule.default) for at, rule in enumerate(self.rules) if rule.default]
        is_normalized, strip = unicodedata.is_normalized, str.strip
        for number, cells in rows:
            if isinstance(cells, Diagnostic):
                yield Fault(number, (cells,))
                continue
            if len(cells) == width and not nameless:
                picked = pick([*cells, ""] if absent else cells)
                try:
                    whole = "".join(picked)
                except TypeError:
                    whole = ""
                plain = whole and whole.isprintable() and (whole.isascii() or (is_normalized("NFC", whole) and "\ufffd" not in whole))
                if plain and error not in whole and exponent not in whole:
                    values = list(map(strip, picked))
                    if all(least <= len(values[at]) <= most for at, least, most in bounds):
                        try:
                            for at, check in checks:
                                if values[at]:
                                    values[at] = check(values[at], "")
                        except InputError:
                            pass
                        else:
                            for at, default in defaults:
                                values[at] = values[at] or default
                            if any(values):
                                yield Record(head, number, tuple(values))
                                continue
            if any(not isinstance(cell, str) or cell.strip() for cell in cells):
                yield self.thorough(number, cells)
            else:
                pass_over(number)

    def thorough(self, number: int, cells: Sequence[Cell]) -> Record | Fault:
        """The row judged value by value."""
        faults = self._faults_of_shape(number, cells)
        if faults:
            # In a row that is out of step, every value may stand under another column's name.
            return Fault(number, tuple(faults))
        whole = [*cells, *[""] * (self.places.width + 1 - len(cells))]
        values, sound = [], {}
        for rule, at in zip(self.rules, self.places.picks, strict=True):
            try:
                values.append(rule.judge(whole[at], self.head.where(number, rule.name)))
                sound[rule.name] = values[-1]
            except InputError as fault:
                faults.extend(fault.diagnostics)
        return Fault(number, tuple(faults), sound) if faults else Record(self.head, number, tuple(values))

    def _faults_of_shape(self, number: int, cells: Sequence[Cell]) -> list[Diagnostic]:
        width, where = self.places.width, self.head.where(number)
        if len(cells) < width and not self.ragged:
            message = f"the row has {len(cells)} cells; the header has {width}"
            return [Diagnostic("row-short", message, where, "add the delimiters that are missing, or save the file from the spreadsheet again")]
        stray = [at for at in (*self.places.nameless, *range(width, len(cells))) if at < len(cells) and _filled(cells[at])]
        if not stray:
            return []
        message = f"the cell in column {letters(stray[0])} has a value and its column has no name"
        return [
            Diagnostic("row-long", message, where, "name the column, empty the cell, or put a text with the delimiter in it between quotation marks")
        ]


def _filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _picker(picks: tuple[int, ...]) -> Callable[[Sequence[Cell]], tuple[str, ...]]:
    """Takes the declared cells out of a row. They may be Special, which shows where they are joined."""
    if len(picks) > 1:
        return itemgetter(*picks)
    return lambda cells: tuple(cells[at] for at in picks)  # type: ignore[misc]
