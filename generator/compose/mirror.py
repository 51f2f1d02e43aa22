"""Turn a finished side, or an area of one, round for a script that runs from right to left.

Elements count from where lines start and know of no direction. So columns, margins, hanging marks, codes and art
change sides here, all at once; only what has a front of its own, letters, codes, pictures and logos, is moved without
being turned.
"""

from __future__ import annotations

import msgspec

from generator.frame import Box, Code, Fill, Frame, GlyphRun, Item, Link, Mark, Node, Picture
from generator.picture.segments import transform
from generator.units import Insets, Rect


def mirrored(frame: Frame) -> Frame:
    """The frame with left and right exchanged."""
    across = frame.trim.width
    marks = tuple(turned_mark(mark, across) for mark in frame.marks)
    structure = tuple(_node(node, across) for node in frame.structure)
    return msgspec.structs.replace(frame, bleed=_insets(frame.bleed), safe=_insets(frame.safe), marks=marks, structure=structure)


def flipped(fill: Fill, across: float) -> Fill:
    """A shape with left and right exchanged; what lay at 0 then lies at `across`."""
    return msgspec.structs.replace(fill, segments=transform(fill.segments, (-1.0, 0.0, 0.0, 1.0, across, 0.0)))


def turned_mark(mark: Mark, across: float) -> Mark:
    """A mark with left and right exchanged; what lay at 0 then lies at `across`."""
    return msgspec.structs.replace(mark, items=tuple(_item(item, across) for item in mark.items))


def turned_kid(kid: Node | int | Link, across: float) -> Node | int | Link:
    """The same for what hangs in the structure tree."""
    if isinstance(kid, Node):
        return _node(kid, across)
    return msgspec.structs.replace(kid, rect=_rect(kid.rect, across)) if isinstance(kid, Link) else kid


def _item(item: Item, across: float) -> Item:
    if isinstance(item, GlyphRun):
        return msgspec.structs.replace(item, x=across - item.x - item.width)
    if isinstance(item, Fill):
        return flipped(item, across)
    assert isinstance(item, Box | Code | Picture)
    return msgspec.structs.replace(item, rect=_rect(item.rect, across))


def _node(node: Node, across: float) -> Node:
    kids = tuple(turned_kid(kid, across) for kid in node.kids)
    return msgspec.structs.replace(node, kids=kids, bbox=None if node.bbox is None else _rect(node.bbox, across))


def _rect(rect: Rect, across: float) -> Rect:
    return Rect(across - rect.right, rect.y, rect.width, rect.height)


def _insets(insets: Insets) -> Insets:
    return Insets(insets.top, insets.left, insets.bottom, insets.right)
