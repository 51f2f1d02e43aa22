"""Load contacts and resources: built-in files first, then a campaign's and an organisation's, which add or replace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from generator.content.contact_faults import check_contact, check_duplicates, check_id
from generator.content.dates import date_span, months_before
from generator.content.entries import read_entry
from generator.content.gather import Faults
from generator.content.records import Channel, Contact, Directory, Kind, Reference, Resource, Source
from generator.content.resource_faults import check_resource
from generator.diagnostics import Diagnostic, nearest
from generator.errors import InputError, raise_all
from generator.tomlfile import convert, read_toml

__all__ = [
    "Channel",
    "Contact",
    "Directory",
    "Kind",
    "Reference",
    "Resource",
    "Source",
    "is_stale",
    "load_contacts",
    "load_resources",
    "merge_contacts",
    "merge_resources",
]

DEFAULT_KEY = "default"


def load_contacts(*paths: Path) -> Directory:
    """The contacts of these files; a later file adds to the earlier ones, or replaces by id.

    Raises InputError with all the faults of the first file that has any, MissingError if a file is not there.
    """
    directory = Directory({})
    for path in paths:
        directory = merge_contacts(directory, read_toml(path), str(path))
    return directory


def merge_contacts(directory: Directory, tables: Mapping[str, object], file: str, under: str = "") -> Directory:
    """The directory with the contacts of `tables` added, or put in place of those with the same id.

    `under` is the key path of the tables in their file: an organisation's profile may keep them under "contacts".
    """
    prefix = f"{under}." if under else ""
    added: dict[str, Contact] = {}
    found: list[Diagnostic] = []
    for name, raw in tables.items():
        if name == DEFAULT_KEY:
            continue
        faults = Faults(file, prefix + name)
        check_id(name, faults)
        try:
            contact = read_entry(raw, Contact, file, prefix + name, id=name)
            check_contact(contact, faults)
            if not faults.found:
                added[name] = contact
        except InputError as fault:
            faults.found.extend(fault.diagnostics)
        found += faults.found
    merged = directory.contacts | added
    whole = Faults(file, under, found)
    check_duplicates(merged.values(), whole, frozenset(added))
    default = _read_default(tables, directory.default, whole, file)
    for name in default:
        if name not in merged and name not in tables:
            whole.add("unknown-contact", DEFAULT_KEY, f"there is no contact named {name!r}", nearest(name, merged))
    raise_all(found)
    return Directory(merged, default)


def _read_default(tables: Mapping[str, object], earlier: tuple[str, ...], faults: Faults, file: str) -> tuple[str, ...]:
    if DEFAULT_KEY not in tables:
        return earlier
    try:
        return convert(tables[DEFAULT_KEY], tuple[str, ...], file, faults.key(DEFAULT_KEY))
    except InputError as fault:
        faults.found.extend(fault.diagnostics)
        return earlier


def load_resources(*paths: Path, directory: Directory) -> dict[str, Resource]:
    """The resources of these files by id, later ones adding or replacing; `directory` holds the contacts they name.

    Raises InputError with all the faults of the first file that has any, MissingError if a file is not there.
    """
    resources: dict[str, Resource] = {}
    for path in paths:
        resources = merge_resources(resources, read_toml(path), str(path), directory=directory)
    return resources


def merge_resources(
    resources: Mapping[str, Resource], tables: Mapping[str, object], file: str, under: str = "", *, directory: Directory
) -> dict[str, Resource]:
    """The resources with those of `tables` added, or put in place of those with the same id."""
    prefix = f"{under}." if under else ""
    added: dict[str, Resource] = {}
    found: list[Diagnostic] = []
    for name, raw in tables.items():
        faults = Faults(file, prefix + name)
        check_id(name, faults)
        try:
            resource = read_entry(raw, Resource, file, prefix + name, id=name, payload="", printed="")
            check_resource(resource, faults, directory)
            if not faults.found:
                added[name] = _aimed(resource, directory)
        except InputError as fault:
            faults.found.extend(fault.diagnostics)
        found += faults.found
    raise_all(found)
    return {**resources, **added}


def _aimed(resource: Resource, directory: Directory) -> Resource:
    """The resource with what its code holds and what is printed below it."""
    target: Channel | None = Channel("web", url=resource.url)
    if resource.channel:
        target = directory.find(resource.contact).channel(resource.channel)
    assert target is not None  # check_resource has refused a channel that is not there
    return msgspec.structs.replace(resource, payload=target.uri, printed=target.printed)


def is_stale(entry: Contact | Resource, today: date, months: int = 12) -> bool:
    """Whether the newest dated source is more than `months` months older than `today`; undated ones count for nothing.

    A month or a year counts as its first day. A resource that is a contact's channel is judged by that contact.
    """
    if entry.source is None:
        return False
    spans = [date_span(reference.date) for reference in entry.source.all]
    newest = max((span[0] for span in spans if span is not None), default=None)
    return newest is None or (newest.year, newest.month, newest.day) < months_before(today, months)
