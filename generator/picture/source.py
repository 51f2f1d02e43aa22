"""The bytes of a picture file, and what kind of file they are by their content; a name is not to be trusted."""

from __future__ import annotations

import re
from pathlib import Path

from generator.errors import missing, refuse

_SIGNATURES = (
    (rb"\x89PNG\r\n\x1a\n", "PNG"),
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe<\x00|\xfe\xff\x00<", "SVG"),
    (rb"GIF8", "GIF"),
    (rb"RIFF....WEBP", "WebP"),
    (rb"II\*\x00|MM\x00\*", "TIFF"),
    (rb"BM", "BMP"),
    (rb"%PDF", "PDF or Illustrator"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "EPS"),
    (rb"\x1f\x8b", "compressed SVG"),
    (rb"....ftyp", "HEIC or AVIF"),
    (rb"8BPS", "Photoshop"),
    (rb"PK\x03\x04", "ZIP"),
)
_HEAD = 512
_HINT = "export it as SVG (best), or as PNG or JPEG, from the drawing program"


def read_source(path: Path, limit: int) -> bytes:
    """The whole file. MissingError if it is not there; InputError if it is empty, unreadable or over `limit` bytes."""
    data, size = _read(path, limit + 1)
    if len(data) > limit:
        message = f"the file has {max(size, limit + 1) / 1e6:.1f} MB and the limit is {limit / 1e6:.0f} MB"
        raise refuse("picture-too-large", message, str(path), "save a simpler or smaller picture")
    return data


def read_head(path: Path) -> bytes:
    """Enough of the file's beginning to tell what it is; errors as in `read_source`."""
    return _read(path, _HEAD)[0]


def _read(path: Path, most: int) -> tuple[bytes, int]:
    """At most so many bytes of a file, and its size."""
    if not path.exists():
        raise missing("no-file", "there is no such file", str(path))
    if not path.is_file():
        raise refuse("unreadable", "this is not a file", str(path), "name a picture file")
    try:
        with path.open("rb") as file:
            data = file.read(most)
        size = path.stat().st_size
    except OSError as fault:
        raise refuse("unreadable", f"the file cannot be read: {fault.strerror or fault}", str(path)) from None
    if not data:
        raise refuse("picture-empty", "the file is empty", str(path), _HINT)
    return data, size


def sniff(data: bytes) -> str:
    """The format's name, such as "PNG" or "SVG"; "" if it is none that is known."""
    return next((name for pattern, name in _SIGNATURES if re.match(pattern, data[:_HEAD], re.DOTALL)), "")


def expect(data: bytes, file: str, *formats: str) -> str:
    """The format of `data` if it is one of `formats`; InputError naming what it is instead."""
    found = sniff(data)
    if found not in formats:
        what = f"a {found} file" if found else "no picture file that is known"
        wanted = " or ".join(formats)
        raise refuse("picture-format", f"this is {what}, where {wanted} is needed", file, _HINT)
    return found
