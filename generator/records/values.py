"""Judge the values of a typed column, and give each the form that is kept."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from generator.content.dates import is_date
from generator.content.links import check_url
from generator.content.phone import NANP, display, parse_number
from generator.diagnostics import Diagnostic, nearest
from generator.errors import InputError, refuse
from generator.records.cell import AS_TEXT
from generator.records.column import Column

Check = Callable[[str, str], str]
"""Takes a value that is not empty and where it stands; gives what is kept, or raises InputError."""

_FILES_REMEMBERED = 1024
"""A run names few files many times; remembering more would let memory grow with the rows."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIKE_A_DATE = re.compile(r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}|[0-9]{1,2}-[A-Za-z]{3}(-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2}")
"""What a spreadsheet makes of digits with hyphens: 2026-03-04, 3/4/2026, 04.03.26, 4-Mar, Mar-04."""
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_LIKE_A_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The shape of a language tag (RFC 5646)."""

_YES = frozenset("yes y true 1".split())
_NO = frozenset("no n false 0".split())


def check_of(column: Column, folder: Path, base: Path, language: Check | None) -> Check | None:
    """What judges a value of this column beyond its characters; None for a text.

    `folder` is the one that no file may lie outside of, `base` the one that paths start at.
    """
    if column.type == "text":
        return None
    if column.type == "phone":
        return _phone(not column.international)
    if column.type == "file":
        return _file(folder, base)
    if column.type == "choice":
        return _choice(column.choices)
    if column.type == "language":
        return language or _language
    return {"url": _url, "number": _number, "date": _date, "yesno": _yesno}[column.type]


def _phone(nanp: bool) -> Check:
    def check(text: str, where: str) -> str:
        if _SCIENTIFIC.fullmatch(text):
            message = f"{text!r} is what a spreadsheet makes of a phone number; its last digits are lost"
            raise refuse("phone-damaged", message, where, f"{AS_TEXT}, with its hyphens")
        if _LIKE_A_DATE.fullmatch(text):
            message = f"{text!r} looks like a date, which a spreadsheet makes of digits with hyphens"
            raise refuse("phone-damaged", message, where, AS_TEXT)
        try:
            number = parse_number(text, where, nanp)
        except InputError as fault:
            if text.isdigit():
                raise InputError(*(_with_zero(item) for item in fault.diagnostics)) from None
            raise
        # The groups of another country's number are known only from how it is written.
        return display(number) if number.is_short or number.country == NANP else display(text)

    return check


def _with_zero(fault: Diagnostic) -> Diagnostic:
    """The fault of a number written as bare digits, which may have lost some on its way through a spreadsheet."""
    lost = "a spreadsheet drops a 0 or a + before the digits: format the column as text"
    return Diagnostic(fault.code, fault.message, fault.where, f"{fault.hint}; {lost}")


def _url(text: str, where: str) -> str:
    check_url(text, where)
    return text


def _file(folder: Path, base: Path) -> Check:
    root = folder.resolve()

    @lru_cache(maxsize=_FILES_REMEMBERED)
    def found(text: str) -> str | Diagnostic:
        hint = f"write a path that starts at {base.name or 'the folder'}/, such as photos/door.png"
        if "\\" in text:
            return Diagnostic("file-path", f"the path {text!r} has a backslash", "", "write / between folders")
        if text.startswith(("/", "~")) or re.match(r"[A-Za-z]:", text):
            return Diagnostic("file-path", f"the path {text!r} is not relative to the file of records", "", hint)
        # Some systems write file names with accents apart from their letters.
        for form in ("NFC", "NFD"):
            written = unicodedata.normalize(form, text)
            path = base / written
            try:
                is_file = path.is_file()
                inside = path.resolve().is_relative_to(root)
            except (OSError, ValueError):
                continue
            if not inside:
                return Diagnostic("file-outside", f"the path {text!r} leads out of the folder {root.name!r}", "", "put the file into that folder")
            if is_file:
                return written
        return Diagnostic("no-file", f"there is no file {text!r}", "", _neighbour(base / text, text))

    def check(text: str, where: str) -> str:
        result = found(text)
        if isinstance(result, str):
            return result
        raise refuse(result.code, result.message, where, result.hint)

    return check


def _neighbour(path: Path, text: str) -> str:
    """A hint at the file of the nearest name in the same folder."""
    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return f"there is no folder {Path(text).parent.as_posix()!r} either"
    near = nearest(path.name, names)
    return near if near.startswith("did you") else "check its name, capitals too"


def _choice(choices: tuple[str, ...]) -> Check:
    legal = {unicodedata.normalize("NFC", choice): choice for choice in choices}
    folded = {choice.casefold(): choice for choice in choices}

    def check(text: str, where: str) -> str:
        if text not in legal:
            near = folded.get(text.casefold())
            hint = f"did you mean {near!r}?" if near else nearest(text, choices)
            raise refuse("cell-choice", f"{text!r} is not one of the {len(choices)} choices", where, hint)
        return legal[text]

    return check


def _language(text: str, where: str) -> str:
    if not _LIKE_A_TAG.fullmatch(text):
        raise refuse("language-tag", f"{text!r} is not a language tag", where, "write one like en or zh-Hans")
    return text


def _number(text: str, where: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise refuse("cell-number", f"{text!r} is not a number", where, "write it in digits, with a point and without spaces, like 1200 or 12.5")
    return text


def _date(text: str, where: str) -> str:
    if not (_DAY.fullmatch(text) and is_date(text)):
        # 3/4/2026 is the third of April to some and the fourth of March to others.
        raise refuse("cell-date", f"{text!r} is not a day", where, "write year, month and day, as 2026-04-03")
    return text


def _yesno(text: str, where: str) -> str:
    folded = text.casefold()
    if folded in _YES:
        return "yes"
    if folded in _NO:
        return "no"
    raise refuse("cell-yesno", f"{text!r} is neither yes nor no", where, "write yes or no")
