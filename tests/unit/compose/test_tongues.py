"""Several languages on one piece: whose words stand where, which way they run, how large the headlines are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.compose.element import Fit
from generator.compose.stage import Stage
from generator.compose.tongues import EachElement, SpokenElement, opposite, opposite_sides
from generator.frame import Box, Frame, GlyphRun, Node
from generator.template.schema import Grid, Panel
from generator.units import Rect
from tests.instruments.pieces import make
from tests.unit.compose.parts import FULL, Block, context

AREA = Rect(100, 50, 200, 80)


class AtLeft(Block):
    """A box at the left end of its area."""

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        super().place(stage, Rect(area.x, area.y, 20, 10), fit)


def placed(element: SpokenElement | EachElement, area: Rect = AREA) -> tuple[list[Rect], tuple[Node, ...]]:
    stage = Stage()
    element.place(stage, area, FULL)
    marks, nodes = stage.result()
    return [item.rect for mark in marks for item in mark.items if isinstance(item, Box)], nodes


@pytest.mark.parametrize(("turned", "left"), [(False, 100), (True, 280)])
def test_another_language_is_one_element_and_turned_within_its_own_area(turned: bool, left: float) -> None:
    rects, nodes = placed(SpokenElement(AtLeft(), "ar", turned))
    assert rects == [Rect(left, 50, 20, 10)]
    assert [(node.role, node.lang) for node in nodes] == [("Sect", "ar")]


def test_it_takes_the_room_of_what_is_inside() -> None:
    inside = Block(wide=30, tall=12)
    element = SpokenElement(inside, "es", False)
    assert (element.height(50, FULL), element.natural_width(FULL), element.empty) == (12, 30, False)
    assert element.find(inside, AREA, FULL) == AREA
    assert element.texts(50, FULL) == inside.texts(50, FULL)
    assert SpokenElement(Block(empty=True), "es", False).empty


def test_what_is_turned_keeps_its_margins_and_bleed_where_the_file_has_them() -> None:
    found = opposite(Panel("a", pad=(1, 2, 3, 4), bleed=("top", "left")))
    assert isinstance(found, Panel)
    assert (found.pad, found.bleed) == ((1, 4, 3, 2), ("top", "right"))
    assert opposite(Grid("a", pad=5)).pad == 5
    assert opposite_sides(frozenset({"top", "left"})) == {"top", "right"}


def test_panels_of_many_languages_stand_in_rows_that_share_what_is_left() -> None:
    element = EachElement("each", context(), [Block(tall=10), Block(tall=20), Block(tall=30)], 2, 10)
    assert element.height(210, FULL) == 50
    rects, _ = placed(element, Rect(0, 0, 210, 70))
    assert rects == [Rect(0, 0, 100, 30), Rect(110, 0, 100, 30), Rect(0, 30, 100, 40)]
    assert EachElement("each", context(), [], 2, 0).empty


def runs(frame: Frame, lang: str) -> Iterator[GlyphRun]:
    """The text under elements of a language."""

    def walk(node: Node, spoken: str) -> Iterator[int]:
        spoken = node.lang or spoken
        for kid in node.kids:
            if isinstance(kid, Node):
                yield from walk(kid, spoken)
            elif isinstance(kid, int) and spoken == lang:
                yield kid

    marks = [number for node in frame.structure for number in walk(node, frame.lang)]
    return (item for number in marks for item in frame.marks[number].items if isinstance(item, GlyphRun))


@pytest.mark.parametrize("langs", [("en", "ar"), ("ar", "en")])
def test_each_language_begins_at_its_own_side(langs: tuple[str, str]) -> None:
    """English stands on the left and Arabic on the right, whichever comes first, and neither is set backwards."""
    (frame,) = make("poster", "victims", langs[0], also=(langs[1],)).frames
    latin = [run for run in runs(frame, "en") if "passport" in run.text]
    assert latin
    assert all(run.x < frame.trim.width / 2 and not run.rtl for run in latin)
    arabic = [run for run in runs(frame, "ar") if run.rtl and run.size < 30 and run.y < 0.7 * frame.trim.height]
    assert arabic
    assert all(run.x + run.width > frame.trim.width / 2 for run in arabic)


@pytest.mark.parametrize("also", ["es", "zh-Hans", "my"])
def test_headlines_look_equally_large(also: str) -> None:
    (frame,) = make("poster", "victims", also=(also,)).frames
    sizes = [
        max(item.size for number in node_marks(node) for item in frame.marks[number].items if isinstance(item, GlyphRun))
        for node in headings(frame.structure)
    ]
    assert len(sizes) == 2
    assert max(sizes) / min(sizes) < 1.2


def headings(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        if node.role == "H1":
            yield node
        yield from headings(tuple(kid for kid in node.kids if isinstance(kid, Node)))


def node_marks(node: Node) -> Iterator[int]:
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from node_marks(kid)
        elif isinstance(kid, int):
            yield kid


def test_one_scale_serves_both() -> None:
    """The tighter language decides."""
    (alone,) = make("poster", "victims", "en", also=("es",)).frames
    (beside,) = make("poster", "victims", "en", also=("my",)).frames
    number = [max(run.size for run in runs(frame, "en") if run.text.startswith("1-888")) for frame in (alone, beside)]
    assert number[0] > number[1]
