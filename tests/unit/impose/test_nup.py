"""Many on a sheet: exactly as many as are asked for, every back behind its front, no bleed on a neighbour."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.frame import Frame
from generator.impose.nup import back_slot, n_up
from generator.impose.single import single
from generator.sheet import Placement, Sheet
from generator.stock.sheet import Stock, load_stock
from generator.units import Insets, Rect, Size
from tests.instruments.pieces import LIBRARY, STOCKS
from tests.unit.impose.sheets import frame, overlap, stock, stocks

COPIES = st.integers(1, 60)


def fronts_and_backs(stock: Stock) -> tuple[Frame, Frame]:
    return frame("front", stock.piece.width, stock.piece.height), frame("back", stock.piece.width, stock.piece.height)


def trim(placement: Placement) -> Rect:
    return Rect(placement.x, placement.y, placement.frame.trim.width, placement.frame.trim.height)


def turned(rect: Rect, media: Size, duplex: str) -> Rect:
    """Where a place on the back is seen from the front, when the sheet is turned about its long or short edge.

    Worked out point by point: a long-edge turn of an upright sheet takes (x, y) to (width - x, y).
    """
    corners = [(rect.x, rect.y), (rect.right, rect.bottom)]
    through = [(media.width - x, y) if duplex == "long-edge" else (x, media.height - y) for x, y in corners]
    (x1, y1), (x2, y2) = through
    return Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def near(one: Rect, other: Rect) -> bool:
    return one.contains(other) and other.contains(one)


# --- how many


@given(stocks(), COPIES)
def test_as_many_as_are_asked_for_on_as_few_sheets_as_can_be(stock: Stock, copies: int) -> None:
    front, back = fronts_and_backs(stock)
    sheets = n_up((front, back), stock, copies)
    assert len(sheets) == 2 * -(-copies // len(stock.slots))
    for number, wanted in enumerate((front, back)):
        placed = [placement for sheet in sheets[number::2] for placement in sheet.placements]
        assert len(placed) == copies
        assert all(placement.frame is wanted for placement in placed)


@given(stocks(), COPIES)
def test_only_the_last_sheet_may_have_room_left(stock: Stock, copies: int) -> None:
    sheets = n_up(fronts_and_backs(stock)[:1], stock, copies)
    assert [len(sheet.placements) for sheet in sheets[:-1]] == [len(stock.slots)] * (len(sheets) - 1)
    assert 0 < len(sheets[-1].placements) <= len(stock.slots)


def test_a_full_sheet_when_no_number_is_given() -> None:
    [sheet] = n_up([frame()], stock())
    assert [(placement.x, placement.y) for placement in sheet.placements] == [(slot.x, slot.y) for slot in stock().slots]


def test_what_is_left_over_fills_the_sheet_from_the_top_left() -> None:
    full, rest = n_up([frame()], stock(), 13)
    assert len(full.placements) == 10
    assert [(placement.x, placement.y) for placement in rest.placements] == [(54, 36), (306, 36), (54, 180)]


@given(st.integers(1, 5), st.integers(0, 9))
def test_equal_sheets_are_one_sheet_printed_again(full: int, rest: int) -> None:
    sheets = n_up([frame("front"), frame("back")], stock(), full * 10 + rest)
    assert len({id(sheet) for sheet in sheets}) == (4 if rest else 2)
    assert all(sheet is sheets[number % 2] for number, sheet in enumerate(sheets[: 2 * full]))


# --- backs


@given(stocks(), COPIES)
def test_every_back_lies_behind_its_front(stock: Stock, copies: int) -> None:
    sheets = n_up(fronts_and_backs(stock), stock, copies)
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        assert front.media == back.media
        seen = [turned(trim(placement), stock.media, stock.duplex) for placement in back.placements]
        assert all(near(trim(placement), behind) for placement, behind in zip(front.placements, seen, strict=True))


@given(stocks())
def test_a_sheet_that_is_turned_twice_is_as_it_was(stock: Stock) -> None:
    for slot in stock.slots:
        assert near(back_slot(back_slot(slot, stock.media, stock.duplex), stock.media, stock.duplex), slot)


def test_a_long_edge_turn_changes_left_and_right_and_a_short_edge_turn_top_and_bottom() -> None:
    slot, media = Rect(10, 20, 100, 50), Size(400, 300)
    assert back_slot(slot, media, "long-edge") == Rect(290, 20, 100, 50)
    assert back_slot(slot, media, "short-edge") == Rect(10, 230, 100, 50)


def test_a_single_front_card_has_its_back_on_the_other_side() -> None:
    front, back = n_up([frame("front"), frame("back")], stock(), 1)
    assert (front.placements[0].x, back.placements[0].x) == (54, 306)


def test_one_frame_has_no_backs() -> None:
    assert len(n_up([frame()], stock(), 25)) == 3


# --- trims and bleeds


@given(stocks(), COPIES)
def test_no_piece_lies_on_another_or_off_the_sheet(stock: Stock, copies: int) -> None:
    for sheet in set(n_up(fronts_and_backs(stock), stock, copies)):
        whole = Rect(0, 0, stock.media.width, stock.media.height)
        assert sheet.trim == whole
        assert all(whole.contains(trim(placement)) for placement in sheet.placements)
        assert all(overlap(trim(one), trim(other)) <= 0.01 for one, other in combinations(sheet.placements, 2))


@given(stocks(), COPIES)
def test_no_bleed_reaches_a_neighbour_or_leaves_the_sheet(stock: Stock, copies: int) -> None:
    """Not even of a slot that stays empty: what is printed there would be cut into."""
    for sheet in set(n_up(fronts_and_backs(stock), stock, copies)):
        grid = stock.slots if sheet.placements[0].frame.name == "front" else [back_slot(slot, stock.media, stock.duplex) for slot in stock.slots]
        for placement in sheet.placements:
            assert Rect(0, 0, stock.media.width, stock.media.height).contains(placement.clip)
            assert placement.clip.contains(trim(placement))
            assert all(overlap(placement.clip, slot) <= 0.01 for slot in grid if not near(slot, trim(placement)))
        assert all(overlap(one.clip, other.clip) <= 0.01 for one, other in combinations(sheet.placements, 2))


@given(stocks())
def test_a_bleed_is_as_wide_as_the_piece_has_it_where_there_is_room(stock: Stock) -> None:
    for placement in n_up(fronts_and_backs(stock)[:1], stock)[0].placements:
        most = trim(placement).inset(Insets.all(-9))
        assert most.contains(placement.clip)


@pytest.mark.parametrize(("gap", "right"), [(0, 306), (6, 309), (18, 315), (50, 315)])
def test_two_bleeds_share_the_gap_between_them(gap: float, right: float) -> None:
    placement = n_up([frame()], stock(gap=(gap, 0)))[0].placements[0]
    assert placement.clip == Rect(45, 27, right - 45, 153)


@pytest.mark.parametrize("name", STOCKS)
def test_shipped_stocks_take_fronts_and_backs(name: str) -> None:
    found = load_stock(LIBRARY, name)
    front, back = n_up(fronts_and_backs(found), found)
    for one, other in zip(front.placements, back.placements, strict=True):
        assert near(trim(one), turned(trim(other), found.media, found.duplex))


# --- one on a sheet


@given(st.integers(1, 4), st.integers(1, 5))
def test_single_pieces_come_copy_by_copy(sides: int, copies: int) -> None:
    frames = [frame(f"page-{number}") for number in range(sides)]
    sheets: tuple[Sheet, ...] = single(frames, copies)
    assert [sheet.placements[0].frame.name for sheet in sheets] == [frame.name for frame in frames] * copies
    assert len({id(sheet) for sheet in sheets}) == sides


def test_a_single_piece_is_its_own_sheet() -> None:
    [sheet] = single([frame()])
    assert (sheet.media, sheet.trim) == (Size(252, 144), Rect(0, 0, 252, 144))
    assert [(placement.x, placement.y, placement.clip) for placement in sheet.placements] == [(0, 0, Rect(0, 0, 252, 144))]
