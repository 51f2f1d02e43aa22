"""A character that its font has not."""

from __future__ import annotations

from msgspec.structs import replace

from generator.frame import GlyphRun, Item
from generator.preflight import Subject
from generator.preflight.checks.glyphs import GLYPHS
from tests.unit.preflight.breaking import found, with_items


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(GLYPHS, piece)


def test_glyph_0_is_named_by_its_character(piece: Subject) -> None:
    def break_nine(item: Item) -> Item:
        if not (isinstance(item, GlyphRun) and item.text == "911"):
            return item
        first = replace(item.clusters[0], glyphs=((0, 600, 0, 0),))
        return replace(item, clusters=(first, *item.clusters[1:]))

    [finding] = found(GLYPHS, with_items(piece, break_nine))
    assert finding.code == "glyph-missing"
    assert "'9' (U+0039)" in finding.message
    assert finding.side == "front"
