"""A side turned round: what has sides changes them, what has a front keeps it."""

from __future__ import annotations

import msgspec
import pytest

from generator.compose.mirror import mirrored
from generator.frame import Box, Cluster, Code, Fill, FontKey, Frame, GlyphRun, Ink, Item, Link, Mark, Node, Picture
from generator.picture.segments import bounding_box
from generator.units import Insets, Rect, Size
from tests.unit.compose.parts import context

INK = Ink("ink", (0, 0, 0))
RUN = GlyphRun(10, 20, FontKey("NotoSans", 400), 12, INK, (Cluster("a", ((1, 500, 0, 0),), 500), Cluster("b", ((2, 600, 0, 0),), 600)), "ab", 13.25)
RECT = Rect(10, 5, 30, 8)
ARROW = Fill((("M", 0, 0), ("L", 30, 5), ("C", 20, 6, 10, 8, 0, 10), ("Z",)), INK)


def frame(*items: Item, structure: tuple[Node, ...] = ()) -> Frame:
    return Frame("front", Size(200, 100), Insets(1, 2, 3, 4), Insets(5, 6, 7, 8), "ar", (Mark(items),), structure)


def turned(item: Item) -> Item:
    return mirrored(frame(item)).marks[0].items[0]


@pytest.mark.parametrize("item", [Box(RECT, INK, 2.0), Code(RECT, "x", ("10", "01"), INK), Picture(RECT, (1, 1), b"abc", "d")])
def test_what_has_a_place_goes_to_the_other_side_as_it_is(item: Box | Code | Picture) -> None:
    found = turned(item)
    assert found == msgspec.structs.replace(item, rect=Rect(160, 5, 30, 8))


def test_a_run_is_moved_and_its_glyphs_stay_in_their_order() -> None:
    found = turned(RUN)
    assert isinstance(found, GlyphRun)
    assert found.x == pytest.approx(200 - 10 - 13.25)
    assert found.clusters == RUN.clusters


def test_a_shape_is_turned_round() -> None:
    found = turned(ARROW)
    assert isinstance(found, Fill)
    assert found.segments[1] == ("L", 170, 5)
    assert bounding_box(found.segments).right == 200


def test_margins_links_and_boxes_of_figures_change_sides() -> None:
    link = Link(RECT, "tel:911", "911")
    node = Node("P", (Node("Figure", (0,), alt="x", bbox=RECT), Node("Link", (link,))))
    found = mirrored(frame(RUN, structure=(node,)))
    assert (found.bleed, found.safe) == (Insets(1, 4, 3, 2), Insets(5, 8, 7, 6))
    [figure, holder] = found.structure[0].kids
    assert isinstance(figure, Node)
    assert isinstance(holder, Node)
    assert figure.bbox == Rect(160, 5, 30, 8)
    assert holder.kids == (msgspec.structs.replace(link, rect=Rect(160, 5, 30, 8)),)


def test_turned_twice_it_is_what_it_was() -> None:
    whole = frame(RUN, Box(RECT, INK), ARROW, structure=(Node("P", (0, Link(RECT, "u", "c"))),))
    assert mirrored(mirrored(whole)) == whole


@pytest.mark.parametrize(("icon", "lang", "turns"), [("phone", "ar", False), ("check", "he", False), ("arrow", "ar", True), ("arrow", "he", True)])
@pytest.mark.parametrize("side", [20.0, 90.0])
def test_an_icon_is_turned_only_when_it_points(icon: str, lang: str, turns: bool, side: float) -> None:
    area = Rect(40, 10, side, side)
    [plain], [other] = (context(lang=tag).icon(icon, area, INK) for tag in ("en", lang))
    assert isinstance(plain, Fill)
    found = turned(other)
    assert isinstance(found, Fill)
    # Either way it begins where the area begins: now at the right.
    box, before = bounding_box(found.segments), bounding_box(plain.segments)
    assert box.right == pytest.approx(200 - before.x)
    moved = [round(x - box.x, 6) for x, _ in outline(found)]
    upright = [round(x - before.x, 6) for x, _ in outline(plain)]
    assert (moved != pytest.approx(upright)) is turns


@pytest.mark.parametrize(("lang", "turns"), [("ar", True), ("ur", True), ("he", False)])
def test_a_question_mark_faces_as_its_readers_write_it(lang: str, turns: bool) -> None:
    area = Rect(40, 10, 20, 20)
    [plain], [other] = (context(lang=tag).icon("question", area, INK) for tag in ("en", lang))
    found = turned(other)
    assert isinstance(found, Fill)
    assert isinstance(plain, Fill)
    starts = [round(shape[0][0] - bounding_box(shape_of.segments).x, 4) for shape_of in (found, plain) for shape in [outline(shape_of)]]
    assert (starts[0] != pytest.approx(starts[1])) is turns


def outline(fill: Fill) -> list[tuple[float, float]]:
    return [(float(segment[-2]), float(segment[-1])) for segment in fill.segments if len(segment) > 1]
