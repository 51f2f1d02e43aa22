"""One row that has been read: its values by column, where it stands, and a digest that tells it from others."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from generator.diagnostics import Diagnostic


class Head(msgspec.Struct, frozen=True):
    """What all records of a file share: the file's name, what it calls a row, and the names of the columns."""

    file: str
    unit: str
    """"row" in a spreadsheet, "line" in a file of objects."""
    names: tuple[str, ...]

    def where(self, number: int, column: str = "") -> str:
        """The place of a row or of a cell, as a diagnostic shows it."""
        return f"{self.file}: {self.unit} {number}, column {column}" if column else f"{self.file}: {self.unit} {number}"


class Record(msgspec.Struct, frozen=True):
    """One row without fault: a value for every declared column, "" where there is none.

    `number` is what the spreadsheet shows beside the row, where the header is row 1, or the line of an object.
    """

    head: Head
    number: int
    cells: tuple[str, ...]

    @property
    def values(self) -> dict[str, str]:
        """The values by column, in the order in which the columns are declared."""
        return dict(zip(self.head.names, self.cells, strict=True))

    def __getitem__(self, column: str) -> str:
        """The value of a column; KeyError if none of that name is declared."""
        try:
            return self.cells[self.head.names.index(column)]
        except ValueError:
            raise KeyError(column) from None

    def where(self, column: str = "") -> str:
        """The place of the row, or of one of its cells, as a diagnostic shows it."""
        return self.head.where(self.number, column)


class Fault(msgspec.Struct, frozen=True):
    """One row that cannot be used, and all that is wrong with it."""

    number: int
    diagnostics: tuple[Diagnostic, ...]
    sound: dict[str, str] = {}
    """The values of its columns that nothing is wrong with."""


def digest(record: Record) -> bytes:
    """32 bytes that are equal for records of equal names and values, whatever their row, file or order of columns.

    A file that a value names is not read: who builds on this adds the file's own digest.
    """
    parts = []
    for name, value in sorted(record.values.items()):
        for text in (name, value):
            data = text.encode("utf-8")
            # The length first, so that no value can be taken for the end of one and the start of another.
            parts.append(len(data).to_bytes(8, "big"))
            parts.append(data)
    return sha256(b"".join(parts)).digest()
