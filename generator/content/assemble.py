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
    return Assembly(library, audience, lang, layout, profile, neutral).words()


class Assembly:
    """Everything that the words of one audience in one language are made from."""

    def __init__(
        self, library: Library, audience: str, lang: str, layout: tuple[str, str], profile: Path | None = None, neutral: bool = False
    ) -> None:
        self.library, self.audience, self.layout, self.neutral = library, audience, layout, neutral
        self.about = find_audience(library, audience)
        self.catalog = load_catalog(library, lang)
        self.directory, self.resources = load_directory(library)
        self.organisation: Organisation | None = None
        if profile is not None:
            self.organisation, self.directory, self.resources = load_organisation(profile, lang, self.directory, self.resources)
        self.own, shared = load_texts(library, audience), load_texts(library, COMMON)
        self.warnings: list[str] = []
        self.shared: dict[tuple[str, str], Copy] = {}
        self.patterns: dict[str, str] = {}
        for (block, form), wording in shared.blocks.items():
            if form == "text" and not (isinstance(wording.text, str) and wording.title is None and wording.items is None):
                raise refuse(
                    "shared-word", f"the shared words {block!r} are more or less than one text", f"{shared.files[block]}: {block}", 'write text = "…"'
                )
            if block in LATE:
                text = wording.text if isinstance(wording.text, str) else ""
                self.patterns[block] = self.catalog.translate(f"{COMMON}/{block}.text", text)
            else:
                self.shared[block, form] = _copy(COMMON, block, form, shared, wording, self.catalog, {})
        self.printer = self.printer_for(self.organisation)

    def printer_for(self, organisation: Organisation | None) -> Printer:
        return Printer(self.catalog, self.patterns, self.shared, organisation, self.warnings)

    def block(self, block: str, form: str, fields: Mapping[str, Inline]) -> Copy:
        """A block of the audience in one form, its fields filled."""
        return _copy(self.audience, block, form, self.own, self.own.blocks[block, form], self.catalog, fields)

    def contacts(self, directory: Directory, organisation: Organisation | None, printer: Printer) -> dict[tuple[str, str], tuple[ContactText, ...]]:
        return _contacts(self.audience, self.own, directory, organisation, printer)

    def codes(
        self,
        resources: dict[str, Resource],
        organisation: Organisation | None,
        printer: Printer,
        contacts: dict[tuple[str, str], tuple[ContactText, ...]],
    ) -> dict[tuple[str, str], tuple[CodeText, ...]]:
        """Codes by selection, among them "dial", which calls the first contact."""
        found = _codes(self.audience, self.own, resources, organisation, printer)
        for form in FORMS:
            found["dial", form] = tuple(printer.dial(contact) for contact in contacts["primary", form])
        return found

    def imprint(self, directory: Directory, contacts: dict[tuple[str, str], tuple[ContactText, ...]]) -> Rich:
        """The tiny line by which an old print is known."""
        used = {contact.id for chosen in contacts.values() for contact in chosen}
        edition = load_edition(self.library)
        titles = {
            "piece": self.catalog.translate_title(f"layouts/{self.layout[0]}.title", self.layout[1]),
            "audience": self.catalog.translate(f"audiences/{self.audience}.title", self.about.title),
            "language": self.catalog.name,
            "edition": edition.edition,
            "contacts-date": min((directory.contacts[name].checked_on for name in used), default=edition.edition),
        }
        kind = "imprint-discreet" if self.neutral else "imprint"
        return fill(self.patterns[kind], {key: Inline(value) for key, value in titles.items()}, f"{COMMON}.toml: {kind}.text")

    def words(self) -> Words:
        more = {"organisation": Inline(self.organisation.name)} if self.organisation else {}
        fields = ContactFields(self.directory, self.printer, more)
        blocks = dict(self.shared)
        blocks.update(((block, form), self.block(block, form, fields)) for block, form in self.own.blocks)
        contacts = self.contacts(self.directory, self.organisation, self.printer)
        codes = self.codes(self.resources, self.organisation, self.printer, contacts)
        return self.words_of(blocks, contacts, codes, self.directory)

    def words_of(
        self,
        blocks: dict[tuple[str, str], Copy],
        contacts: dict[tuple[str, str], tuple[ContactText, ...]],
        codes: dict[tuple[str, str], tuple[CodeText, ...]],
        directory: Directory,
    ) -> Words:
        """Everything that has been worked out, as one value."""
        imprint = self.imprint(directory, contacts)
        return Words(
            self.audience,
            self.title(blocks),
            plain(imprint),
            self.catalog.lang,
            self.about.voice,
            blocks,
            contacts,
            codes,
            imprint,
            self.patterns["page"],
            organisation_text(self.organisation),
            warnings=tuple(self.warnings),
        )

    def title(self, blocks: dict[tuple[str, str], Copy]) -> str:
        """What the file is called: the headline, or on a neutral piece the words that give nothing away."""
        return plain(blocks["neutral", "text"].paragraphs[0] if self.neutral else _first(blocks, "headline"))


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


def organisation_text(organisation: Organisation | None) -> OrganisationText | None:
    if organisation is None:
        return None
    website: Rich = (Inline(breakable(organisation.printed_website), uri=organisation.website),) if organisation.website else ()
    return OrganisationText(rich(organisation.name), rich(organisation.address), website, organisation.logo)
