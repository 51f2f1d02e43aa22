"""Bring an audience's text, contacts, resources and an organisation together into the words of one piece."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.content.audience import COMMON, CONTENT, Choice, Texts, Wording, find_audience, load_texts
from generator.content.catalog import Catalog, load_catalog
from generator.content.contacts import Contact, Directory, Resource, load_contacts, load_resources
from generator.content.fields import fill
from generator.content.organisation import Organisation, load_organisation
from generator.content.printed import ContactFields, Printer, breakable
from generator.content.words import CodeText, ContactText, Copy, OrganisationText, Words
from generator.diagnostics import nearest
from generator.errors import refuse
from generator.resources import Library
from generator.richtext import Inline, Rich, plain, rich
from generator.tomlfile import convert, read_toml

BLANK = " \t\n\u00a0\u200b\u2060"
"""What leaves nothing on paper."""
FORMS = ("text", "short", "long")
LATE = frozenset({"page", "say-language", "imprint", "imprint-discreet", "label-text", "many-languages", "alt-call", "alt-text", "alt-web"})
"""Shared blocks whose fields are known only when they are used."""


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which state of the content this is, and the day it bears."""

    edition: str
    date: datetime.date


@lru_cache(maxsize=8)
def load_edition(library: Library) -> Edition:
    path = list(library.layers(f"{CONTENT}/edition.toml"))[-1]
    return convert(read_toml(path), Edition, str(path))


@lru_cache(maxsize=8)
def load_directory(library: Library) -> tuple[Directory, dict[str, Resource]]:
    """All contacts and resources of the library."""
    directory = load_contacts(*library.layers(f"{CONTENT}/hotlines.toml"))
    return directory, load_resources(*library.layers(f"{CONTENT}/resources.toml"), directory=directory)


def assemble(library: Library, audience: str, lang: str, layout: tuple[str, str], profile: Path | None = None, neutral: bool = False) -> Words:
    """The words of a piece: `layout` is the layout's name and English title; a `neutral` piece gives nothing away by its title.

    Raises InputError for an unknown field, a missing translation or a contact that is not there.
    """
    about = find_audience(library, audience)
    catalog = load_catalog(library, lang)
    directory, resources = load_directory(library)
    organisation: Organisation | None = None
    if profile is not None:
        organisation, directory, resources = load_organisation(profile, lang, directory, resources)
    own, shared = load_texts(library, audience), load_texts(library, COMMON)
    warnings: list[str] = []

    def translated(context: str, english: str) -> str:
        return catalog.translate(context, english)

    blocks: dict[tuple[str, str], Copy] = {}
    patterns: dict[str, str] = {}
    for (block, form), wording in shared.blocks.items():
        if form == "text" and not (isinstance(wording.text, str) and wording.title is None and wording.items is None):
            raise refuse(
                "shared-word", f"the shared words {block!r} are more or less than one text", f"{shared.files[block]}: {block}", 'write text = "…"'
            )
        if block in LATE:
            text = wording.text if isinstance(wording.text, str) else ""
            patterns[block] = translated(f"{COMMON}/{block}.text", text)
        else:
            blocks[block, form] = _copy(COMMON, block, form, shared, wording, catalog, {})
    printer = Printer(catalog, patterns, blocks, organisation, warnings)
    more = {"organisation": Inline(organisation.name)} if organisation else {}
    fields = ContactFields(directory, printer, more)
    for (block, form), wording in own.blocks.items():
        blocks[block, form] = _copy(audience, block, form, own, wording, catalog, fields)

    contacts = _contacts(audience, own, directory, organisation, printer)
    codes = _codes(audience, own, resources, organisation, printer)
    for form in FORMS:
        codes["dial", form] = tuple(printer.dial(contact) for contact in contacts["primary", form])
    used = {contact.id for chosen in contacts.values() for contact in chosen}
    edition = load_edition(library)
    checked = min((directory.contacts[name].checked_on for name in used), default=edition.edition)
    titles = {
        "piece": catalog.translate_title(f"layouts/{layout[0]}.title", layout[1]),
        "audience": translated(f"audiences/{audience}.title", about.title),
        "language": catalog.name,
        "edition": edition.edition,
        "contacts-date": checked,
    }
    kind = "imprint-discreet" if neutral else "imprint"
    imprint = fill(patterns[kind], {key: Inline(value) for key, value in titles.items()}, f"{COMMON}.toml: {kind}.text")
    headline = blocks["neutral", "text"].paragraphs[0] if neutral else _first(blocks, "headline")
    subject = plain(imprint)
    return Words(
        audience,
        plain(headline),
        subject,
        lang,
        about.voice,
        blocks,
        contacts,
        codes,
        imprint,
        patterns["page"],
        _organisation(organisation),
        tuple(warnings),
    )


def _first(blocks: dict[tuple[str, str], Copy], name: str) -> Rich:
    found = blocks.get((name, "text"))
    return found.paragraphs[0] if found and found.paragraphs else rich(name)


def _copy(name: str, block: str, form: str, texts: Texts, wording: Wording, catalog: Catalog, fields: Mapping[str, Inline]) -> Copy:
    """One wording translated and filled. A form that says what the block says shares the block's translation."""
    base = texts.blocks[block, "text"]
    file = texts.files[block]

    def one(key: str, number: int, english: str) -> Rich:
        values = [getattr(w, key) for w in (wording, base)]
        if not english.strip(BLANK):
            raise refuse("empty-text", "the text is empty", f"{file}: {block}", "write something, or take the block out")
        own = form if values[0] != values[1] else "text"
        path = f"{block}." + (f"{own}." if own != "text" else "") + key + (f".{number}" if number else "")
        return fill(catalog.translate(f"{name}/{path}", english), fields, f"{file}: {path}")

    text = wording.text
    paragraphs = () if text is None else (one("text", 0, text),) if isinstance(text, str) else tuple(one("text", n, t) for n, t in enumerate(text, 1))
    items = tuple(one("items", number, item) for number, item in enumerate(wording.items or (), 1))
    return Copy(one("title", 0, wording.title) if wording.title else (), paragraphs, items)


def _choice(texts: Texts, kind: str, form: str) -> Choice:
    return texts.choices.get((kind, form), Choice(None, ()))


def _contacts(
    audience: str, texts: Texts, directory: Directory, organisation: Organisation | None, printer: Printer
) -> dict[tuple[str, str], tuple[ContactText, ...]]:
    where = f"{texts.files.get('contacts', audience + '.toml')}: contacts"

    def made(name: str) -> ContactText:
        contact: Contact = directory.find(name, where)
        return printer.contact(contact)

    found: dict[tuple[str, str], tuple[ContactText, ...]] = {}
    local = organisation.contacts if organisation else ()
    for form in FORMS:
        choice = _choice(texts, "contacts", form)
        primary = choice.primary or (directory.default[0] if directory.default else "")
        others = choice.others if choice.others or choice.primary else directory.default[1:]
        beside = local
        if organisation and organisation.show == "instead" and local:
            # The emergency number is nobody's competitor: it stays.
            primary, others, beside = local[0], (*local[1:], *(n for n in others or () if n == "emergency")), ()
        found["primary", form] = (made(primary),) if primary else ()
        found["others", form] = tuple(made(name) for name in others or ())
        found["local", form] = tuple(made(name) for name in beside)
        found["beside", form] = (*found["others", form], *found["local", form])
    return found


def _codes(
    audience: str, texts: Texts, resources: dict[str, Resource], organisation: Organisation | None, printer: Printer
) -> dict[tuple[str, str], tuple[CodeText, ...]]:
    where = f"{texts.files.get('resources', audience + '.toml')}: resources"

    def made(name: str) -> CodeText:
        if name not in resources:
            raise refuse("no-resource", f"there is no resource named {name!r}", where, nearest(name, resources))
        return printer.code(resources[name])

    found: dict[tuple[str, str], tuple[CodeText, ...]] = {}
    local = organisation.resources if organisation else ()
    for form in FORMS:
        choice = _choice(texts, "resources", form)
        primary, others, beside = choice.primary or "", choice.others or (), local
        if organisation and organisation.show == "instead" and local:
            primary, others, beside = local[0], local[1:], ()
        found["primary", form] = (made(primary),) if primary else ()
        found["others", form] = tuple(made(name) for name in others)
        found["local", form] = tuple(made(name) for name in beside)
        found["beside", form] = (*found["others", form], *found["local", form])
    return found


def _organisation(organisation: Organisation | None) -> OrganisationText | None:
    if organisation is None:
        return None
    website: Rich = (Inline(breakable(organisation.printed_website), uri=organisation.website),) if organisation.website else ()
    return OrganisationText(rich(organisation.name), rich(organisation.address), website, organisation.logo)
