"""The page of an SVG: its size in user units, and the move that brings its corner to (0, 0)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from generator.picture.segments import Matrix
from generator.picture.svgvalues import parse_length, parse_numbers
from generator.units import Size

_MAX_SIDE = 1e6
_SAME_SHAPE = 0.01
"""Width and height are often written rounded; within this share their ratio is the viewBox's."""


def page(attributes: Mapping[str, str]) -> tuple[Size, Matrix]:
    """Size and matrix from viewBox, width, height and preserveAspectRatio; ValueError if they do not give a page.

    Where there is a viewBox, it is the page: width and height only say how large a browser would show it.
    """
    width, height = _side(attributes, "width"), _side(attributes, "height")
    if "viewBox" not in attributes:
        if width is None or height is None:
            raise ValueError("the drawing has neither a viewBox nor a width and height")
        return _checked(width, height), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    numbers = parse_numbers(attributes["viewBox"])
    if len(numbers) != 4:
        raise ValueError(f"the viewBox has {len(numbers)} numbers and not 4")
    left, top, across, down = numbers
    size = _checked(across, down)
    if not (abs(left) <= _MAX_SIDE and abs(top) <= _MAX_SIDE):
        raise ValueError("the viewBox lies beyond all bounds")
    fit = attributes.get("preserveAspectRatio", "")
    if width and height and re.search(r"\b(none|slice)\b", fit):
        shown, drawn = width / height, across / down
        if not math.isclose(shown, drawn, rel_tol=_SAME_SHAPE):
            raise ValueError(f"preserveAspectRatio={fit[:24]!r} distorts or crops the viewBox to another shape")
    return size, (1.0, 0.0, 0.0, 1.0, -left, -top)


def _side(attributes: Mapping[str, str], name: str) -> float | None:
    """The side in user units, None where it is left to the viewer."""
    text = attributes.get(name, "auto").strip()
    return None if text in ("auto", "") or text.endswith("%") else parse_length(text)


def _checked(width: float, height: float) -> Size:
    if not (0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE):
        raise ValueError(f"a page of {width:.6g} × {height:.6g} cannot be printed")
    return Size(width, height)
