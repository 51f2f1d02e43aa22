"""Find a piece's words in one language, and remember which were asked for and which were not there."""

from __future__ import annotations

import msgspec

from generator.content.catalog import SOURCE, Catalog
from generator.diagnostics import Diagnostic


class Asked(msgspec.Struct):
    """What a piece has asked for so far."""

    messages: dict[str, str] = {}
    """English by context."""
    lacks: dict[str, Diagnostic] = {}
    """By context, those among them that have no translation; English, or words not agreed to, stand in for them."""
    warnings: dict[str, None] = {}


class Translator:
    """A catalog and what was asked of it.

    What is not there is noted, and a stand-in given, so that everything a piece lacks can be told at once.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog, self.lang = catalog, catalog.lang
        self.asked = Asked()

    def text(self, context: str, english: str) -> str:
        """The string in this language, or its stand-in."""
        self.asked.messages[context] = english
        if self.lang == SOURCE:
            return english
        found = self.catalog.find(context, english)
        if found:
            return found
        self.asked.lacks[context] = self.catalog.lack(context, english)
        return self.catalog.unsure.get(context) or english

    def has(self, context: str, english: str) -> bool:
        """Whether the string is there; this asks for nothing."""
        return bool(self.catalog.find(context, english))

    def warn(self, text: str) -> None:
        self.asked.warnings[text] = None
