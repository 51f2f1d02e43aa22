"""A raster of a finished PDF, for the eye and for the tests of codes."""

from __future__ import annotations

import io

from generator.errors import refuse

LARGEST = 20_000
"""Pixels along one side; a larger proof helps nobody and fills the memory."""


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
