"""Text stands out from every ground it touches."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frame import Box, Fill, GlyphRun
from generator.preflight.check import Check, Finding, Subject
from generator.preflight.ground import letters_covered
from generator.preflight.luminance import Rgb, ratio
from generator.preflight.shapes import Cover
from generator.preflight.side import Side, Text, quoted
from generator.units import format_length

LEAST = 7.0
"""For text (WCAG 2.2, success criterion 1.4.6)."""
LEAST_LARGE = 4.5
"""For text of 18 pt, or of 14 pt and bold (the same)."""
PAPER: Rgb = (255, 255, 255)

Ground = tuple[Rgb, str]
"""A colour and its role."""


def _find(subject: Subject) -> Iterator[Finding]:
    for side in subject.sides:
        told: set[tuple[int, Ground]] = set()
        for text in side.texts:
            least = LEAST_LARGE if is_large(text.run) else LEAST
            for ground in _grounds(side, text):
                found = ratio(text.run.ink.rgb, ground[0])
                if found < least and (text.mark, ground) not in told:
                    told.add((text.mark, ground))
                    yield Finding(
                        "contrast-too-low",
                        side.name,
                        f"{quoted(text.run.text)} in {text.run.ink.role} on {ground[1]} "
                        f"has a contrast of {found:.1f}:1; "
                        f"text of {format_length(text.run.size)} needs {least:g}:1",
                        "choose a darker and a lighter colour in the theme, or move the text off that ground",
                    )


def is_large(run: GlyphRun) -> bool:
    return run.size >= 18 or (run.size >= 14 and run.font.weight >= 700)


def _grounds(side: Side, text: Text) -> Iterator[Ground]:
    """Every colour that lies under the ink of a run, from the top: down to the first that lies under all of it."""
    for each in reversed(side.painted):
        # What a picture shows is not known; text on one is refused by text-overlap.
        if each.order < text.order and isinstance(each.item, (Box, Fill)) and each.extent.meets(text.ink):
            cover = letters_covered(side, each, text)
            if cover:
                yield each.item.ink.rgb, each.item.ink.role
            if cover is Cover.ALL:
                return
    yield PAPER, "the paper"


CONTRAST = Check(
    "contrast",
    ("contrast-too-low",),
    "Read from afar, in poor light, with tired or weak eyes, or printed in grey by an office laser, "
    "text needs more contrast than it seems to on a screen.",
    _find,
)
