"""Read a phone number in any spelling, print it, dial it, and hold its keypad words against its digits.

Two spellings of one number are equal once read: 1-888-3737-888, +1 (888) 373-7888 and 888.373.7888 are one value.
"""

from __future__ import annotations

import re

import msgspec

from generator.errors import refuse

NANP = "1"
"""The calling code of the North American Numbering Plan, whose numbers have ten digits (nanpa.com)."""

NANP_COUNTRIES = frozenset("AG AI AS BB BM BS CA DM DO GD GU JM KN KY LC MP MS PR SX TC TT US VC VG VI".split())

# ITU-T E.164 (list of assigned country codes): codes of one and of two digits; every other code has three.
_CODES_OF_TWO = frozenset(
    ("20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98").split()
)

# Countries where a leading 0 is dialled at home only and must not follow the country code (ITU-T E.123).
_HOME_ZERO = frozenset("20 27 31 32 33 40 41 43 44 46 49 51 53 54 55 57 58 60 61 63 64 66 84 86 90 91 92 93 94 95 98".split())

_LONGEST = 15
"""Digits of an international number, country code and all (ITU-T E.164)."""
_SHORTEST_NATIONAL = 7
_SHORT_CODE_LENGTHS = (3, 5, 6)

_KEYPAD = {letter: digit for digit, letters in zip("23456789", "ABC DEF GHI JKL MNO PQRS TUV WXYZ".split(), strict=True) for letter in letters}
"""Letters on a telephone keypad (ITU-T E.161)."""

_LOCAL_PART = 7
"""Digits a caller may spell in the NANP; an exchange passes over any dialled after them."""

# Spaces, hyphens and dots of every width that people and word processors put between groups.
_SEPARATORS = " \u00a0\u2007\u2009\u202f\\-\u2010\u2011\u2012\u2013./"
_SHAPE = re.compile(rf"\+?[0-9(][0-9(){_SEPARATORS}]*")
_NOT_DIGIT = re.compile(r"[^0-9]+")


class PhoneNumber(msgspec.Struct, frozen=True, order=True):
    """A number by its calling code and its national digits; a short code has no calling code."""

    country: str
    national: str

    @property
    def is_short(self) -> bool:
        return not self.country

    @property
    def e164(self) -> str:
        """What a phone dials: +18883737888, or the bare digits of a short code."""
        return f"+{self.country}{self.national}" if self.country else self.national


def parse_number(text: str, where: str = "", nanp: bool = True) -> PhoneNumber:
    """The number that `text` spells.

    A number without + is read as North American when `nanp` allows it. Raises InputError (phone-spelling,
    phone-country, phone-length, phone-area).
    """
    written = text.strip()
    if "(0)" in written:
        raise refuse(
            "phone-spelling",
            f"the number {text!r} has a (0), which is dialled at home only",
            where,
            "leave out the (0)",
        )
    if any(character.isalpha() for character in written):
        raise refuse(
            "phone-spelling",
            f"the number {text!r} has letters in it",
            where,
            'write its digits, and put the letters in words = "…"',
        )
    if not _SHAPE.fullmatch(written):
        raise refuse(
            "phone-spelling",
            f"{text!r} is not a phone number",
            where,
            "write it like +1-888-373-7888, or a short code like 233733",
        )
    digits = _NOT_DIGIT.sub("", written)
    if not written.startswith("+"):
        if len(digits) in _SHORT_CODE_LENGTHS:
            return PhoneNumber("", digits)
        if not nanp:
            raise refuse(
                "phone-country",
                f"the number {text!r} has no country code",
                where,
                "write + and the country code first, such as +52 or +44",
            )
        return _north_american(digits[1:] if len(digits) == 11 and digits[0] == NANP else digits, text, where)
    country = _calling_code(digits)
    national = digits[len(country) :]
    if country == NANP:
        return _north_american(national, text, where)
    if digits.startswith("0"):
        raise refuse(
            "phone-country",
            f"the number {text!r} has a country code that begins with 0",
            where,
            "no country code does; write it like +44-…",
        )
    if len(national) < _SHORTEST_NATIONAL or len(digits) > _LONGEST:
        raise refuse(
            "phone-length",
            f"the number {text!r} has {len(national)} digits after +{country}; there must be {_SHORTEST_NATIONAL} to {_LONGEST - len(country)}",
            where,
            "check it against its source",
        )
    if country in _HOME_ZERO and national.startswith("0"):
        raise refuse(
            "phone-area",
            f"the number {text!r} has a 0 after +{country}, which is dialled at home only",
            where,
            "leave out that 0",
        )
    return PhoneNumber(country, national)


def _calling_code(digits: str) -> str:
    if digits[0] in "17":
        return digits[0]
    return digits[:2] if digits[:2] in _CODES_OF_TWO else digits[:3]


def _north_american(national: str, text: str, where: str) -> PhoneNumber:
    if len(national) != 10:
        raise refuse(
            "phone-length",
            f"the number {text!r} has {len(national)} digits; a North American number has 10 after the 1, a short code 3, 5 or 6",
            where,
            "check it against its source; a number of another country begins with + and its country code",
        )
    for part, name in ((national[:3], "area code"), (national[3:6], "exchange")):
        if part[0] in "01":
            raise refuse(
                "phone-area",
                f"the number {text!r} has the {name} {part}; in North America it begins with 2 to 9",
                where,
                "check it against its source",
            )
    return PhoneNumber(NANP, national)


def display(number: PhoneNumber | str) -> str:
    """How a number is printed: 1-888-373-7888, a short code as it is, another country's as +52 800 5533 000.

    The groups of another country's number are those of the text it is given in.
    """
    parsed = parse_number(number) if isinstance(number, str) else number
    if parsed.is_short:
        return parsed.national
    if parsed.country == NANP:
        area, exchange, line = parsed.national[:3], parsed.national[3:6], parsed.national[6:]
        return f"{NANP}-{area}-{exchange}-{line}"
    if isinstance(number, str):
        return "+" + _NOT_DIGIT.sub(" ", number).strip()
    return f"+{parsed.country} {parsed.national}"


def dial_uri(kind: str, number: PhoneNumber) -> str:
    """The link that a phone opens for a channel of this kind: tel:+18883737888, tel:911, sms:233733.

    An sms link carries no text: phones disagree on how a body is written (RFC 5724 against ?body= and &body=).
    """
    if kind == "whatsapp":
        return f"https://wa.me/{number.country}{number.national}"
    return f"{'sms' if kind == 'sms' else 'tel'}:{number.e164}"


def keypad(words: str) -> str:
    """The digits that letters and digits stand for on a keypad; anything else is passed over."""
    return "".join(_KEYPAD.get(character, character) for character in words.upper() if character in _KEYPAD or character in "0123456789")


def check_words(words: str, number: PhoneNumber, where: str = "") -> None:
    """InputError (keypad-words) unless the words spell the end of the number, or run on past its local part."""
    odd = re.search(r"[^A-Za-z0-9 \-]", words)
    if odd or not re.search(r"[A-Za-z]", words):
        raise refuse(
            "keypad-words",
            f"the words {words!r} are not keypad letters",
            where,
            "use A to Z, digits, spaces and hyphens",
        )
    spelt = keypad(words)
    runs_on = number.country == NANP and len(spelt) > _LOCAL_PART and spelt.startswith(number.national[-_LOCAL_PART:])
    if not (number.national.endswith(spelt) or runs_on):
        raise refuse(
            "keypad-words",
            f"the words {words!r} spell {spelt} on a keypad, and the number ends in {number.national[-len(spelt) :]}",
            where,
            "check both against the source",
        )


def check_display(shown: str, number: PhoneNumber, where: str = "") -> None:
    """InputError (phone-display) unless the domestic form has the number's own digits.

    Before them may stand the country code, or the 0 that is dialled at home.
    """
    digits = _NOT_DIGIT.sub("", shown)
    legal = {number.national, number.country + number.national}
    if number.country not in ("", NANP):
        legal.add("0" + number.national)
    if digits not in legal or not _SHAPE.fullmatch(shown):
        raise refuse(
            "phone-display",
            f"display {shown!r} is not the number {display(number)}",
            where,
            "write the same digits, as they are dialled at home",
        )
