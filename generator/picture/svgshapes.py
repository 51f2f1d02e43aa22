"""The outline of an SVG element from its own attributes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.picture import shapes
from generator.picture.path import TooManySegmentsError, parse_path
from generator.picture.segments import Segments
from generator.picture.svgvalues import parse_length, parse_numbers


def outline(element: str, own: Mapping[str, str], room: int) -> Segments:
    """A shape's segments, untransformed. ValueError if badly described, TooManySegmentsError beyond `room`."""
    match element:
        case "path":
            return parse_path(own.get("d", ""), room)
        case "polygon" | "polyline":
            found = shapes.polygon(parse_numbers(own.get("points", "")))
        case "rect":
            rx, ry = _radii(own)
            across, down = _positive(own, "width"), _positive(own, "height")
            found = shapes.rectangle(_at(own, "x"), _at(own, "y"), across, down, rx, ry)
        case "circle":
            radius = _positive(own, "r")
            found = shapes.ellipse(_at(own, "cx"), _at(own, "cy"), radius, radius)
        case _:
            found = shapes.ellipse(_at(own, "cx"), _at(own, "cy"), *_radii(own))
    if len(found) > room:
        raise TooManySegmentsError(f"there are more than {room} segments")
    return found


def _at(own: Mapping[str, str], name: str) -> float:
    return parse_length(own[name]) if name in own else 0.0


def _positive(own: Mapping[str, str], name: str) -> float:
    if name not in own:
        raise ValueError(f"{name} is missing")
    value = parse_length(own[name])
    if value < 0:
        raise ValueError(f"{name} is {value:g}, and must not be negative")
    return value


def _radii(own: Mapping[str, str]) -> tuple[float, float]:
    """rx and ry: one that is left out or "auto" is as long as the other."""
    told = {name: _positive(own, name) for name in ("rx", "ry") if own.get(name, "auto").strip() != "auto"}
    either = next(iter(told.values()), 0.0)
    return told.get("rx", either), told.get("ry", either)
