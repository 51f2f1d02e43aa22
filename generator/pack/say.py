"""Words of the index: counts, dates and lists as people say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
"""English, whatever the machine speaks: the index is for the office that prints, in the language of its commands."""

CHECKED = "Each with the day it was last checked."
OTHERS = "Numbers of a place’s or an organisation’s own may be printed too: call them before you print."


def count(number: int, one: str, several: str = "") -> str:
    """A number with its word: 1 sheet; 2,000 sheets."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def day(date: str) -> str:
    """2026-11-24 as 24 November 2026, and 2026-11 as November 2026: nobody can take the day for the month."""
    year, _, rest = date.partition("-")
    month, _, number = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= len(MONTHS)):
        return date
    return " ".join(filter(None, (number.lstrip("0"), MONTHS[int(month) - 1], year)))


def span(dates: Iterable[str]) -> str:
    """The days from the first to the last, "" for none."""
    found = sorted({*dates})
    if not found:
        return ""
    return day(found[0]) if len(found) == 1 else f"{day(found[0])} to {day(found[-1])}"


def listing(words: Sequence[str]) -> str:
    """Words in a row: Letter, A4 and Tabloid."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
