"""Run every check over a piece."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.preflight.check import Check, Subject
from generator.preflight.checks.code_reads import CODE_READS
from generator.preflight.checks.code_size import CODE_SIZE
from generator.preflight.checks.contrast import CONTRAST
from generator.preflight.checks.glyphs import GLYPHS
from generator.preflight.checks.numbers_known import NUMBERS_KNOWN
from generator.preflight.checks.sides_printed import SIDES_PRINTED
from generator.preflight.checks.structure import STRUCTURE
from generator.preflight.checks.text_in_safe_area import TEXT_IN_SAFE_AREA
from generator.preflight.checks.text_overlap import TEXT_OVERLAP
from generator.preflight.checks.type_floor import TYPE_FLOOR

CHECKS: tuple[Check, ...] = (
    NUMBERS_KNOWN,
    CODE_READS,
    CODE_SIZE,
    GLYPHS,
    TEXT_IN_SAFE_AREA,
    TEXT_OVERLAP,
    TYPE_FLOOR,
    CONTRAST,
    STRUCTURE,
    SIDES_PRINTED,
)
"""What costs a reader most if it is wrong comes first."""


def preflight(subject: Subject, checks: tuple[Check, ...] = CHECKS) -> tuple[Diagnostic, ...]:
    """What the checks find, errors before warnings; nothing when the piece may be released."""
    found = dict.fromkeys(
        Diagnostic(
            finding.code,
            finding.message,
            f"{subject.piece}: {finding.side}" if finding.side else subject.piece,
            finding.hint,
            finding.severity,
        )
        for check in checks
        for finding in check.find(subject)
    )
    return tuple(sorted(found, key=lambda diagnostic: -diagnostic.severity))
