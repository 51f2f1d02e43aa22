"""Path data: every command against fontTools, the compact syntax, refusals, boxes and transforms."""

from __future__ import annotations

import itertools
import math
import re

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path as oracle_path
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.picture.path import MAX_COORDINATE, TooManySegmentsError, parse_path
from generator.picture.segments import Matrix, Segments, bounding_box, chain, points, transform
from generator.units import Rect

Point = tuple[float, float]

ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}

coordinates = st.integers(-9999, 9999).map(lambda hundredths: hundredths / 100)


@st.composite
def commands(draw: st.DrawFn, letters: str) -> tuple[str, list[float]]:
    letter = draw(st.sampled_from(letters + letters.lower()))
    return letter, [draw(coordinates) for _ in range(ARGUMENTS[letter.upper()])]


@st.composite
def drawings(draw: st.DrawFn, letters: str = "LHVCSQTZM") -> list[tuple[str, list[float]]]:
    start = ("M", [draw(coordinates), draw(coordinates)])
    return [start, *draw(st.lists(commands(letters), min_size=1, max_size=12))]


def spaced(drawing: list[tuple[str, list[float]]]) -> str:
    return " ".join(f"{letter} {', '.join(map(repr, numbers))}" for letter, numbers in drawing)


def compact(drawing: list[tuple[str, list[float]]]) -> str:
    """As an optimiser writes it: no letter twice, no zero before a point, no space before a sign or a second point."""
    text, before, last = "", "", ""
    for letter, numbers in drawing:
        if letter != before or letter in "MmZz":
            text, last = text + letter, ""
        for number in numbers:
            word = f"{number:.2f}".rstrip("0").rstrip(".")
            word = word.replace("0.", ".", 1) if abs(number) < 1 and "." in word else word
            joined = not last or word[0] == "-" or (word[0] == "." and "." in last)
            text += word if joined else f" {word}"
            last = word
        before = letter
    return text


def written(segments: Segments) -> str:
    return " ".join(" ".join(map(str, segment)) for segment in segments)


def oracle(data: str) -> list[tuple[str, tuple[Point, ...]]]:
    """What fontTools makes of path data, quadratics raised to cubics and moves that draw nothing left out."""
    pen = RecordingPen()
    oracle_path(data, pen)
    found: list[tuple[str, tuple[Point, ...]]] = []
    here = start = (0.0, 0.0)
    lifted = True
    for name, stops in pen.value:
        if name == "moveTo":
            here = start = stops[0]
            lifted = True
            continue
        if name in ("closePath", "endPath"):
            if name == "closePath" and not lifted:
                if found[-1][0] == "L" and math.dist(here, start) < 1e-9:
                    found.pop()
                found.append(("Z", ()))
            here, lifted = start, True
            continue
        if lifted:
            found.append(("M", (here,)))
            start, lifted = here, False
        if name == "qCurveTo":
            q, end = stops
            raised = [tuple(p[i] + (q[i] - p[i]) * 2 / 3 for i in (0, 1)) for p in (here, end)]
            stops = (*raised, end)
        found.append(("C" if len(stops) == 3 else "L", tuple(stops)))
        here = stops[-1]
    return found


def sampled(segments: Segments, steps: int = 40) -> list[Point]:
    """Points along the outline, near enough to one another to stand for it."""
    found: list[Point] = []
    here = (0.0, 0.0)
    for segment in segments:
        stops = points(segment)
        if not stops:
            continue
        if segment[0] == "C":
            a, (b, c, d) = here, stops
            for index in range(steps + 1):
                t = index / steps
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                pairs = list(zip(weights, (a, b, c, d), strict=True))
                found.append((sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)))
        found.append(stops[-1])
        here = stops[-1]
    return found


def without_closing_lines(segments: Segments) -> Segments:
    """Segments without the lines that run home just before a Z, which fontTools adds wherever there is none."""
    kept: list[tuple[str | float, ...]] = []
    start: tuple[str | float, ...] = ()
    for segment in segments:
        if segment[0] == "M":
            start = segment[1:]
        if segment[0] == "Z" and kept[-1][0] == "L" and kept[-1][1:] == pytest.approx(start, abs=1e-9):
            kept.pop()
        kept.append(segment)
    return tuple(kept)


def assert_same(found: Segments, expected: list[tuple[str, tuple[Point, ...]]]) -> None:
    assert [segment[0] for segment in found] == [name for name, _ in expected]
    for segment, (_, stops) in zip(found, expected, strict=True):
        flat = [value for stop in stops for value in stop]
        assert list(segment[1:]) == pytest.approx(flat, abs=1e-6)


@pytest.mark.parametrize(
    ("data", "segments"),
    [
        ("", ()),
        ("  ", ()),
        ("M1 2", ()),
        ("M1 2Z", ()),
        ("M1 2m3 4", ()),
        ("M1 2L3 4", (("M", 1, 2), ("L", 3, 4))),
        ("M1,2 3,4", (("M", 1, 2), ("L", 3, 4))),
        ("m1 2 3 4", (("M", 1, 2), ("L", 4, 6))),
        ("M1-2.5L.5-1e1", (("M", 1, -2.5), ("L", 0.5, -10))),
        ("M1-2L.5.5", (("M", 1, -2), ("L", 0.5, 0.5))),
        ("M1-2-.5.5.25-1", (("M", 1, -2), ("L", -0.5, 0.5), ("L", 0.25, -1))),
        ("M1e1-2E-1l1.,2", (("M", 10, -0.2), ("L", 11, 1.8))),
        ("M0 0H5V6h-1v-1", (("M", 0, 0), ("L", 5, 0), ("L", 5, 6), ("L", 4, 6), ("L", 4, 5))),
        ("M0 0H1 2 3", (("M", 0, 0), ("L", 1, 0), ("L", 2, 0), ("L", 3, 0))),
        ("M1 1h2v2zh5", (("M", 1, 1), ("L", 3, 1), ("L", 3, 3), ("Z",), ("M", 1, 1), ("L", 6, 1))),
        ("M1 1h2zm1 1h1", (("M", 1, 1), ("L", 3, 1), ("Z",), ("M", 2, 2), ("L", 3, 2))),
        ("M0 0s1 1 2 0 1-1 2 0", (("M", 0, 0), ("C", 0, 0, 1, 1, 2, 0), ("C", 3, -1, 3, -1, 4, 0))),
        ("M0 0q0 3 3 3t3 3", (("M", 0, 0), ("C", 0, 2, 1, 3, 3, 3), ("C", 5, 3, 6, 4, 6, 6))),
        ("M0 0q0 3 3 3l0 0t3 3", (("M", 0, 0), ("C", 0, 2, 1, 3, 3, 3), ("L", 3, 3), ("C", 3, 3, 4, 4, 6, 6))),
        ("M0 0t3 3", (("M", 0, 0), ("C", 0, 0, 1, 1, 3, 3))),
        ("M0 0a0 5 0 0 1 3 4", (("M", 0, 0), ("L", 3, 4))),
        ("M0 0a5 5 0 0 1 0 0", ()),
    ],
)
def test_what_path_data_means(data: str, segments: Segments) -> None:
    found = parse_path(data)
    assert [segment[0] for segment in found] == [segment[0] for segment in segments]
    for one, other in zip(found, segments, strict=True):
        assert one[1:] == pytest.approx(other[1:])


@given(drawings())
def test_every_command_means_what_fonttools_makes_of_it(drawing: list[tuple[str, list[float]]]) -> None:
    assert_same(without_closing_lines(parse_path(spaced(drawing))), oracle(spaced(drawing)))


@given(drawings())
def test_compact_syntax_means_the_same(drawing: list[tuple[str, list[float]]]) -> None:
    assert parse_path(compact(drawing)) == parse_path(spaced(drawing))


@given(drawings())
def test_parsed_segments_are_path_data_again(drawing: list[tuple[str, list[float]]]) -> None:
    segments = parse_path(spaced(drawing))
    assert parse_path(written(segments)) == segments


@settings(deadline=None)
@given(
    st.tuples(coordinates, coordinates),
    st.tuples(coordinates, coordinates),
    coordinates,
    st.booleans(),
    st.booleans(),
    st.tuples(coordinates, coordinates),
)
def test_arcs_lie_on_their_ellipse(start: Point, radii: Point, turn: float, large: bool, sweep: bool, end: Point) -> None:
    assume(start != end and min(abs(radii[0]), abs(radii[1])) >= 0.5 and math.dist(start, end) >= 0.1)
    data = f"M{start[0]} {start[1]}A{radii[0]} {radii[1]} {turn} {large:d} {sweep:d} {end[0]} {end[1]}"
    found = sampled(parse_path(data))
    assert found[-1] == end
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    rim = _centred([((cos * x + sin * y) / radii[0], (cos * y - sin * x) / radii[1]) for x, y in found])
    angles = [math.atan2(y, x) for x, y in rim]
    around = sum(math.remainder(b - a, math.tau) for a, b in itertools.pairwise(angles))
    flipped = (radii[0] < 0) != (radii[1] < 0)
    assert (around > 0) == (sweep != flipped)
    if abs(abs(around) - math.pi) > 0.02:
        assert (abs(around) > math.pi) == large


def _centred(circle: list[Point]) -> list[Point]:
    """Points of a unit circle moved so that its centre is (0, 0); fails if they are on no circle of radius 1 or more."""
    (x1, y1), (x2, y2), (x3, y3) = circle[0], circle[len(circle) // 3], circle[2 * len(circle) // 3]
    twice = 2 * (x1 * (y2 - y3) + x2 * (y3 - y1) + x3 * (y1 - y2))
    assume(abs(twice) > 1e-3)
    n1, n2, n3 = x1 * x1 + y1 * y1, x2 * x2 + y2 * y2, x3 * x3 + y3 * y3
    x = (n1 * (y2 - y3) + n2 * (y3 - y1) + n3 * (y1 - y2)) / twice
    y = (n1 * (x3 - x2) + n2 * (x1 - x3) + n3 * (x2 - x1)) / twice
    radius = math.hypot(x1 - x, y1 - y)
    assert radius > 0.99
    for px, py in circle:
        assert math.hypot(px - x, py - y) == pytest.approx(radius, rel=2e-3)
    return [(px - x, py - y) for px, py in circle]


@pytest.mark.parametrize("flags", ["00", "01", "10", "11"])
def test_arcs_agree_with_fonttools(flags: str) -> None:
    data = f"M3 4A7 4 30 {flags[0]} {flags[1]} 9 8"
    mine, other = sampled(parse_path(data)), []
    here = (0.0, 0.0)
    for name, stops in oracle(data):
        other += sampled((("M", *here), (name, *(value for stop in stops for value in stop))))[1:] if stops else []
        here = stops[-1] if stops else here
    for one, many in ((mine, other), (other, mine)):
        assert max(min(math.dist(p, q) for q in many) for p in one) < 0.3


def test_arc_flags_may_be_packed() -> None:
    plain = parse_path("M0 0a1 1 0 0 1 1 1")
    assert parse_path("M0 0a1 1 0 011 1") == plain
    assert parse_path("M0 0a1,1,0,0,1,1,1") == plain
    assert parse_path("M0 0a1 1 0 01.5.5 1 1 0 1 0-.5-.5") == parse_path("M0 0a1 1 0 0 1 .5 .5a1 1 0 1 0 -.5 -.5")


def test_radii_too_small_grow_until_they_reach() -> None:
    box = bounding_box(parse_path("M0 0A1 1 0 0 1 10 0"))
    assert (box.x, box.y, box.width, box.height) == pytest.approx((0, -5, 10, 5), abs=0.01)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("L1 1", "begins with M"),
        ("1 1", "a path command is expected at character 1"),
        ("M", "a number is expected at character 2, and the path data ends there"),
        ("M1", "a number is expected"),
        ("M1 1 2", "a number is expected"),
        ("M,1 1", "a number is expected at character 2"),
        ("M1,,1", "a number is expected at character 4"),
        ("M1 1,", "a number is expected at character 6"),
        ("M1 1L2 2X3 3", "a path command is expected at character 9, and 'X3 3' stands there"),
        ("M1 1Z5", "a path command"),
        ("M1 1a1 1 0 2 1 3 3", "the flag 0 or 1 is expected"),
        ("M1 1a1 1 0 0", "the flag 0 or 1 is expected"),
        ("M1 1L1e999 1", "is beyond 1000000"),
        ("M1 1L1e7 1", "is beyond 1000000"),
        ("M1 1Lnan 1", "a number is expected"),
        ("M1 1L0x10 1", "a number is expected"),
        ("M1 1L٣ 1", "a number is expected"),
        ("M1 1L--1 1", "a number is expected"),
        ("M0 0" + "l999999 0" * 3, "beyond 1000000"),
        ("M0 0a1e-320 1e-320 0 0 1 9 9", "an arc is too small"),
    ],
)
def test_faults_say_where_and_what(data: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_path(data)


def test_a_path_longer_than_allowed_is_refused() -> None:
    assert len(parse_path("M0 0" + "h1" * 9, limit=10)) == 10
    with pytest.raises(TooManySegmentsError, match="more than 10 segments"):
        parse_path("M0 0" + "h1" * 10, limit=10)


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,+-eE \n", max_size=60))
def test_anything_is_parsed_or_refused(data: str) -> None:
    try:
        segments = parse_path("M0 0" + data)
    except ValueError:
        return
    for segment in segments:
        assert all(abs(value) <= MAX_COORDINATE for stop in points(segment) for value in stop)


@settings(deadline=None)
@given(drawings("LCQ"))
def test_the_bounding_box_is_tight(drawing: list[tuple[str, list[float]]]) -> None:
    segments = parse_path(spaced(drawing))
    box = bounding_box(segments)
    stops = sampled(segments, 400)
    assert all(box.contains(Rect(x, y, 0, 0), 1e-6) for x, y in stops)
    xs, ys = [x for x, _ in stops], [y for _, y in stops]
    slack = 1e-4 * max(box.width, box.height) + 1e-9
    edges = (min(xs), min(ys), max(xs), max(ys))
    assert (box.x, box.y, box.right, box.bottom) == pytest.approx(edges, abs=slack)


def test_the_bounding_box_of_nothing() -> None:
    with pytest.raises(ValueError, match="empty path"):
        bounding_box(())


matrices = st.tuples(*[st.floats(-5, 5)] * 6)


@given(drawings("LC"), matrices, matrices)
def test_transforms_in_a_row_are_one(drawing: list[tuple[str, list[float]]], one: Matrix, other: Matrix) -> None:
    segments = parse_path(spaced(drawing))
    twice = transform(transform(segments, one), other)
    once = transform(segments, chain(other, one))
    for a, b in zip(twice, once, strict=True):
        assert a[0] == b[0]
        assert a[1:] == pytest.approx(b[1:], abs=1e-6)


def test_a_transform_moves_every_point() -> None:
    segments = parse_path("M1 2C3 4 5 6 7 8Z")
    assert transform(segments, (2, 0, 0, 3, 10, 20)) == (("M", 12, 26), ("C", 16, 32, 20, 38, 24, 44), ("Z",))
