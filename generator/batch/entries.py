"""A manifest's line for a piece: what it is, what stands on it, what is worth knowing of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.batch.campaign import Campaign
from generator.batch.manifest import Entry, Printed, Remark, Status
from generator.batch.plan import Run
from generator.content.assemble import load_directory, load_edition, make_smith
from generator.content.contacts import Contact, is_stale
from generator.content.words import Words
from generator.diagnostics import Diagnostic, Severity
from generator.errors import ExitCode, GeneratorError
from generator.merge.rules import Rules
from generator.preflight.runner import CHECKS
from generator.press.sheets import numbers_of
from generator.press.ticket import Ticket

STALE = "contact-stale"
STALE_MONTHS = 12
"""After so many months without a dated source a number is called old, as `outreach check` has it."""


def entry_of(campaign: Campaign, run: Run, file: str, status: Status, **more: Any) -> Entry:
    """The line of a run's piece."""
    brief = run.brief
    return Entry(
        file=file, status=status, campaign=campaign.path.name, layout=brief.layout, audience=brief.audience, lang=brief.tongues, size=brief.size,
        orientation=brief.orientation, theme=brief.theme, stock=brief.stock, organisation=run.organisation, **more,
    )  # fmt: skip


def failed_entry(campaign: Campaign, run: Run, file: str, fault: GeneratorError, **more: Any) -> Entry:
    """The line of a piece that is not made, with the reason."""
    told = tuple(map(Remark.of, fault.diagnostics))
    return entry_of(campaign, run, file, "failed", failures=told, exit_code=int(fault.exit_code or ExitCode.FAILED), **more)


def on_it(
    ticket: Ticket,
    words: Words,
    warnings: tuple[Diagnostic, ...] = (),
    rules: Rules | None = None,
    also: tuple[Words, ...] = (),
    numbers: Iterable[tuple[str, str]] = (),
) -> dict[str, Any]:
    """What stands on a piece: keys of its line. `rules` are those of its record, `also` its words in other languages.

    `numbers` are those of contacts that other pieces on its sheets have.
    """
    edition = load_edition(ticket.library)
    found = _printed(ticket, [pair for each in (words, *also) for pair in numbers_of(each)], numbers)
    old = [
        Remark(STALE, f"{name} ({number}) has no source of the last {STALE_MONTHS} months")
        for name, number, contact in found
        if contact and not (rules and name in rules.contacts) and is_stale(contact, edition.date, STALE_MONTHS)
    ]
    return {
        "title": words.title,
        "edition": ticket.brief.edition or edition.edition,
        "contacts": tuple(Printed(name, number, _checked_on(name, contact, rules)) for name, number, contact in found),
        "checks": CHECK_IDS,
        "warnings": (*(Remark.of(each) for each in warnings if each.severity is Severity.WARNING), *old),
    }


def contacts_on(ticket: Ticket, words: Words, rules: Rules | None = None) -> tuple[Printed, ...]:
    """The contacts whose numbers are on a piece."""
    return tuple(Printed(name, number, _checked_on(name, contact, rules)) for name, number, contact in _printed(ticket, numbers_of(words)))


def _printed(ticket: Ticket, *numbers: Iterable[tuple[str, str]]) -> list[tuple[str, str, Contact | None]]:
    """Name, number and, where it is in a file of contacts, all else of each contact that is on a piece."""
    every = sorted({pair for pairs in numbers for pair in pairs})
    known = _known(ticket, [name for name, _ in every])
    return [(name, number, known.get(name)) for name, number in every]


def _known(ticket: Ticket, names: Sequence[str]) -> Mapping[str, Contact]:
    """The contacts of the data files, and the profile's if one of its is named."""
    directory, _ = load_directory(ticket.library)
    brief = ticket.brief
    if brief.profile is None or all(name in directory.contacts for name in names):
        return directory.contacts
    return make_smith(ticket.library, brief.audience, brief.lang, brief.profile).sources.directory.contacts


def _checked_on(name: str, contact: Contact | None, rules: Rules | None) -> str:
    if rules and name in rules.contacts:
        told = rules.contacts[name].get("checked-on", "")
        return told if isinstance(told, str) and "{" not in told else ""
    return contact.checked_on if contact else ""


CHECK_IDS = tuple(check.id for check in CHECKS)
