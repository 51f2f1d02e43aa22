"""Elliptic arcs to cubic curves."""

from __future__ import annotations

import math
from collections.abc import Iterator

Point = tuple[float, float]
Curve = tuple[float, float, float, float, float, float]
"""First control point, second control point, end."""


def arc_curves(start: Point, radii: Point, turn: float, large: bool, sweep: bool, end: Point) -> Iterator[Curve]:
    """Cubics for an elliptic arc from `start` to `end`, each of at most a quarter turn (off by 0.03% of the radius).

    `turn` is the ellipse's rotation in degrees. Radii too small to reach are grown until they just do, as SVG 1.1
    (appendix F.6.6) has it; radii of 0 and equal ends are the caller's to handle.
    """
    (x0, y0), (x1, y1), (rx, ry) = start, end, radii
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    # Where the half chord lies when the ellipse is turned upright and made a unit circle.
    hx, hy = (x0 - x1) / 2, (y0 - y1) / 2
    ux, uy = (cos * hx + sin * hy) / rx, (cos * hy - sin * hx) / ry
    reach = math.hypot(ux, uy)
    if not 0 < reach < math.inf:
        raise ValueError("an arc is too small or too large to be drawn")
    if reach > 1:
        rx, ry, ux, uy, reach = rx * reach, ry * reach, ux / reach, uy / reach, 1.0
    offset = math.sqrt(max(0.0, 1 - reach * reach)) / reach * (-1 if large == sweep else 1)
    # Unit-circle angles of both ends, seen from the centre, which lies across the chord at `offset`.
    mx, my = offset * uy, -offset * ux
    first = math.atan2(uy - my, ux - mx)
    sweep_angle = math.atan2(-uy - my, -ux - mx) - first
    if sweep and sweep_angle <= 0:
        sweep_angle += 2 * math.pi
    elif not sweep and sweep_angle >= 0:
        sweep_angle -= 2 * math.pi
    cx, cy = (x0 + x1) / 2 + cos * rx * mx - sin * ry * my, (y0 + y1) / 2 + sin * rx * mx + cos * ry * my

    def placed(u: float, v: float) -> Point:
        return cx + cos * rx * u - sin * ry * v, cy + sin * rx * u + cos * ry * v

    count = max(1, math.ceil(abs(sweep_angle) / (math.pi / 2) - 1e-9))
    step = sweep_angle / count
    arm = 4 / 3 * math.tan(step / 4)
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        near = placed(math.cos(a) - arm * math.sin(a), math.sin(a) + arm * math.cos(a))
        far = placed(math.cos(b) + arm * math.sin(b), math.sin(b) - arm * math.cos(b))
        stop = end if index == count - 1 else placed(math.cos(b), math.sin(b))
        yield (*near, *far, *stop)
