"""The outlines of set glyphs as closed polygons, for what cannot be printed as text."""

from __future__ import annotations

from collections.abc import Iterable

import uharfbuzz as hb

from generator.frame import GlyphRun
from generator.typeset.faces import Faces

STEPS = 6
"""Straight pieces for a curve: enough for a letter that is drawn in stripes."""

Point = tuple[float, float]
Polygon = list[Point]


def polygons(faces: Faces, runs: Iterable[GlyphRun]) -> list[Polygon]:
    """The contours of every glyph at its place, in points; where they overlap, winding is not zero."""
    found: list[Polygon] = []
    for run in runs:
        font, scale, x = faces.instance(run.font), run.size / 1000, run.x
        for cluster in run.clusters:
            at = x
            for glyph, advance, right, up in cluster.glyphs:
                left, base = at + right * scale, run.y - up * scale
                for contour in _contours(font, glyph):
                    found.append([(left + px * scale, base - py * scale) for px, py in contour])
                at += advance * scale
            x += (cluster.advance + run.tracking) * scale
    return found


def _contours(font: hb.Font, glyph: int) -> list[Polygon]:
    pen: list[Polygon] = []
    font.draw_glyph(glyph, _FUNCTIONS, pen)
    return pen


def _move(x: float, y: float, pen: list[Polygon]) -> None:
    pen.append([(x, y)])


def _line(x: float, y: float, pen: list[Polygon]) -> None:
    pen[-1].append((x, y))


def _quadratic(x1: float, y1: float, x2: float, y2: float, pen: list[Polygon]) -> None:
    x0, y0 = pen[-1][-1]
    for step in range(1, STEPS + 1):
        t = step / STEPS
        a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        pen[-1].append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))


def _cubic(x1: float, y1: float, x2: float, y2: float, x3: float, y3: float, pen: list[Polygon]) -> None:
    x0, y0 = pen[-1][-1]
    for step in range(1, STEPS + 1):
        t = step / STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        pen[-1].append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))


def _functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(_move)
    functions.set_line_to_func(_line)
    functions.set_quadratic_to_func(_quadratic)
    functions.set_cubic_to_func(_cubic)
    return functions


_FUNCTIONS = _functions()
