"""What a picture file becomes once it has been read and found good."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from generator.picture.segments import Segments
from generator.units import Size

Rgb = tuple[int, int, int]


class VectorFill(NamedTuple):
    """One filled shape: its outline, its sRGB colour, and which rule says what is inside."""

    segments: Segments
    rgb: Rgb
    even_odd: bool


class VectorLogo(msgspec.Struct, frozen=True):
    """A drawing, its top left corner at (0, 0); lengths are in its own units, fills in paint order."""

    size: Size
    fills: tuple[VectorFill, ...]

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.size.width / self.size.height


class RasterLogo(msgspec.Struct, frozen=True):
    """Pixels: 8-bit sRGB samples row by row from the top, upright, laid on white."""

    pixels: tuple[int, int]
    rgb: bytes
    digest: str
    """SHA-256 of the pixel size and samples: equal pictures are equal whatever file they came from."""
    has_alpha: bool
    """Whether any pixel let the ground show through, so that the picture now stands on a white field."""

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.pixels[0] / self.pixels[1]
