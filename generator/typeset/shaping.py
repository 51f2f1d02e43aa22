"""Rich text to shaped glyphs: itemise by direction, face and inline; shape with HarfBuzz; find the line breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

import msgspec
import uharfbuzz as hb
from icu4py.breakers import LineBreaker

from generator.errors import refuse
from generator.frame import Cluster, FontKey
from generator.richtext import Rich, plain
from generator.typeset import bidi
from generator.typeset.faces import Faces, face_for

_UNSEEN = frozenset("\n\u2028\u200b\u2060\u2066\u2067\u2068\u2069\u200e\u200f")
"""Break and direction controls: they have done their work before anything is drawn."""
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
SOFT_HYPHEN = "\u00ad"
_ADVANCE = itemgetter(1)
"""The advance of a glyph as a cluster holds it."""


class Setting(msgspec.Struct, frozen=True):
    """How a paragraph's glyphs are chosen: all of a style but its size. Tracking is in 1/1000 em."""

    face: str
    weight: int
    strong_weight: int
    width: float = 100.0
    tracking: float = 0.0
    lang: str = "en"


class Piece(msgspec.Struct, frozen=True):
    """A run of one font, direction and inline; clusters with the text offset each begins at, in logical order."""

    font: FontKey
    level: int
    inline: int
    clusters: tuple[tuple[int, Cluster], ...]


class Segment(msgspec.Struct, frozen=True, gc=False):
    """What stands between two break opportunities, widths in 1/1000 em; `trail` is the white space at its end."""

    start: int
    end: int
    width: float
    trail: float
    forced: bool


class Shaped(msgspec.Struct, frozen=True, eq=False):
    """A paragraph ready to be broken into lines at any size."""

    text: str
    rich: Rich
    setting: Setting
    pieces: tuple[Piece, ...]
    segments: tuple[Segment, ...]
    levels: tuple[int, ...]
    line_factor: float
    """How much more leading than Latin its faces need (1.0 for Latin)."""


@lru_cache(maxsize=2048)
def shape(faces: Faces, rich: Rich, setting: Setting) -> Shaped:
    """Shape a paragraph. InputError `no-glyph` names a character that no font has."""
    text = plain(rich)
    if SOFT_HYPHEN in text:
        # A line would end inside the word with nothing to show that it goes on.
        raise refuse("soft-hyphen", f"{text!r} has a soft hyphen (U+00AD), which cannot be set", hint="take it out, or use a shorter word")
    levels = () if bidi.is_plain_ltr(text) else bidi.levels(text, None)
    pieces = tuple(_shape_item(faces, rich, text, item, setting) for item in _items(faces, rich, levels, setting))
    stems = {piece.font.face for piece in pieces} - {setting.face}
    factor = max([1.0, *(faces.line_height(stem) / faces.line_height(setting.face) for stem in stems)])
    return Shaped(text, rich, setting, pieces, tuple(_segments(text, rich, pieces, setting)), levels, factor)


def _items(faces: Faces, rich: Rich, levels: tuple[int, ...], setting: Setting) -> Iterator[tuple[int, int, str, int, int]]:
    """(start, end, face, level, inline) of the runs to be shaped each by itself."""
    start = position = 0
    current: tuple[str, int, int] | None = None
    for number, inline in enumerate(rich):
        for char in inline.text:
            level = levels[position] if levels else 0
            face = _face(faces, setting.face, char, current)
            key = (face, level, number)
            if key != current:
                if current is not None:
                    yield (start, position, *current)
                current, start = key, position
            position += 1
    if current is not None:
        yield (start, position, *current)


def _face(faces: Faces, own: str, char: str, current: tuple[str, int, int] | None) -> str:
    """The face for a character: marks, joiners and spaces stay with the run they stand in when its face has them."""
    if char in _UNSEEN or char in _JOINERS:
        return current[0] if current else own
    stays = char == " " or unicodedata.category(char)[0] in "MP"
    if current is not None and current[0] != own and stays and faces.covers(current[0], char):
        return current[0]
    face = face_for(faces, own, char)
    if face is None:
        name = unicodedata.name(char, "a character without a name")
        raise refuse(
            "no-glyph",
            f"no font has the character {char!r} (U+{ord(char):04X} {name})",
            hint="write it another way, or take it out",
        )
    return face


def _shape_item(faces: Faces, rich: Rich, text: str, item: tuple[int, int, str, int, int], setting: Setting) -> Piece:
    start, end, face, level, number = item
    font = FontKey(face, setting.strong_weight if rich[number].strong else setting.weight, setting.width)
    run = shape_run(faces, font, text[start:end], bool(level & 1), setting.lang)
    return Piece(font, level, number, tuple((start + at, cluster) for at, cluster in run))


@lru_cache(maxsize=8192)
def shape_run(faces: Faces, font: FontKey, text: str, rtl: bool, lang: str) -> tuple[tuple[int, Cluster], ...]:
    """Clusters of one run with their offsets in `text`, in logical order."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = lang
    # Tabular figures: a stack of phone numbers must stand in columns, and a digit must never be lost in a narrow 1.
    hb.shape(faces.instance(font), buffer, {"tnum": True})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    all_seen = _UNSEEN.isdisjoint(text)
    if all_seen and not rtl and len(infos) == len(text) and all(info.cluster == at for at, info in enumerate(infos)):
        # A glyph for each character, which is most of all Latin text.
        return tuple(
            (at, Cluster(char, ((info.codepoint, p.x_advance, p.x_offset, p.y_offset),), p.x_advance))
            for at, (char, info, p) in enumerate(zip(text, infos, positions, strict=True))
        )
    groups: dict[int, list[tuple[int, int, int, int]]] = {}
    for info, position in zip(infos, positions, strict=True):
        glyph = (info.codepoint, position.x_advance, position.x_offset, position.y_offset)
        groups.setdefault(info.cluster, []).append(glyph)
    # The innermost loop of all typesetting: it is run for each glyph of each width that copyfit tries.
    found: list[tuple[int, Cluster]] = []
    for at, end in pairwise([*sorted(groups), len(text)]):
        part = text[at:end]
        if all_seen or not _UNSEEN.issuperset(part):
            glyphs = tuple(groups[at])
            found.append((at, Cluster(part, glyphs, sum(map(_ADVANCE, glyphs)) if len(glyphs) > 1 else glyphs[0][1])))
    return tuple(found)


def _segments(text: str, rich: Rich, pieces: tuple[Piece, ...], setting: Setting) -> Iterator[Segment]:
    advance = [0.0] * (len(text) + 1)
    for piece in pieces:
        for at, cluster in piece.clusters:
            advance[at] += cluster.advance + setting.tracking
    kept = _kept(rich)
    start = 0
    for _, end in LineBreaker(text, setting.lang).segments():
        if end in kept and end < len(text):
            continue
        word = text[start:end].rstrip()
        middle = start + len(word)
        yield Segment(start, end, sum(advance[start:middle]), sum(advance[middle:end]), text[end - 1] in "\n\u2028")
        start = end


def _kept(rich: Rich) -> frozenset[int]:
    """Offsets at which a line may not be broken, because they lie inside an inline that is kept whole."""
    inside: set[int] = set()
    position = 0
    for inline in rich:
        if inline.keep:
            inside.update(range(position + 1, position + len(inline.text)))
        position += len(inline.text)
    return frozenset(inside)
