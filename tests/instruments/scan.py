"""Read QR codes off a raster of a page, sharp as printed and as a poor camera sees them (PDFium, Pillow, ZXing)."""

from __future__ import annotations

from math import ceil
from typing import Literal

import msgspec
import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter

from generator.units import Rect

Setting = Literal["sharp", "soft"]
SETTINGS: tuple[Setting, ...] = ("sharp", "soft")
SHARP_DPI, SOFT_DPI = 300, 100
SHARP_PIXELS = 12
"""Pixels a module takes up at most: on a large poster a sharper raster would show a reader nothing more."""
SOFT_BLUR = 1 / 3
"""Standard deviation of the blur, in modules."""
READER_PIXELS = 4
"""Pixels a module takes up in what the reader is given: a coarse raster is enlarged, which adds nothing to it."""


class Reading(msgspec.Struct, frozen=True):
    """A code that was read, and the middle of it in points from the top left corner of the page."""

    payload: str
    x: float
    y: float


def scan(pdf: bytes, page: int, module: float, setting: Setting) -> list[Reading]:
    """The codes of a page (counted from 0) whose modules are at least `module` points large."""
    dpi = min(SHARP_DPI, SHARP_PIXELS * 72 / module) if setting == "sharp" else SOFT_DPI
    image = raster(pdf, page, dpi)
    pixels = module * dpi / 72
    if setting == "soft":
        image = image.filter(ImageFilter.GaussianBlur(pixels * SOFT_BLUR))
    return read(image, dpi, max(1, ceil(READER_PIXELS / pixels)))


def raster(pdf: bytes, page: int, dpi: float) -> Image.Image:
    """A page in grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
        return image.copy()


def read(image: Image.Image, dpi: float, enlarge: int = 1) -> list[Reading]:
    """The codes in an image of that resolution."""
    if enlarge > 1:
        image = image.resize((image.width * enlarge, image.height * enlarge), Image.Resampling.BICUBIC)
    scale = 72 / dpi / enlarge
    plain = zxingcpp.TextMode.Plain
    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(image, formats=only, text_mode=plain)
    return [Reading(code.text, *(scale * middle for middle in _middle(code.position))) for code in found]


def _middle(position: zxingcpp.Position) -> tuple[float, float]:
    corners = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
    return sum(corner.x for corner in corners) / 4, sum(corner.y for corner in corners) / 4


def misread(expected: list[tuple[str, Rect]], readings: list[Reading]) -> list[str]:
    """Codes that were not read, read wrongly, or read where none should be."""
    left = list(readings)
    faults = []
    for payload, place in expected:
        here = [r for r in left if place.contains(Rect(r.x, r.y, 0, 0))]
        if [r.payload for r in here] != [payload]:
            got = " and ".join(r.payload for r in here) or "nothing"
            faults.append(f"{payload} at ({place.x:.0f}, {place.y:.0f}) reads as {got}")
        left = [r for r in left if r not in here]
    return faults + [f"{r.payload} at ({r.x:.0f}, {r.y:.0f}) is no code of the piece" for r in left]
