"""Break shaped paragraphs into lines: how many are needed, the least ragged, the best balanced."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from generator.typeset.shaping import Shaped

WIDOW = 0.2
"""A last line shorter than this part of the measure looks orphaned,"""
LONE_WORD = 0.4
"""and one of a single word when it is shorter than this."""
SENTENCE = 0.06
"""What a headline gains when a line ends where a sentence or clause ends, in the units of its squared slack."""
SENTENCE_ENDS = (".", "?", "!", "。", "？", "！", "؟", "۔", "।", "။", "។", "።", "፧", "։")
_CLAUSE_ENDS = (*SENTENCE_ENDS, ":", ";", ",", "…", "：", "；", "，", "、", "،", "؛", "၊", "፣", "፤")


class Lines(msgspec.Struct, frozen=True):
    """Lines as (first, past the last) segment. `widest` is in 1/1000 em: more than the measure means it does not fit."""

    spans: tuple[tuple[int, int], ...]
    widest: float


def width(shaped: Shaped, first: int, last: int) -> float:
    """Width of the line of segments first..last-1 without its trailing space, in 1/1000 em."""
    run = shaped.segments[first:last]
    total = sum(segment.width + segment.trail for segment in run) - run[-1].trail
    # The last letter's tracking is white space at the line's end.
    return total - shaped.setting.tracking


@lru_cache(maxsize=16384)
def greedy(shaped: Shaped, measure: float) -> Lines:
    """As much on each line as its measure (1/1000 em) holds: the fewest lines there can be."""
    spans: list[tuple[int, int]] = []
    widest = 0.0
    first, used, trail = 0, 0.0, 0.0
    tracking = shaped.setting.tracking
    for number, segment in enumerate(shaped.segments):
        if number > first and used + trail + segment.width - tracking > measure:
            spans.append((first, number))
            widest = max(widest, used - tracking)
            first, used, trail = number, 0.0, 0.0
        used += trail + segment.width
        trail = segment.trail
        if segment.forced:
            spans.append((first, number + 1))
            widest = max(widest, used - tracking)
            first, used, trail = number + 1, 0.0, 0.0
    if first < len(shaped.segments):
        spans.append((first, len(shaped.segments)))
        widest = max(widest, used - tracking)
    return Lines(tuple(spans), widest)


@lru_cache(maxsize=4096)
def set_lines(shaped: Shaped, measure: float, balance: bool) -> Lines:
    """The lines to print: as few as `greedy` finds, but even.

    Balanced lines (headlines) are as equal in width as they can be; others are only kept from being very uneven and
    from ending in a widow.
    """
    first_try = greedy(shaped, measure)
    if len(first_try.spans) < 2 or first_try.widest > measure or any(segment.forced for segment in shaped.segments[:-1]):
        return first_try
    start, end = first_try.spans[-1]
    least = LONE_WORD if end - start == 1 else WIDOW
    if not balance and width(shaped, start, end) >= least * measure:
        return first_try
    spans = _least_cost(shaped, measure, len(first_try.spans), balance)
    return Lines(spans, max(width(shaped, *span) for span in spans)) if spans else first_try


def _ends_clause(shaped: Shaped, segment: int) -> bool:
    """Whether a clause ends with the segment before this one."""
    return shaped.text[: shaped.segments[segment - 1].end].rstrip().endswith(_CLAUSE_ENDS)


def _least_cost(shaped: Shaped, measure: float, count: int, balance: bool) -> tuple[tuple[int, int], ...]:
    """The `count` lines with the least sum of squared slack; the last line of running text may be short, not tiny."""
    total = len(shaped.segments)
    target = sum(s.width + s.trail for s in shaped.segments) / count if balance else measure
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for line in range(1, count + 1):
        reached: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            for end in range(start + 1, total + 1):
                if line == count and end != total:
                    continue
                wide = width(shaped, start, end)
                if wide > measure:
                    if line == count:
                        continue
                    break
                slack = (target - wide) / measure
                penalty = slack * slack
                if balance and line < count and _ends_clause(shaped, end):
                    penalty -= SENTENCE
                if line == count and not balance:
                    penalty = max(0.0, (LONE_WORD if end - start == 1 else WIDOW + 0.02) - wide / measure) * 4
                found = cost + penalty
                if end not in reached or found < reached[end][0]:
                    reached[end] = (found, start)
        best.append(reached)
    if total not in best[count]:
        return ()
    spans: list[tuple[int, int]] = []
    end = total
    for line in range(count, 0, -1):
        start = best[line][end][1]
        spans.append((start, end))
        end = start
    return tuple(reversed(spans))
