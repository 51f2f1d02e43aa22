"""Digits in a text that a reader may dial: where they are, which they are, and what they look like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.content.phone import keypad, parse_number
from generator.errors import InputError

_SPACES = " \u00a0\u2007\u2009\u202f"
_GAP = rf"(?:[{_SPACES}\u2010-\u2013./-]|\)[{_SPACES}-]?|[{_SPACES}]\()?"
"""What people put between the groups of one number; a full stop and a space end a sentence and with it a number."""
_RUN = re.compile(rf"[+(]*\d(?:{_GAP}\d)*")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_PART = re.compile(rf"[{_SPACES}]+")

_DATE = re.compile(
    r"(?:19|20)\d\d[-./–](?:0?[1-9]|1[0-2])(?:[-./–](?:0?[1-9]|[12]\d|3[01]))?"
    r"|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d|(?:19|20)\d\d(?:[-–/](?:19|20)\d\d)?"
)
_FIGURE_BEFORE = re.compile(rf"(?:[$€£¥₹₱₩§#№]|U\.S\.C\.|C\.F\.R\.|\d,)[{_SPACES}]?$")
_FIGURE_AFTER = re.compile(rf"(?:,\d|[{_SPACES}]?[%‰$€£¥₹₱₩])")

SHORT = re.compile(r"[2-9]11|988|112|999|\d{5,6}")
"""Numbers of few digits that are dialled: N11 and 988 (NANP), 112 and 999 abroad, text codes of five or six digits."""
LONG = 7
"""So many digits are a subscriber's number (ITU-T E.164), unless they are plainly something else."""


class DigitRun(NamedTuple):
    """Digits with what stands between them. `digits` are ASCII whatever script the text has."""

    text: str
    digits: str
    start: int


def digit_runs(text: str) -> Iterator[DigitRun]:
    """All digits of a text, in groups that would be dialled together."""
    for found in _RUN.finditer(text):
        yield DigitRun(found[0], ascii_digits(found[0]), found.start())


def ascii_digits(text: str) -> str:
    """The decimal digits of a text, in ASCII."""
    if text.isascii():
        return _NOT_DIGIT.sub("", text)
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def parts(run: DigitRun) -> list[str]:
    """The digits of each group that a space sets off."""
    return [ascii_digits(part) for part in _PART.split(run.text)]


def looks_dialled(text: str, run: DigitRun) -> bool:
    """Whether a reader would take the run for a number to dial: not a date, a price, a figure or a section of law."""
    if _FIGURE_BEFORE.search(text, 0, run.start) or _FIGURE_AFTER.match(text, run.start + len(run.text)):
        return False
    if _DATE.fullmatch(run.text):
        return False
    return len(run.digits) >= LONG or SHORT.fullmatch(run.text) is not None


@lru_cache(maxsize=1024)
def dialled(uri: str) -> frozenset[str]:
    """The digits that may stand for what a link dials: with the country code, without it, with the 0 of home.

    Empty for a link that dials nothing.
    """
    scheme, _, rest = uri.partition(":")
    if scheme in ("tel", "sms"):
        target = re.split("[?;,]", rest)[0]
    elif uri.startswith("https://wa.me/"):
        target = "+" + uri.removeprefix("https://wa.me/").partition("?")[0]
    else:
        return frozenset()
    try:
        number = parse_number(target)
    except InputError:
        return frozenset({ascii_digits(target)})
    if number.is_short:
        return frozenset({number.national})
    return frozenset({number.national, number.country + number.national, "0" + number.national})


def agree(printed: str, uri: str) -> bool:
    """Whether a text and the link under it are the same number; so too when one of them is no number at all."""
    legal = dialled(uri)
    digits = ascii_digits(printed)
    if not legal or not digits or digits in legal:
        return True
    return any(c.isalpha() for c in printed) and (keypad(printed) in legal or digits in legal)
