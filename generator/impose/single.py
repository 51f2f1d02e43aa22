"""One frame a sheet, the sheet as large as the trim."""

from __future__ import annotations

from collections.abc import Sequence

from generator.frame import Frame
from generator.sheet import Placement, Sheet
from generator.units import Rect


def single(frames: Sequence[Frame], copies: int = 1) -> tuple[Sheet, ...]:
    """A sheet for each frame, all of them `copies` times, the pages of a copy together."""
    sheets = []
    for frame in frames:
        trim = Rect(0, 0, frame.trim.width, frame.trim.height)
        sheets.append(Sheet(frame.trim, trim, (Placement(frame, 0, 0, trim),)))
    return tuple(sheets) * copies
