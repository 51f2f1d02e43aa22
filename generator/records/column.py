"""Say what a column holds: its type, whether it must be filled, and what its values may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from generator.diagnostics import Diagnostic

Kind = Literal["text", "phone", "url", "file", "language", "number", "date", "choice", "yesno"]

LONGEST_NAME = 64
"""Characters of a column's name: a header longer than that is a sentence, and row 1 is not the header."""


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One column of a merged run, as a campaign declares it."""

    type: Kind = "text"
    required: bool = False
    """Every row has a value; without it an empty cell takes the default."""
    most: int = 0
    """Characters a text may have, counted once accents are joined to their letters; 0 for any number."""
    choices: tuple[str, ...] = ()
    """The values a choice may have, spelt as they are printed."""
    numbers: bool = False
    """A text that may bear phone numbers of its own, which no contact has."""
    lines: bool = False
    """A text that may have line breaks."""
    international: bool = False
    """Every phone number begins with + and its country code, but for short codes."""
    default: str = ""
    """What an empty cell stands for."""


_BELONGS: dict[str, tuple[str, ...]] = {
    "most": ("text",),
    "choices": ("choice",),
    "numbers": ("text",),
    "lines": ("text",),
    "international": ("phone",),
}
"""Keys that say something of some types only."""


def check_columns(columns: Mapping[str, Column], where: str) -> list[Diagnostic]:
    """Every fault of a declaration; `where` is the file it stands in. A default is judged when records are opened."""
    found: list[Diagnostic] = []
    for name, column in columns.items():
        at = f"{where}: columns.{name}"
        if not name or name != name.strip() or not name.isprintable() or set(name) & set("{}") or len(name) > LONGEST_NAME:
            hint = f"use at most {LONGEST_NAME} characters, no braces, and no space at either end"
            found.append(Diagnostic("column-name", f"a text cannot name {name!r} in braces", at, hint))
        for key, kinds in _BELONGS.items():
            if getattr(column, key) and column.type not in kinds:
                message = f"a column of type {column.type} has no {key}"
                found.append(Diagnostic("wrong-key", message, f"{at}.{key}", f'leave it out, or set type = "{kinds[0]}"'))
        if column.most < 0:
            found.append(Diagnostic("wrong-value", f"most is {column.most}", f"{at}.most", "write how many characters there may be, or leave it out"))
        if column.type == "choice":
            found.extend(_faults_of_choices(column, at))
        if column.required and column.default:
            message = "a column that is required has no use for a default"
            found.append(Diagnostic("wrong-key", message, f"{at}.default", "leave out the one or the other"))
    return found


def _faults_of_choices(column: Column, at: str) -> list[Diagnostic]:
    if not column.choices:
        return [Diagnostic("missing-key", "the key 'choices' is missing", at, 'add choices = ["…", "…"]')]
    found = []
    for number, choice in enumerate(column.choices, start=1):
        if not choice or choice != choice.strip():
            message = f"the choice {choice!r} is empty or has a space at an end"
            found.append(Diagnostic("wrong-value", message, f"{at}.choices.[{number}]", "write it as the cells have it, without the space"))
        elif choice in column.choices[: number - 1]:
            found.append(Diagnostic("wrong-value", f"the choice {choice!r} stands twice", f"{at}.choices.[{number}]", "leave out one"))
    return found
