"""Lines: no more than are needed, none too wide, headlines even, no widow at the end of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.typeset.lines import LONE_WORD, WIDOW, Lines, greedy, set_lines, width
from generator.typeset.shaping import Shaped
from tests.unit.typeset.setting import made_up, numbered, shaped

WIDTHS = st.lists(st.integers(1, 40), min_size=1, max_size=14)
MEASURES = st.integers(1, 160)


def breakings(count: int, lines: int) -> Iterator[list[tuple[int, int]]]:
    """Every way to break so many words into so many lines."""
    for cuts in combinations(range(1, count), lines - 1):
        yield list(pairwise([0, *cuts, count]))


def widths(text: Shaped, lines: Lines) -> list[float]:
    return [width(text, *span) for span in lines.spans]


def words(text: Shaped, lines: Lines) -> list[str]:
    return [text.text[text.segments[first].start : text.segments[last - 1].end].strip() for first, last in lines.spans]


def assert_whole(text: Shaped, lines: Lines) -> None:
    """Each word stands on one line, in order."""
    assert [number for first, last in lines.spans for number in range(first, last)] == list(range(len(text.segments)))


# --- as few as can be


@given(WIDTHS, MEASURES)
def test_a_line_holds_all_that_it_can(parts: list[int], measure: int) -> None:
    text = numbered(parts)
    found = greedy(text, measure)
    assert_whole(text, found)
    assert found.widest == max(widths(text, found))
    for first, last in found.spans:
        assert width(text, first, last) <= measure or last == first + 1, "only a single word may be too wide"
        assert last == len(parts) or width(text, first, last + 1) > measure


@given(WIDTHS, MEASURES, st.integers(0, 50))
def test_a_wider_measure_never_takes_more_lines(parts: list[int], measure: int, more: int) -> None:
    text = numbered(parts)
    assert len(greedy(text, measure + more).spans) <= len(greedy(text, measure).spans)


@given(WIDTHS, MEASURES, st.integers(1, 40))
def test_one_word_more_never_takes_fewer_lines(parts: list[int], measure: int, more: int) -> None:
    assert len(greedy(numbered([*parts, more]), measure).spans) >= len(greedy(numbered(parts), measure).spans)


def test_the_space_at_a_lines_end_takes_no_room() -> None:
    text = made_up(("ten", 10), ("more", 10), space=5)
    assert [width(text, 0, 1), width(text, 0, 2)] == [10, 25]
    assert len(greedy(text, 25).spans) == 1
    assert len(greedy(text, 24.9).spans) == 2


def test_neither_does_the_tracking_after_its_last_letter() -> None:
    text = made_up(("ten", 10), ("more", 10), space=5, tracking=1)
    assert width(text, 0, 2) == 24
    assert len(greedy(text, 24).spans) == 1


def test_a_word_that_is_too_wide_is_told() -> None:
    assert greedy(numbered([10, 50, 10]), 30) == Lines(((0, 1), (1, 2), (2, 3)), 50)


def test_a_line_may_be_ended_by_hand() -> None:
    text = made_up(("one\n", 10), ("two", 10))
    assert words(text, greedy(text, 100)) == words(text, set_lines(text, 100, True)) == ["one", "two"]


def test_nothing_takes_no_lines() -> None:
    assert greedy(shaped(""), 100) == set_lines(shaped(""), 100, True) == Lines((), 0.0)


# --- the lines that are printed


@given(WIDTHS, MEASURES, st.booleans())
def test_lines_are_made_even_at_no_cost_in_lines_or_room(parts: list[int], measure: int, balance: bool) -> None:
    text = numbered(parts)
    least, found = greedy(text, measure), set_lines(text, measure, balance)
    assert_whole(text, found)
    assert len(found.spans) == len(least.spans)
    assert found.widest == max(widths(text, found))
    assert found.widest <= max(measure, least.widest)


@given(st.lists(st.integers(1, 40), min_size=2, max_size=10), st.integers(20, 160))
def test_no_other_breaking_of_a_headline_is_more_even(parts: list[int], measure: int) -> None:
    """By its own measure of evenness: the squares of what each line differs from the mean."""
    text = numbered(parts)
    found = set_lines(text, measure, True)
    count = len(found.spans)
    mean = (sum(parts) + 2.0 * (len(parts) - 1)) / count

    def uneven(spans: list[tuple[int, int]]) -> float:
        return sum((mean - width(text, *span)) ** 2 for span in spans)

    others = [spans for spans in breakings(len(parts), count) if all(width(text, *span) <= measure for span in spans)]
    if count > 1 and others:
        assert uneven(list(found.spans)) <= min(map(uneven, others)) + 1e-6


def test_a_headline_is_balanced() -> None:
    text = numbered([30, 30, 30, 30])
    assert greedy(text, 100).spans == ((0, 3), (3, 4))
    assert set_lines(text, 100, True).spans == ((0, 2), (2, 4))


def test_a_headline_breaks_after_a_sentence_when_that_is_nearly_as_even() -> None:
    even = made_up(("You", 20), ("noticed", 20), ("that", 10), ("is", 10), ("enough", 34))
    told = made_up(("You", 20), ("noticed.", 20), ("That", 10), ("is", 10), ("enough", 34))
    assert words(even, set_lines(even, 80, True)) == ["You noticed that", "is enough"]
    assert words(told, set_lines(told, 80, True)) == ["You noticed.", "That is enough"]


@pytest.mark.parametrize("sign", list(".?!:;,…。？،؟।"))
def test_clauses_end_in_every_script(sign: str) -> None:
    text = made_up(("You", 20), (f"noticed{sign}", 20), ("That", 10), ("is", 10), ("enough", 34))
    assert words(text, set_lines(text, 80, True))[0] == f"You noticed{sign}"


def test_running_text_is_left_as_it_falls() -> None:
    text = numbered([30, 30, 30, 30, 30])
    assert set_lines(text, 100, False) == greedy(text, 100)


def test_a_widow_gets_company() -> None:
    text = numbered([30, 30, 30, 5])
    assert greedy(text, 96).spans == ((0, 3), (3, 4))
    assert set_lines(text, 96, False).spans == ((0, 2), (2, 4))


@given(WIDTHS, MEASURES)
def test_only_a_widow_changes_running_text(parts: list[int], measure: int) -> None:
    """And the last line is never the shorter for it."""
    text = numbered(parts)
    least, found = greedy(text, measure), set_lines(text, measure, False)
    start, end = least.spans[-1]
    if width(text, start, end) >= (LONE_WORD if end - start == 1 else WIDOW) * measure:
        assert found == least
    assert widths(text, found)[-1] >= widths(text, least)[-1]


def test_a_widow_stays_where_company_would_leave_a_hole() -> None:
    text = numbered([1, 1, 1, 15, 15])
    assert set_lines(text, 40, False) == greedy(text, 40)
