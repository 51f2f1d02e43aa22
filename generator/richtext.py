"""Text with the little structure it needs on paper: links, emphasis, and pieces that never break."""

from __future__ import annotations

import msgspec


class Inline(msgspec.Struct, frozen=True):
    """A stretch of text set alike. `keep` text is never broken across lines (a phone number, an address).

    `field` text was put into a sentence from data: it stands for itself, whichever way the sentence runs.
    """

    text: str
    uri: str = ""
    strong: bool = False
    keep: bool = False
    field: bool = False


Rich = tuple[Inline, ...]


def plain(rich: Rich) -> str:
    """The characters alone."""
    return "".join(inline.text for inline in rich)


def rich(text: str) -> Rich:
    """Plain text as one inline; nothing for an empty text."""
    return (Inline(text),) if text else ()
