"""A grid: every element in its area, nothing on top of anything else, nothing over the edge, no hole where one is absent."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.element import Element, Fit
from generator.compose.grid import SIDES, GridElement
from generator.compose.stage import Stage
from generator.template.schema import Grid, Panel
from generator.units import Insets, Rect, parse_length
from tests.unit.compose.parts import FULL, Block, context, items

CONTEXT = context()
"""A Letter page, on which a plain length is so many points."""
PAGE = Rect(0, 0, 600, 400)


def grid(areas: str, elements: dict[str, Element] | None = None, edges: frozenset[str] = frozenset(), **told: Any) -> GridElement:
    """A grid of blocks of 10 by 10 points, but for those that are given."""
    declared = Grid(areas=areas, **told)
    names = set(areas.split()) - {"."}
    return GridElement("page", declared, CONTEXT, {name: (elements or {}).get(name) or Block(name) for name in names}, edges)


def rects(found: GridElement, area: Rect = PAGE, fit: Fit = FULL) -> dict[str, Rect]:
    return {cell.element.name: rect for cell, rect in found.rects(area, fit)}


# --- tracks


def test_columns_and_rows_divide_the_page() -> None:
    found = rects(grid("a b\nc d", columns=("1fr", "2fr"), rows=("1fr", "3fr")))
    assert found == {"a": Rect(0, 0, 200, 100), "b": Rect(200, 0, 400, 100), "c": Rect(0, 100, 200, 300), "d": Rect(200, 100, 400, 300)}


def test_a_column_that_fits_is_as_wide_as_the_widest_in_it() -> None:
    found = rects(grid("a b\na c", {"b": Block("b", wide=90), "c": Block("c", wide=130)}, columns=("1fr", "fit")))
    assert (found["a"].width, found["b"].width, found["c"].width) == (470, 130, 130)


def test_a_row_that_fits_is_as_high_as_the_highest_in_it() -> None:
    found = rects(grid("a b\nc c", {"b": Block("b", tall=70)}, columns=("1fr", "1fr"), rows=("fit", "1fr")))
    assert (found["a"].height, found["c"].y) == (70, 70)


def test_a_length_is_a_row_unless_its_content_needs_more() -> None:
    found = rects(grid("a\nb\nc", {"b": Block("b", tall=70)}, rows=(50, 50, "1fr")))
    assert (found["a"].height, found["b"].height, found["c"].y) == (50, 70, 120)


def test_rows_are_as_high_as_their_content_when_nothing_is_said() -> None:
    assert grid("a\nb").height(600, FULL) == 20


def test_the_width_of_a_column_is_known_before_the_height_of_what_stands_in_it() -> None:
    found = grid("a b", {"a": Block("a", area=6000)}, columns=(200, "1fr"))
    assert found.height(600, FULL) == 10 + 6000 / 200


def test_gaps_part_what_pads_keep_from_the_edge() -> None:
    found = rects(grid("a b\nc d", columns=("1fr", "1fr"), rows=("1fr", "1fr"), gap=(20, 40), pad=(1, 2, 3, 4)))
    assert found["a"] == Rect(4, 1, 277, 188)
    assert (found["b"].x, found["c"].y, found["d"].right, found["d"].bottom) == (321, 209, 598, 397)


def test_air_is_taken_between_rows_and_above_and_below_but_not_at_the_sides() -> None:
    """Or text would not line up from panel to panel."""
    told = grid("a b\nc d", columns=("1fr", "1fr"), rows=("1fr", "1fr"), gap=(20, 40), pad=(8, 2, 8, 4))
    full, half = rects(told), rects(told, fit=Fit(1.0, 0, 0.5))
    assert [(rect.x, rect.width) for rect in half.values()] == [(rect.x, rect.width) for rect in full.values()]
    assert (full["a"].y, full["c"].y - full["a"].bottom) == (8, 20)
    assert (half["a"].y, half["c"].y - half["a"].bottom) == (4, 10)


# --- areas over several tracks


def test_an_area_spans_its_tracks_and_the_gaps_between() -> None:
    found = rects(grid("a a\nb c", columns=("1fr", "1fr"), rows=("1fr", "1fr"), gap=10))
    assert found["a"].width == 600
    assert found["b"].width == found["c"].width == 295


def test_what_a_tall_area_needs_beyond_its_rows_goes_to_one_that_can_give() -> None:
    tall = {"c": Block("c", tall=200)}
    assert rects(grid("a c\nb c", tall, columns=("1fr", "1fr"), rows=("1fr", "fit")), Rect(0, 0, 600, 200))["b"].height == 10
    assert rects(grid("a c\nb c", tall, columns=("1fr", "1fr")))["b"].y == 10
    assert grid("a c\nb c", tall, columns=("1fr", "1fr")).height(600, FULL) == 200


# --- what is absent


def test_an_empty_row_or_column_closes_up_with_its_gap() -> None:
    gone = {"b": Block("b", empty=True)}
    assert rects(grid("a\nb\nc", gone, gap=10)) == {"a": Rect(0, 0, 600, 10), "c": Rect(0, 20, 600, 10)}
    assert rects(grid("a b c", gone, columns=("fit", "fit", "fit"), gap=10)) == {"a": Rect(0, 0, 10, 10), "c": Rect(20, 0, 10, 10)}


def test_a_grid_of_nothing_is_empty() -> None:
    assert grid("a\nb", {name: Block(name, empty=True) for name in "ab"}).empty
    assert not grid("a\nb", {"a": Block("a", empty=True)}).empty


def test_a_dot_is_a_place_where_nothing_stands() -> None:
    assert rects(grid("a .\n. b", columns=("1fr", "1fr"), rows=("1fr", "1fr"))) == {"a": Rect(0, 0, 300, 200), "b": Rect(300, 200, 300, 200)}


def test_an_area_over_a_column_that_closed_up_ends_at_the_padding() -> None:
    found = rects(grid("a b\nc c", {"b": Block("b", empty=True)}, columns=("1fr", "fit"), gap=(0, 22), pad=40))
    assert found["c"].right == found["a"].right == 560


# --- all grids

NAMES = "abcdef"


@st.composite
def grids(draw: st.DrawFn, may_be_empty: bool = True) -> GridElement:
    """Grids of up to three by three, with areas over several tracks; any of them may be empty."""
    columns, rows = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    tracks = st.sampled_from(["fit", "1fr", "2fr", 30])
    names = iter("abcdefghi")
    matrix = [[next(names) for _ in range(columns)] for _ in range(rows)]
    merge = draw(st.sampled_from(["none", "row", "column"]))
    if merge == "row":
        row = draw(st.integers(0, rows - 1))
        matrix[row] = [matrix[row][0]] * columns
    elif merge == "column":
        column = draw(st.integers(0, columns - 1))
        for line in matrix:
            line[column] = matrix[0][column]
    cells = sorted({name for line in matrix for name in line})
    some = st.booleans() if may_be_empty else st.just(False)
    elements: dict[str, Element] = {
        name: Block(name, draw(st.integers(0, 60)), draw(st.integers(0, 60)), empty=draw(some), area=draw(st.sampled_from([0, 900])))
        for name in cells
    }
    declared = Grid(
        areas="\n".join(" ".join(line) for line in matrix),
        columns=tuple(draw(tracks) for _ in range(columns)),
        rows=tuple(draw(tracks) for _ in range(rows)),
        gap=draw(st.sampled_from([0, 7, (5, 11)])),
        pad=draw(st.sampled_from([0, 9, (1, 2, 3, 4)])),
    )
    return GridElement("page", declared, CONTEXT, elements)


@given(grids(), st.floats(0, 300), st.floats(0.5, 1))
def test_nothing_lies_on_anything_else_or_over_the_edge(found: GridElement, spare: float, air: float) -> None:
    fit = Fit(1.0, 0, air)
    area = Rect(20, 30, 500, found.height(500, fit) + spare)
    places = rects(found, area, fit)
    for rect in places.values():
        assert area.contains(rect)
    for one, other in combinations(places.values(), 2):
        across = min(one.right, other.right) - max(one.x, other.x)
        down = min(one.bottom, other.bottom) - max(one.y, other.y)
        assert min(across, down) <= 0.01


@given(grids(), st.floats(0, 300))
def test_everything_has_the_height_it_asks_for(found: GridElement, spare: float) -> None:
    area = Rect(0, 0, 500, found.height(500, FULL) + spare)
    for cell, rect in found.rects(area, FULL):
        assert rect.height >= cell.element.height(rect.width, FULL) - 0.01


@given(grids())
def test_everything_that_is_there_is_placed_once(found: GridElement) -> None:
    stage = Stage()
    found.place(stage, Rect(0, 0, 500, found.height(500, FULL)), FULL)
    there = [cell for cell in found.areas if not cell.element.empty]
    assert len(list(items(stage.result()[0]))) == len(there)


@given(grids())
def test_less_air_never_makes_it_higher(found: GridElement) -> None:
    heights = [found.height(500, Fit(1.0, 0, air)) for air in (0.5, 0.75, 1.0)]
    assert heights == sorted(heights)


@given(grids(may_be_empty=False))
def test_it_is_read_by_row_and_then_by_column(found: GridElement) -> None:
    cells = [(cell.rows[0], cell.columns[0]) for cell, _ in found.rects(Rect(0, 0, 500, 900), FULL)]
    assert cells == sorted(cells)


# --- grids in grids


def test_an_element_is_found_in_the_panels_of_a_page() -> None:
    wanted = Block("wanted")
    inner = grid("x\ny", {"y": wanted}, rows=("1fr", "1fr"))
    outer = grid("a b", {"b": inner}, columns=("1fr", "1fr"), rows=("1fr",))
    assert outer.find(wanted, PAGE, FULL) == Rect(300, 200, 300, 200)
    assert outer.find(Block(), PAGE, FULL) is None


def test_at_the_trim_the_padding_is_never_less_than_the_safe_area() -> None:
    """However little air is left: text out there could be cut off."""
    safe = parse_length(CONTEXT.layout.safe)
    for pad, air in ((0, 1.0), (20, 0.5), (200, 1.0)):
        fit = Fit(1.0, 0, air)
        [rect] = rects(grid("a", edges=frozenset(SIDES), pad=pad, rows=("1fr",)), PAGE, fit).values()
        assert PAGE.inset(Insets.all(safe)).contains(rect)
    [rect] = rects(grid("a", edges=frozenset({"top"}), rows=("1fr",))).values()
    assert (rect.x, rect.bottom) == (0, 400)
    assert rect.y >= safe


@pytest.mark.parametrize(("valign", "y"), [("top", 0), ("middle", 195), ("bottom", 390)])
def test_a_panel_without_shares_stands_where_it_is_told(valign: Any, y: float) -> None:
    panel = GridElement("panel", Panel(areas="a", valign=valign), CONTEXT, {"a": Block("a")})
    assert rects(panel)["a"] == Rect(0, y, 600, 10)


def test_what_to_shorten_is_gathered_from_all_that_stands_in_it() -> None:
    found = grid("a b", {"b": grid("c", {"c": Block("c")})}, columns=("1fr", "1fr"))
    assert [name for name, *_ in found.texts(600, FULL)] == ["a", "c"]
