"""One area of a page as four renderers draw it, in grey, with their smoothing on."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image

from generator.units import Rect
from tests.instruments import scan
from tests.instruments.tools import FILE, output

Image.MAX_IMAGE_PIXELS = None
"""The rasters are our own: a poster at 600 dpi is no attack."""

GREY = range(16, 240)
"""Neither ink nor paper."""


def pdfium(pdf: bytes, page: int, dpi: int) -> Image.Image:
    return scan.raster(pdf, page, dpi)


def poppler(pdf: bytes, page: int, dpi: int) -> Image.Image:
    return _picture(output(pdf, "pdftoppm", "-gray", "-r", str(dpi), "-f", str(page + 1), "-l", str(page + 1), FILE))


def mupdf(pdf: bytes, page: int, dpi: int) -> Image.Image:
    options = ("-q", "-c", "gray", "-F", "pnm", "-r", str(dpi), "-o", "-")
    return _picture(output(pdf, "mutool", "draw", *options, FILE, str(page + 1)))


def ghostscript(pdf: bytes, page: int, dpi: int) -> Image.Image:
    smooth = ("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4")
    only = (f"-dFirstPage={page + 1}", f"-dLastPage={page + 1}")
    quiet = ("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pgmraw", "-sOutputFile=-")
    return _picture(output(pdf, "gs", *quiet, *smooth, *only, f"-r{dpi}", FILE))


RENDERERS: dict[str, tuple[str, Callable[[bytes, int, int], Image.Image]]] = {
    "pdfium": ("", pdfium),
    "poppler": ("pdftoppm", poppler),
    "mupdf": ("mutool", mupdf),
    "ghostscript": ("gs", ghostscript),
}
"""The program each needs, "" for none, and how it draws."""


def grey_share(image: Image.Image, area: Rect, dpi: int) -> float:
    """The share of pixels in an area (points from the top left) that are neither ink nor paper.

    A pixel and a half inside the edge is left out: where an edge falls within a pixel, grey is the truth.
    """
    scale, edge = dpi / 72, 1.5
    box = (area.x * scale + edge, area.y * scale + edge, area.right * scale - edge, area.bottom * scale - edge)
    part = image.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3])))
    counts = part.histogram()
    return sum(counts[value] for value in GREY) / (part.width * part.height)


def _picture(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("L")
