"""An audience's or the shared blocks in one language: translated, and every field filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from generator.content.audience import Texts
from generator.content.fields import fill
from generator.content.translator import Translator
from generator.content.words import Copy
from generator.richtext import Inline, Rich


class Part(msgspec.Struct, frozen=True):
    """One string of a block: its key, the path it is translated at, and its English."""

    key: str
    path: str
    english: str


def parts(texts: Texts, block: str, form: str) -> Iterator[Part]:
    """The strings of a block in a form. A form that says what the block says shares the block's translation."""
    wording, base = texts.blocks[block, form], texts.blocks[block, "text"]
    for key in ("title", "text", "items"):
        value = getattr(wording, key)
        if value is None:
            continue
        own = f"{form}." if form != "text" and value != getattr(base, key) else ""
        if isinstance(value, str):
            yield Part(key, f"{block}.{own}{key}", value)
        else:
            yield from (Part(key, f"{block}.{own}{key}.{number}", english) for number, english in enumerate(value, 1))


def make_copy(name: str, texts: Texts, block: str, form: str, translator: Translator, fields: Mapping[str, Inline]) -> Copy:
    """A block of `name` (an audience or `common`) in one form. InputError for a field that is not there."""
    file = texts.files[block]
    made: dict[str, list[Rich]] = {"title": [], "text": [], "items": []}
    for part in parts(texts, block, form):
        made[part.key].append(fill(translator.text(f"{name}/{part.path}", part.english), fields, f"{file}: {part.path}"))
    return Copy(made["title"][0] if made["title"] else (), tuple(made["text"]), tuple(made["items"]))
