"""The rules of a run in one language: contacts and links say what they are in the language of the piece, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.content.catalog import SOURCE
from generator.diagnostics import Diagnostic
from generator.errors import raise_all
from generator.merge.rules import Rules, without_fields

PRINTED = frozenset({"label", "purpose", "action", "hours"})
"""Keys of contacts, their channels and links that are printed as words; names are the same in all languages."""


def in_language(rules: Rules, lang: str, where: str) -> Rules:
    """The rules with one text where they have one for each language. InputError `no-translation` where they have none."""
    faults: list[Diagnostic] = []
    contacts = {name: dict(_spoken(table, lang, f"{where}.contacts.{name}", faults)) for name, table in rules.contacts.items()}
    resources = {name: dict(_spoken(table, lang, f"{where}.resources.{name}", faults)) for name, table in rules.resources.items()}
    raise_all(faults)
    return msgspec.structs.replace(rules, contacts=contacts, resources=resources)


def _spoken(table: dict[str, Any], lang: str, where: str, faults: list[Diagnostic]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        place = f"{where}.{key}"
        if key in PRINTED:
            found = value.get(lang) if isinstance(value, dict) else value
            if found is None or (not isinstance(value, dict) and lang != SOURCE and any(map(str.isalpha, without_fields(str(value))))):
                told = f"it has no {lang} text" if isinstance(value, dict) else f"{value!r} is for every language, and {lang} is one of them"
                faults.append(Diagnostic("no-translation", told, place, f'write {key} = {{ en = "…", {lang} = "…" }}'))
            yield key, found
        elif isinstance(value, list):
            yield (
                key,
                [
                    dict(_spoken(item, lang, f"{place}.[{number}]", faults)) if isinstance(item, dict) else item
                    for number, item in enumerate(value, 1)
                ],
            )
        else:
            yield key, value
