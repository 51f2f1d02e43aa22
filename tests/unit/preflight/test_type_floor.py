"""Type below the floor of its layout or the smallest size of its style."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.frame import FontKey, GlyphRun
from generator.preflight import Subject
from generator.preflight.checks.type_floor import TYPE_FLOOR
from generator.preflight.limits import Limits, Range
from tests.unit.preflight.breaking import found, run_of, with_items


def resized(subject: Subject, words: str, size: float) -> Subject:
    old = run_of(subject, words)
    return with_items(subject, lambda item: replace(old, size=size) if item is old else item)


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(TYPE_FLOOR, piece)


def test_small_text_is_found(piece: Subject) -> None:
    [finding] = found(TYPE_FLOOR, resized(piece, "911", 15.5))
    assert finding.code == "type-too-small"
    assert finding.side == "front"
    assert "'911' is set in 15.5pt" in finding.message


def test_a_font_of_no_style_is_held_to_the_lowest_floor(piece: Subject) -> None:
    least = piece.limits.least
    strange = replace(run_of(piece, "911"), font=FontKey("NotoSans", 333), size=least)
    assert piece.limits.shortfall(strange) is None
    short = piece.limits.shortfall(replace(strange, size=least - 0.1))
    assert short is not None
    assert (short.style, short.least) == ("", least)


LIMITS = Limits(1.0, 5.0, {(600, 100.0, 0.0): (Range("label", 16.0, 18.0), Range("caption", 8.0, 10.0))})


@pytest.mark.parametrize(
    ("size", "floor"),
    [
        (20.0, None),  # above both: growing text
        (16.0, None),
        (15.9, 16.0),  # too large for a caption, so it is a label
        (10.5, 16.0),
        (10.0, None),  # a caption
        (8.0, None),
        (7.9, 8.0),
        (1.0, 8.0),
    ],
)
def test_size_tells_styles_of_one_setting_apart(piece: Subject, size: float, floor: float | None) -> None:
    run: GlyphRun = replace(run_of(piece, "911"), font=FontKey("PublicSans", 600), size=size, tracking=0.0)
    short = LIMITS.shortfall(run)
    assert (short and short.least) == floor
