"""Sheets of several slots, from layouts/stocks/*.toml: origin plus pitch, never accumulated gaps."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import msgspec

from generator.diagnostics import nearest
from generator.errors import missing, refuse
from generator.resources import Library
from generator.stock.media import media_size
from generator.tomlfile import convert, read_toml
from generator.units import Rect, Size, parse_length

STOCKS = "layouts/stocks"
TOUCHING = 0.1
"""Rounding, in points, by which slots without gutters may seem to overlap."""


class StockFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stock as its file gives it."""

    title: str
    brand: str
    part: str
    media: str
    size: str
    columns: int
    rows: int
    x0: str
    y0: str
    dx: str
    dy: str
    source: str
    confidence: Literal["high", "medium", "low"]
    also: tuple[str, ...] = ()
    marks: Literal["none", "crop"] = "none"
    duplex: Literal["long-edge", "short-edge"] = "long-edge"


class Stock(msgspec.Struct, frozen=True):
    """A sheet and its slots, in points, rows from the top, slots from the left."""

    name: str
    title: str
    media: Size
    piece: Size
    size: str
    slots: tuple[Rect, ...]
    marks: str
    duplex: str


@lru_cache(maxsize=64)
def load_stock(library: Library, name: str) -> Stock:
    """A stock by its file's name or by a part number it also answers to."""
    known = library.every(STOCKS, ".toml")
    by_name = {stem.lower(): path for stem, path in known.items()}
    path = by_name.get(name.lower()) or next((p for p in known.values() if _answers(read_toml(p), name)), None)
    if path is None:
        raise missing("no-stock", f"there is no stock named {name!r}", "", nearest(name, known))
    file = convert(read_toml(path), StockFile, str(path))
    origin: dict[str, float] = {}
    for key in ("x0", "y0", "dx", "dy"):
        try:
            origin[key] = parse_length(getattr(file, key))
        except ValueError as fault:
            raise refuse("wrong-length", str(fault), f"{path}: {key}") from None
    media, piece = media_size(library, file.media), media_size(library, file.size)
    slots = tuple(
        Rect(origin["x0"] + column * origin["dx"], origin["y0"] + row * origin["dy"], piece.width, piece.height)
        for row in range(file.rows)
        for column in range(file.columns)
    )
    if not slots or not all(Rect(0, 0, media.width, media.height).contains(slot, 0.1) for slot in slots):
        raise refuse("slots-outside", f"not all {file.columns} by {file.rows} slots lie on {file.media}", str(path), "check x0, y0, dx and dy")
    if (file.columns > 1 and origin["dx"] < piece.width - TOUCHING) or (file.rows > 1 and origin["dy"] < piece.height - TOUCHING):
        raise refuse("slots-overlap", f"pieces of {file.size} lie on one another", f"{path}: dx, dy", "the pitch is at least the piece")
    return Stock(path.stem, file.title, media, piece, file.size, slots, file.marks, file.duplex)


def _answers(raw: dict[str, Any], name: str) -> bool:
    also = raw.get("also")
    parts = [raw.get("part", ""), *(also if isinstance(also, list) else [])]
    return name.lower() in (str(part).lower() for part in parts)
