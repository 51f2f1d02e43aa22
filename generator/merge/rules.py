"""The rules of a merged run: which file its records are in, what its columns hold, and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from generator.diagnostics import Diagnostic, nearest
from generator.records import Column

Template = str | tuple[str, ...] | dict[str, str | tuple[str, ...]]
"""A text with fields, or several; one for all languages, or one for each by its tag."""

_FIELD = re.compile(r"\{([^{}]*)\}")


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The table [records] of a campaign. Fields in braces name columns."""

    file: str
    """The records, as a path from the campaign's folder: .csv, .tsv, .jsonl or .xlsx."""
    sheet: str | None = None
    """The sheet of a workbook; left out, its first."""
    merge: Literal["files", "sheets"] = "files"
    """A file for each record, or all records together on shared sheets."""
    name: str = "{row}"
    """What a record is called in the names of files; {row} is its row number."""
    copies: int = 1
    """How many pieces of each record."""
    columns: dict[str, Column] = {}
    text: dict[str, Template] = {}
    """Blocks of the audience's words that a record writes: "headline", "headline.short", "signs.items"."""
    contacts: dict[str, dict[str, Any]] = {}
    """Contacts as in hotlines.toml; one of an id that is there replaces it, any other is the record's own.

    Texts are in English, or a table by language: label = { en = "Near you", es = "Cerca de usted" }.
    """
    resources: dict[str, dict[str, Any]] = {}
    """Links as in resources.toml, likewise."""
    organisation: dict[str, Any] = {}
    """Keys of an organisation's profile: name, address, website, logo."""
    only: dict[Literal["layouts", "audiences", "languages"], str] = {}
    """Columns that say which pieces a record gets: languages = "{languages}", in each row "es, vi"; empty is all."""
    show: Literal["beside", "instead"] = "beside"
    """Whether the record's own contacts stand beside the audience's or instead of them."""

    def fields(self) -> dict[str, str]:
        """Every field that the rules name, and the first key path that names it."""
        found: dict[str, str] = {}
        for path, text in _texts(self):
            for field in fields_of(text):
                found.setdefault(field, path)
        return found


def rule_faults(rules: Rules, where: str) -> Iterator[Diagnostic]:
    """What is wrong with rules that no reading of the records can show."""
    known = {*rules.columns, "row"}
    for field, path in rules.fields().items():
        # A text may also name a contact; whether there is one is seen when the words are assembled.
        if field not in known and not path.startswith("text."):
            yield Diagnostic("no-column", f"no column is named {field!r}", f"{where}.{path}", nearest(field, known) or "declare it under columns")
    for axis, text in rules.only.items():
        if not _FIELD.fullmatch(text.strip()):
            yield Diagnostic("no-column", f"{text!r} names no column", f"{where}.only.{axis}", f'write the column in braces, such as "{{{axis}}}"')
    logo = rules.organisation.get("logo")
    for field in fields_of(logo):
        if field in rules.columns and rules.columns[field].type != "file":
            told = f"the column {field!r} holds paths, and is of type {rules.columns[field].type}"
            yield Diagnostic("column-type", told, f"{where}.columns.{field}.type", 'write type = "file": then a path cannot lead out of the folder')
    if rules.copies < 1:
        yield Diagnostic("wrong-count", f"copies is {rules.copies}", f"{where}.copies", "write 1 or more")
    if "row" in rules.columns:
        yield Diagnostic("column-name", "{row} is the number of the row", f"{where}.columns.row", "give the column another name")
    if rules.merge == "files" and not _FIELD.search(rules.name):
        yield Diagnostic("same-name", f"every record would be called {rules.name!r}", f"{where}.name", 'name a column, such as "{county}"')


def fields_of(value: Any) -> Iterator[str]:
    """The fields that the texts of a table name."""
    for _, text in _walk("", value):
        yield from (match[1].strip() for match in _FIELD.finditer(text))


def without_fields(text: str) -> str:
    """A text with its fields taken out."""
    return _FIELD.sub("", text)


def filled(value: Any, cells: Mapping[str, str]) -> Any:
    """A table of a data file with its fields filled; a key whose only text is an empty field is left out."""
    if isinstance(value, str):
        return _FIELD.sub(lambda match: cells[match[1].strip()], value)
    if isinstance(value, list):
        return [filled(item, cells) for item in value if not _is_empty(item, cells)]
    if isinstance(value, dict):
        return {key: filled(item, cells) for key, item in value.items() if not _is_empty(item, cells)}
    return value


def _is_empty(value: Any, cells: Mapping[str, str]) -> bool:
    match = _FIELD.fullmatch(value.strip()) if isinstance(value, str) else None
    return match is not None and not cells[match[1].strip()]


def _texts(rules: Rules) -> Iterator[tuple[str, str]]:
    """(key path, text) of everything that may have fields."""
    yield "name", rules.name
    for key in ("text", "contacts", "resources", "organisation", "only"):
        yield from _walk(key, getattr(rules, key))


def _walk(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(f"{path}.{key}", item)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value, 1):
            yield from _walk(f"{path}.[{number}]", item)
