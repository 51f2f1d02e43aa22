"""Judge the library or some files, and say what was found."""

from __future__ import annotations

from pathlib import Path

from generator.cli import terminal
from generator.cli.judge.findings import Findings
from generator.cli.judge.paths import judge_path
from generator.cli.judge.whole import judge_library
from generator.diagnostics import Diagnostic, Severity
from generator.errors import ExitCode
from generator.resources import CAMPAIGN_FILE, find_library


def run(paths: tuple[Path, ...], strict: bool, as_json: bool) -> int:
    """Judge, report, and give the exit code: FAILED if there is any error."""
    findings = Findings()
    for path in paths:
        judge_path(path, findings)
    if not paths:
        library = find_library()
        judge_library(library, findings)
        if len(library.roots) > 1:
            judge_path(Path(CAMPAIGN_FILE), findings)
    if strict:
        findings.harden()
    return report(findings, as_json)


def report(findings: Findings, as_json: bool) -> int:
    """Print what was found, and give the exit code: FAILED if there is any error."""
    errors, warnings = findings.errors, findings.count(Severity.WARNING)
    if as_json:
        terminal.result_json({"errors": errors, "warnings": warnings, "found": [_plain(one) for one in findings.all]})
    else:
        for one in sorted(findings.all, key=lambda one: one.severity):
            terminal.show(one)
        terminal.result(_summary(errors, warnings))
    return int(ExitCode.FAILED if errors else ExitCode.DONE)


def _plain(one: Diagnostic) -> dict[str, str]:
    texts = {"where": terminal.near(one.where), "message": terminal.near(one.message), "hint": one.hint}
    return {"severity": one.severity.name.lower(), "code": one.code, **texts}


def _summary(errors: int, warnings: int) -> str:
    counts = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in ((errors, "error"), (warnings, "warning")) if number]
    return ", ".join(counts) if counts else "no faults found"
