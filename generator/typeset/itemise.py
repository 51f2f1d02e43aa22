"""Cut a text into the runs that are shaped each by itself: of one face, one direction and one inline."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from generator.errors import refuse
from generator.richtext import Inline, Rich
from generator.typeset import bidi
from generator.typeset.faces import Faces, face_for

UNSEEN = frozenset("\n\u2028\u200b\u2060\u2066\u2067\u2068\u2069\u200e\u200f")
"""Break and direction controls: they have done their work before anything is drawn."""
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_LATIN_END = "\u0250"
"""Where the blocks of Latin letters that are in use end, and phonetic ones begin."""


class Item(msgspec.Struct, frozen=True):
    """The text from `start` to `end`, set in one face."""

    start: int
    end: int
    face: str
    level: int
    inline: int


def from_data(inline: Inline) -> bool:
    """Whether it is a number, an address or a name that was put into a sentence, and stands for itself."""
    return inline.field or inline.keep or bool(inline.uri)


def levels(rich: Rich, text: str, rtl: bool) -> tuple[int, ...]:
    """The bidi level of each character in a paragraph of that direction; empty when all run from left to right.

    What comes from data is isolated: 1-888-373-7888 after an Arabic letter would else be set 7888-373-888-1.
    """
    if not rtl and bidi.is_plain_ltr(text):
        return ()
    isolated = ""
    kept: list[int] = []
    for inline in rich:
        alone = from_data(inline)
        start = len(isolated) + alone
        kept.extend(range(start, start + len(inline.text)))
        isolated += f"{_FIRST_STRONG_ISOLATE}{inline.text}{_POP_ISOLATE}" if alone else inline.text
    found = bidi.levels(isolated, int(rtl))
    return tuple(found[at] for at in kept)


def items(faces: Faces, rich: Rich, text: str, levels: tuple[int, ...], own: str, latin: str, lang: str) -> Iterator[Item]:
    """The runs of a text in logical order. InputError `no-glyph` names a character that no font has.

    `own` is the face of the text's script, `latin` that of numbers, addresses and Latin words in it.
    """
    plain = own == latin and faces.covers_all(own, frozenset(text) - UNSEEN)
    chosen = [own] * len(text) if plain else _chosen(faces, rich, text, own, latin, lang)
    start = position = 0
    current: tuple[str, int, int] | None = None
    for number, inline in enumerate(rich):
        for _ in inline.text:
            key = (chosen[position], levels[position] if levels else 0, number)
            if key != current:
                if current is not None:
                    yield Item(start, position, *current)
                current, start = key, position
            position += 1
    if current is not None:
        yield Item(start, position, *current)


def _chosen(faces: Faces, rich: Rich, text: str, own: str, latin: str, lang: str) -> list[str]:
    """The face of each character.

    Letters and figures decide; points and spaces between two of one face stay in it, so that it is not broken off
    for a comma, and any others are in the text's own.
    """
    decided: list[str | None] = []
    for inline in rich:
        # A number or an address is in the Latin face from its first sign to its last, a name only if it is Latin.
        whole = from_data(inline) and faces.covers_all(latin, frozenset(inline.text) - UNSEEN)
        for char in inline.text:
            if char in UNSEEN or (_follows(char) and not whole):
                decided.append(None)
                continue
            wanted = latin if whole or (char < _LATIN_END and faces.covers(latin, char)) else own
            decided.append(_face(faces, wanted, char, lang))
    after: list[str | None] = []
    following: str | None = None
    for face in reversed(decided):
        after.append(following)
        following = face or following
    after.reverse()
    found: list[str] = []
    before: str | None = None
    for char, face, following in zip(text, decided, after, strict=True):
        if face is None:
            joins = char in UNSEEN or char in _JOINERS
            between = before or following if before == following or not (before and following) else own
            wanted = (before if joins or unicodedata.category(char)[0] == "M" else between) or own
            face = wanted if joins or faces.covers(wanted, char) else _face(faces, own, char, lang)
        else:
            before = face
        found.append(face)
    return found


@lru_cache(maxsize=8192)
def _follows(char: str) -> bool:
    """Whether it goes with the characters around it: a mark, a point, a symbol, a space, a control."""
    return char in UNSEEN or char in _JOINERS or unicodedata.category(char)[0] in "MPSZ"


def _face(faces: Faces, own: str, char: str, lang: str) -> str:
    face = face_for(faces, own, char, lang)
    if face is None:
        name = unicodedata.name(char, "a character without a name")
        raise refuse(
            "no-glyph",
            f"no font has the character {char!r} (U+{ord(char):04X} {name})",
            hint="write it another way, or take it out",
        )
    return face
