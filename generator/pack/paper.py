"""What a piece is printed on, and how: in the words of an office that has a printer and a drawer of paper."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from generator.batch.manifest import Entry
from generator.pack import say
from generator.resources import Library
from generator.stock.media import load_media, media_size
from generator.stock.sheet import STOCKS, StockFile, load_stock
from generator.template.load import load_layout
from generator.tomlfile import convert, read_toml

OFFICE = 17 * 72 + 1
"""Points of the longest sheet that office printers take: Tabloid, and A3, which is shorter."""
TURNS = {"long-edge": "both sides, flip on the long edge", "short-edge": "both sides, flip on the short edge"}


class Paper(msgspec.Struct, frozen=True):
    """A paper or stock."""

    name: str
    """The size, or the stock's title, which says brand and part."""
    detail: str
    """What else it may be, or where it is to be had."""
    handling: str
    kind: str
    """What comes on it: "poster", "card"."""
    metric: bool
    """Whether it is a paper of the ISO sizes."""


@lru_cache(maxsize=256)
def paper_of(library: Library, layout: str, size: str, stock: str) -> Paper:
    """The paper of a piece."""
    made = load_layout(library, layout)
    kind = {"card": "card", "poster": "poster"}.get(made.scale, "copy")
    if stock:
        file = convert(read_toml(library.one("stock", STOCKS, stock)), StockFile, f"{stock}.toml")
        own = load_stock(library, stock)
        also = f"The same sheet: {file.brand} {say.listing(file.also)}." if file.also else ""
        return Paper(file.title, also, TURNS[own.duplex] if made.two_sided else "one side", kind, _metric(file.media))
    media, trim = load_media(library)[size], media_size(library, size)
    if made.two_sided or max(trim.width, trim.height) > OFFICE:
        sides = "front and back, cut to size" if made.two_sided else "one side"
        return Paper(media.title, "For a print shop.", sides, kind, _metric(size))
    return Paper(f"{media.title} paper", "", "one side" if made.max_pages == 1 else "one side, or both sides", kind, _metric(size))


def amount(entries: tuple[Entry, ...], paper: Paper) -> str:
    """How many pieces on how many sheets, of files of one kind."""
    pieces, sheets, pages = (sum(getattr(entry, key) for entry in entries) for key in ("pieces", "sheets", "pages"))
    told = [say.count(pieces, paper.kind, "copies" if paper.kind == "copy" else "")] if pieces > 1 else []
    if pages != sheets and entries[0].stock:
        return f"{told[0]} on {say.count(sheets, 'sheet')}" if told else say.count(sheets, "sheet")
    return ", ".join([*told, say.count(pages, "page")])


def _metric(size: str) -> bool:
    return size[:1] == "a" and size[1:].isdigit()
