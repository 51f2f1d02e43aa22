"""Translations: one PO file a language, keyed by where a string stands and what it says in English.

A string that the catalog lacks, or whose English has changed since, is refused: English never slips into another
language's piece in silence.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from generator.diagnostics import nearest
from generator.errors import missing, refuse
from generator.resources import Library

LOCALE = "assets/locale"
SOURCE = "en"


class Catalog(msgspec.Struct, frozen=True, eq=False):
    """The strings of one language by (context, English); `name` is the language's own name for itself."""

    lang: str
    name: str
    review: str
    strings: dict[tuple[str, str], str]
    file: str

    def translate(self, context: str, english: str) -> str:
        """The string in this language; InputError `no-translation` if there is none for this very English."""
        if self.lang == SOURCE:
            return english
        found = self.strings.get((context, english))
        if not found:
            raise refuse(
                "no-translation",
                f"{english!r} has no {self.lang} translation",
                f"{self.file}: {context}",
                "add it to the PO file, or update it if the English has changed",
            )
        return found

    def translate_title(self, context: str, english: str) -> str:
        """A layout's title: its own translation, or that of any layout with the same English title."""
        if self.lang == SOURCE or self.strings.get((context, english)):
            return self.translate(context, english)
        room = context.partition("/")[0] + "/"
        known = (text for (place, source), text in self.strings.items() if place.startswith(room) and source == english)
        return next(known, "") or self.translate(context, english)


def languages(library: Library) -> list[str]:
    """English and every language that has a catalog."""
    return [SOURCE, *(name for name in library.every(LOCALE, ".po") if name != SOURCE)]


@lru_cache(maxsize=64)
def load_catalog(library: Library, lang: str) -> Catalog:
    """The catalog of a language; a campaign's PO file adds to and replaces the built-in strings."""
    if lang == SOURCE:
        return Catalog(SOURCE, "English", "source language", {}, "")
    known = languages(library)
    if lang not in known:
        raise missing("no-language", f"there is no language {lang!r}", "", nearest(lang, known))
    import polib

    strings: dict[tuple[str, str], str] = {}
    metadata: dict[str, str] = {}
    file = ""
    for path in library.layers(f"{LOCALE}/{lang}.po"):
        file = str(path)
        try:
            catalog: Any = polib.pofile(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as fault:
            raise refuse("not-po", f"the file is not a PO catalog: {_first_line(fault)}", file) from None
        metadata.update(catalog.metadata)
        for entry in catalog:
            if entry.msgstr and not entry.obsolete and "fuzzy" not in entry.flags:
                strings[entry.msgctxt or "", entry.msgid] = entry.msgstr
    name, review = metadata.get("X-Language-Name", lang), metadata.get("X-Review", "not yet reviewed by a translator")
    return Catalog(lang, name, review, strings, file)


def _first_line(fault: Exception) -> str:
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__
