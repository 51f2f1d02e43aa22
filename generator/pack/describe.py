"""Describe a pack for its index: what each piece is, what it is printed on, what to know about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import msgspec

from generator.batch.campaign import Campaign
from generator.batch.manifest import Entry
from generator.brief import split_langs
from generator.content.assemble import load_directory
from generator.content.audience import load_audiences
from generator.content.catalog import SOURCE, load_catalog
from generator.language import language
from generator.pack import say
from generator.pack.group import Group
from generator.pack.index import Absent, Index, Item, Located, Need, Number, Section, Shown
from generator.pack.paper import Paper, amount, paper_of
from generator.resources import Library
from generator.stock.media import load_media
from generator.template.load import load_layout, load_theme
from generator.tomlfile import read_toml

Show = Callable[[Entry, str], tuple[Shown, ...]]
"""Gives the pictures of a piece; told what it is in words."""
KIND = ("layout", "audience", "lang", "size", "orientation", "theme", "stock", "organisation")
"""What pieces share that are one item of an index."""
MOST_NAMED = 2
"""Languages of one piece that are named."""
STEPS = (
    "Print at 100 % (“actual size”). Not “fit to page”: codes and cards would come out too small.",
    "Before you print many, print one. Call the number on it, and scan its code with a phone.",
)
CARDS = "Cards: choose “both sides”, “flip on the long edge”. Hold one sheet to the light: fronts and backs must meet."
UNREVIEWED = "Where a translation is marked as not reviewed, have someone who speaks the language read it before you hand it out."


def describe(library: Library, campaign: Campaign, group: Group, by: str, where: dict[str, str], show: Show) -> Index:
    """The index of a pack; `where` says where each of its files is in it."""
    kinds: dict[tuple[str, ...], list[Entry]] = {}
    for entry in group.entries:
        kinds.setdefault(tuple(getattr(entry, key) for key in KIND), []).append(entry)
    sections: dict[str, list[Item]] = {}
    needs: dict[Paper, int] = {}
    for entries in kinds.values():
        item, paper = _item(library, campaign, tuple(entries), by, where, show)
        sections.setdefault(load_layout(library, entries[0].layout).title, []).append(item)
        needs[paper] = needs.get(paper, 0) + item.sheets
    found = [item for items in sections.values() for item in items]
    steps = [*STEPS]
    if any(paper.kind == "card" and paper.handling.startswith("both") for paper in needs):
        steps.insert(1, CARDS)
    if not all(item.reviewed for item in found):
        steps.append(UNREVIEWED)
    metric = sum(count for paper, count in needs.items() if paper.metric)
    tongues = len({lang for entry in group.entries for lang in split_langs(entry.lang)})
    return Index(
        campaign.title,
        group.title,
        group.about,
        say.listing(sorted({entry.edition for entry in group.entries if entry.edition})),
        say.span(contact.checked_on for entry in group.entries for contact in entry.contacts),
        say.count(len(group.entries), "file") + (f" in {tongues} languages" if tongues > 1 else ""),
        "a4" if metric * 2 > sum(needs.values()) else "letter",
        tuple(steps),
        tuple(_needs(needs)),
        tuple(Section(title, _told_apart(items)) for title, items in sections.items()),
        _numbers(library, group.entries),
        any(entry.organisation or entry.record for entry in group.entries) or campaign.file.records is not None,
        tuple(Absent(_name(library, missing.entry, by), missing.reason) for missing in group.missing),
    )


def _item(library: Library, campaign: Campaign, entries: tuple[Entry, ...], by: str, where: dict[str, str], show: Show) -> tuple[Item, Paper]:
    entry = entries[0]
    plain, langs = load_layout(library, entry.layout), split_langs(entry.lang)
    catalogs = [load_catalog(library, lang) for lang in langs]
    paper = paper_of(library, entry.layout, entry.size, entry.stock)
    look = [
        load_theme(library, entry.theme).title + " theme",
        entry.orientation if entry.orientation != plain.orientation else "",
        _organisation(campaign, entry),
    ]
    own_name = " · ".join(catalog.name for catalog in catalogs) if len(langs) <= MOST_NAMED else ""
    unread = [catalog.review for catalog in catalogs if catalog.review.state not in ("source", "reviewed")]
    item = Item(
        title=_title(library, entry, by),
        tongue=language(library, langs[0]),
        own_name=own_name if own_name != _language(library, entry.lang) else "",
        look=", ".join(filter(None, look)),
        amount=amount(entries, paper),
        paper=paper.name,
        handling=paper.handling,
        review=(unread[0].told if unread else catalogs[-1].review.told) if langs != (SOURCE,) else "",
        reviewed=not unread,
        files=tuple(Located(where[each.file], each.record if len(entries) > 1 else "") for each in entries),
        sheets=sum(each.sheets for each in entries),
        warnings=tuple(dict.fromkeys(remark.message for each in entries for remark in each.warnings)),
        shown=show(entry, f"{plain.title}, {_language(library, entry.lang)}"),
    )
    return item, paper


def _told_apart(items: list[Item]) -> tuple[Item, ...]:
    """Items with titles that differ: where size and language do not tell them apart, their look does."""
    times = Counter(item.title for item in items)
    return tuple(msgspec.structs.replace(item, title=f"{item.title}, {item.look}") if times[item.title] > 1 else item for item in items)


def _title(library: Library, entry: Entry, by: str) -> str:
    audience = load_audiences(library).get(entry.audience)
    whom = [audience.title if audience else entry.audience] if by == "place" else []
    return ", ".join([*whom, _language(library, entry.lang), load_media(library)[entry.size].title.replace(" ", "\u00a0")])


def _language(library: Library, lang: str) -> str:
    """The languages of a piece in English, the first and how many more where they are many."""
    found = [language(library, tag).english for tag in split_langs(lang)]
    return " and ".join(found) if len(found) <= MOST_NAMED else f"{found[0]} and {len(found) - 1} more languages"


def _name(library: Library, entry: Entry, by: str) -> str:
    return ", ".join(filter(None, (load_layout(library, entry.layout).title, _title(library, entry, by), entry.record if by != "place" else "")))


def _organisation(campaign: Campaign, entry: Entry) -> str:
    if not entry.organisation:
        return ""
    name = read_toml(campaign.folder / entry.organisation).get("name")
    return f"for {name or entry.organisation}"


def _needs(needs: dict[Paper, int]) -> list[Need]:
    """The papers, with one line for each that two layouts share."""
    found: dict[tuple[str, str], Need] = {}
    for paper, sheets in needs.items():
        known = found.get((paper.name, paper.detail))
        handling = paper.handling if known is None or known.handling == paper.handling else "as said with each piece"
        found[paper.name, paper.detail] = Need(paper.name, paper.detail, handling, sheets + (known.sheets if known else 0))
    return list(found.values())


def _numbers(library: Library, entries: tuple[Entry, ...]) -> tuple[Number, ...]:
    known = load_directory(library)[0].contacts
    times = Counter(contact for entry in entries for contact in dict.fromkeys(entry.contacts))
    return tuple(
        Number(
            known[contact.id].name if contact.id in known else contact.id,
            contact.number,
            say.day(contact.checked_on),
            "all" if number == len(entries) else f"{number:,} of {len(entries):,}",
        )
        for contact, number in times.items()
    )
