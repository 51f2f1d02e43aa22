"""Judge contacts and resources: sound, and how old their sources are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from generator.cli.judge.findings import Findings
from generator.content.assemble import load_directory, load_edition
from generator.content.catalog import SOURCE, languages
from generator.content.contacts import Contact, Resource, is_stale
from generator.content.organisation import load_organisation
from generator.picture.logo import load_logo
from generator.resources import Library

STALE_MONTHS = 12
INVENTED = ("55501",)
"""Numbers with the exchange 555 and a line from 0100 to 0199 are kept for fiction (ATIS-0300115)."""


def judge_directory(library: Library, findings: Findings, file: str = "", only: Iterable[str] | None = None) -> None:
    """All contacts and resources; `only` those of these ids, which stand in `file`, are judged for age and numbers."""
    loaded = findings.catch(lambda: load_directory(library))
    edition = findings.catch(lambda: load_edition(library))
    if loaded is None or edition is None:
        return
    directory, resources = loaded
    wanted = None if only is None else set(only)
    contacts = {name: one for name, one in directory.contacts.items() if wanted is None or name in wanted}
    links = {name: one for name, one in resources.items() if wanted is None or name in wanted}
    _judge_age("contacts", "call each number", contacts, edition.date, edition.edition, findings, file)
    _judge_age("resources", "open each page", links, edition.date, edition.edition, findings, file)
    _judge_numbers(contacts.values(), f"{file or 'hotlines.toml'}: ", findings)


def judge_profile(library: Library, path: Path, findings: Findings) -> tuple[str, ...]:
    """An organisation's profile in every language it has words in; those of the languages that pieces can be made in."""
    loaded = findings.catch(lambda: load_directory(library))
    edition = findings.catch(lambda: load_edition(library))
    if loaded is None or edition is None:
        return ()
    result = findings.catch(lambda: load_organisation(path, SOURCE, *loaded))
    if result is None:
        return ()
    organisation, directory, resources = result
    known = languages(library)
    for lang in organisation.languages:
        findings.catch(partial(load_organisation, path, lang, *loaded))
        if lang not in known:
            findings.warning("unused-language", f"there is no language {lang!r}, so its table is never used", f"{path}: {lang}")
    logo = organisation.logo
    if logo is not None:
        findings.catch(lambda: load_logo(logo))
    contacts = {name: directory.contacts[name] for name in organisation.contacts}
    links = {name: resources[name] for name in organisation.resources}
    _judge_age("contacts", "call each number", contacts, edition.date, edition.edition, findings, str(path))
    _judge_age("resources", "open each page", links, edition.date, edition.edition, findings, str(path))
    _judge_numbers(contacts.values(), f"{path}: contacts.", findings)
    return (SOURCE, *(lang for lang in organisation.languages if lang in known))


def _judge_age(
    kind: str, remedy: str, entries: Mapping[str, Contact | Resource], date: datetime.date, edition: str, findings: Findings, where: str = ""
) -> None:
    stale = [name for name, entry in entries.items() if is_stale(entry, date, STALE_MONTHS)]
    if stale:
        findings.warning(
            f"stale-{kind}",
            f"{len(stale)} of {len(entries)} {kind} have no dated source within {STALE_MONTHS} months of the edition {edition}: {', '.join(stale)}",
            where,
            f"{remedy} before you print it, then write the new source and its date",
        )


def _judge_numbers(contacts: Iterable[Contact], where: str, findings: Findings) -> None:
    """A number from an example must not be printed as if someone answered it."""
    for contact in contacts:
        for channel in contact.channels:
            phone = channel.phone
            if phone is not None and phone.country == "1" and phone.national[3:8] in INVENTED:
                message = f"the number {channel.printed} is one of those kept for fiction"
                findings.warning("invented-number", message, f"{where}{contact.id}", "put in the real number")
