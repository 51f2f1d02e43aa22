"""What the Unicode Character Database says of characters for the bidirectional algorithm: classes and brackets."""

from __future__ import annotations

import re
import unicodedata

# Strong right-to-left and Arabic number blocks with their unassigned places, and the direction controls
# (DerivedBidiClass.txt of the Unicode Character Database).
NOT_PLAIN = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")

# Classes of code points that are not assigned, the first that fits (the @missing lines of DerivedBidiClass.txt 15.0).
_UNASSIGNED = (
    (0x0600, 0x07BF, "AL"), (0x0860, 0x08FF, "AL"), (0xFB50, 0xFDCF, "AL"), (0xFDF0, 0xFDFF, "AL"),
    (0xFE70, 0xFEFE, "AL"), (0x10D00, 0x10D3F, "AL"), (0x10EC0, 0x10EFF, "AL"), (0x10F30, 0x10F6F, "AL"),
    (0x1EC70, 0x1ECBF, "AL"), (0x1ED00, 0x1ED4F, "AL"), (0x1EE00, 0x1EEFF, "AL"), (0x0590, 0x08FF, "R"),
    (0xFB1D, 0xFB4F, "R"), (0x10800, 0x10FFF, "R"), (0x1E800, 0x1EFFF, "R"), (0x20A0, 0x20CF, "ET"),
    (0x2065, 0x2065, "BN"), (0xFDD0, 0xFDEF, "BN"), (0xFFF0, 0xFFF8, "BN"), (0xE0000, 0xE0FFF, "BN"),
)  # fmt: skip

# BidiBrackets.txt 15.0 of the Unicode Character Database: blocks that open and close in turn, then the rest.
_BRACKET_BLOCKS = (
    (0x0028, 0x0029), (0x0F3A, 0x0F3D), (0x169B, 0x169C), (0x2045, 0x2046), (0x207D, 0x207E), (0x208D, 0x208E),
    (0x2308, 0x230B), (0x2329, 0x232A), (0x2768, 0x2775), (0x27C5, 0x27C6), (0x27E6, 0x27EF), (0x2983, 0x298C),
    (0x2991, 0x2998), (0x29D8, 0x29DB), (0x29FC, 0x29FD), (0x2E22, 0x2E29), (0x2E55, 0x2E5C), (0x3008, 0x3011),
    (0x3014, 0x301B), (0xFE59, 0xFE5E), (0xFF08, 0xFF09), (0xFF5F, 0xFF60), (0xFF62, 0xFF63),
)  # fmt: skip
CLOSING = {chr(at): chr(at + 1) for first, last in _BRACKET_BLOCKS for at in range(first, last, 2)}
CLOSING |= {"[": "]", "{": "}", "\u298d": "\u2990", "\u298f": "\u298e", "\uff3b": "\uff3d", "\uff5b": "\uff5d"}
# BD14, BD15: the angle brackets of U+2329 and U+3008 are canonically equivalent and close each other.
CLOSING["\u2329"] = "\u3009"
CANONICAL = {"\u232a": "\u3009"}
CLOSERS = frozenset(CLOSING.values())


def bidi_class(char: str) -> str:
    """The Bidi_Class of a character by its short name, such as "AL"; also of one that is not assigned."""
    return unicodedata.bidirectional(char) or _unassigned_class(ord(char))


def _unassigned_class(code: int) -> str:
    if code & 0xFFFE == 0xFFFE:
        return "BN"
    return next((kind for first, last, kind in _UNASSIGNED if first <= code <= last), "L")
