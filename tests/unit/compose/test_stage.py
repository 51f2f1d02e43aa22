"""The stage: all that is drawn is read once and in order, or is decoration; nothing empty is read."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from generator.compose.stage import Stage
from generator.frame import Box, FontKey, GlyphRun, Link, Mark, Node
from generator.units import Rect
from tests.unit.compose.parts import INK

FONT = FontKey("NotoSans", 450)


def box(number: float = 0) -> Box:
    return Box(Rect(number, 0, 1, 1), INK)


def run(text: str, x: float, y: float = 10) -> GlyphRun:
    return GlyphRun(x, y, FONT, 10, INK, (), text, 20)


def live(x: float, y: float = 10, uri: str = "tel:911") -> Link:
    """A link over the run that begins at (x, y)."""
    return Link(Rect(x, y - 8, 20, 11), uri, f"call ({uri})")


def leaves(node: Node) -> Iterator[int]:
    """The marks that an element holds, in reading order."""
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from leaves(kid)
        elif isinstance(kid, int):
            yield kid


def test_a_mark_belongs_to_the_element_that_is_open() -> None:
    stage = Stage()
    with stage.element("L", attributes="<</O/List>>"), stage.element("LI"):
        stage.mark([box(1)])
    with stage.element("P", lang="es", alt="a", actual="b"):
        stage.mark([box(2)])
        stage.mark([box(3)])
    marks, tree = stage.result()
    assert marks == (Mark((box(1),), role="LI"), Mark((box(2),)), Mark((box(3),)))
    assert tree == (Node("L", (Node("LI", (0,)),), attributes="<</O/List>>"), Node("P", (1, 2), "es", "a", "b"))


def test_an_element_with_nothing_in_it_is_not_read() -> None:
    stage = Stage()
    with stage.element("L"), stage.element("LI"):
        stage.mark([])
        stage.text([], [])
        stage.artifact([box()])
    assert stage.result() == ((Mark((box(),), artifact=True),), ())


def test_surfaces_lie_under_everything() -> None:
    stage = Stage()
    with stage.element("P"):
        stage.mark([box(1)])
    stage.surface([box(2)])
    stage.artifact([box(3)])
    stage.surface([box(4)])
    stage.surface([])
    marks, tree = stage.result()
    assert [(mark.items, mark.artifact) for mark in marks] == [((box(2),), True), ((box(4),), True), ((box(1),), False), ((box(3),), True)]
    assert tree == (Node("P", (2,)),)


def test_words_under_a_link_stand_in_a_link_element_with_it() -> None:
    stage = Stage()
    with stage.element("P"):
        stage.text([run("Call ", 0), run("911", 20), run(" now", 40)], [live(20)])
    marks, tree = stage.result()
    assert [mark.items[0].text for mark in marks if isinstance(mark.items[0], GlyphRun)] == ["Call ", "911", " now"]
    assert tree == (Node("P", (0, Node("Link", (1, live(20))), 2)),)


def test_words_without_a_link_are_one_mark() -> None:
    stage = Stage()
    with stage.element("P"):
        stage.text([run("Call", 0), run("now", 30)], [])
    marks, tree = stage.result()
    assert (len(marks), tree) == (1, (Node("P", (0,)),))


def test_a_link_over_two_lines_is_one_element_with_both_areas() -> None:
    stage = Stage()
    with stage.element("P"):
        stage.text([run("example", 0, 10), run(".org", 0, 30)], [live(0, 10), live(0, 30)])
    assert stage.result()[1] == (Node("P", (Node("Link", (0, live(0, 10), live(0, 30))),)),)


def test_two_links_side_by_side_are_two_elements() -> None:
    stage = Stage()
    with stage.element("P"):
        stage.text([run("HELP", 0), run("233733", 20)], [live(0, uri="sms:1"), live(20, uri="sms:2")])
    assert stage.result()[1] == (Node("P", (Node("Link", (0, live(0, uri="sms:1"))), Node("Link", (1, live(20, uri="sms:2"))))),)


ACTIONS = st.recursive(st.sampled_from(["mark", "nothing", "artifact", "surface", "link"]), lambda inner: st.lists(inner, max_size=4), max_leaves=20)


@given(st.lists(ACTIONS, max_size=6))
def test_whatever_is_done_every_mark_is_read_once_or_is_decoration(actions: list[object]) -> None:
    stage = Stage()
    count = 0

    def act(action: object) -> None:
        nonlocal count
        count += 1
        if isinstance(action, list):
            with stage.element("Sect"):
                for inner in action:
                    act(inner)
        elif action == "mark":
            stage.mark([box(count)])
        elif action == "artifact":
            stage.artifact([box(count)])
        elif action == "surface":
            stage.surface([box(count)])
        elif action == "link":
            stage.text([run("a", 0), run("b", 20)], [live(20)])

    with stage.element("Document"):
        for action in actions:
            act(action)
    marks, tree = stage.result()
    read = [number for node in tree for number in leaves(node)]
    assert read == [number for number, mark in enumerate(marks) if not mark.artifact], "all of it, once, in the order it is painted"
    assert all(node.kids for node in tree)


# --- what runs from right to left


def back(text: str, x: float, y: float = 10) -> GlyphRun:
    return GlyphRun(x, y, FONT, 10, INK, (), text, 20, rtl=True)


def test_text_that_runs_to_the_left_is_said_in_full() -> None:
    stage = Stage()
    with stage.element("P"):
        stage.text([back("one ", 60), run("911", 30), back(" two", 0)], [])
    assert stage.result()[1] == (Node("P", (0,), actual="one 911 two"),)


def test_text_that_runs_to_the_right_says_itself() -> None:
    stage = Stage()
    with stage.element("P"):
        stage.text([run("one", 0), run("two", 30)], [])
    assert stage.result()[1] == (Node("P", (0,)),)


def test_beside_a_link_each_part_says_its_own() -> None:
    """Else the link would be swallowed by what stands for the whole."""
    stage = Stage()
    link = live(30)
    with stage.element("P"):
        stage.text([back("one ", 60), run("911", 30), back(" two", 0)], [link])
    [paragraph] = stage.result()[1]
    assert paragraph.actual == ""
    assert paragraph.kids == (Node("Span", (0,), actual="one "), Node("Link", (1, link)), Node("Span", (2,), actual=" two"))
