"""Lengths as people write them, and rectangles."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.units import POINTS_PER_UNIT, Insets, Rect, Size, format_length, millimetres, parse_length

UNITS = sorted(POINTS_PER_UNIT)
COORDINATES = st.floats(-1000, 1000)
RECTS = st.builds(Rect, COORDINATES, COORDINATES, st.floats(0, 1000), st.floats(0, 1000))


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("9pt", 9),
        ("0.125in", 9),
        ("25.4mm", 72),
        ("2.54cm", 72),
        ("-3.5pt", -3.5),
        ("  1 in  ", 72),
        ("0mm", 0),
    ],
)
def test_a_length_is_read_in_points(text: str, points: float) -> None:
    assert parse_length(text) == pytest.approx(points, abs=1e-9)


@pytest.mark.parametrize("text", ["", "3", "mm", "3 furlongs", "3m", "1,5mm", ".5in", "3.mm", "3mm 4mm", "three mm", "1e3pt", "+3mm", "3MM", "nanpt"])
def test_what_is_no_length_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length; write a number and pt, in, mm or cm") as fault:
        parse_length(text)
    assert repr(text) in str(fault.value)


@given(st.floats(-20000, 20000), st.sampled_from(UNITS))
def test_what_a_message_says_can_be_read_back(points: float, unit: str) -> None:
    """To the hundredth of the unit that it is written in."""
    assert parse_length(format_length(points, unit)) == pytest.approx(points, abs=0.00501 * POINTS_PER_UNIT[unit])


@pytest.mark.parametrize(
    ("points", "unit", "text"),
    [(9, "pt", "9pt"), (36, "mm", "12.7mm"), (9, "in", "0.12in"), (100, "pt", "100pt"), (0, "pt", "0pt"), (7.5, "pt", "7.5pt")],
)
def test_a_message_shows_no_idle_zeros(points: float, unit: str, text: str) -> None:
    assert format_length(points, unit) == text


def test_an_inch_is_the_same_in_every_unit() -> None:
    assert len({round(parse_length(text), 9) for text in ("72pt", "1in", "25.4mm", "2.54cm")}) == 1
    assert millimetres(72) == pytest.approx(25.4)


def test_a_size_turned_lies_on_its_side() -> None:
    assert Size(612, 792).turned() == Size(792, 612)
    assert Size(612, 792).turned().turned() == Size(612, 792)


def test_an_inset_takes_from_each_side_its_own() -> None:
    assert Rect(10, 20, 100, 50).inset(Insets(1, 2, 3, 4)) == Rect(14, 21, 94, 46)


@given(RECTS, st.floats(0, 500))
def test_a_bleed_is_an_inset_outwards(rect: Rect, by: float) -> None:
    outer = rect.inset(Insets.all(-by))
    assert outer.contains(rect)
    assert math.isclose(outer.width, rect.width + 2 * by, abs_tol=1e-6)
    assert math.isclose(outer.right, rect.right + by, abs_tol=1e-6)
    assert math.isclose(outer.bottom, rect.bottom + by, abs_tol=1e-6)


@given(RECTS)
def test_a_rectangle_holds_itself(rect: Rect) -> None:
    assert rect.contains(rect, slack=1e-9)


@pytest.mark.parametrize("other", [Rect(-0.02, 0, 5, 5), Rect(0, -0.02, 5, 5), Rect(5.02, 5, 5, 5), Rect(5, 5.02, 5, 5)])
def test_what_sticks_out_on_any_side_is_not_inside(other: Rect) -> None:
    whole = Rect(0, 0, 10, 10)
    assert not whole.contains(other)
    assert whole.contains(other, slack=0.03), "rounding is forgiven"
