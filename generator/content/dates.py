"""Read the dates that sources bear: a day, a month, a year, or none."""

from __future__ import annotations

import re
from datetime import date, timedelta

UNDATED = "undated"

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def date_span(text: str) -> tuple[date, date] | None:
    """The first and the last day that the date can mean; None for "undated". ValueError if it is no date."""
    if text == UNDATED:
        return None
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        exact = date(year, month, day)
        return exact, exact
    if match[2]:
        first = date(year, month, 1)
        return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)


def is_date(text: str) -> bool:
    """Whether `date_span` can read it; "undated" counts."""
    try:
        date_span(text)
    except ValueError:
        return False
    return True


def months_before(day: date, months: int) -> tuple[int, int, int]:
    """The year, month and day that many months earlier, to compare with others; the day may be past the month's end."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return years, month + 1, day.day
