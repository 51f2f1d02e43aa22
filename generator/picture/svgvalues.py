"""The small languages inside SVG attributes: numbers, lengths, transform lists, style declarations."""

from __future__ import annotations

import math
import re

from generator.picture.segments import IDENTITY, Matrix, chain

_ONE = re.compile(r"[ \t\r\n\f,]*([a-zA-Z]+)[ \t\r\n\f]*\(([^()]*)\)")
_NUMBERS = re.compile(r"[ \t\r\n\f]*(,?)[ \t\r\n\f]*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)")
_LENGTH = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(px|pt|pc|mm|cm|in)?")
_PIXELS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}
"""User units in each unit (CSS Values 3, section 5.2)."""
_PROPERTY = re.compile(r"-?[A-Za-z][A-Za-z-]*")
_COUNTS = {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewX": (1,), "skewY": (1,)}


def parse_numbers(text: str) -> list[float]:
    """Numbers parted by spaces or single commas; ValueError if anything else stands between them."""
    values: list[float] = []
    place = 0
    while found := _NUMBERS.match(text, place):
        if found[1] and not values:
            break
        values.append(float(found[2]))
        place = found.end()
    rest = text[place:].strip(" \t\r\n\f")
    if rest:
        raise ValueError(f"a number is expected where {rest[:16]!r} stands")
    return values


def parse_transform(text: str) -> Matrix:
    """The matrix of an SVG transform list such as "translate(3 4) rotate(45)"; ValueError if it is none."""
    total = IDENTITY
    place = 0
    while found := _ONE.match(text, place):
        total = chain(total, _single(found[1], parse_numbers(found[2])))
        place = found.end()
    rest = text[place:].strip(" \t\r\n\f")
    if rest and rest != "none":
        raise ValueError(f"{rest[:24]!r} is not one of {', '.join(_COUNTS)} with its numbers")
    if not all(math.isfinite(value) for value in total):
        raise ValueError("the transform is beyond all bounds")
    return total


def _single(name: str, values: list[float]) -> Matrix:
    counts = _COUNTS.get(name)
    if counts is None:
        raise ValueError(f"{name!r} is not one of {', '.join(_COUNTS)}")
    if len(values) not in counts:
        raise ValueError(f"{name} takes {' or '.join(map(str, counts))} numbers, not {len(values)}")
    match name:
        case "translate":
            return 1.0, 0.0, 0.0, 1.0, values[0], values[1] if len(values) > 1 else 0.0
        case "scale":
            return values[0], 0.0, 0.0, values[-1], 0.0, 0.0
        case "rotate":
            angle = math.radians(values[0])
            turned = (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)
            if len(values) == 1:
                return turned
            x, y = values[1:]
            return chain(chain((1.0, 0.0, 0.0, 1.0, x, y), turned), (1.0, 0.0, 0.0, 1.0, -x, -y))
        case "skewX":
            return 1.0, 0.0, math.tan(math.radians(values[0])), 1.0, 0.0, 0.0
        case "skewY":
            return 1.0, math.tan(math.radians(values[0])), 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def parse_length(text: str) -> float:
    """User units (96 to the inch, as CSS has it) in a length; ValueError for percentages and units of type."""
    found = _LENGTH.fullmatch(text.strip(" \t\r\n\f"))
    if found is None:
        raise ValueError(f"{text[:24]!r} is not a length in plain numbers, px, pt, pc, mm, cm or in")
    value = float(found[1]) * _PIXELS[found[2] or "px"]
    if not math.isfinite(value):
        raise ValueError(f"the length {text[:24]!r} is beyond all bounds")
    return value


def parse_style(text: str) -> dict[str, str]:
    """The declarations of a style attribute; the last of a name counts. ValueError if it is not plain declarations."""
    found: dict[str, str] = {}
    for declaration in text.split(";"):
        if not declaration.strip():
            continue
        name, colon, value = declaration.partition(":")
        if not colon or not _PROPERTY.fullmatch(name.strip()) or "!" in value or "/*" in value:
            raise ValueError(f"{declaration.strip()[:40]!r} is not a plain declaration, name: value")
        found[name.strip().lower()] = value.strip()
    return found
