"""Copyfit: the largest type at which all fits, a narrower face before much smaller type, and a refusal that says what to cut."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose import compose
from generator.compose.copyfit import COMFORT, LEAST_AIR, SCALES, WORTH, Shortfall, find_fit
from generator.compose.element import Fit, TooTight
from generator.content.assemble import assemble
from generator.content.words import Copy, Words
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.frame import Frame, GlyphRun
from generator.richtext import rich
from tests.instruments.pieces import LIBRARY
from tests.unit.compose.parts import context, items

LEAST = st.floats(0.2, 1.0)
ROOMS = st.integers(-1, SCALES)
SHORT = Shortfall("front", 31.0, lambda: [("title", 1, 20.0, 12), ("lead", 9, 15.0, 450), ("imprint", 2, 6.0, 90)])


def index(fit: Fit, least: float) -> int:
    """How many steps above the smallest scale."""
    return round((fit.scale - least) / (1 - least) * SCALES) if least < 1 else SCALES


def room(*largest: int, least: float, seen: list[Fit] | None = None) -> Callable[[Fit], Shortfall | None]:
    """A piece that fits up to so many steps of scale, for each width of its face."""

    def attempt(fit: Fit) -> Shortfall | None:
        if seen is not None:
            seen.append(fit)
        return None if index(fit, least) <= largest[fit.step] else SHORT

    return attempt


def refusal(attempt: Callable[[Fit], Shortfall | None], steps: int = 1) -> Diagnostic:
    with pytest.raises(InputError) as caught:
        find_fit(attempt, 0.5, steps, "poster for victims in es")
    (fault,) = caught.value.diagnostics
    return fault


# --- the largest that fits


@given(st.integers(0, SCALES), st.floats(0.2, 0.99))
def test_it_is_the_largest_scale_that_fits(largest: int, least: float) -> None:
    fit = find_fit(room(largest, least=least), least, 1, "it")
    assert index(fit, least) == largest
    assert least <= fit.scale <= 1


def test_what_has_room_is_set_at_its_largest_with_all_its_air() -> None:
    assert find_fit(lambda fit: None, 0.4, 4, "it") == Fit(1.0, 0, 1.0)


def test_air_is_given_up_with_the_size() -> None:
    fit = find_fit(room(0, least=0.4), 0.4, 1, "it")
    assert fit == Fit(0.4, 0, LEAST_AIR)


@given(st.lists(ROOMS, min_size=1, max_size=4), st.floats(0.2, 0.99))
def test_what_is_found_fits_and_what_fits_is_found(largest: list[int], least: float) -> None:
    """At the wide and at the narrowest face; those between are only asked when they help."""
    attempt = room(*largest, least=least)
    if max(largest[0], largest[-1]) < 0:
        with pytest.raises(InputError):
            find_fit(attempt, least, len(largest), "it")
    else:
        fit = find_fit(attempt, least, len(largest), "it")
        assert attempt(fit) is None
        assert index(fit, least) >= max(largest[0], min(largest[-1], COMFORT)) - WORTH


@given(st.dictionaries(st.tuples(st.integers(0, SCALES), st.integers(0, 2)), st.booleans()), st.floats(0.2, 0.99))
def test_what_is_found_fits_even_where_smaller_type_may_need_more_room(fits: dict[tuple[int, int], bool], least: float) -> None:
    """Lines fall otherwise at each size, so a size below one that fits may not."""

    def attempt(fit: Fit) -> Shortfall | None:
        return None if fits.get((index(fit, least), fit.step), True) else SHORT

    try:
        assert attempt(find_fit(attempt, least, 3, "it")) is None
    except InputError:
        assert attempt(Fit(least, 0, LEAST_AIR)) is not None


@given(st.lists(ROOMS, min_size=1, max_size=4), st.floats(0.2, 0.99))
def test_few_sizes_are_tried(largest: list[int], least: float) -> None:
    """A search of the scales for each width at most, and one more before a piece is refused."""
    seen: list[Fit] = []
    refused = 0
    try:
        find_fit(room(*largest, least=least, seen=seen), least, len(largest), "it")
    except InputError:
        refused = 1
    assert len(seen) <= 7 * (len(largest) + refused)


# --- the width of the face


@pytest.mark.parametrize(
    ("largest", "found"),
    [
        ((5, 9), (9, 1)),
        ((5, 5 + WORTH), (5, 0)),
        ((5, 6 + WORTH), (6 + WORTH, 1)),
        ((5, 9, 15), (15, 2)),
        ((5, 13, 15), (13, 1)),
        ((5, 3), (5, 0)),
        ((5, SCALES), (COMFORT, 1)),
        ((COMFORT, SCALES), (COMFORT, 0)),
        ((COMFORT - WORTH, SCALES), (COMFORT - WORTH, 0)),
        ((-1, 5), (5, 1)),
        ((5, -1), (5, 0)),
        ((SCALES, SCALES), (SCALES, 0)),
    ],
)
def test_a_narrower_face_is_for_those_who_win_something_by_it(largest: tuple[int, ...], found: tuple[int, int]) -> None:
    """The widest that comes within a tenth of what the narrowest gives."""
    fit = find_fit(room(*largest, least=0.5), 0.5, len(largest), "it")
    assert (index(fit, 0.5), fit.step) == found


@given(st.lists(st.integers(0, SCALES), min_size=1, max_size=4), st.lists(st.integers(0, 10), min_size=4, max_size=4))
def test_more_text_never_gets_larger_type(largest: list[int], less: list[int]) -> None:
    """Of one width. One that has to go narrower may win back what was not worth it before, and no more."""
    before = sorted(largest)
    after = sorted(max(0, room - fewer) for room, fewer in zip(before, less, strict=False))
    one, other = (find_fit(room(*rooms, least=0.5), 0.5, len(rooms), "it") for rooms in (before, after))
    assert index(other, 0.5) <= index(one, 0.5) + (0 if one.step == other.step else WORTH)


# --- refusals


def test_a_refusal_names_page_block_lines_and_characters() -> None:
    fault = refusal(lambda fit: SHORT)
    assert fault.code == "copyfit-floor"
    assert fault.message == (
        "poster for victims in es: the text of the front is 3 lines (31pt) too long at its smallest sizes; "
        "the longest block is 'lead' with 9 lines of 15pt"
    )
    assert fault.hint == "shorten 'lead' by about 150 characters, or choose a larger size"


def test_one_line_too_many_is_one_line() -> None:
    fault = refusal(lambda fit: Shortfall("back", 0.3, lambda: [("lead", 1, 15.0, 30)]))
    assert "is 1 line (0pt) too long" in fault.message
    assert fault.hint.startswith("shorten 'lead' by about 30 characters")


def test_where_nothing_can_be_shortened_the_size_is_at_fault() -> None:
    fault = refusal(lambda fit: Shortfall("back", 12.0, list))
    assert (fault.code, fault.hint) == ("copyfit-floor", "choose a larger size")
    assert "the back is 12pt too small" in fault.message


def test_what_is_too_wide_says_so_itself() -> None:
    def attempt(fit: Fit) -> Shortfall | None:
        raise TooTight("number-too-wide", "block 'number': 911 needs 40pt and has 30pt", "give it room")

    fault = refusal(attempt, steps=3)
    assert (fault.code, fault.hint) == ("number-too-wide", "give it room")
    assert fault.message == "poster for victims in es: block 'number': 911 needs 40pt and has 30pt"


def test_a_refusal_speaks_of_the_smallest_type_in_the_narrowest_face() -> None:
    """Else it would ask for more cuts than are needed."""
    seen: list[Fit] = []
    refusal(room(-1, -1, -1, least=0.5, seen=seen), steps=3)
    assert seen[-1] == Fit(0.5, 2, LEAST_AIR)


# --- in earnest


@lru_cache(maxsize=1)
def words() -> Words:
    return assemble(LIBRARY, "victims", "en", ("poster", "Poster"))


def with_lead(text: str) -> Words:
    """The poster's words with another lead."""
    return msgspec.structs.replace(words(), blocks={**words().blocks, ("lead", "text"): Copy(paragraphs=(rich(text),))})


def composed(text: str) -> tuple[Frame, ...]:
    return compose(context("poster"), with_lead(text))


def lead_of(frames: tuple[Frame, ...]) -> GlyphRun:
    """The first run of the lead, which is told by a word that stands nowhere else."""
    return next(item for item in items(frames[0].marks) if isinstance(item, GlyphRun) and "Otherwise" in item.text)


def sizes(frames: tuple[Frame, ...]) -> set[float]:
    return {item.size for item in items(frames[0].marks) if isinstance(item, GlyphRun)}


def test_a_longer_lead_is_set_smaller_and_never_larger() -> None:
    leads = [lead_of(composed("Otherwise " + "you can talk to someone. " * count)) for count in range(1, 26, 3)]
    for one, other in pairwise(leads):
        if one.font.width == other.font.width:
            assert other.size <= one.size
    assert leads[-1].size < leads[0].size
    assert leads[-1].font.width <= leads[0].font.width


def test_all_sizes_move_together() -> None:
    short, long = (sizes(composed("Otherwise " + "you can talk to someone. " * count)) for count in (1, 22))
    assert min(short) >= min(long)
    assert max(short) >= max(long)


def test_too_long_a_lead_is_refused_by_name() -> None:
    with pytest.raises(InputError) as caught:
        composed("Otherwise " + "you can talk to someone. " * 80)
    (fault,) = caught.value.diagnostics
    assert fault.code == "copyfit-floor"
    assert fault.message.startswith("poster for victims in en: the text of the front is ")
    assert "the longest block is 'lead' with " in fault.message
    cut = int(fault.hint.removeprefix("shorten 'lead' by about ").split()[0])
    assert 0 < cut < 25 * 80
    assert composed("Otherwise " + ("you can talk to someone. " * 80)[: 25 * 80 - cut - 60]), "a cut of about so much does cure it"


def test_too_long_a_word_is_refused_by_name() -> None:
    with pytest.raises(InputError) as caught:
        composed("Otherwise " + "u" * 120)
    (fault,) = caught.value.diagnostics
    assert fault.code == "too-wide"
    assert "block 'lead'" in fault.message
