"""No type is smaller than its layout allows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.check import Check, Finding, Subject
from generator.preflight.side import quoted
from generator.units import format_length

SLACK = 0.01
"""Rounding, in points."""


def _find(subject: Subject) -> Iterator[Finding]:
    for side in subject.sides:
        told: set[int] = set()
        for mark, _, run, _ in side.texts:
            floor, kind = subject.limits.floor(run.font)
            if run.size < floor - SLACK and mark not in told:
                told.add(mark)
                yield Finding(
                    "type-too-small",
                    side.name,
                    f"{quoted(run.text)} is set in {format_length(run.size)}; the floor for {_OF[kind]} is {format_length(floor)}",
                    "shorten the text, choose a larger size, or raise the style's smallest size in the theme",
                )


_OF = {"text": "text", "imprint": "the imprint", "caption": "captions"}

TYPE_FLOOR = Check(
    "type-floor",
    ("type-too-small",),
    "A layout's floors are what its reader can read where it hangs or lies; below them a text is printed but not said.",
    _find,
)
