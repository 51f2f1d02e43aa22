"""Pictures of a piece for the index: its first page, or front and back of a card, cut out of its sheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.batch.manifest import Entry
from generator.impose.nup import back_slot
from generator.pack.index import Shown
from generator.render.proof import thumbnail
from generator.resources import Library
from generator.stock.sheet import load_stock
from generator.template.load import load_layout
from generator.units import Rect

BOX = (320, 420)
"""Pixels that a picture may fill: 200 dpi in the index on paper, twice what a screen shows of it."""


def shown(library: Library, entry: Entry, pdf: bytes, what: str) -> tuple[Shown, ...]:
    """The pictures, each with words that say what it is of."""
    return tuple(Shown(thumbnail(pdf, page, BOX, part), f"{side}{what}") for page, part, side in _sides(library, entry))


def _sides(library: Library, entry: Entry) -> Iterator[tuple[int, Rect | None, str]]:
    """Page, part of it, and what that is."""
    two_sided = load_layout(library, entry.layout).two_sided and entry.pages > 1
    if not entry.stock:
        sides = ("Front of the ", "Back of the ") if two_sided else ("First page of the " if entry.pages > 1 else "",)
        yield from ((page, None, side) for page, side in enumerate(sides, 1))
        return
    stock = load_stock(library, entry.stock)
    slot = stock.slots[0]
    yield 1, slot, "Front of the " if two_sided else ""
    if two_sided:
        yield 2, back_slot(slot, stock.media, stock.duplex), "Back of the "
