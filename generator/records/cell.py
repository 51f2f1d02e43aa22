"""Take from a cell that is not text the text it stands for, or say why it stands for none."""

from __future__ import annotations

from typing import Literal

import msgspec

from generator.errors import InputError, refuse
from generator.records.column import Kind


class Special(msgspec.Struct, frozen=True):
    """A cell that its file marks as something other than text.

    `text` is what it says in the plainest form; `shown` is the format in which a spreadsheet shows a number, "" where
    there is none.
    """

    kind: Literal["number", "truth", "date", "time", "error", "formula", "nested"]
    text: str
    shown: str = ""


Cell = str | Special

AS_TEXT = "format the column as text and type the value again"
"""To format alone is not enough: what a spreadsheet took for a number or a date stays one until it is typed again."""

_PLAIN_FORMATS = ("", "General", "@")
_TAKES: dict[str, tuple[str, ...]] = {
    "number": ("text", "number", "choice", "yesno", "file"),
    "truth": ("text", "choice", "yesno"),
    "date": ("date",),
}
_ARTICLES = {"number": "a number", "truth": "a truth value", "date": "a date", "time": "a time of day"}


def text_of(cell: Cell, kind: Kind, where: str) -> str:
    """The text of a cell for a column of this type.

    Raises InputError (cell-error, cell-formula, cell-nested, cell-kind, cell-format, phone-damaged).
    """
    if isinstance(cell, str):
        return cell
    if cell.kind in ("error", "formula", "nested"):
        raise _unusable(cell, where)
    if kind == "phone":
        # Neither a zero nor a + before the digits survives in a number: what is left may be another subscriber's.
        message = f"the cell holds {_ARTICLES[cell.kind]} ({cell.text}), which keeps no + and no 0 before its digits"
        raise refuse("phone-damaged", message, where, f"{AS_TEXT}, with its hyphens or its + and country code")
    if kind not in _TAKES.get(cell.kind, ()):
        hint = AS_TEXT if kind != "date" else "write the day alone, as 2026-11-24"
        raise refuse("cell-kind", f"the cell holds {_ARTICLES[cell.kind]} ({cell.text}) where {_wanted(kind)} is expected", where, hint)
    whole = cell.shown == "0" and cell.text.lstrip("-").isdigit()
    if cell.kind == "number" and kind != "number" and cell.shown not in _PLAIN_FORMATS and not whole:
        message = f"the cell holds the number {cell.text} and shows it in the format {cell.shown!r}, so that what is seen is not what is read"
        raise refuse("cell-format", message, where, AS_TEXT)
    return cell.text


def _unusable(cell: Special, where: str) -> InputError:
    if cell.kind == "error":
        return refuse("cell-error", f"the cell holds the error {cell.text}", where, "mend the formula, or type the value")
    if cell.kind == "formula":
        message = f"the cell holds a formula without a result ({cell.text})"
        return refuse("cell-formula", message, where, "open the file in a spreadsheet program and save it there")
    return refuse("cell-nested", f"the value is {cell.text}, not a text", where, "give each of its parts a key of its own")


def _wanted(kind: Kind) -> str:
    return {"yesno": "yes or no", "url": "a web address"}.get(kind, f"a {kind}")
