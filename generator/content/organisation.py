"""Read an organisation's profile: name, lines, logo, and its own contacts and resources."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec

from generator.content.contacts import Directory, Resource, merge_contacts, merge_resources
from generator.content.links import check_url
from generator.errors import missing, refuse
from generator.tomlfile import convert, read_toml

NAME_LIMIT = 120
"""Characters of a name; longer ones are not names, and would fill a card."""


class ProfileFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile as its file gives it, contacts and resources aside."""

    name: str
    address: str = ""
    website: str = ""
    logo: str = ""
    show: Literal["beside", "instead"] = "beside"
    """Whether its contacts stand beside the national ones or instead of them."""


class Organisation(msgspec.Struct, frozen=True):
    """A profile, checked. `contacts` and `resources` name its own, in the order of the file."""

    name: str
    address: str
    website: str
    printed_website: str
    logo: Path | None
    show: str
    contacts: tuple[str, ...]
    resources: tuple[str, ...]
    file: str
    languages: tuple[str, ...]
    """Languages other than its own that the profile has words in."""


def load_organisation(
    path: Path, lang: str, directory: Directory, resources: dict[str, Resource]
) -> tuple[Organisation, Directory, dict[str, Resource]]:
    """The profile in a language, and contacts and resources with its own added.

    A table named for a language, such as [es], is laid over the rest: [es.contacts.shelter] label = "Refugio".
    """
    raw = read_toml(path)
    tongues = {key: value for key, value in raw.items() if isinstance(value, dict) and key not in ("contacts", "resources")}
    for key in tongues:
        if not (2 <= len(key.split("-")[0]) <= 3 and key.replace("-", "").isalnum()):
            raise refuse("unknown-key", f"unknown table {key!r}", f"{path}: {key}", "tables are contacts, resources, or a language tag such as es")
        raw.pop(key)
    file, contacts, links = _parts(_laid_over(raw, tongues.get(lang, {})), path, directory)
    for tongue, table in tongues.items():
        if tongue != lang:
            _parts(_laid_over(raw, table), path, directory)
    directory = merge_contacts(directory, contacts, str(path), "contacts")
    resources = merge_resources(resources, links, str(path), "resources", directory=directory)
    organisation = _checked(file, path.parent, f"{path}: ", "profile")
    own = {"contacts": tuple(contacts), "resources": tuple(links), "file": str(path), "languages": tuple(tongues)}
    return msgspec.structs.replace(organisation, **own), directory, resources


def logo_of(path: Path) -> Path | None:
    """The logo that a profile names, or None."""
    name = read_toml(path).get("logo")
    return path.parent / name if isinstance(name, str) and name else None


def checked_organisation(table: dict[str, Any], base: Organisation | None, folder: Path, where: str) -> Organisation:
    """The organisation that a row names, over the one of the profile; paths start at `folder`."""
    old = {} if base is None else {"name": base.name, "address": base.address, "website": base.website, "show": base.show}
    made = _checked(convert({**old, **table}, ProfileFile, where, "organisation"), folder, f"{where}: organisation.", "campaign")
    if base is None:
        return msgspec.structs.replace(made, file=where)
    kept = {"contacts": base.contacts, "resources": base.resources, "file": base.file, "languages": base.languages}
    return msgspec.structs.replace(made, logo=made.logo or base.logo, **kept)


def _checked(file: ProfileFile, folder: Path, under: str, beside: str) -> Organisation:
    """A profile without its contacts and links; `under` is where its keys stand, for a message."""
    if not file.name.strip():
        raise refuse("empty-name", "the name is empty", f"{under}name")
    if len(file.name) > NAME_LIMIT:
        raise refuse("name-length", f"the name has {len(file.name)} characters; the limit is {NAME_LIMIT}", f"{under}name", "use its short form")
    printed = check_url(file.website, f"{under}website") if file.website else ""
    logo = (folder / file.logo) if file.logo else None
    if logo is not None and not logo.is_file():
        raise missing("no-logo", f"there is no file {file.logo!r} beside the {beside}", f"{under}logo", f"give its path from the {beside}'s folder")
    return Organisation(file.name, file.address, file.website, printed, logo, file.show, (), (), "", ())


def _parts(raw: dict[str, Any], path: Path, directory: Directory) -> tuple[ProfileFile, dict[str, Any], dict[str, Any]]:
    """The profile in one language taken apart and checked: its own keys, its contacts, its resources."""
    rest = dict(raw)
    contacts, links = rest.pop("contacts", {}), rest.pop("resources", {})
    for key, table in (("contacts", contacts), ("resources", links)):
        if not isinstance(table, dict):
            raise refuse("wrong-value", f"{key} is a group of tables", f"{path}: {key}", f"write [{key}.name-of-one]")
    file = convert(rest, ProfileFile, str(path))
    merge_contacts(directory, contacts, str(path), "contacts")
    return file, contacts, links


def _laid_over(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _laid_over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
