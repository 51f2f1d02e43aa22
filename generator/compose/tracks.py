"""The arithmetic of grid tracks: fixed, fitted to content, and shares of what is left."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Track(msgspec.Struct, frozen=True):
    """A row or column: a length in points, or a share (fr), or fitted to its content, of which it holds `content` points."""

    fixed: float = 0.0
    share: float = 0.0
    content: float = 0.0
    collapsed: bool = False

    @property
    def least(self) -> float:
        """The least it can be: a length is a lower bound, so that nothing is ever cut off."""
        return 0.0 if self.collapsed else max(self.fixed, self.content)


def total_gap(tracks: Sequence[Track], gap: float) -> float:
    """The gaps between tracks that are not collapsed."""
    return gap * max(0, sum(not track.collapsed for track in tracks) - 1)


def least_total(tracks: Sequence[Track], gap: float) -> float:
    return sum(track.least for track in tracks) + total_gap(tracks, gap)


def resolve(tracks: Sequence[Track], available: float, gap: float) -> list[float]:
    """Lengths of the tracks in `available` points.

    Shares divide what fixed and fitted tracks leave, in proportion, but none is smaller than its content; what one
    takes beyond its share the others give up.
    """
    lengths = [track.least for track in tracks]
    flexible = [number for number, track in enumerate(tracks) if track.share and not track.collapsed]
    room = available - total_gap(tracks, gap) - sum(lengths[n] for n in range(len(tracks)) if n not in flexible)
    while flexible:
        unit = room / sum(tracks[number].share for number in flexible)
        over = [number for number in flexible if tracks[number].content > tracks[number].share * unit + 1e-9]
        if not over:
            for number in flexible:
                lengths[number] = tracks[number].share * unit
            break
        for number in over:
            lengths[number] = tracks[number].content
            room -= tracks[number].content
            flexible.remove(number)
    return lengths


def span(lengths: Sequence[float], tracks: Sequence[Track], gap: float, first: int, last: int) -> float:
    """The length of tracks first..last with the gaps between them; one that has collapsed has no gap."""
    inside = tracks[first : last + 1]
    return sum(lengths[first : last + 1]) + total_gap(inside, gap)


def offsets(lengths: Sequence[float], tracks: Sequence[Track], gap: float) -> list[float]:
    """Where each track begins, counted from the first."""
    at, found = 0.0, []
    for length, track in zip(lengths, tracks, strict=True):
        found.append(at)
        if not track.collapsed:
            at += length + gap
    return found
