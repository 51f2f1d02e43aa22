"""The table of languages: what each is called, and what to say to an operator who answers in English."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from generator.resources import Library
from generator.tomlfile import convert, read_toml

TABLE = "assets/content/languages.toml"


class Language(msgspec.Struct, frozen=True):
    """A row of the table, as far as words need it; how a script is set is nothing to them."""

    name: str = ""
    """Its own name for itself."""
    english: str = ""
    say: str = ""
    """What an English speaker knows it by, where that is not its English name."""

    @property
    def spoken(self) -> str:
        return self.say or self.english


@lru_cache(maxsize=8)
def load_languages(library: Library) -> dict[str, Language]:
    """The languages by tag; none where there is no table."""
    found: dict[str, Language] = {}
    for path in library.layers(TABLE):
        found.update({tag: convert(row, Language, str(path), tag) for tag, row in read_toml(path).items()})
    return found


def find_language(library: Library, lang: str) -> Language | None:
    """The row of a language, or of the longest part of its tag that has one: es-MX is es (RFC 4647, 3.4)."""
    known = load_languages(library)
    while lang and lang not in known:
        lang = lang.rpartition("-")[0]
    return known.get(lang)
