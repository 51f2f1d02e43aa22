"""All text stays clear of the cut."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.check import Check, Finding, Subject
from generator.preflight.extent import Extent
from generator.preflight.side import Text, quoted
from generator.units import format_length

SLACK = 0.25
"""Points by which ink may reach over, a tenth of a millimetre: composition sets text by its nominal height and width,
and the round of an O or the tail of a p reaches a little farther. A guillotine is out by ten times that."""


def _find(subject: Subject) -> Iterator[Finding]:
    for side in subject.sides:
        trim, inset = side.frame.trim, side.frame.safe
        whole = Extent(0.0, 0.0, trim.width, trim.height)
        safe = Extent(inset.left, inset.top, trim.width - inset.right, trim.height - inset.bottom)
        worst: dict[int, tuple[float, str, Text]] = {}
        for text in side.texts:
            if not safe.holds(text.ink, SLACK):
                over, edge = _over(safe, text.ink)
                if text.mark not in worst or over > worst[text.mark][0]:
                    worst[text.mark] = (over, edge, text)
        for over, edge, text in worst.values():
            margin = getattr(inset, edge)
            if whole.holds(text.ink, SLACK):
                yield Finding(
                    "text-outside-safe-area",
                    side.name,
                    f"{quoted(text.run.text)} reaches {format_length(over)} past the {edge} of the safe area, "
                    f"which lies {format_length(margin)} inside the trim",
                    "give the panel more padding in the layout, shorten the text, or choose a larger size",
                )
            else:
                yield Finding(
                    "text-outside-trim",
                    side.name,
                    f"{quoted(text.run.text)} reaches {format_length(over - margin)} past the {edge} of the trim and would be cut off",
                    "give the panel more padding in the layout, shorten the text, or choose a larger size",
                )


def _over(safe: Extent, ink: Extent) -> tuple[float, str]:
    """The farthest that ink reaches out, in points, and over which edge."""
    return max(
        (safe.top - ink.top, "top"),
        (ink.right - safe.right, "right"),
        (ink.bottom - safe.bottom, "bottom"),
        (safe.left - ink.left, "left"),
    )


TEXT_IN_SAFE_AREA = Check(
    "text-in-safe-area",
    ("text-outside-safe-area", "text-outside-trim"),
    "A guillotine is out by a millimetre or two and an office printer cannot reach the edge of its paper; "
    "a digit that is cut off makes a number wrong.",
    _find,
)
