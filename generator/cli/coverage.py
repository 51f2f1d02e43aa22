"""The table of a dry run: what a campaign covers, and what is in the way of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.batch.conduct import Summary
from generator.cli.listing import aligned
from generator.content.catalog import SOURCE

STATUSES = ("made", "unchanged", "failed", "blocked", "excluded")
HEADS = ("LAYOUT", "AUDIENCE", "LANGUAGES", "TO MAKE", "UNCHANGED", "WOULD FAIL", "BLOCKED", "EXCLUDED")
MOST_LANGUAGES = 6
"""Languages that a row names; more are counted."""
KINDS = {
    "no-translation": "missing translations", "contact-stale": "stale contacts", "impossible": "not made in that form",
    "languages": "not made in so many languages", "excluded": "excluded",
}  # fmt: skip
"""Headings over the reasons, by code."""


def coverage(summary: Summary) -> Iterator[str]:
    """The table, and below it each reason with the pieces it holds back."""
    rows: dict[tuple[str, str], Counter[str]] = {}
    tongues: dict[tuple[str, str], dict[str, None]] = {}
    for (layout, audience, lang, status), number in summary.counts.items():
        rows.setdefault((layout, audience), Counter())[status] += number
        tongues.setdefault((layout, audience), {})[lang] = None
    table = [HEADS, *((layout, audience, _tongues(tongues[layout, audience]), *_numbers(found)) for (layout, audience), found in rows.items())]
    if len(rows) > 1:
        table.append(("all", "", "", *_numbers(Counter({status: summary.total(status) for status in STATUSES}))))
    yield from aligned(table)
    yield from _reasons(summary)


def _numbers(found: Counter[str]) -> tuple[str, ...]:
    return tuple(str(found[status]) if found[status] else "-" for status in STATUSES)


def _tongues(found: Iterable[str]) -> str:
    names = sorted(found, key=lambda name: (name != SOURCE, name))
    return " ".join(names) if len(names) <= MOST_LANGUAGES else f"{' '.join(names[: MOST_LANGUAGES - 1])} and {len(names) - MOST_LANGUAGES + 1} more"


def _reasons(summary: Summary) -> Iterator[str]:
    """Why pieces are not made, one line a reason, the commonest first."""
    reasons: dict[str, Counter[str]] = {}
    for blocked in summary.plan.blocked:
        for diagnostic in blocked.diagnostics[:1]:
            reasons.setdefault(diagnostic.code, Counter())[diagnostic.message] += 1
    for entry in summary.failures:
        for remark in entry.failures[:1]:
            reasons.setdefault(remark.code, Counter())[f"{entry.file or remark.where}: {remark.message}"] += 1
    for code, message in summary.warnings:
        if code in KINDS:
            reasons.setdefault(code, Counter())[message] += summary.warnings[code, message]
    for code, found in reasons.items():
        yield ""
        yield f"{KINDS.get(code, code)}:"
        for message, number in found.most_common():
            yield f"  {message}" + (f" ({number} pieces)" if number > 1 else "")
