"""Make one form of a cell's text, and refuse characters that cannot be printed."""

from __future__ import annotations

import re
import unicodedata

from generator.errors import InputError, refuse
from generator.records.cell import AS_TEXT

_INVISIBLE = "\u200b\u2060\ufeff"
"""Spaces of no width that pages and word processors leave at the ends of what is copied."""
_DIRECTION = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks of direction (Unicode Standard Annex 9); address books put them round phone numbers."""

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BAD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\ufffd\ufffe\uffff\ud800-\udfff]")
_NAMES = {
    "\t": "a tab",
    "\xad": "a soft hyphen (U+00AD)",
    "\ufffd": "the mark U+FFFD, which stands for a letter that was lost",
}

_ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)")
"""What spreadsheets write where a formula failed (ECMA-376-1, 18.17.3) or a column is too narrow."""
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?E\+[0-9]+")

SIGNS_OF_DAMAGE = ("#", "E+")
"""A text with neither in it holds no error and no number in scientific notation."""


def clean(text: str, where: str, *, plain: bool = True, lines: bool = False) -> str:
    """The text in Unicode's form NFC, without space at its ends, every line break as "\\n".

    `plain` text is a value, such as a number or an address, that has no use for marks of direction at its ends;
    `lines` allows line breaks. Raises InputError (cell-lines, cell-characters, cell-error, cell-damaged).
    """
    edges = _INVISIBLE + _DIRECTION if plain else _INVISIBLE
    before = None
    while text != before:
        before = text
        text = text.strip().strip(edges)
    text = unicodedata.normalize("NFC", text)
    if _BREAK.search(text):
        if not lines:
            hint = "keep it on one line" if plain else "keep it on one line, or declare the column with lines = true"
            raise refuse("cell-lines", f"the value {_shown(text)} has a line break", where, hint)
        text = "\n".join(part.strip() for part in _BREAK.split(text))
    bad = _BAD.search(text)
    if bad:
        raise _character(text, bad[0], where)
    if _ERROR.fullmatch(text):
        raise refuse("cell-error", f"the cell holds the error {text}", where, "mend the formula, or type the value")
    if _SCIENTIFIC.fullmatch(text):
        message = f"{text!r} is what a spreadsheet makes of a long number; its last digits are lost"
        raise refuse("cell-damaged", message, where, AS_TEXT)
    return text


def _character(text: str, character: str, where: str) -> InputError:
    name = _NAMES.get(character, f"the control character U+{ord(character):04X}")
    if "\ud800" <= character <= "\udfff":
        name = f"half a character (U+{ord(character):04X})"
    hint = "type the letter again" if character == "\ufffd" else "take it out"
    return refuse("cell-characters", f"the value {_shown(text)} has {name}", where, hint)


def _shown(text: str) -> str:
    """A value in a message: enough of it to be found, in characters that any terminal can print."""
    start = text if len(text) <= 40 else f"{text[:39]}…"
    return repr(start)
