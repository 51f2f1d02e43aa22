"""The seam between files and judging: a header, and rows that can be read again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from generator.diagnostics import Diagnostic
from generator.records.cell import Cell

Row = tuple[int, Sequence[Cell] | Diagnostic]
"""The number that the file gives a row, and its cells; or why they cannot be told apart."""


class Table(msgspec.Struct, frozen=True):
    """A source of rows, opened and seen to have a header."""

    file: str
    """The name under which messages speak of it."""
    unit: str
    """What messages call a row: "row" or "line"."""
    header: tuple[str, ...]
    """The names of the columns as they stand there, trimmed; "" where a column has none."""
    rows: Callable[[], Iterator[Row]]
    """Begins a pass over all rows below the header; raises InputError where the file cannot be read on."""
    ragged: bool = False
    """Whether the file leaves out empty cells at the end of a row, so that a short row is no fault."""
    remarks: tuple[Diagnostic, ...] = ()
