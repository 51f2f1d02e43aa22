"""What stands in an area of a grid: it can say how much room it takes, and it can be placed."""

from __future__ import annotations

import msgspec

from generator.compose.stage import Stage
from generator.units import Rect


class Fit(msgspec.Struct, frozen=True):
    """How far a piece's type is brought down: every size is its largest times `scale`, but not below its smallest.

    `step` counts the steps taken along the styles' `widths`; `air` is what is left of the space between things.
    """

    scale: float = 1.0
    step: int = 0
    air: float = 1.0

    def size(self, bounds: tuple[float, float]) -> float:
        return max(bounds[0], bounds[1] * self.scale)


class TooTight(Exception):  # noqa: N818 - it is news for copyfit, not an error of the program
    """An element cannot be set in the width it is given, whatever its height.

    `code` becomes the diagnostic's code, `message` names the block and the amount.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class Element:
    """Base of everything placeable. Widths and heights are in points."""

    name = ""
    valign = "top"
    own_margins = False
    """Whether it keeps what is in it off the trim by itself, as a panel does."""
    bounds: tuple[float, float] = (0.0, 0.0)
    """Smallest and largest size of its main style, in points: what spaces around it are measured by."""

    @property
    def empty(self) -> bool:
        """Whether it takes no room at all, so that the space closes up."""
        return False

    def natural_width(self, fit: Fit) -> float:
        """The width it would like in a column that fits its content."""
        return 0.0

    def height(self, width: float, fit: Fit) -> float:
        """The height it needs at a width. Raises TooTight if the width cannot hold it."""
        raise NotImplementedError

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        """Put it into an area at least as high as `height` said."""
        raise NotImplementedError

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        """(block, lines, leading in points, characters) of its running text, to say what to shorten."""
        return []

    def find(self, wanted: Element, area: Rect, fit: Fit) -> Rect | None:
        """The rectangle that an element which is this one, or stands in it, gets; None when it does not."""
        return area if self is wanted else None

    def aligned(self, area: Rect, height: float) -> Rect:
        """`area` cut to `height`, at the top, middle or bottom of it."""
        spare = max(0.0, area.height - height)
        shift = {"top": 0.0, "middle": spare / 2, "bottom": spare}[self.valign]
        return Rect(area.x, area.y + shift, area.width, height)
