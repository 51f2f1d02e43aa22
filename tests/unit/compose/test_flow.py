"""Text that flows on: nothing lost or doubled, no heading without its text, no item or line alone at a page's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.element import Fit
from generator.compose.flow import TOGETHER, FlowElement, Portion, Progress, Unit, section_units
from generator.compose.lists import ListElement
from generator.compose.stage import Stage
from generator.compose.texts import TextElement
from generator.units import Rect
from tests.unit.compose.parts import FULL, SENTENCES, WORDS, Block, context, lines, roles, texts

CONTEXT = context()
WIDTH = 240.0


class Section(msgspec.Struct, frozen=True):
    """What an audience's block says."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


SECTIONS = st.builds(
    Section,
    st.sampled_from(["", "Signs", "What you can do", "There is a name for this"]),
    st.lists(SENTENCES, max_size=3).map(tuple),
    st.lists(SENTENCES, max_size=6).map(tuple),
).filter(lambda section: bool(section.paragraphs or section.items))
LISTS = st.builds(
    Section,
    st.sampled_from(["", "Signs"]),
    st.just(()),
    st.lists(st.lists(WORDS, max_size=12, min_size=1).map(" ".join), min_size=1, max_size=9).map(tuple),
)
"""Lists whose items take three lines at most."""
STORIES = st.lists(SECTIONS, min_size=1, max_size=4)


def flow(*sections: Section) -> FlowElement:
    units: list[Unit] = []
    for section in sections:
        title = TextElement("title", CONTEXT, texts(section.title), "heading", "page", "H2")
        paragraphs = [TextElement("text", CONTEXT, texts(text), "body", "page") for text in section.paragraphs]
        found = ListElement("items", CONTEXT, texts(*section.items), "body", "page", "check") if section.items else None
        units += section_units(title, paragraphs, found, 0.5)
    return FlowElement("story", CONTEXT, units)


def paged(story: FlowElement, heights: Sequence[float], fit: Fit = FULL, most: int = 60) -> list[list[Portion]]:
    """What each page takes; the last of the heights stands for all that follow. It ends early where a page takes nothing."""
    at, pages = Progress(), []
    for number in range(most):
        if story.done(at):
            break
        after, portions = story.take(Rect(0, 0, WIDTH, heights[min(number, len(heights) - 1)]), fit, at)
        if not portions:
            break
        assert after > at, "a page that takes something gets on"
        at = after
        pages.append(portions)
    return pages


def counted(unit: Unit) -> int:
    """Lines of a paragraph that may be cut."""
    return unit.element.line_count(WIDTH, FULL) if isinstance(unit.element, TextElement) else 1


def through(story: FlowElement, pages: list[list[Portion]]) -> bool:
    """Whether all of the story stands on these pages."""
    return bool(pages) and pages[-1][-1].unit is story.units[-1]


HEIGHTS = st.lists(st.floats(120, 400), min_size=1, max_size=4)


@given(STORIES, HEIGHTS)
def test_every_unit_and_line_is_taken_once_and_in_order(sections: list[Section], heights: list[float]) -> None:
    story = flow(*sections)
    taken: list[tuple[Unit, list[tuple[int, int]]]] = []
    for portion in (portion for page in paged(story, heights) for portion in page):
        if not taken or taken[-1][0] is not portion.unit:
            taken.append((portion.unit, []))
        last = counted(portion.unit) if portion.unit.divisible else 1
        first, end = portion.lines or (0, last)
        taken[-1][1].append((first, min(end, last)))
    assert [unit for unit, _ in taken] == list(story.units[: len(taken)])
    for unit, spans in taken[:-1]:
        starts, ends = [first for first, _ in spans], [end for _, end in spans]
        assert (starts[0], ends[-1]) == (0, counted(unit) if unit.divisible else 1)
        assert starts[1:] == ends[:-1], "each page takes up where the one before stopped"


@given(STORIES, st.floats(600, 3000))
def test_a_story_comes_to_its_end(sections: list[Section], height: float) -> None:
    """On pages that hold what must stay together: a heading, a sentence and the start of a list."""
    story = flow(*sections)
    assert through(story, paged(story, [height]))


@given(STORIES, HEIGHTS)
def test_what_a_page_takes_lies_inside_it_one_under_the_other(sections: list[Section], heights: list[float]) -> None:
    pages = paged(flow(*sections), heights)
    for number, page in enumerate(pages):
        assert page[0].top == 0, "no gap above the first"
        for one, other in pairwise(page):
            assert other.top >= one.top + one.height
        assert page[-1].top + page[-1].height <= heights[min(number, len(heights) - 1)] + 0.02


@given(STORIES, HEIGHTS)
def test_no_heading_ends_a_page(sections: list[Section], heights: list[float]) -> None:
    pages = paged(flow(*sections), heights)
    for page in pages:
        assert not (isinstance(page[-1].unit.element, TextElement) and page[-1].unit.element.role == "H2")


def portions_of_lists(pages: list[list[Portion]]) -> Iterator[list[Portion]]:
    """What each page takes of each list."""
    for page in pages:
        for element, group in groupby(page, key=lambda portion: portion.unit.element):
            if isinstance(element, ListElement) and len(element.items) > 1:
                yield list(group)


@given(STORIES, HEIGHTS)
def test_neither_the_first_nor_the_last_item_of_a_list_stands_alone(sections: list[Section], heights: list[float]) -> None:
    for group in portions_of_lists(paged(flow(*sections), heights)):
        element = group[0].unit.element
        assert isinstance(element, ListElement)
        assert len(group) > 1 or 0 < group[0].unit.item < len(element.items) - 1


@given(st.lists(LISTS, min_size=1, max_size=4), st.lists(st.floats(200, 400), min_size=1, max_size=4))
def test_no_item_stands_alone_where_a_page_holds_three(sections: list[Section], heights: list[float]) -> None:
    assert all(len(group) > 1 for group in portions_of_lists(paged(flow(*sections), heights)))


@given(STORIES, HEIGHTS)
def test_no_line_of_a_paragraph_stands_alone(sections: list[Section], heights: list[float]) -> None:
    for portion in (portion for page in paged(flow(*sections), heights) for portion in page):
        if portion.lines:
            first, last = portion.lines[0], min(portion.lines[1], counted(portion.unit))
            assert last - first >= TOGETHER
            assert counted(portion.unit) - last == 0 or counted(portion.unit) - last >= TOGETHER


@given(STORIES, HEIGHTS)
def test_every_word_is_drawn_once(sections: list[Section], heights: list[float]) -> None:
    story = flow(*sections)
    drawn: list[str] = []
    for number in range(60):
        if story.done(story.start):
            break
        before, stage = story.start, Stage()
        story.place(stage, Rect(0, 0, WIDTH, heights[min(number, len(heights) - 1)]), FULL)
        if story.start == before:
            return
        drawn += lines(stage.result()[0])
    told = [text for section in sections for text in (section.title, *section.paragraphs, *section.items) if text]
    assert " ".join(drawn).split() == " ".join(told).split()


# --- by hand


LONG = "You can talk to someone, and you choose what to say. " * 8
LINE = 13 * 1.32
"""A line of the light theme's running text on a fact sheet, in points."""


def test_a_paragraph_is_cut_between_lines() -> None:
    story = flow(Section(paragraphs=(LONG,)))
    total = counted(story.units[0])
    one, two = paged(story, [5 * LINE, 1000])
    assert [portion.lines for portion in (*one, *two)] == [(0, 5), (5, 10_000)]
    assert two[0].height == pytest.approx((total - 5 - 1) * LINE + one[0].height - 4 * LINE)


def test_a_paragraph_whose_end_would_be_one_line_gives_it_another() -> None:
    story = flow(Section(paragraphs=(LONG,)))
    total = counted(story.units[0])
    one, _ = paged(story, [(total - 1) * LINE, 1000])
    assert one[0].lines == (0, total - TOGETHER)


def test_a_paragraph_of_three_lines_is_not_cut() -> None:
    story = flow(Section(paragraphs=(LONG, "You can talk to someone, and you choose what to say. " * 2)))
    first, second = (counted(unit) for unit in story.units)
    assert second == 3
    one, two = paged(story, [(first + 2.7) * LINE, 1000])
    assert [portion.unit for portion in one] == [story.units[0]]
    assert [(portion.unit, portion.lines) for portion in two] == [(story.units[1], None)]


def test_a_heading_goes_over_with_its_text() -> None:
    story = flow(Section(paragraphs=(LONG,)), Section("Signs", ("One.",)))
    height = story.units[0].element.height(WIDTH, FULL) + 2.5 * LINE
    one, two = paged(story, [height, 1000])
    assert len(one) == 1
    assert [portion.unit for portion in two] == list(story.units[1:])


def test_a_sentence_that_leads_into_a_list_goes_over_with_it() -> None:
    story = flow(Section("Signs", ("Several together are a reason to call:",), ("one", "two", "three", "four")))
    head = sum(unit.element.height(WIDTH, FULL) for unit in story.units[:2])
    assert paged(story, [head + 2 * LINE]) == []
    assert [
        len(page) for page in paged(flow(Section(paragraphs=("First.",)), *[Section("Signs", ("Call:",), ("one", "two"))]), [head + 2 * LINE, 1000])
    ] == [1, 4]


@pytest.mark.parametrize(("count", "pages"), [(2, [2]), (3, []), (4, [2, 2]), (5, [2, 3]), (6, [2, 4])])
def test_a_list_is_cut_so_that_two_stay_together(count: int, pages: list[int]) -> None:
    """Where there is room for two items, or nearly three."""
    story = flow(Section(items=tuple("item" for _ in range(count))))
    room = 2 * story.units[0].element.row_heights(WIDTH, FULL)[0] + 0.5 * 13 + 5  # type: ignore[attr-defined]
    assert [len(page) for page in paged(story, [room, 1000])] == pages


def test_a_box_is_not_cut() -> None:
    story = FlowElement("story", CONTEXT, [Unit(Block("one", tall=100), 1.5), Unit(Block("two", tall=100), 1.5)])
    assert [[portion.height for portion in page] for page in paged(story, [180, 180])] == [[100], [100]]
    assert paged(story, [90]) == []


def test_a_list_is_one_list_on_each_page() -> None:
    story = flow(Section("Signs", (), ("one", "two", "three", "four", "five", "six")))
    found = []
    while not story.done(story.start):
        stage = Stage()
        story.place(stage, Rect(0, 0, WIDTH, 100), FULL)
        found.append([role for role in roles(stage.result()[1]) if role in ("H2", "L", "LI")])
    assert [page.count("L") for page in found] == [1] * len(found)
    assert sum(page.count("LI") for page in found) == 6
    assert found[0][0] == "H2"


def test_a_flow_asks_for_no_height_of_its_own() -> None:
    assert flow(Section(paragraphs=(LONG,))).height(WIDTH, FULL) == 0


def test_progress_tells_earlier_from_later() -> None:
    assert Progress() < Progress(0, 3) < Progress(1) < Progress(1, 2)
