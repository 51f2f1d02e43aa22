"""Crop marks: at every edge that is cut, on no piece and no bleed, on the sheet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.frame import Box
from generator.impose.marks import CLEAR, LENGTH, WEIGHT, crop_marks
from generator.impose.nup import BLACK, n_up
from generator.stock.sheet import Stock, load_stock
from generator.units import Insets, Rect, Size
from tests.instruments.pieces import LIBRARY
from tests.unit.impose.sheets import frame, overlap, stock, stocks

MEDIA = Size(400, 300)
SLOT = Rect(100, 100, 80, 50)
BLEED = Insets.all(9)


def upright(mark: Box) -> bool:
    return mark.rect.height > mark.rect.width


def middle(mark: Box) -> float:
    """Where the cut goes that a mark stands for."""
    return mark.rect.x + mark.rect.width / 2 if upright(mark) else mark.rect.y + mark.rect.height / 2


@given(stocks(marks="crop"), st.integers(1, 30))
def test_no_mark_touches_a_piece_or_its_bleed_or_leaves_the_sheet(stock: Stock, copies: int) -> None:
    frames = [frame("front", stock.piece.width, stock.piece.height), frame("back", stock.piece.width, stock.piece.height)]
    for sheet in set(n_up(frames, stock, copies)):
        for mark in sheet.marks:
            assert Rect(0, 0, stock.media.width, stock.media.height).contains(mark.rect, slack=0)
            assert min(mark.rect.width, mark.rect.height) > 0
            for placement in sheet.placements:
                assert overlap(mark.rect, Rect(placement.x, placement.y, stock.piece.width, stock.piece.height)) <= 0
                assert overlap(mark.rect, placement.clip) <= 0


@given(stocks(marks="crop"))
def test_every_edge_is_marked_at_both_ends_where_there_is_room(stock: Stock) -> None:
    marks = crop_marks(stock.slots, stock.media, BLACK, BLEED)
    top, bottom = min(slot.y for slot in stock.slots), max(slot.bottom for slot in stock.slots)
    for x in {round(x, 3) for slot in stock.slots for x in (slot.x, slot.right)}:
        found = [mark for mark in marks if upright(mark) and abs(middle(mark) - x) < WEIGHT]
        room = (top > BLEED.top + CLEAR + 1) + (stock.media.height - bottom > BLEED.bottom + CLEAR + 1)
        assert len(found) == room


def test_a_lone_piece_has_eight_marks_clear_of_its_bleed() -> None:
    marks = crop_marks([SLOT], MEDIA, BLACK, BLEED)
    assert sorted(middle(mark) for mark in marks if upright(mark)) == [100, 100, 180, 180]
    assert sorted(middle(mark) for mark in marks if not upright(mark)) == [100, 100, 150, 150]
    top = min(marks, key=lambda mark: mark.rect.y).rect
    assert (top.y, top.bottom, top.width) == (SLOT.y - 9 - CLEAR - LENGTH, SLOT.y - 9 - CLEAR, WEIGHT)


def test_pieces_that_touch_share_their_mark() -> None:
    marks = crop_marks([SLOT, Rect(180, 100, 80, 50)], MEDIA, BLACK, BLEED)
    assert sorted({middle(mark) for mark in marks if upright(mark)}) == [100, 180, 260]


def test_a_mark_is_cut_to_the_sheet_and_left_out_where_there_is_none() -> None:
    marks = crop_marks([Rect(18, 2, 80, 50)], Size(200, 200), BLACK, BLEED)
    assert [(mark.rect.x, mark.rect.width) for mark in marks if not upright(mark) and mark.rect.right < 18] == [(0, 9 - CLEAR)] * 2
    assert not [mark for mark in marks if upright(mark) and mark.rect.y < 2]


def test_nothing_to_cut_has_no_marks() -> None:
    assert crop_marks([], MEDIA, BLACK, BLEED) == ()


def test_only_stocks_that_are_cut_by_hand_have_marks() -> None:
    assert n_up([frame()], stock(marks="none"))[0].marks == ()
    assert n_up([frame()], stock(marks="crop"))[0].marks
    assert [name for name in ("avery-5371", "avery-l7414", "a4-cut-85x55") if load_stock(LIBRARY, name).marks == "crop"] == ["a4-cut-85x55"]


def test_a_shipped_stock_that_is_cut_by_hand_shows_every_cut() -> None:
    found = load_stock(LIBRARY, "a4-cut-85x55")
    [sheet] = n_up([frame(width=found.piece.width, height=found.piece.height)], found)
    across = {round(x, 3) for slot in found.slots for x in (slot.x, slot.right)}
    down = {round(y, 3) for slot in found.slots for y in (slot.y, slot.bottom)}
    assert {round(middle(mark), 3) for mark in sheet.marks if upright(mark)} == across
    assert {round(middle(mark), 3) for mark in sheet.marks if not upright(mark)} == down


def test_a_sheet_that_is_not_full_is_marked_where_pieces_are() -> None:
    full, rest = n_up([frame()], stock(marks="crop"), 11)
    assert len({middle(mark) for mark in full.marks if not upright(mark)}) == 6
    assert sorted({middle(mark) for mark in rest.marks if not upright(mark)}) == [36, 180]
    assert sorted({middle(mark) for mark in rest.marks if upright(mark)}) == [54, 306]
