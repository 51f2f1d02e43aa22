"""Read an organisation's logo, whichever kind of picture it is."""

from __future__ import annotations

from pathlib import Path

from generator.errors import refuse
from generator.picture.source import expect, read_head
from generator.picture.svg import load_svg
from generator.picture.values import RasterLogo, VectorFill, VectorLogo

__all__ = ["RasterLogo", "VectorFill", "VectorLogo", "load_logo"]

MAX_ASPECT = 20.0
"""A strip longer than this is a rule or an export gone wrong, not a logo."""


def load_logo(path: Path) -> VectorLogo | RasterLogo:
    """The logo in an SVG, PNG or JPEG file, told apart by content.

    MissingError if there is no such file; InputError if it is of another kind, cannot be printed faithfully, or is
    more than MAX_ASPECT times as long as it is high, or the other way.
    """
    logo: VectorLogo | RasterLogo
    if expect(read_head(path), str(path), "SVG", "PNG", "JPEG") == "SVG":
        logo = load_svg(path)
    else:
        # Pillow takes longer to load than most pieces take to make, and most logos are drawings.
        from generator.picture.raster import load_raster

        logo = load_raster(path)
    ratio = max(logo.aspect, 1 / logo.aspect)
    if ratio > MAX_ASPECT:
        sides = "wide as it is high" if logo.aspect > 1 else "high as it is wide"
        raise refuse(
            "logo-proportions",
            f"the logo is {ratio:.0f} times as {sides}, and {MAX_ASPECT:.0f} times is the limit",
            str(path),
            "crop the empty room around it, or use a more compact version",
        )
    return logo
