"""How much of a box a shape covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.frame import Box, Fill, Ink
from generator.preflight.extent import Extent
from generator.preflight.shapes import Cover, box_cover, contours_near, cover
from generator.units import Rect

INK = Ink("black", (0, 0, 0))
RING = (
    *(("M", 0.0, 0.0), ("L", 100.0, 0.0), ("L", 100.0, 100.0), ("L", 0.0, 100.0), ("Z",)),
    *(("M", 30.0, 30.0), ("L", 70.0, 30.0), ("L", 70.0, 70.0), ("L", 30.0, 70.0), ("Z",)),
)


def fill_cover(fill: Fill, over: Extent) -> Cover:
    return cover(contours_near(fill, over), fill.even_odd, over)


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        (Extent(10, 10, 20, 20), Cover.ALL),
        (Extent(-5, 10, 5, 20), Cover.PART),
        (Extent(100, 0, 120, 20), Cover.NONE),
        (Extent(0, 0, 5, 5), Cover.PART),
        (Extent(6, 6, 90, 90), Cover.ALL),
    ],
)
def test_a_rounded_box(over: Extent, expected: Cover) -> None:
    assert box_cover(Box(Rect(0, 0, 100, 100), INK, radius=20), over) is expected


@pytest.mark.parametrize(
    ("over", "even_odd", "expected"),
    [
        (Extent(5, 5, 20, 20), True, Cover.ALL),
        (Extent(40, 40, 60, 60), True, Cover.NONE),
        (Extent(40, 40, 60, 60), False, Cover.ALL),
        (Extent(20, 40, 40, 60), True, Cover.PART),
        (Extent(-10, -10, 110, 110), True, Cover.PART),
        (Extent(200, 0, 210, 10), False, Cover.NONE),
    ],
)
def test_a_ring(over: Extent, even_odd: bool, expected: Cover) -> None:
    assert fill_cover(Fill(RING, INK, even_odd), over) is expected


@given(st.floats(-60, 60), st.floats(-60, 60), st.floats(1, 20), st.floats(1, 20))
def test_a_disc_of_four_curves(x: float, y: float, width: float, height: float) -> None:
    """Against the distance from the middle, but for what lies within the flattening's error of the rim."""
    k, r = 0.5523 * 40, 40.0
    disc = Fill(
        (
            ("M", -r, 0.0),
            ("C", -r, -k, -k, -r, 0.0, -r),
            ("C", k, -r, r, -k, r, 0.0),
            ("C", r, k, k, r, 0.0, r),
            ("C", -k, r, -r, k, -r, 0.0),
            ("Z",),
        ),
        INK,
    )
    over = Extent(x, y, x + width, y + height)
    far = max((cx**2 + cy**2) ** 0.5 for cx in (over.left, over.right) for cy in (over.top, over.bottom))
    near = (max(over.left, 0, -over.right) ** 2 + max(over.top, 0, -over.bottom) ** 2) ** 0.5
    found = fill_cover(disc, over)
    if far < r - 0.2:
        assert found is Cover.ALL
    elif near > r + 0.2:
        assert found is Cover.NONE
    elif near < r - 0.2 and far > r + 0.2:
        assert found is Cover.PART


def test_curves_stay_true_at_the_size_of_a_sheet() -> None:
    """A quarter circle of 700 points: its flattening may be off by a point at most."""
    k, r = 0.5523 * 700, 700.0
    quarter = Fill((("M", 0.0, 0.0), ("L", r, 0.0), ("C", r, k, k, r, 0.0, r), ("Z",)), INK)
    on_rim = r / 2**0.5
    assert fill_cover(quarter, Extent(on_rim - 3, on_rim - 3, on_rim - 1, on_rim - 1)) is Cover.ALL
    assert fill_cover(quarter, Extent(on_rim + 1, on_rim + 1, on_rim + 3, on_rim + 3)) is Cover.NONE
