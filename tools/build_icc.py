"""Write assets/icc/srgb.icc, the sRGB profile that a PDF/A names as its output intent.

    python tools/build_icc.py [FILE]

Everything is computed from the figures of IEC 61966-2-1 by the rules of ICC.1:2004-10 (profile version 4.2, the one
that ISO 32000-1 refers to), so the same bytes come out on every machine. Only the standard library is used.
"""

from __future__ import annotations

import hashlib
import struct
import sys
from pathlib import Path

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
"""Chromaticities x, y of red, green and blue (IEC 61966-2-1)."""
D65 = (0.3127, 0.3290)
"""Chromaticity of the white (IEC 61966-2-1)."""
D50: Vector = (0.9642, 1.0, 0.8249)
"""The profile connection space's white, as the header's illuminant field must have it (ICC.1:2004-10)."""
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""g, a, b, c, d: (a·x + b)^g from d up, c·x below (IEC 61966-2-1; function type 3 of the parametricCurveType)."""
BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
"""Cone responses from XYZ (the Bradford transform, which ICC.1:2004-10 recommends for the chad tag)."""

DESCRIPTION = "sRGB IEC 61966-2-1"
COPYRIGHT = "CC0 1.0 Universal"
CREATED = (2025, 1, 1, 0, 0, 0)
"""Fixed, so that the profile does not change with the day it is built on."""


def profile() -> bytes:
    """The finished profile."""
    curve = _parametric()
    tags: list[tuple[bytes, bytes]] = [
        (b"desc", _text(DESCRIPTION)),
        (b"cprt", _text(COPYRIGHT)),
        (b"wtpt", _xyz(_fixed_vector(D50))),
        (b"chad", b"sf32" + bytes(4) + b"".join(_s15(_fixed(value)) for row in adaptation() for value in row)),
    ]
    tags += [(name, _xyz(column)) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colorants(), strict=True)]
    tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    return _identified(_header(), tags)


def adaptation() -> Matrix:
    """The chromatic adaptation from D65 to D50."""
    cones = zip(_times(BRADFORD, D50), _times(BRADFORD, _white(*D65)), strict=True)
    gains = [to / of for to, of in cones]
    gain: Matrix = ((gains[0], 0.0, 0.0), (0.0, gains[1], 0.0), (0.0, 0.0, gains[2]))
    return _product(_inverse(BRADFORD), _product(gain, BRADFORD))


def colorants() -> tuple[tuple[int, int, int], ...]:
    """XYZ of red, green and blue under D50, in 1/65536.

    Green takes up the rounding: the three must add up to D50, or white and grey would not be neutral.
    """
    columns = [_white(x, y) for x, y in PRIMARIES]
    primaries = _transposed((columns[0], columns[1], columns[2]))
    shares = _times(_inverse(primaries), _white(*D65))
    adapted = _transposed(_product(adaptation(), primaries))
    red, _, blue = (_fixed_vector((share * column[0], share * column[1], share * column[2])) for share, column in zip(shares, adapted, strict=True))
    white = _fixed_vector(D50)
    return red, (white[0] - red[0] - blue[0], white[1] - red[1] - blue[1], white[2] - red[2] - blue[2]), blue


def _white(x: float, y: float) -> Vector:
    """XYZ of a chromaticity at full luminance."""
    return x / y, 1.0, (1 - x - y) / y


def _header() -> bytes:
    """The 128 bytes of the profile header, with size and profile ID still nought."""
    return b"".join(
        (
            bytes(8),
            struct.pack(">I", 0x04200000),
            b"mntrRGB XYZ ",
            struct.pack(">6H", *CREATED),
            b"acsp",
            bytes(28),
            b"".join(_s15(value) for value in _fixed_vector(D50)),
            bytes(48),
        )
    )


def _identified(header: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    """Header, tag table and tag data (equal data once), with the size and the profile ID filled in."""
    start = len(header) + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, body in tags:
        if body not in places:
            places[body] = start + len(data)
            data += body + bytes(-len(body) % 4)
        table += struct.pack(">4sII", name, places[body], len(body))
    whole = struct.pack(">I", start + len(data)) + (header + table + data)[4:]
    # The ID is the MD5 of the profile with flags, intent and ID set to nought, as all three still are.
    digest = hashlib.md5(whole, usedforsecurity=False).digest()
    return whole[:84] + digest + whole[100:]


def _text(text: str) -> bytes:
    """A multiLocalizedUnicode tag with the one record en-US."""
    body = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(body), 28) + body


def _xyz(value: tuple[int, int, int]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_s15(part) for part in value)


def _parametric() -> bytes:
    return b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(_s15(_fixed(value)) for value in CURVE)


def _fixed(value: float) -> int:
    return round(value * 65536)


def _fixed_vector(value: Vector) -> tuple[int, int, int]:
    return _fixed(value[0]), _fixed(value[1]), _fixed(value[2])


def _s15(value: int) -> bytes:
    return struct.pack(">i", value)


def _times(matrix: Matrix, vector: Vector) -> Vector:
    a, b, c = (sum(left * right for left, right in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def _transposed(matrix: Matrix) -> Matrix:
    a, b, c = zip(*matrix, strict=True)
    return a, b, c


def _product(left: Matrix, right: Matrix) -> Matrix:
    a, b, c = (_times(left, column) for column in _transposed(right))
    return _transposed((a, b, c))


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c = matrix
    columns = (_cross(b, c), _cross(c, a), _cross(a, b))
    determinant = sum(left * right for left, right in zip(a, columns[0], strict=True))
    scaled = [(x / determinant, y / determinant, z / determinant) for x, y, z in columns]
    return _transposed((scaled[0], scaled[1], scaled[2]))


def _cross(left: Vector, right: Vector) -> Vector:
    return (
        left[1] * right[2] - left[2] * right[1],
        left[2] * right[0] - left[0] * right[2],
        left[0] * right[1] - left[1] * right[0],
    )


def main() -> None:
    default = Path(__file__).resolve().parent.parent / "assets" / "icc" / "srgb.icc"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(profile())
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
