"""Rich text to shaped glyphs: shape each run with HarfBuzz; find where the lines may end, and how tall it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

import msgspec
import uharfbuzz as hb

from generator.errors import refuse
from generator.frame import Cluster, FontKey
from generator.richtext import Rich, plain
from generator.typeset.breaking import line_ends
from generator.typeset.faces import Faces, Stature
from generator.typeset.itemise import UNSEEN, Item, items, levels

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
    latin: str = ""
    """The face of numbers, addresses and Latin words; left out, that of all else."""
    rtl: bool = False
    """Whether its lines run from right to left."""
    breaks: str = ""
    """Where its lines may end (`line_ends`)."""
    stature: Stature = Stature()
    """How tall its own script stands."""


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
    """The bidi level of each character; empty when all run from left to right."""
    stature: Stature = Stature()
    """How tall it stands, with all scripts that are in it."""


@lru_cache(maxsize=2048)
def shape(faces: Faces, rich: Rich, setting: Setting) -> Shaped:
    """Shape a paragraph. InputError `no-glyph` names a character that no font has."""
    text = plain(rich)
    if SOFT_HYPHEN in text:
        # A line would end inside the word with nothing to show that it goes on.
        raise refuse("soft-hyphen", f"{text!r} has a soft hyphen (U+00AD), which cannot be set", hint="take it out, or use a shorter word")
    found = levels(rich, text, setting.rtl)
    runs = items(faces, rich, text, found, setting.face, setting.latin or setting.face, setting.lang)
    pieces = tuple(_shape_item(faces, rich, text, item, setting) for item in runs)
    return Shaped(text, rich, setting, pieces, tuple(_segments(text, rich, pieces, setting)), found, _stature(faces, text, pieces, setting))


def _stature(faces: Faces, text: str, pieces: Sequence[Piece], setting: Setting) -> Stature:
    """The tallest of its scripts. A text of figures alone, such as a number to call, stands as tall as figures do."""
    lettered = any(map(str.isalpha, text))
    stems = {piece.font.face for piece in pieces} or {setting.face}
    found = [setting.stature if lettered and stem == setting.face else faces.stature(stem) for stem in stems]
    return Stature(max(each.ascent for each in found), max(each.descent for each in found), max(each.leading for each in found))


def _shape_item(faces: Faces, rich: Rich, text: str, item: Item, setting: Setting) -> Piece:
    font = FontKey(item.face, setting.strong_weight if rich[item.inline].strong else setting.weight, setting.width)
    run = shape_run(faces, font, text[item.start : item.end], bool(item.level & 1), setting.lang)
    return Piece(font, item.level, item.inline, tuple((item.start + at, cluster) for at, cluster in run))


@lru_cache(maxsize=4096)
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
    all_seen = UNSEEN.isdisjoint(text)
    if all_seen and not rtl and len(infos) == len(text) and [info.cluster for info in infos] == [*range(len(infos))]:
        # A glyph for each character, which is most of all Latin text.
        return tuple(
            [
                (info.cluster, Cluster(char, ((info.codepoint, p.x_advance, p.x_offset, p.y_offset),), p.x_advance))
                for char, info, p in zip(text, infos, positions, strict=True)
            ]
        )
    groups: dict[int, list[tuple[int, int, int, int]]] = {}
    for info, position in zip(infos, positions, strict=True):
        glyph = (info.codepoint, position.x_advance, position.x_offset, position.y_offset)
        groups.setdefault(info.cluster, []).append(glyph)
    # The innermost loop of all typesetting: it is run for each glyph of each width that copyfit tries.
    found: list[tuple[int, Cluster]] = []
    for at, end in pairwise([*sorted(groups), len(text)]):
        part = text[at:end]
        if all_seen or not UNSEEN.issuperset(part):
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
    for end in line_ends(text, setting.lang, setting.breaks):
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
