"""The text a reader copies out of a page: by Poppler, by PDFium, and along the structure tree by Poppler.

Texts are compared as their characters without white space, and the places where white space parts them. An extractor
may part text wherever a line ends, but must part it where the words are parted and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest

import msgspec
import pypdfium2

from tests.instruments.tools import FILE, output

UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\u2066-\u2069]")
"""Break and direction controls, which mean nothing to a reader."""
HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""What PDFium gives for a hyphen at the end of a line."""
_STRUCTURE = re.compile(r'^ *(?:"(?P<text>.*?)"|\w+ (?P<block>\(block\)):?)$', re.MULTILINE | re.DOTALL)
"""A text, or the line that opens a block, in Poppler's listing of a structure tree."""


class Text(msgspec.Struct, frozen=True):
    """Characters in NFC without white space. A break at n stands before character n.

    `breaks` are where white space is; for an expected text `line_ends` are where it may be besides.
    """

    characters: str
    breaks: frozenset[int]
    line_ends: frozenset[int] = frozenset()


def clean(text: str) -> str:
    """NFC, without controls that are not seen."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", text.translate(HYPHENS)))


def parted(text: str) -> Text:
    """A text as an extractor gives it."""
    words = clean(text).split()
    breaks, at = set(), 0
    for word in words:
        breaks.add(at)
        at += len(word)
    return Text("".join(words), frozenset(breaks) - {0})


def poppler_pages(pdf: bytes) -> list[str]:
    """The text of each page in the order it is painted."""
    return output(pdf, "pdftotext", "-raw", "-enc", "UTF-8", FILE, "-").decode("utf-8").split("\f")[:-1]


def pdfium_pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def poppler_structure(pdf: bytes) -> str:
    """The text of the structure tree, element by element, as a screen reader walks it."""
    listing = output(pdf, "pdfinfo", "-struct-text", "-enc", "UTF-8", FILE).decode("utf-8")
    return "".join("\n" if match["block"] else match["text"] for match in _STRUCTURE.finditer(listing))


def differences(expected: Text, found: Text) -> list[str]:
    """Where a text is not the one expected; nothing when it is."""
    if expected.characters != found.characters:
        pairs = enumerate(zip_longest(expected.characters, found.characters))
        at = next(n for n, (wanted, got) in pairs if wanted != got)
        before = expected.characters[max(0, at - 20) : at]
        return [f"after {before!r} comes {_around(found, at)} and not {_around(expected, at)}"]
    run_together = (f"no space before {_around(expected, at)}" for at in sorted(expected.breaks - found.breaks))
    allowed = expected.breaks | expected.line_ends
    torn = (f"a space before {_around(expected, at)}" for at in sorted(found.breaks - allowed))
    return [*run_together, *torn]


def _around(text: Text, at: int) -> str:
    return repr(text.characters[at : at + 20])
