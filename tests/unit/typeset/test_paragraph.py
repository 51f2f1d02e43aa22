"""A paragraph in its place: as high as it says, inside its measure, every number whole, every link where its words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.richtext import Inline
from generator.typeset.faces import CAP_HEIGHT, DESCENT
from tests.unit.typeset.setting import TEXTS, ZWSP, kept, lines_of, paragraph, placed

NUMBERS = ["1-888-373-7888", "233733", "866-DHS-2-ICE", "+52 800 5533 000", "911", "+44 8000 121 700"]
MEASURES = st.floats(5, 400)
SIZES = st.floats(5, 90)


# --- height


@given(TEXTS, st.floats(20, 400), SIZES, st.floats(1.0, 1.6))
def test_it_reaches_from_the_capitals_of_the_first_line_to_the_descenders_of_the_last(text: str, measure: float, size: float, leading: float) -> None:
    found = paragraph(text, leading)
    baselines = sorted({run.y for run in placed(found, measure, size)[0]})
    assert len(baselines) == found.count(measure, size)
    assert baselines[0] == pytest.approx(CAP_HEIGHT * size)
    assert found.height(measure, size) == pytest.approx(baselines[-1] + DESCENT * size)


@given(TEXTS, MEASURES, st.floats(0, 200), SIZES)
def test_a_wider_measure_never_makes_it_higher(text: str, measure: float, more: float, size: float) -> None:
    found = paragraph(text)
    assert found.height(measure + more, size) <= found.height(measure, size)


@given(TEXTS, MEASURES, SIZES, st.floats(1, 2))
def test_larger_type_never_makes_it_lower(text: str, measure: float, size: float, times: float) -> None:
    found = paragraph(text)
    assert found.height(measure, size * times) >= found.height(measure, size) - 1e-9


def test_nothing_takes_no_room() -> None:
    found = paragraph("")
    assert (found.height(100, 10), found.count(100, 10), found.natural_width(10), found.longest_word(10)) == (0, 0, 0, 0)
    assert placed(found, 100) == ([], [])


def test_a_taller_script_is_led_wider() -> None:
    assert paragraph("مساعدة", 1.2).pitch > paragraph("help", 1.2).pitch == 1.2


# --- width


@given(TEXTS, SIZES)
def test_its_natural_width_is_the_least_that_takes_one_line(text: str, size: float) -> None:
    found = paragraph(text)
    natural = found.natural_width(size)
    assert found.count(natural, size) == 1
    if " " in text:
        assert found.count(natural * 0.98 - 0.1, size) > 1


@given(TEXTS, SIZES)
def test_its_longest_word_is_the_least_that_it_can_be_set_to(text: str, size: float) -> None:
    found = paragraph(text)
    assert found.overrun(found.longest_word(size), size) == 0
    assert found.overrun(found.longest_word(size) - 0.5, size) == pytest.approx(0.5, abs=0.05)


@given(TEXTS, MEASURES, SIZES, st.booleans(), st.sampled_from(["start", "centre", "end"]))
def test_it_stands_inside_its_measure(text: str, measure: float, size: float, balance: bool, align: str) -> None:
    found = paragraph(text, align=align, balance=balance)
    if found.overrun(measure, size):
        return
    for run in placed(found, measure, size)[0]:
        space = 0.3 * size if run.text.endswith(" ") else 0.0
        assert run.x >= -0.02
        assert run.x + run.width - space <= measure + 0.02


def test_lines_start_end_or_lie_in_the_middle() -> None:
    [start], [centre], [end] = (placed(paragraph("Call", align=align), 100)[0] for align in ("start", "centre", "end"))
    assert start.x == 0
    assert end.x == pytest.approx(100 - end.width)
    assert centre.x == pytest.approx(end.x / 2)


# --- what is placed


@given(TEXTS, MEASURES, SIZES, st.booleans())
def test_every_word_is_placed_once(text: str, measure: float, size: float, balance: bool) -> None:
    runs, _ = placed(paragraph(text, balance=balance), measure, size)
    assert "".join(lines_of(runs)) == text


@given(TEXTS, st.floats(10, 100), st.data())
def test_its_lines_can_be_placed_in_portions(text: str, measure: float, data: st.DataObject) -> None:
    found = paragraph(text)
    whole = lines_of(placed(found, measure)[0])
    cut = data.draw(st.integers(0, len(whole)))
    head, tail = placed(found, measure, first=0, last=cut)[0], placed(found, measure, first=cut, last=len(whole))[0]
    assert [*lines_of(head), *lines_of(tail)] == whole
    assert all(min(run.y for run in part) == pytest.approx(CAP_HEIGHT * 10) for part in (head, tail) if part)


@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(NUMBERS), MEASURES, st.booleans(), st.floats(-10, 30))
def test_a_number_is_never_broken(around: list[str], number: str, measure: float, balance: bool, tracking: float) -> None:
    """At no measure whatever: where it is too wide the paragraph says so, and keeps it whole."""
    text = tuple(inline for words in around for inline in (Inline(f"{words} "), kept(number), Inline(" ")))
    runs, _ = placed(paragraph(text, balance=balance, tracking=tracking), measure)
    assert sum(line.count(number) for line in lines_of(runs)) == len(around) + sum(words.count(number) for words in around)


@given(st.sampled_from(NUMBERS), MEASURES)
def test_a_number_that_is_too_wide_is_told_of(number: str, measure: float) -> None:
    found = paragraph((kept(number),))
    assert found.overrun(measure, 10) == pytest.approx(max(0.0, found.natural_width(10) - measure), abs=0.02)


def test_an_address_may_break_where_it_is_allowed_to() -> None:
    runs, _ = placed(paragraph(f"humantraffickinghotline{ZWSP}.org/{ZWSP}chat"), 130)
    assert lines_of(runs) == ["humantraffickinghotline", ".org/chat"]


def test_right_to_left_words_follow_each_other_from_the_right() -> None:
    runs, _ = placed(paragraph("Call אחת שתיים 911 now"), 1000)
    at = {run.text.strip(): run.x for run in runs}
    assert at["Call"] < at["911"] < at["אחת שתיים"] < at["now"]
    [hebrew] = [run for run in runs if "אחת" in run.text]
    assert [cluster.text for cluster in hebrew.clusters if cluster.text != " "] == list("םייתשתחא")


# --- links


LINK = Inline("1-888-373-7888", uri="tel:+18883737888", strong=True, keep=True)


def test_a_link_lies_over_its_words_and_says_where_it_leads() -> None:
    runs, [link] = placed(paragraph((Inline("Call "), LINK, Inline(" now"))), 1000)
    [run] = [run for run in runs if run.text == LINK.text]
    assert (link.uri, link.contents) == (LINK.uri, f"{LINK.text} ({LINK.uri})")
    assert (link.rect.x, link.rect.width) == (run.x, run.width)
    assert link.rect.y < run.y - CAP_HEIGHT * 10 < run.y < link.rect.bottom


def test_a_link_that_breaks_is_live_on_both_lines() -> None:
    text = (Inline(f"humantraffickinghotline{ZWSP}.org", uri="https://humantraffickinghotline.org"),)
    _, links = placed(paragraph(text), 130)
    assert {link.uri for link in links} == {"https://humantraffickinghotline.org"}
    assert len({link.rect.y for link in links}) == 2


# --- headlines


def test_a_line_that_ends_one_word_into_a_sentence_is_counted() -> None:
    found = paragraph("You noticed. That is enough.")
    wide = placed(paragraph("You noticed. That"), 1000)[0][0].width
    assert found.stranded(wide, 10) == 1
    assert found.stranded(1000, 10) == 0
