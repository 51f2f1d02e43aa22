"""The words that all pieces share, in one language."""

from __future__ import annotations

from functools import lru_cache

from generator.content.audience import COMMON, Texts, load_texts
from generator.content.blocks import make_copy
from generator.content.fields import fill
from generator.content.translator import Translator
from generator.content.words import Copy
from generator.errors import refuse
from generator.resources import Library
from generator.richtext import Inline, Rich

LATE = frozenset({"page", "say-language", "imprint", "imprint-discreet", "label-text", "many-languages", "alt-call", "alt-text", "alt-web"})
"""Shared blocks whose fields are known only when they are used."""


@lru_cache(maxsize=64)
def load_shared(library: Library) -> Texts:
    """The shared words. InputError for one that is more or less than one text."""
    texts = load_texts(library, COMMON)
    for (block, form), wording in texts.blocks.items():
        if form == "text" and not (isinstance(wording.text, str) and wording.title is None and wording.items is None):
            message = f"the shared words {block!r} are more or less than one text"
            raise refuse("shared-word", message, f"{texts.files[block]}: {block}", 'write text = "…"')
    return texts


class SharedWords:
    """Labels, which are whole, and patterns, whose fields are filled in where they are used."""

    def __init__(self, texts: Texts, translator: Translator) -> None:
        self.texts, self.translator = texts, translator
        self._made: dict[tuple[str, str], Copy] = {}

    def block(self, name: str, form: str) -> Copy:
        found = self._made.get((name, form))
        if found is None:
            found = self._made[name, form] = make_copy(COMMON, self.texts, name, form, self.translator, {})
        return found

    def label(self, name: str) -> Rich:
        return self.block(name, "text").paragraphs[0]

    def pattern(self, name: str) -> str:
        """A text of LATE with its fields still in it."""
        english = self.texts.blocks[name, "text"].text
        assert isinstance(english, str)  # load_shared has seen to it
        return self.translator.text(f"{COMMON}/{name}.text", english)

    def filled(self, name: str, **values: Inline) -> Rich:
        """A text of LATE with its fields filled in."""
        return fill(self.pattern(name), values, f"{COMMON}.toml: {name}.text")
