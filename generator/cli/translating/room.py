"""How much longer a text may become before its piece is refused, found by making the piece with longer text."""

from __future__ import annotations

from collections.abc import Callable

from generator.brief import Brief
from generator.cli.translating.pieces import refusal, tried, with_text
from generator.content.catalog import Catalog
from generator.content.fields import without_fields
from generator.resources import Library

MOST = 400
"""Characters; a text that may grow by more has room enough."""


def lengthened(text: str, more: int) -> str:
    """The text with exactly so many characters more: its own words over again, which are as wide as its language's are."""
    words = without_fields(text).split() or ["…"]
    # Where words stand without spaces between them, one more space would let a line break.
    gap = " " if len(words) > 1 or text.isascii() else ""
    added = ""
    while len(added) < more:
        added += gap + gap.join(words)
    added = added[:more]
    # A space at the end takes no room.
    return text + (added[:-1] + words[0][0] if added.endswith(" ") else added)


def rooms(library: Library, brief: Brief, catalog: Catalog) -> dict[str, int | None]:
    """For each message of a piece that can be made, the characters it may grow by; None where that is more than MOST."""
    asked, _ = tried(library, brief, catalog)
    return {context: room(library, brief, catalog, context, english) for context, english in asked.messages.items()}


def room(library: Library, brief: Brief, catalog: Catalog, context: str, english: str) -> int | None:
    text = catalog.find(context, english)

    def fits(more: int, whole: bool) -> bool:
        longer = with_text(catalog, context, english, lengthened(text, more))
        return not (refusal(library, brief, longer) if whole else tried(library, brief, longer)[1])

    if fits(MOST, whole=False) and fits(MOST, whole=True):
        return None
    # Setting the words takes half the time of making the piece, and seldom says otherwise.
    quick = _largest(lambda more: fits(more, False), max(4, len(text) // 4))
    if fits(quick, whole=True) and not fits(quick + 1, whole=True):
        return quick
    return _largest(lambda more: fits(more, True), max(4, quick))


def _largest(fits: Callable[[int], bool], step: int) -> int:
    """The largest number that fits, when 0 does and the next does not; steps double until one is too long."""
    low, high = 0, step
    while high < MOST and fits(high):
        low, high = high, high * 2
    high = min(high, MOST)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
