"""Different pieces on one sheet: each in its own slot, its back where it meets it when the sheet is turned."""

from __future__ import annotations

from collections.abc import Sequence

from generator.frame import Box, Frame
from generator.impose.marks import crop_marks
from generator.impose.nup import BLACK, back_slot, clipped
from generator.sheet import Placement, Sheet
from generator.stock.sheet import Stock
from generator.units import Rect, Size


class Gatherer:
    """Makes sheets of a stock, of as many pieces as it has slots or fewer. Sides that are equal are one sheet object."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.fronts = stock.slots
        self.backs = tuple(back_slot(slot, stock.media, stock.duplex) for slot in stock.slots)
        self._clips: dict[tuple[int, bool], Rect] = {}
        self._last: dict[bool, tuple[tuple[Frame, ...], Sheet]] = {}

    def sheets(self, pieces: Sequence[Sequence[Frame]]) -> tuple[Sheet, ...]:
        """The sides of one sheet: fronts, and backs if the pieces have two sides."""
        sides = [self._side(tuple(piece[0] for piece in pieces), back=False)]
        if len(pieces[0]) > 1:
            sides.append(self._side(tuple(piece[1] for piece in pieces), back=True))
        return tuple(sides)

    def _side(self, frames: tuple[Frame, ...], back: bool) -> Sheet:
        known = self._last.get(back)
        if known is not None and len(known[0]) == len(frames) and all(a is b for a, b in zip(known[0], frames, strict=True)):
            return known[1]
        slots, media = self.backs if back else self.fronts, self.stock.media
        placements = tuple(
            Placement(frame, slot.x, slot.y, self._clip(index, back, frame)) for index, (frame, slot) in enumerate(zip(frames, slots, strict=False))
        )
        sheet = Sheet(media, Rect(0, 0, media.width, media.height), placements, self._marks(slots[: len(frames)], media, frames[0]))
        self._last[back] = (frames, sheet)
        return sheet

    def _clip(self, index: int, back: bool, frame: Frame) -> Rect:
        found = self._clips.get((index, back))
        if found is None:
            slots = self.backs if back else self.fronts
            found = self._clips[index, back] = clipped(slots[index], slots, self.stock.media, frame)
        return found

    def _marks(self, slots: Sequence[Rect], media: Size, frame: Frame) -> tuple[Box, ...]:
        return crop_marks(slots, media, BLACK, frame.bleed) if self.stock.marks == "crop" else ()
