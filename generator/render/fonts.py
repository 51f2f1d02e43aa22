"""Embed what is drawn of each font instance: a subset as Type0/Identity-H with exact ToUnicode.

A character code (CID) is given to each pair of glyph and text, so that one glyph that stands for two texts copies
right both times. Subsets are cut from the variable font with its axes pinned (HarfBuzz).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import uharfbuzz as hb

from generator.frame import FontKey
from generator.render.writer import PdfFile, Raw
from generator.typeset.faces import Faces

_DROPPED = ("GSUB GPOS GDEF BASE JSTF STAT MVAR HVAR VVAR vhea vmtx VORG DSIG gasp meta name OS/2 post cmap kern").split()
"""Tables a CIDFontType2 in a PDF has no use for."""


class EmbeddedFont:
    """One font instance in one file: codes are given out while pages are painted, objects written at the end."""

    def __init__(self, resource: str, key: FontKey, faces: Faces) -> None:
        self.resource, self.key, self.faces = resource, key, faces
        self.font = faces.instance(key)
        self.codes: dict[tuple[int, str], int] = {}
        self.glyphs: list[tuple[int, str]] = [(0, "")]
        self.advances: list[int] = [self.font.get_glyph_h_advance(0)]

    def code(self, glyph: int, text: str) -> int:
        """The code for a glyph that stands for a text."""
        found = self.codes.get((glyph, text))
        if found is None:
            found = self.codes[glyph, text] = len(self.glyphs)
            self.glyphs.append((glyph, text))
            self.advances.append(self.font.get_glyph_h_advance(glyph))
        return found

    def write(self, file: PdfFile) -> Raw:
        """Add the font's objects to the file; the Type0 dictionary is returned."""
        data, mapping = _subset(self.faces, self.key, frozenset(glyph for glyph, _ in self.glyphs))
        tag = hashlib.sha256(repr((self.key, sorted(mapping.items()))).encode()).digest()
        name = "".join(chr(65 + byte % 26) for byte in tag[:6]) + f"+{self.key.face}-{self.key.weight}-{self.key.width:g}".replace(".", "_")
        extents = self.font.get_font_extents("ltr")
        program = file.ref(file.stream(f"/Length1 {len(data)}", data))
        descriptor = file.ref(
            file.add(
                f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-1000 {extents.descender:.0f} 2500 {extents.ascender:.0f}]"
                f"/ItalicAngle 0/Ascent {extents.ascender:.0f}/Descent {extents.descender:.0f}/CapHeight 714/StemV {self.key.weight // 4}"
                f"/FontFile2 {program}>>"
            )
        )
        to_glyph = file.ref(file.stream("", b"".join(mapping[glyph].to_bytes(2, "big") for glyph, _ in self.glyphs)))
        widths = " ".join(str(advance) for advance in self.advances)
        descendant = file.ref(
            file.add(
                f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/FontDescriptor {descriptor}/DW 1000/W[0[{widths}]]/CIDToGIDMap {to_glyph}>>"
            )
        )
        unicode = file.ref(file.stream("", _to_unicode(self.glyphs)))
        return file.add(f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode {unicode}>>")


@lru_cache(maxsize=256)
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


def _to_unicode(glyphs: list[tuple[int, str]]) -> bytes:
    """The CMap from codes to text (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, (_, text) in enumerate(glyphs) if text]
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
