"""The table of languages: what each is called in English, to be said to an operator who answers in English."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from generator.resources import Library
from generator.tomlfile import convert, read_toml

TABLE = "assets/content/languages.toml"


class Language(msgspec.Struct, frozen=True):
    """A language: its own name for itself, its English name, and the script it is written in (ISO 15924)."""

    name: str = ""
    english: str = ""
    script: str = ""


@lru_cache(maxsize=8)
def load_languages(library: Library) -> dict[str, Language]:
    """The languages by tag; none where there is no table."""
    found: dict[str, Language] = {}
    for path in library.layers(TABLE):
        found.update({tag: convert(row, Language, str(path), tag) for tag, row in read_toml(path).items()})
    return found


def english_name(library: Library, lang: str) -> str:
    """The English name of a language, or ""."""
    known = load_languages(library)
    row = known.get(lang) or known.get(lang.split("-")[0])
    return row.english if row else ""
