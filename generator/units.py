"""Lengths, points, rectangles.

Everything inside the program is in PostScript points (1/72 inch) as a plain float. The origin is the top left
corner of whatever box is being spoken of and y grows downwards; only `render` turns y round, once. Millimetres and
inches exist at the edges: where a file is read, and where a message is written.
"""

from __future__ import annotations

import re

import msgspec

POINTS_PER_UNIT = {"pt": 1.0, "in": 72.0, "mm": 72.0 / 25.4, "cm": 720.0 / 25.4}

_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|in|mm|cm)")


class Size(msgspec.Struct, frozen=True):
    """A width and a height in points."""

    width: float
    height: float

    def turned(self) -> Size:
        """The same size in the other orientation."""
        return Size(self.height, self.width)


class Insets(msgspec.Struct, frozen=True):
    """Distances from the four sides of a box, in points, towards its middle (or outwards, for a bleed)."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0

    @classmethod
    def all(cls, value: float) -> Insets:
        return cls(value, value, value, value)


class Rect(msgspec.Struct, frozen=True):
    """A box by its top left corner and its size, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inset(self, by: Insets) -> Rect:
        return Rect(self.x + by.left, self.y + by.top, self.width - by.left - by.right, self.height - by.top - by.bottom)

    def contains(self, other: Rect, slack: float = 0.01) -> bool:
        """Whether `other` lies inside, give or take `slack` points of rounding."""
        return other.x >= self.x - slack and other.y >= self.y - slack and other.right <= self.right + slack and other.bottom <= self.bottom + slack


def parse_length(text: str) -> float:
    """Points in a length such as "3mm", "0.125in" or "9pt"; ValueError if it is none."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a length; write a number and pt, in, mm or cm, such as 3mm or 0.125in")
    return float(match[1]) * POINTS_PER_UNIT[match[2]]


def millimetres(points: float) -> float:
    return points / POINTS_PER_UNIT["mm"]


def format_length(points: float, unit: str = "pt") -> str:
    """A length for a message: at most two decimals, no trailing zeros."""
    return f"{points / POINTS_PER_UNIT[unit]:.2f}".rstrip("0").rstrip(".") + unit
