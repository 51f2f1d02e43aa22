"""Many pieces a sheet: fronts in the slots of a stock, backs where they meet their fronts when the sheet is turned."""

from __future__ import annotations

from collections.abc import Sequence

from generator.frame import Box, Frame, Ink
from generator.impose.marks import crop_marks
from generator.sheet import Placement, Sheet
from generator.stock.sheet import Stock
from generator.units import Rect, Size

BLACK = Ink("black", (0, 0, 0))


def back_slot(slot: Rect, media: Size, duplex: str) -> Rect:
    """Where the back of `slot` lies on the other side of the sheet: positions are mirrored, artwork never is.

    A long-edge turn of an upright sheet mirrors left and right, a short-edge turn top and bottom.
    """
    if duplex == "short-edge":
        return Rect(slot.x, media.height - slot.y - slot.height, slot.width, slot.height)
    return Rect(media.width - slot.x - slot.width, slot.y, slot.width, slot.height)


def n_up(frames: Sequence[Frame], stock: Stock, copies: int | None = None) -> tuple[Sheet, ...]:
    """Sheets for `copies` pieces (None: one full sheet); with two frames each sheet is a front and a back.

    The last sheet holds only what is still needed. Equal sheets are one object, printed again.
    """
    slots = len(stock.slots)
    wanted = slots if copies is None else copies
    full, rest = divmod(wanted, slots)
    whole = _sides(frames, stock, slots)
    return whole * full + (_sides(frames, stock, rest) if rest else ())


def _sides(frames: Sequence[Frame], stock: Stock, count: int) -> tuple[Sheet, ...]:
    sides = [_side(frames[0], stock, stock.slots[:count], stock.slots)]
    if len(frames) > 1:
        backs = [back_slot(slot, stock.media, stock.duplex) for slot in stock.slots]
        sides.append(_side(frames[1], stock, tuple(backs[:count]), tuple(backs)))
    return tuple(sides)


def _side(frame: Frame, stock: Stock, slots: tuple[Rect, ...], grid: tuple[Rect, ...]) -> Sheet:
    marks: tuple[Box, ...] = crop_marks(slots, stock.media, BLACK, frame.bleed) if stock.marks == "crop" else ()
    placements = tuple(Placement(frame, slot.x, slot.y, clipped(slot, grid, stock.media, frame)) for slot in slots)
    return Sheet(stock.media, Rect(0, 0, stock.media.width, stock.media.height), placements, marks)


def clipped(slot: Rect, grid: tuple[Rect, ...], media: Size, frame: Frame) -> Rect:
    """How far a piece may bleed: its bleed, but at most half way to a neighbour and never off the sheet."""
    left, right = slot.x - frame.bleed.left, slot.right + frame.bleed.right
    top, bottom = slot.y - frame.bleed.top, slot.bottom + frame.bleed.bottom
    for other in grid:
        if abs(other.y - slot.y) < 1:
            if other.x > slot.x + 1:
                right = min(right, (slot.right + other.x) / 2)
            elif other.x < slot.x - 1:
                left = max(left, (other.right + slot.x) / 2)
        if abs(other.x - slot.x) < 1:
            if other.y > slot.y + 1:
                bottom = min(bottom, (slot.bottom + other.y) / 2)
            elif other.y < slot.y - 1:
                top = max(top, (other.bottom + slot.y) / 2)
    left, top, right, bottom = max(0.0, left), max(0.0, top), min(media.width, right), min(media.height, bottom)
    return Rect(left, top, right - left, bottom - top)
