"""Fill the fields of a text, such as {national-hotline}: the one way a number, address or name gets into it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from generator.diagnostics import nearest
from generator.errors import refuse
from generator.richtext import Inline, Rich

_FIELD = re.compile(r"\{([^{}]*)\}")


def fill(text: str, fields: Mapping[str, Inline], where: str) -> Rich:
    """The text with every field in its place. InputError for an unknown or an empty field, or a lone brace."""
    found: list[Inline] = []
    at = 0
    for match in _FIELD.finditer(text):
        _add(found, text[at : match.start()], where)
        name = match[1].strip()
        value = fields.get(name)
        if value is None:
            raise refuse("no-field", f"unknown field {{{name}}}", where, nearest(name, fields))
        if not value.text.strip():
            raise refuse("empty-field", f"the field {{{name}}} is empty", where, "give it a value, or leave the field out of the text")
        # What is live or kept whole stands for itself anyway; a name must be told.
        found.append(value if value.uri or value.keep else msgspec.structs.replace(value, field=True))
        at = match.end()
    _add(found, text[at:], where)
    return tuple(found)


def field_names(text: str) -> list[str]:
    """The fields a text names, in order."""
    return [match[1].strip() for match in _FIELD.finditer(text)]


def without_fields(text: str) -> str:
    """The text without the fields it names."""
    return _FIELD.sub("", text)


def _add(found: list[Inline], text: str, where: str) -> None:
    if "{" in text or "}" in text:
        raise refuse("lone-brace", f"there is a brace without its partner in {text.strip()!r}", where, "a field is written {name}")
    if text:
        found.append(Inline(text))
