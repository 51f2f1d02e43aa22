"""A raster of a finished PDF, for the eye and for the tests of codes."""

from __future__ import annotations

import hashlib
import io

import msgspec

from generator.errors import refuse
from generator.units import Rect

LARGEST = 20_000
"""Pixels along one side; a larger proof helps nobody and fills the memory."""
COLOURS = 128
"""Colours of a thumbnail."""


def page_count(pdf: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def render_png(pdf: bytes, page: int, dpi: float) -> bytes:
    """PNG bytes of a page (counted from 1) at a resolution. InputError if there is no such page or it is too large."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            raise refuse("no-page", f"there is no page {page}; the piece has {len(document)}", hint="choose a page with --page")
        sheet = document[page - 1]
        longest = max(sheet.get_size()) * dpi / 72
        if longest > LARGEST:
            most = int(LARGEST / max(sheet.get_size()) * 72)
            raise refuse(
                "too-large", f"{dpi:g} dpi makes {longest:.0f} pixels along one side; the limit is {LARGEST}", hint=f"use at most --dpi {most}"
            )
        image = sheet.render(scale=dpi / 72).to_pil()
        out = io.BytesIO()
        image.save(out, "PNG", dpi=(dpi, dpi), optimize=False)
        return out.getvalue()


class Thumbnail(msgspec.Struct, frozen=True):
    """A small picture of a page or a part of it: its samples, and the same as a PNG."""

    pixels: tuple[int, int]
    rgb: bytes
    png: bytes

    @property
    def digest(self) -> str:
        """Equal pictures have equal digests."""
        return hashlib.sha256(b"%d %d " % self.pixels + self.rgb).hexdigest()

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.pixels[0] / self.pixels[1]


def thumbnail(pdf: bytes, page: int, box: tuple[int, int], part: Rect | None = None) -> Thumbnail:
    """A page (counted from 1), or the part of it, as large as it can be in a box of so many pixels."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page - 1]
        width, height = sheet.get_size()
        shown = part or Rect(0, 0, width, height)
        scale = min(box[0] / shown.width, box[1] / shown.height)
        crop = (shown.x, height - shown.bottom, width - shown.right, shown.y)
        image = sheet.render(scale=scale, crop=crop).to_pil().convert("RGB")
        # Printed pieces have few colours: what a palette leaves out is not seen, and a hundred of them stay small.
        few = image.quantize(COLOURS, dither=0)
        out = io.BytesIO()
        few.save(out, "PNG", optimize=False)
        return Thumbnail(image.size, few.convert("RGB").tobytes(), out.getvalue())
