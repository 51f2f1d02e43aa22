"""Text that comes too near the cut, or passes it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.frame import Cluster
from generator.preflight import Subject
from generator.preflight.checks.text_in_safe_area import TEXT_IN_SAFE_AREA
from tests.unit.preflight.breaking import found, run_of, with_items


def shifted(subject: Subject, x: float | None = None, y: float | None = None) -> Subject:
    """The emergency number at another place."""
    old = run_of(subject, "911")
    new = replace(old, x=old.x if x is None else x, y=old.y if y is None else y)
    return with_items(subject, lambda item: new if item is old else item)


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(TEXT_IN_SAFE_AREA, piece)


def test_text_between_safe_area_and_trim_is_found(piece: Subject) -> None:
    inset = piece.frames[0].safe.left
    [finding] = found(TEXT_IN_SAFE_AREA, shifted(piece, x=inset - 6))
    assert finding.code == "text-outside-safe-area"
    assert finding.side == "front"
    assert "'911'" in finding.message
    assert "past the left of the safe area" in finding.message


@pytest.mark.parametrize("edge", ["top", "right", "bottom", "left"])
def test_text_past_the_trim_is_found_on_each_side(piece: Subject, edge: str) -> None:
    trim = piece.frames[0].trim
    place = {
        "top": (None, 6.0),
        "right": (trim.width - 9, None),
        "bottom": (None, trim.height + 4),
        "left": (-5.0, None),
    }
    [finding] = found(TEXT_IN_SAFE_AREA, shifted(piece, *place[edge]))
    assert finding.code == "text-outside-trim"
    assert f"past the {edge} of the trim" in finding.message


def test_it_is_the_ink_that_counts(piece: Subject) -> None:
    """White space at the end of a line, or the room under a line of digits, may hang over."""
    frame = piece.frames[0]
    floor = frame.trim.height - frame.safe.bottom
    assert not found(TEXT_IN_SAFE_AREA, shifted(piece, y=floor - 0.1))

    run = run_of(piece, "911")
    glyph = piece.faces.instance(run.font).get_nominal_glyph(ord(" "))
    space = Cluster(" ", ((glyph, 99000, 0, 0),), 99000)
    wide = replace(run, clusters=(*run.clusters, space), text=run.text + " ", width=run.width + 99 * run.size)
    assert not found(TEXT_IN_SAFE_AREA, with_items(piece, lambda item: wide if item is run else item))
