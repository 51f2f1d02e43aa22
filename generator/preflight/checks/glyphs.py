"""No character is printed as an empty box."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.check import Check, Finding, Subject
from generator.preflight.side import quoted


def _find(subject: Subject) -> Iterator[Finding]:
    for side in subject.sides:
        for _, _, run in side.runs:
            lost = [cluster.text for cluster in run.clusters for glyph in cluster.glyphs if not glyph[0]]
            if lost:
                characters = ", ".join(f"{text!r} ({' '.join(f'U+{ord(c):04X}' for c in text)})" for text in lost)
                yield Finding(
                    "glyph-missing",
                    side.name,
                    f"{quoted(run.text)} has {characters} as glyph 0 of {run.font.face}, the missing character",
                    "write it another way, or add a font that has it",
                )


GLYPHS = Check(
    "glyphs",
    ("glyph-missing",),
    "Glyph 0 is the box a font shows for what it lacks (OpenType, glyf table): a hole in the sentence.",
    _find,
)
