"""Translations: one PO file a language, keyed by where a string stands and what it says in English.

A string that the catalog lacks, that is fuzzy, or whose English has changed since, is no translation: English never
slips into another language's piece in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from generator.content.po import PoFile, read_po
from generator.content.review import Review, read_review, weakest
from generator.diagnostics import Diagnostic, nearest
from generator.errors import InputError, missing
from generator.language import every_language
from generator.resources import Library

LOCALE = "assets/locale"
SOURCE = "en"


class Catalog(msgspec.Struct, frozen=True, eq=False):
    """The strings of one language by (context, English); `name` is the language's own name for itself."""

    lang: str
    name: str
    review: Review
    strings: dict[tuple[str, str], str]
    file: str
    unsure: dict[str, str] = {}
    """By context, what a translator has not agreed to yet: fuzzy, or made for other English. A draft may show it."""

    def find(self, context: str, english: str) -> str:
        """The string in this language, or "" if there is none for this very English."""
        return english if self.lang == SOURCE else self.strings.get((context, english), "")

    def lack(self, context: str, english: str) -> Diagnostic:
        """What to say of a string that is not there."""
        if context in self.unsure:
            message, hint = (
                f"the {self.lang} translation of {english!r} is not agreed to (fuzzy)",
                "compare it with the English, then take its fuzzy mark away",
            )
        else:
            message, hint = (
                f"{english!r} has no {self.lang} translation",
                f"`outreach translate update {self.lang}` adds it to the PO file, to be filled in",
            )
        return Diagnostic("no-translation", message, f"{self.file}: {context}", hint)

    def translate(self, context: str, english: str) -> str:
        """The string in this language; InputError `no-translation` if there is none for this very English."""
        found = self.find(context, english)
        if not found:
            raise InputError(self.lack(context, english))
        return found

    def title_place(self, context: str, english: str) -> str:
        """Where a layout's title is translated: at its own place, or at that of any layout with the same English title."""
        if self.find(context, english):
            return context
        room = context.partition("/")[0] + "/"
        return next((place for place, source in self.strings if source == english and place.startswith(room)), context)


def languages(library: Library) -> list[str]:
    """English and every language that has a catalog."""
    return [SOURCE, *(name for name in library.every(LOCALE, ".po") if name != SOURCE)]


def nearest_language(library: Library, name: str) -> str:
    """A hint at the language that is meant: "spanish" is es."""
    tags = languages(library)
    called = {other.casefold(): one.tag for one in every_language(library) if one.tag in tags for other in (one.english, one.name)}
    meant = called.get(name.strip().casefold())
    return f"did you mean {meant!r}?" if meant else nearest(name, tags) or "`outreach list languages` shows them"


@lru_cache(maxsize=64)
def load_catalog(library: Library, lang: str) -> Catalog:
    """The catalog of a language; a campaign's PO file adds to and replaces the built-in strings."""
    if lang == SOURCE:
        return Catalog(SOURCE, "English", Review("source"), {}, "")
    known = languages(library)
    if lang not in known:
        raise missing("no-language", f"there is no language {lang!r}", "", nearest_language(library, lang))
    return catalog_of(lang, [read_po(path) for path in library.layers(f"{LOCALE}/{lang}.po")])


def catalog_of(lang: str, files: Iterable[PoFile]) -> Catalog:
    """The catalog that these files make up, later ones over earlier ones."""
    strings: dict[tuple[str, str], str] = {}
    unsure: dict[str, str] = {}
    reviews: list[Review] = []
    name, file = lang, ""
    for po in files:
        file, name = po.file, po.header.get("X-Language-Name") or name
        for one in po.current:
            if one.text and one.fuzzy:
                unsure[one.context] = one.text
                # A later file that is unsure does not leave the earlier one's word standing.
                strings.pop((one.context, one.english), None)
            elif one.text:
                strings[one.context, one.english] = one.text
                unsure.pop(one.context, None)
        if po.current or po.header.get("X-Status") == "draft":
            reviews.append(read_review(po))
    return Catalog(lang, name, weakest(reviews), strings, file, unsure)
