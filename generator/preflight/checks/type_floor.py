"""No type is smaller than its layout and its style allow."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.check import Check, Finding, Subject
from generator.preflight.side import quoted
from generator.units import format_length


def _find(subject: Subject) -> Iterator[Finding]:
    for side in subject.sides:
        told: set[int] = set()
        for mark, _, run, _ in side.texts:
            short = subject.limits.shortfall(run)
            if short is not None and mark not in told:
                told.add(mark)
                whose = f"the style {short.style!r}" if short.style else "any text"
                yield Finding(
                    "type-too-small",
                    side.name,
                    f"{quoted(run.text)} is set in {format_length(run.size)}; the floor for {whose} is {format_length(short.least)}",
                    "shorten the text, choose a larger size, or give the block more room in the layout",
                )


TYPE_FLOOR = Check(
    "type-floor",
    ("type-too-small",),
    "A layout's floors are what its reader can read where it hangs or lies; below them a text is printed but not said.",
    _find,
)
