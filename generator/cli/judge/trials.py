"""Make pieces for trial: nothing is written, every refusal is noted."""

from __future__ import annotations

from collections.abc import Iterable

from generator.brief import Brief
from generator.cli.judge.findings import Findings
from generator.diagnostics import Severity
from generator.errors import GeneratorError
from generator.press import press
from generator.resources import Library

RULED_OUT = ("impossible", "languages")


def try_pieces(library: Library, briefs: Iterable[Brief], findings: Findings) -> None:
    """What keeps these pieces from being made. A combination that a layout rules out by itself is no fault."""
    for brief in briefs:
        try:
            piece = press(library, brief)
        except GeneratorError as fault:
            findings.add(*(diagnostic for diagnostic in fault.diagnostics if diagnostic.code not in RULED_OUT))
        else:
            findings.add(*(remark for remark in piece.warnings if remark.severity == Severity.WARNING))
            for warning in dict.fromkeys(warning for words in (piece.words, *piece.also) for warning in words.warnings):
                findings.warning("as-it-stands", warning)
