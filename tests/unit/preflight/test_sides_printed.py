"""Sides that never reach paper."""

from __future__ import annotations

from msgspec.structs import replace

from generator.preflight import Subject
from generator.preflight.checks.sides_printed import SIDES_PRINTED
from generator.sheet import Sheet
from tests.unit.preflight.breaking import codes, found


def with_sheets(subject: Subject, *sheets: Sheet) -> Subject:
    return replace(subject, document=replace(subject.document, sheets=sheets))


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(SIDES_PRINTED, piece)


def test_a_side_that_is_left_out_is_found(card: Subject) -> None:
    [finding] = found(SIDES_PRINTED, with_sheets(card, card.document.sheets[0]))
    assert finding.code == "side-not-printed"
    assert finding.side == card.frames[1].name


def test_a_side_off_its_sheet_is_found(card: Subject) -> None:
    first, *others = card.document.sheets
    off = replace(first.placements[0], x=-5.0)
    moved = replace(first, placements=(off, *first.placements[1:]))
    assert codes(SIDES_PRINTED, with_sheets(card, moved, *others)) == {"side-cut-off"}


def test_a_side_cut_by_its_slot_is_found(card: Subject) -> None:
    first, *others = card.document.sheets
    one = first.placements[0]
    tight = replace(one, clip=replace(one.clip, width=one.frame.trim.width - 4))
    broken = replace(first, placements=(tight, *first.placements[1:]))
    assert codes(SIDES_PRINTED, with_sheets(card, broken, *others)) == {"side-cut-off"}
