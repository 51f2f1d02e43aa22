"""Rows and columns: lengths are kept, content always has its room, shares divide the rest."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.tracks import Track, least_total, offsets, resolve, span, total_gap

LENGTHS = st.floats(0, 200)
SHARES = st.sampled_from([0.5, 1.0, 2.0, 3.0, 14.0])
FIXED = st.builds(Track, fixed=LENGTHS, content=LENGTHS)
FITTED = st.builds(Track, content=LENGTHS)
SHARED = st.builds(Track, share=SHARES, content=LENGTHS)
COLLAPSED = st.builds(Track, fixed=LENGTHS, share=st.just(0.0) | SHARES, collapsed=st.just(True))
TRACKS = st.lists(FIXED | FITTED | SHARED | COLLAPSED, min_size=1, max_size=6)
GAPS = st.floats(0, 30)


def test_a_length_is_kept_unless_its_content_needs_more() -> None:
    assert resolve([Track(fixed=30), Track(fixed=30, content=50)], 200, 0) == [30, 50]


def test_a_fitted_track_is_as_large_as_its_content() -> None:
    assert resolve([Track(content=42), Track(content=0)], 200, 10) == [42, 0]


@pytest.mark.parametrize(
    ("tracks", "gap", "lengths"),
    [
        ([Track(share=1), Track(share=1)], 0, [50, 50]),
        ([Track(share=1), Track(share=3)], 0, [25, 75]),
        ([Track(share=2), Track(share=3)], 10, [36, 54]),
        ([Track(fixed=20), Track(share=1)], 10, [20, 70]),
        ([Track(content=20), Track(share=1), Track(share=1)], 0, [20, 40, 40]),
        ([Track(share=0.5), Track(share=0.5)], 0, [50, 50]),
    ],
)
def test_shares_divide_what_is_left(tracks: list[Track], gap: float, lengths: list[float]) -> None:
    assert resolve(tracks, 100, gap) == pytest.approx(lengths)


def test_what_one_takes_beyond_its_share_the_others_give_up() -> None:
    assert resolve([Track(share=1, content=60), Track(share=1), Track(share=1)], 100, 0) == pytest.approx([60, 20, 20])
    assert resolve([Track(share=1, content=60), Track(share=1, content=25), Track(share=1)], 100, 0) == pytest.approx([60, 25, 15])


def test_a_track_that_is_collapsed_takes_neither_room_nor_gap() -> None:
    tracks = [Track(fixed=20), Track(fixed=30, collapsed=True), Track(share=1)]
    assert resolve(tracks, 100, 10) == [20, 0, 70]
    assert total_gap(tracks, 10) == 10
    assert offsets([20, 0, 70], tracks, 10) == [0, 30, 30]


def test_nothing_has_no_gap() -> None:
    assert total_gap([], 10) == total_gap([Track(collapsed=True)], 10) == 0
    assert resolve([], 100, 10) == offsets([], [], 10) == []


@given(TRACKS, st.floats(0, 1000), GAPS)
def test_nothing_is_smaller_than_its_content(tracks: list[Track], available: float, gap: float) -> None:
    for track, length in zip(tracks, resolve(tracks, available, gap), strict=True):
        assert length >= track.least - 1e-6
        assert not track.collapsed or length == 0


@given(TRACKS, st.floats(0, 1000), GAPS)
def test_together_they_are_what_is_available(tracks: list[Track], spare: float, gap: float) -> None:
    """If there is a share to take up the rest, and room for all content; else what they need."""
    least = least_total(tracks, gap)
    flexible = any(track.share and not track.collapsed for track in tracks)
    used = sum(resolve(tracks, least + spare, gap)) + total_gap(tracks, gap)
    assert used == pytest.approx(least + spare if flexible else least)


@given(TRACKS, GAPS, st.floats(0, 1))
def test_where_room_is_short_all_need_what_they_need(tracks: list[Track], gap: float, part: float) -> None:
    """Nothing is squeezed: whoever asks sees that it is too much."""
    least = least_total(tracks, gap)
    assert sum(resolve(tracks, least * part, gap)) + total_gap(tracks, gap) >= least - 1e-6


@given(TRACKS, st.floats(0, 1000), GAPS)
def test_shares_that_are_not_held_open_keep_their_proportion(tracks: list[Track], available: float, gap: float) -> None:
    lengths = resolve(tracks, available, gap)
    units = [length / t.share for t, length in zip(tracks, lengths, strict=True) if t.share and not t.collapsed and length > t.content + 1e-6]
    assert all(unit == pytest.approx(units[0], rel=1e-6) for unit in units)


@given(TRACKS, st.floats(0, 1000), st.floats(0, 500), GAPS)
def test_more_room_makes_nothing_smaller(tracks: list[Track], available: float, more: float, gap: float) -> None:
    before, after = resolve(tracks, available, gap), resolve(tracks, available + more, gap)
    assert all(one <= other + 1e-6 for one, other in zip(before, after, strict=True))


@given(TRACKS, st.floats(0, 1000), GAPS)
def test_each_begins_a_gap_after_the_one_before(tracks: list[Track], available: float, gap: float) -> None:
    lengths = resolve(tracks, available, gap)
    at = offsets(lengths, tracks, gap)
    shown = [number for number, track in enumerate(tracks) if not track.collapsed]
    for before, after in pairwise(shown):
        assert at[after] == pytest.approx(at[before] + lengths[before] + gap)
    assert not shown or at[shown[-1]] + lengths[shown[-1]] == pytest.approx(sum(lengths) + total_gap(tracks, gap))


@given(TRACKS, st.floats(0, 1000), GAPS, st.data())
def test_a_span_reaches_from_its_first_track_that_is_there_to_its_last(
    tracks: list[Track], available: float, gap: float, data: st.DataObject
) -> None:
    lengths = resolve(tracks, available, gap)
    at = offsets(lengths, tracks, gap)
    first = data.draw(st.integers(0, len(tracks) - 1))
    last = data.draw(st.integers(first, len(tracks) - 1))
    shown = [number for number in range(first, last + 1) if not tracks[number].collapsed]
    reach = at[shown[-1]] + lengths[shown[-1]] - at[shown[0]] if shown else 0.0
    assert span(lengths, tracks, gap, first, last) == pytest.approx(reach, abs=1e-6)
