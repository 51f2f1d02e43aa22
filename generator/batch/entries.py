"""A manifest's line for a piece: what it is, what stands on it, what is worth knowing of it."""

from __future__ import annotations

from typing import Any

from generator.batch.campaign import Campaign
from generator.batch.manifest import Entry, Printed, Remark, Status
from generator.batch.plan import Run
from generator.content.assemble import load_directory, load_edition
from generator.content.contacts import is_stale
from generator.content.words import Words, asked_for
from generator.diagnostics import Diagnostic, Severity
from generator.errors import ExitCode, GeneratorError
from generator.preflight.runner import CHECKS
from generator.press.ticket import Ticket

STALE = "contact-stale"
STALE_MONTHS = 12
"""After so many months without a dated source a number is called old, as `outreach check` has it."""


def entry_of(campaign: Campaign, run: Run, file: str, status: Status, **more: Any) -> Entry:
    """The line of a run's piece."""
    brief = run.brief
    return Entry(
        file=file, status=status, campaign=campaign.path.name, layout=brief.layout, audience=brief.audience, lang=brief.lang, size=brief.size,
        orientation=brief.orientation, theme=brief.theme, stock=brief.stock, organisation=run.organisation, **more,
    )  # fmt: skip


def failed_entry(campaign: Campaign, run: Run, file: str, fault: GeneratorError, **more: Any) -> Entry:
    """The line of a piece that is not made, with the reason."""
    told = tuple(map(Remark.of, fault.diagnostics))
    return entry_of(campaign, run, file, "failed", failures=told, exit_code=int(fault.exit_code or ExitCode.FAILED), **more)


def on_it(ticket: Ticket, words: Words, warnings: tuple[Diagnostic, ...] = ()) -> dict[str, Any]:
    """What stands on a piece: keys of its line."""
    library = ticket.library
    edition, (directory, _) = load_edition(library), load_directory(library)
    ids = dict.fromkeys(contact.id for chosen in asked_for(words.contacts).values() for contact in chosen)
    found = [directory.contacts[name] for name in ids if name in directory.contacts]
    old = [
        Remark(STALE, f"{contact.id} ({contact.number}) has no source of the last {STALE_MONTHS} months")
        for contact in found
        if is_stale(contact, edition.date, STALE_MONTHS)
    ]
    return {
        "title": words.title,
        "edition": ticket.brief.edition or edition.edition,
        "contacts": tuple(Printed(contact.id, contact.number, contact.checked_on) for contact in found),
        "checks": CHECK_IDS,
        "warnings": (*(Remark.of(each) for each in warnings if each.severity is Severity.WARNING), *old),
    }


CHECK_IDS = tuple(check.id for check in CHECKS)
