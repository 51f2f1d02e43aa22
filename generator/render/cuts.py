"""The cut of a font instance: the character codes that are the same in every file, and the objects made from them.

Basic Latin, Latin-1 and general punctuation have fixed codes, and a file embeds them in groups (small letters, capitals,
figures …), not one by one. So nearly all pieces of a batch embed the same few cuts, which are made and compressed once,
and a text's operators are the same in whichever file it stands.
"""

from __future__ import annotations

import hashlib
import zlib
from functools import cache, lru_cache

import msgspec
import uharfbuzz as hb

from generator.frame import FontKey
from generator.typeset.faces import Faces

_GROUPS = (
    " abcdefghijklmnopqrstuvwxyz.,-?",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "0123456789/:()+·–",
    "!\"#$%&'*;<=>@[\\]^_`{|}~—‘’“”…•\u00a0¡¿«»",
    "áéíóúüñàâçèêëîïôùûœæäößãõìòåøýÿðþ",
    "ÁÉÍÓÚÜÑÀÂÇÈÊËÎÏÔÙÛŒÆÄÖÃÕÌÒÅØÝÐÞ",
)
"""Characters that are embedded together."""
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "fj", "tt", "ti")
"""Letters that some faces draw as one glyph; they go with the small letters."""
_DROPPED = ("GSUB GPOS GDEF BASE JSTF STAT MVAR HVAR VVAR vhea vmtx VORG DSIG gasp meta name OS/2 post cmap kern").split()
"""Tables a CIDFontType2 in a PDF has no use for."""


class Cut(msgspec.Struct, frozen=True, eq=False):
    """The fixed codes of one instance. Code 0 is the missing glyph's."""

    key: FontKey
    codes: dict[tuple[int, str], int]
    """By glyph and text."""
    glyphs: tuple[tuple[int, str], ...]
    """By code: glyph and text."""
    advances: tuple[int, ...]
    groups: tuple[int, ...]
    """By code: which group it belongs to."""
    hexes: tuple[str, ...]
    """By code: how a content stream writes it."""


@cache
def cut_of(faces: Faces, key: FontKey) -> Cut:
    """The fixed codes of an instance: what it has of the groups."""
    font = faces.instance(key)
    glyphs: list[tuple[int, str]] = [(0, "")]
    groups = [-1]
    for number, characters in enumerate(_GROUPS):
        for character in characters:
            glyph = font.get_nominal_glyph(ord(character))
            if glyph is not None:
                glyphs.append((glyph, character))
                groups.append(number)
    for letters in _LIGATURES:
        glyph = _ligature(font, letters)
        if glyph is not None:
            glyphs.append((glyph, letters))
            groups.append(0)
    codes = {pair: code for code, pair in enumerate(glyphs) if code}
    advances = tuple(font.get_glyph_h_advance(glyph) for glyph, _ in glyphs)
    return Cut(key, codes, tuple(glyphs), advances, tuple(groups), tuple(f"{code:04X}" for code in range(len(glyphs))))


def _ligature(font: hb.Font, letters: str) -> int | None:
    """The one glyph that a face draws these letters as, or None."""
    buffer = hb.Buffer()
    buffer.add_str(letters)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"tnum": True})
    infos = buffer.glyph_infos
    return infos[0].codepoint if len(infos) == 1 else None


class Program(msgspec.Struct, frozen=True, eq=False):
    """What a font's objects say, compressed where they are streams."""

    name: str
    data: bytes
    length: int
    """Bytes of the font program before compression."""
    mapping: bytes
    unicode: bytes
    widths: str
    ascent: int
    descent: int


@lru_cache(maxsize=512)
def program(faces: Faces, key: FontKey, groups: frozenset[int], extra: tuple[tuple[int, str], ...]) -> Program:
    """The embedded font for these groups and the glyphs, with their texts, that have codes after the fixed ones."""
    cut = cut_of(faces, key)
    glyphs = (*cut.glyphs, *extra)
    here = [code == 0 or code >= len(cut.glyphs) or cut.groups[code] in groups for code in range(len(glyphs))]
    data, moved = _subset(faces, key, frozenset(glyph for (glyph, _), kept in zip(glyphs, here, strict=True) if kept))
    font = faces.instance(key)
    advances = [*cut.advances, *(font.get_glyph_h_advance(glyph) for glyph, _ in extra)]
    extents = font.get_font_extents("ltr")
    tag = hashlib.sha256(repr((key, sorted(moved.items()))).encode()).digest()
    name = "".join(chr(65 + byte % 26) for byte in tag[:6]) + f"+{key.face}-{key.weight}-{key.width:g}".replace(".", "_")
    mapping = b"".join((moved[glyph] if kept else 0).to_bytes(2, "big") for (glyph, _), kept in zip(glyphs, here, strict=True))
    texts = [(code, text) for code, ((_, text), kept) in enumerate(zip(glyphs, here, strict=True)) if kept and text]
    return Program(
        name,
        zlib.compress(data),
        len(data),
        zlib.compress(mapping),
        zlib.compress(_to_unicode(texts)),
        " ".join(str(advance if kept else 0) for advance, kept in zip(advances, here, strict=True)),
        int(extents.ascender),
        int(extents.descender),
    )


def _subset(faces: Faces, key: FontKey, glyphs: frozenset[int]) -> tuple[bytes, dict[int, int]]:
    """The instance's font program with these glyphs only, and where each glyph went."""
    face = faces.face(key.face)
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs | {0})
    # Overlapping outlines of a variable font are marked, so that no renderer knocks holes where they cross.
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.SET_OVERLAPS_FLAG
    axes = {"wght": float(key.weight), "wdth": key.width}
    for axis in face.axis_infos:
        low, high = axis.min_value, axis.max_value
        wanted.pin_axis_location(face, axis.tag, min(high, max(low, axes.get(axis.tag, axis.default_value))))
    wanted.drop_table_tag_set.update(int.from_bytes(table.ljust(4).encode(), "big") for table in _DROPPED)
    plan = hb.SubsetPlan(face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _to_unicode(texts: list[tuple[int, str]]) -> bytes:
    """The CMap from codes to text (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in texts]
    parts = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    ]
    # A block holds at most 100 entries (Adobe technical note 5411).
    for at in range(0, len(entries), 100):
        block = entries[at : at + 100]
        parts.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return "\n".join(parts).encode("ascii")
