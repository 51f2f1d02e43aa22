"""The finished layout of one side of a piece: the only thing `impose`, `render` and `preflight` ever see.

A frame is geometry and meaning, no more: glyphs, paths, codes and pictures at their places, and the structure tree a
screen reader walks. It can be printed and understood by itself. Coordinates are points from the top left corner of
the trim, y downwards (`units`).
"""

from __future__ import annotations

import msgspec

from generator.units import Insets, Rect, Size


class Ink(msgspec.Struct, frozen=True, gc=False):
    """A colour by its role in the theme and its sRGB value; the press colour is chosen late, by the role."""

    role: str
    rgb: tuple[int, int, int]


class FontKey(msgspec.Struct, frozen=True):
    """One instance of a variable font: the file's stem in assets/fonts, and where on its axes it stands."""

    face: str
    weight: int
    width: float = 100.0


class Cluster(msgspec.Struct, frozen=True, gc=False):
    """The glyphs that stand for a piece of text: (glyph id, advance, x offset, y offset), in font units."""

    text: str
    glyphs: tuple[tuple[int, int, int, int], ...]
    advance: int


class GlyphRun(msgspec.Struct, frozen=True):
    """Glyphs of one font in visual order, the first one's origin at (x, y) on the baseline."""

    x: float
    y: float
    font: FontKey
    size: float
    ink: Ink
    clusters: tuple[Cluster, ...]
    text: str
    width: float
    tracking: float = 0.0
    rtl: bool = False
    """Whether it is read from its right end."""


class Fill(msgspec.Struct, frozen=True):
    """A filled path. Segments are ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) and ("Z",)."""

    segments: tuple[tuple[str | float, ...], ...]
    ink: Ink
    even_odd: bool = False


class Box(msgspec.Struct, frozen=True):
    """A filled rectangle, with rounded corners if `radius` is not 0."""

    rect: Rect
    ink: Ink
    radius: float = 0.0


class Code(msgspec.Struct, frozen=True):
    """A QR symbol drawn in `rect`, which is its modules without the quiet zone."""

    rect: Rect
    payload: str
    modules: tuple[str, ...]
    """One string of "0" and "1" a row, 1 is dark; the row count is the symbol's side in modules."""
    ink: Ink


class Picture(msgspec.Struct, frozen=True):
    """A raster: 8-bit sRGB samples, row by row, already without transparency."""

    rect: Rect
    pixels: tuple[int, int]
    rgb: bytes
    digest: str


Item = GlyphRun | Fill | Box | Code | Picture


class Link(msgspec.Struct, frozen=True):
    """A live area on screen: where it leads and what a screen reader says of it."""

    rect: Rect
    uri: str
    contents: str


class Mark(msgspec.Struct, frozen=True):
    """Items that belong together: one marked-content sequence, or an artifact when no node lists it."""

    items: tuple[Item, ...]
    artifact: bool = False
    role: str = "P"
    """Of the element it belongs to; an artifact belongs to none."""
    serial: int = 0
    """A number of its own, in this process, for a mark that stands on many frames and is drawn once; 0 for any other."""


class Node(msgspec.Struct, frozen=True):
    """An element of the structure tree. A kid is a node, the index of a mark in `Frame.marks`, or a link."""

    role: str
    kids: tuple[Node | int | Link, ...] = ()
    lang: str = ""
    """The language of all that is in it; left out, that of what it stands in."""
    alt: str = ""
    actual: str = ""
    attributes: str = ""
    """Raw PDF attribute dictionary, such as <</O/List/ListNumbering/Disc>>."""
    bbox: Rect | None = None


class Frame(msgspec.Struct, frozen=True):
    """One side of a piece, finished."""

    name: str
    trim: Size
    bleed: Insets
    safe: Insets
    lang: str
    marks: tuple[Mark, ...]
    """In paint order, which is the reading order for all that is not an artifact."""
    structure: tuple[Node, ...]
