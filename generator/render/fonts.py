"""Embed what is drawn of each font instance: a subset as Type0/Identity-H with exact ToUnicode.

A character code (CID) is given to each pair of glyph and text, so that one glyph that stands for two texts copies
right both times. Common Latin has fixed codes (`cuts`); every other pair gets the next one when it is first drawn.
Subsets are cut from the variable font with its axes pinned (HarfBuzz).
"""

from __future__ import annotations

from generator.frame import FontKey
from generator.render.cuts import cut_of, program
from generator.render.file import PdfFile, Raw
from generator.typeset.faces import Faces


def resource_name(key: FontKey) -> str:
    """The name pages call a font by: the same in every file, so that a text's operators are too."""
    return f"{key.face}.{key.weight}.{key.width:g}"


class EmbeddedFont:
    """One font instance in one file: codes are given out while pages are painted, objects written at the end."""

    def __init__(self, key: FontKey, faces: Faces) -> None:
        self.key, self.faces = key, faces
        self.resource = resource_name(key)
        self.font = faces.instance(key)
        self.cut = cut_of(faces, key)
        self.advances = list(self.cut.advances)
        self.groups: set[int] = set()
        """The groups of fixed codes that were drawn."""
        self._extra: dict[tuple[int, str], int] = {}

    def code(self, glyph: int, text: str) -> int:
        """The code for a glyph that stands for a text."""
        found = self.cut.codes.get((glyph, text))
        if found is not None:
            self.groups.add(self.cut.groups[found])
            return found
        found = self._extra.get((glyph, text))
        if found is None:
            found = self._extra[glyph, text] = len(self.advances)
            self.advances.append(self.font.get_glyph_h_advance(glyph))
        return found

    def write(self, file: PdfFile) -> Raw:
        """Add the font's objects to the file; the Type0 dictionary is returned."""
        made = program(self.faces, self.key, frozenset(self.groups), tuple(self._extra))
        name = made.name
        packed = "/Filter/FlateDecode"
        data = file.ref(file.stream(f"/Length1 {made.length}{packed}", made.data, compress=False))
        descriptor = file.ref(
            file.add(
                f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-1000 {made.descent} 2500 {made.ascent}]"
                f"/ItalicAngle 0/Ascent {made.ascent}/Descent {made.descent}/CapHeight 714/StemV {self.key.weight // 4}/FontFile2 {data}>>"
            )
        )
        mapping = file.ref(file.stream(packed, made.mapping, compress=False))
        descendant = file.ref(
            file.add(
                f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/FontDescriptor {descriptor}/DW 1000/W[0[{made.widths}]]/CIDToGIDMap {mapping}>>"
            )
        )
        unicode = file.ref(file.stream(packed, made.unicode, compress=False))
        return file.add(f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode {unicode}>>")
