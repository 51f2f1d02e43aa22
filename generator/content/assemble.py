"""Bring an audience's text, contacts, resources and an organisation together into the words of one piece."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.content.audience import COMMON, CONTENT, find_audience, load_texts
from generator.content.catalog import Catalog, load_catalog
from generator.content.contacts import Directory, Resource, load_contacts, load_resources
from generator.content.fields import fill
from generator.content.late import LateMapping
from generator.content.organisation import Organisation, load_organisation
from generator.content.printed import breakable
from generator.content.shared import LATE, load_shared
from generator.content.translator import Translator
from generator.content.words import Copy, OrganisationText, Place, Words
from generator.content.wordsmith import FORMS, SELECTIONS, Sources, Wordsmith
from generator.language import language
from generator.resources import Library
from generator.richtext import Inline, Rich, plain, rich
from generator.tomlfile import convert, read_toml

MOST_NAMES = 3
"""So many languages an imprint names in full."""


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


def assemble(
    library: Library,
    audience: str,
    lang: str,
    layout: tuple[str, str],
    profile: Path | None = None,
    neutral: bool = False,
    catalog: Catalog | None = None,
    edition: str = "",
    named: str = "",
) -> Words:
    """The words of a piece: `layout` is the layout's name and English title; a `neutral` piece gives nothing away by its title.

    `named` is what the imprint calls the languages of a piece in several. Words are made when they are asked for;
    `Words.lacks` then has what is not translated. `catalog` stands in place of the library's. Raises InputError for a
    contact or resource that is not there; an unknown field is refused on asking.
    """
    return spoken(library, make_smith(library, audience, lang, profile, catalog), layout, neutral, edition, named=named)


def make_smith(library: Library, audience: str, lang: str, profile: Path | None = None, catalog: Catalog | None = None) -> Wordsmith:
    """Whoever makes the words of an audience's pieces in a language."""
    directory, resources = load_directory(library)
    organisation: Organisation | None = None
    if profile is not None:
        organisation, directory, resources = load_organisation(profile, lang, directory, resources)
    translator = Translator(catalog or load_catalog(library, lang))
    own, shared = load_texts(library, audience), load_shared(library)
    return Wordsmith(Sources(audience, own, shared, directory, resources, organisation, language(library, lang).say), translator)


def spoken(
    library: Library, smith: Wordsmith, layout: tuple[str, str], neutral: bool, edition: str = "", title: str | None = None, named: str = ""
) -> Words:
    """The words that a wordsmith makes for a layout; `title` stands in place of what the piece itself says."""
    about = find_audience(library, smith.sources.audience)
    own, shared = smith.sources.own, smith.sources.shared
    blocks = LateMapping((*(place for place in shared.blocks if place[0] not in LATE), *own.blocks), lambda place: smith.block(*place))
    return Words(
        smith.sources.audience,
        title_of(smith, blocks, neutral) if title is None else title,
        smith.translator.lang,
        about.voice,
        blocks,
        LateMapping([(select, form) for form in FORMS for select in SELECTIONS], smith.contacts),
        LateMapping([(select, form) for form in FORMS for select in (*SELECTIONS, "dial")], smith.codes),
        LateMapping(LATE, smith.shared.pattern),
        imprint_of(library, smith, layout, about.title, neutral, edition, named),
        smith.translator.catalog.review,
        smith.translator.asked,
        organisation_text(smith.sources.organisation),
    )


def title_of(smith: Wordsmith, blocks: Mapping[Place, Copy], neutral: bool) -> str:
    """What a file is called: the headline, or on a neutral piece the words that give nothing away."""
    if neutral:
        return plain(blocks["neutral", "text"].paragraphs[0])
    if ("headline", "text") in smith.sources.own.blocks:
        return plain(blocks["headline", smith.headline_form()].paragraphs[0])
    return "headline"


def name_languages(catalogs: Sequence[Catalog]) -> str:
    """What an imprint calls the languages of a piece: their own names, or many of them their tags; and how far each is reviewed."""
    many = len(catalogs) > MOST_NAMES
    return ", ".join((catalog.lang if many else catalog.name) + catalog.review.mark for catalog in catalogs)


def imprint_of(
    library: Library, smith: Wordsmith, layout: tuple[str, str], audience_title: str, neutral: bool, edition: str = "", named: str = ""
) -> Rich:
    """What a print is, in which language and how far that was reviewed, and how old its contacts are."""
    translator, edition = smith.translator, edition or load_edition(library).edition
    catalog, directory = translator.catalog, smith.sources.directory
    used = {name for form in FORMS for names in smith.choice("contacts", form).values() for name in names}
    titles = {
        "language": named or name_languages([catalog]),
        "edition": edition,
        "contacts-date": min((directory.contacts[name].checked_on for name in used), default=edition),
    }
    if not neutral:
        titles["piece"] = translator.text(catalog.title_place(f"layouts/{layout[0]}.title", layout[1]), layout[1])
        titles["audience"] = translator.text(f"audiences/{smith.sources.audience}.title", audience_title)
    kind = "imprint-discreet" if neutral else "imprint"
    return fill(smith.shared.pattern(kind), {key: Inline(value) for key, value in titles.items()}, f"{COMMON}.toml: {kind}.text")


def organisation_text(organisation: Organisation | None) -> OrganisationText | None:
    if organisation is None:
        return None
    website: Rich = (Inline(breakable(organisation.printed_website), uri=organisation.website),) if organisation.website else ()
    return OrganisationText(rich(organisation.name), rich(organisation.address), website, organisation.logo)
