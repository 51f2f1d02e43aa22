"""Read a PNG or JPEG logo into upright 8-bit sRGB pixels on white; the only file that knows Pillow.

Import it late: most pieces have no raster picture, and Pillow takes longer to load than they take to make.
"""

from __future__ import annotations

import hashlib
import io
import math
import struct
import warnings
import zlib
from pathlib import Path

from PIL import ExifTags, Image, ImageCms
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from generator.errors import InputError, refuse
from generator.picture.source import expect, read_source
from generator.picture.values import RasterLogo
from generator.units import format_length

__all__ = ["MAX_BYTES", "MAX_PIXELS", "MIN_DPI", "RasterLogo", "check_resolution", "load_raster"]

MAX_BYTES = 25_000_000
MAX_PIXELS = 50_000_000
MIN_DPI = 200
"""Below this the steps of a logo's edges are seen at reading distance."""

_SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""Colour space signatures of ICC profiles and the Pillow modes they fit."""
_DEVICES = ("mntr", "scnr", "prtr", "spac")
"""Profile classes that describe how colours were meant (ICC.1, section 7.2.5); links and named colours do not."""
_GREY = (0, 4)
"""PNG colour types without colours of their own."""
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What brings a picture upright, by its EXIF orientation (Exif 2.3, section 4.6.4; 1 is upright)."""
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error,
    zlib.error,
)  # fmt: skip
"""What Pillow is known to raise on bytes that only begin like a picture."""
_HINT = "open it in an image program and save it again as PNG or JPEG"


def load_raster(path: Path) -> RasterLogo:
    """The picture in a PNG or JPEG file. MissingError if there is none; InputError if it cannot be printed."""
    data = read_source(path, MAX_BYTES)
    file = str(path)
    kind = expect(data, file, "PNG", "JPEG")
    try:
        upright, has_alpha = _decoded(data, kind, file)
    except InputError:
        raise
    except MemoryError:
        raise refuse("raster-broken", "the picture is too large for this machine's memory", file, _HINT) from None
    except _BROKEN as fault:
        reason = str(fault) or type(fault).__name__
        raise refuse("raster-broken", f"the {kind} is broken or cut off ({reason[:80]})", file, _HINT) from None
    rgb = upright.tobytes()
    width, height = upright.size
    digest = hashlib.sha256(b"%d %d " % (width, height) + rgb).hexdigest()
    return RasterLogo((width, height), rgb, digest, has_alpha)


def check_resolution(pixels: tuple[int, int], width: float, height: float, where: str = "") -> None:
    """InputError if a picture of so many pixels has less than MIN_DPI on `width` × `height` points."""
    dpi = min(pixels[0] / width, pixels[1] / height) * 72
    if dpi >= MIN_DPI - 1e-6:
        return
    needed = f"{math.ceil(width / 72 * MIN_DPI)} × {math.ceil(height / 72 * MIN_DPI)} pixels"
    scale = dpi / MIN_DPI
    raise refuse(
        "raster-resolution",
        f"the picture has {math.floor(dpi)} dpi at {_area(width, height)}, and {MIN_DPI} dpi is the least",
        where,
        f"use an SVG, or one of at least {needed}, or place it no larger than {_area(width * scale, height * scale)}",
    )


def _area(width: float, height: float) -> str:
    """Width and height in inches and millimetres, rounded down so that what is offered passes."""

    def down(points: float, unit: str, step: float) -> str:
        return format_length(math.floor(points / step) * step, unit)

    inches = f"{down(width, 'in', 0.72)} × {down(height, 'in', 0.72)}"
    return f"{inches} ({down(width, 'mm', 7.2 / 25.4)} × {down(height, 'mm', 7.2 / 25.4)})"


def _decoded(data: bytes, kind: str, file: str) -> tuple[Image.Image, bool]:
    """The picture upright, in sRGB on white, and whether it had transparent parts. Raises what Pillow does."""
    if kind == "PNG":
        PngImageFile(io.BytesIO(data)).verify()
    # Pillow only warns of EXIF data it cannot read.
    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        # The plugin's class and not Image.open: it neither warns of large pictures nor decides for itself what is one.
        with PngImageFile(io.BytesIO(data)) if kind == "PNG" else JpegImageFile(io.BytesIO(data)) as image:
            _check_header(image, file)
            image.load()
            colours, alpha = _separated(image, data, file)
            picture = _on_white(_to_srgb(colours, image.info.get("icc_profile")), alpha)
            orientation = image.getexif().get(ExifTags.Base.Orientation)
    if orientation is None and any(issubclass(complaint.category, UserWarning) for complaint in complaints):
        raise ValueError("its EXIF data does not say which way is up")
    turn = _UPRIGHT.get(orientation or 1)
    return (picture if turn is None else picture.transpose(turn)), alpha is not None


def _check_header(image: PngImageFile | JpegImageFile, file: str) -> None:
    """What can be known before a single pixel is decoded."""
    width, height = image.size
    if width * height > MAX_PIXELS:
        found = f"{width} × {height} pixels, {width * height / 1e6:.0f} megapixels"
        message = f"the picture has {found}, and the limit is {MAX_PIXELS / 1e6:.0f}"
        raise refuse("raster-too-many-pixels", message, file, "save it with fewer pixels")
    if isinstance(image, PngImageFile) and image.get_format_mimetype() == "image/apng":
        raise refuse("raster-animated", "an animated PNG cannot be printed", file, "save the one picture that is meant")


def _separated(image: Image.Image, data: bytes, file: str) -> tuple[Image.Image, Image.Image | None]:
    """Colours in mode L, RGB or CMYK, and the alpha channel if anything is less than opaque."""
    alpha: Image.Image | None = None
    depth, kind = (data[24], data[25]) if image.format == "PNG" else (8, -1)
    key = image.info.get("transparency")
    if key is not None and depth == 16:
        hint = "save it with 8 bits a channel, or with an alpha channel"
        raise refuse("raster-colour-key", "a 16-bit PNG with one transparent colour cannot be read exactly", file, hint)
    if image.mode == "I;16":
        # Stored low byte first: the high bytes alone are the picture in 8 bits.
        colours = Image.frombytes("L", image.size, image.tobytes()[1::2])
    elif image.mode in ("1", "L") and key is not None:
        colours = image.convert("L")
        # Pillow stretches samples of 2 and 4 bits to 8, but not the key.
        level = key * 255 // ((1 << depth) - 1) if depth in (2, 4) else key
        alpha = colours.point([0 if value == level else 255 for value in range(256)])
    elif image.mode in ("P", "RGB") and key is not None:
        image = image.convert("RGBA")
        alpha, colours = image.getchannel("A"), image.convert("RGB")
    elif image.mode in ("LA", "RGBA"):
        alpha, colours = image.getchannel("A"), image.convert("L" if kind in _GREY else "RGB")
    else:
        colours = image.convert("L" if image.mode in ("1", "L") else "CMYK" if image.mode == "CMYK" else "RGB")
    if alpha is not None and alpha.getextrema()[0] == 255:
        alpha = None
    return colours, alpha


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB by the embedded profile; where that is absent, broken or not for such pixels, as browsers do without."""
    if profile:
        try:
            told = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if _SPACES.get(told.profile.xcolor_space) == image.mode and told.profile.device_class in _DEVICES:
                converted = ImageCms.profileToProfile(
                    image, told, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC, "RGB",
                    flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )  # fmt: skip
                if converted is not None:
                    return converted
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image.convert("RGB")


def _on_white(image: Image.Image, alpha: Image.Image | None) -> Image.Image:
    if alpha is None:
        return image
    white = Image.new("RGB", image.size, (255, 255, 255))
    white.paste(image, mask=alpha)
    return white
