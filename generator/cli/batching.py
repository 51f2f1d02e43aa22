"""Run a campaign and say what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from generator.batch.campaign import Campaign, load_campaign_file
from generator.batch.conduct import Options, Summary, conduct
from generator.batch.engines import cores
from generator.batch.entries import STALE, STALE_MONTHS
from generator.batch.library import library_of
from generator.batch.only import parse_only
from generator.cli import terminal
from generator.cli.coverage import coverage
from generator.cli.progress import Progress, Remade
from generator.diagnostics import Severity
from generator.errors import ExitCode, InputError

MOST_SHOWN = 20
"""Faults that are shown one by one."""
MOST_LISTED = 5
"""Names in one sentence."""
FEW = 16
"""Tasks of a watched campaign that are done in this process before others are begun."""


class Request(msgspec.Struct, frozen=True):
    """The options as they were given."""

    campaign: Path
    only: str | None = None
    dry_run: bool = False
    jobs: int | None = None
    scheduler: str | None = None
    keep_going: bool = True
    prune: bool = False
    pack: str | None = None
    pack_by: str | None = None
    watch: bool = False
    as_json: bool = False


def run(request: Request) -> int:
    """Run, report, and give the exit code."""
    _agree(request)
    if request.pack:
        from generator.pack import agree

        agree(load_campaign_file(request.campaign), request.pack, request.pack_by or "audience")
    try:
        only = parse_only(request.only or "")
    except InputError as fault:
        [told] = fault.diagnostics
        raise click.BadParameter(f"{told.message}; {told.hint}", param_hint="'--only'") from None
    options = Options(
        jobs=request.jobs or cores(),
        scheduler=request.scheduler or "",
        dry=request.dry_run,
        fail_fast=not request.keep_going,
        prune=request.prune,
        only=only,
    )
    if request.watch:
        from generator.cli import watching

        return watching.run(request.campaign, lambda: _first(request, options), lambda: _again(request, options))
    return _first(request, options).exit_code


def _first(request: Request, options: Options) -> Summary:
    campaign = load_campaign_file(request.campaign)
    with Progress() as progress:
        summary = conduct(library_of(campaign), campaign, options, progress)
    _tell(request, summary)
    if request.pack and not request.dry_run and not summary.interrupted:
        if summary.exit_code and not request.keep_going:
            terminal.note("the run stopped at its first failure, so nothing was packed")
        else:
            _pack(request, campaign, summary)
    return summary


def _again(request: Request, options: Options) -> Summary:
    """Make what a change touches, and say only what is new."""
    campaign = load_campaign_file(request.campaign)
    with Remade() as progress:
        # Most changes touch few pieces, which are made here sooner than another process has begun.
        summary = conduct(library_of(campaign), campaign, msgspec.structs.replace(options, warm=FEW), progress)
    _tell_faults(summary)
    if progress.made or progress.failed or summary.interrupted:
        terminal.note(account(summary, False))
    return summary


def _agree(request: Request) -> None:
    """UsageError when options contradict each other."""
    if request.jobs and request.scheduler:
        raise click.UsageError("--jobs is for this machine, and --scheduler for a cluster; leave out one")
    if request.dry_run and (request.prune or request.pack or request.watch):
        raise click.UsageError("--dry-run makes nothing, so there is nothing to prune, pack or watch")
    if request.pack and request.only:
        raise click.UsageError("a pack holds all that is for an audience or a place, and --only makes a part of it; leave out one")
    if request.pack_by and not request.pack:
        raise click.UsageError("--pack-by goes with --pack")
    if request.watch and request.as_json:
        raise click.UsageError("--watch goes on and on, and --json prints one result; leave out one")


def _tell(request: Request, summary: Summary) -> None:
    """The summary on standard output, faults and remarks on standard error."""
    if request.as_json:
        terminal.result_json(as_json(summary))
        return
    _tell_faults(summary)
    if request.dry_run:
        for line in coverage(summary):
            terminal.result(line)
    else:
        _tell_warnings(summary)
        terminal.result(terminal.near(summary.output))
    if summary.orphans:
        count = len(summary.orphans)
        shown = ", ".join(summary.orphans[:MOST_LISTED]) + (", …" if count > MOST_LISTED else "")
        done = "removed" if summary.pruned else "in the campaign no more; --prune removes"
        terminal.note(f"{count} of earlier runs {done}: {shown}")
    if summary.unpruned:
        terminal.warn("nothing was pruned: it cannot be said what is wanted no more until the faults above are mended")
    terminal.note(account(summary, request.dry_run))


def _tell_faults(summary: Summary) -> None:
    """Each fault once, however many pieces it holds back."""
    told: dict[tuple[str, str, str], None] = {}
    found = [(diagnostic, "") for blocked in summary.plan.blocked if not blocked.excluded for diagnostic in blocked.diagnostics]
    found += [(remark.diagnostic(Severity.ERROR), entry.file) for entry in summary.failures for remark in entry.failures]
    for diagnostic, file in found:
        placed = diagnostic if diagnostic.where else msgspec.structs.replace(diagnostic, where=file)
        key = (placed.code, placed.where, placed.message)
        if key not in told:
            told[key] = None
            if len(told) <= MOST_SHOWN:
                terminal.show(placed)
    more = len(told) - MOST_SHOWN
    if more > 0 or summary.total("failed") > len(summary.failures):
        terminal.note("… and more; the manifest has all of them")


def _tell_warnings(summary: Summary) -> None:
    stale = [message for code, message in summary.warnings if code == STALE]
    if stale:
        numbers = ", ".join(message.partition(" has ")[0] for message in stale[:MOST_LISTED]) + (", …" if len(stale) > MOST_LISTED else "")
        terminal.warn(f"no source of the last {STALE_MONTHS} months: {numbers}; call before you print [{STALE}]")
    others = [(key, count) for key, count in summary.warnings.items() if key[0] != STALE]
    for (code, message), count in others[:MOST_SHOWN]:
        pieces = "" if count == 1 else f" ({count} pieces)"
        terminal.warn(f"{message}{pieces} [{code}]")


def account(summary: Summary, dry: bool) -> str:
    """What came of it in one line: "12 made, 3 unchanged, 1 failed, 2 blocked"."""
    told = [
        ("would be made" if dry else "made", "made"),
        ("unchanged", "unchanged"),
        ("failed", "failed"),
        ("blocked", "blocked"),
        ("excluded", "excluded"),
    ]
    parts = [f"{summary.total(status)} {word}" for word, status in told if summary.total(status)]
    words = ", ".join(parts) or "there was nothing to make"
    if summary.interrupted or summary.stopped:
        why = "stopped" if summary.interrupted else "stopped at a failure"
        return f"{why}: {words}; the next run goes on from here"
    return words


def as_json(summary: Summary) -> dict[str, Any]:
    """The summary for programs."""
    statuses = ("made", "unchanged", "failed", "blocked", "excluded")
    rows = [
        {"layout": layout, "audience": audience, "lang": lang, "status": status, "pieces": number}
        for (layout, audience, lang, status), number in sorted(summary.counts.items())
    ]
    return {
        "output": summary.output,
        "counts": {status: summary.total(status) for status in statuses},
        "coverage": rows,
        "failures": [msgspec.to_builtins(entry) for entry in summary.failures],
        "blocked": [
            {**blocked.choice, "excluded": blocked.excluded, "reasons": [_plain(each) for each in blocked.diagnostics]}
            for blocked in summary.plan.blocked
        ],
        "warnings": [{"code": code, "message": message, "pieces": count} for (code, message), count in summary.warnings.items()],
        "orphans": list(summary.orphans),
        "pruned": summary.pruned,
        "interrupted": summary.interrupted,
        "stopped": summary.stopped,
    }


def _plain(diagnostic: Any) -> dict[str, str]:
    return {"code": diagnostic.code, "where": terminal.near(diagnostic.where), "message": diagnostic.message, "hint": diagnostic.hint}


def _pack(request: Request, campaign: Campaign, summary: Summary) -> None:
    from generator.pack import pack

    kind, by = request.pack or "zip", request.pack_by or "audience"
    packed = pack(campaign, library_of(campaign), kind, by, summary.orphans, request.prune)
    if not request.as_json:
        for path in packed.paths:
            terminal.result(path)
    count = len(packed.paths)
    made = f"{packed.made} pack{'' if packed.made == 1 else 's'} made"
    terminal.note(f"{made}, {count - packed.made} unchanged" if count else "nothing was made, so there is nothing to pack")
    if packed.orphans:
        done = "removed" if packed.pruned else "for what is no more; --prune removes"
        terminal.note(f"{len(packed.orphans)} packs of earlier runs {done}: {', '.join(packed.orphans[:5])}")
    if summary.exit_code not in (0, int(ExitCode.INTERRUPTED)):
        terminal.warn("some pieces failed, and are not in the packs")
