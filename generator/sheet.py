"""Imposed sides and the document they make: what `render` writes down.

A placement puts a frame's trim at a place on the media; equal placements are meant to be drawn from one drawing.
Coordinates are points from the top left corner of the media, y downwards.
"""

from __future__ import annotations

import datetime

import msgspec

from generator.frame import Box, Frame
from generator.units import Rect, Size


class Placement(msgspec.Struct, frozen=True, eq=False):
    """A frame on a sheet, its trim's top left corner at (x, y). `clip` bounds its bleed, in media coordinates."""

    frame: Frame
    x: float
    y: float
    clip: Rect


class Sheet(msgspec.Struct, frozen=True, eq=False):
    """One side of a printed sheet."""

    media: Size
    trim: Rect
    """The sheet's own trim: a single piece's edge, or the whole media when it holds many."""
    placements: tuple[Placement, ...]
    marks: tuple[Box, ...] = ()
    """Printer's marks, outside every trim."""


class Document(msgspec.Struct, frozen=True, eq=False):
    """All sheets of one file in print order. A sheet object that comes again is printed again."""

    title: str
    subject: str
    lang: str
    created: datetime.datetime
    sheets: tuple[Sheet, ...]
    duplex: str = ""
    """"long-edge" or "short-edge" when backs follow fronts."""
