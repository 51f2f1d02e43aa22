"""What `list` shows of each kind: a few aligned columns for people, all that is known for programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from generator.cli import names
from generator.content.assemble import load_directory, load_edition
from generator.content.audience import load_audiences
from generator.content.catalog import SOURCE, languages, load_catalog
from generator.content.contacts import Contact, Resource, is_stale
from generator.content.dates import UNDATED, date_span
from generator.content.printed import main_channel
from generator.content.sources import sources
from generator.diagnostics import Diagnostic
from generator.errors import GeneratorError
from generator.resources import Library
from generator.stock.media import load_media, media_size
from generator.stock.sheet import load_stock
from generator.template.load import load_layout, load_theme
from generator.units import POINTS_PER_UNIT

STALE_MONTHS = 12
"""A source this much older than the edition is marked."""
GAP = "   "


class Listing(msgspec.Struct):
    """What was found: heads and rows to read, `data` for programs, faults of files that could not be read."""

    heads: tuple[str, ...]
    rows: list[tuple[str, ...]] = []
    data: list[dict[str, Any]] = []
    notes: list[str] = []
    faults: list[Diagnostic] = []

    def add(self, row: tuple[str, ...], **data: Any) -> None:
        self.rows.append(row)
        self.data.append(data)

    def each(self, found: Iterable[str], show: Callable[[str], None]) -> None:
        """Show one after another; one that cannot be read is a fault and does not hide the others."""
        for name in found:
            try:
                show(name)
            except GeneratorError as fault:
                self.faults.extend(fault.diagnostics)

    def lines(self) -> list[str]:
        return aligned([self.heads, *self.rows])


def aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows with their columns as wide as the widest cell; nothing behind the last."""
    widths = [max(columns(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [GAP.join(cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Cf") else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def gather(library: Library, kind: str) -> Listing:
    """Everything of a kind. Raises GeneratorError where nothing can be shown without the file that is at fault."""
    return _KINDS[kind](library)


def _layouts(library: Library) -> Listing:
    found = Listing(("NAME", "TITLE", "SIZES"))

    def show(name: str) -> None:
        layout = load_layout(library, name)
        found.add(
            (name, layout.title, ", ".join(layout.sizes)),
            name=name,
            title=layout.title,
            sizes=layout.sizes,
            orientations=layout.orientations,
            theme=layout.theme,
            stocks=layout.imposition.stocks,
            two_sided=layout.two_sided,
        )

    found.each(names.known(library, "layout"), show)
    found.notes.append("The first size is the one you get without --size.")
    return found


def _audiences(library: Library) -> Listing:
    found = Listing(("NAME", "TITLE", "VOICE"))
    for name, audience in load_audiences(library).items():
        found.add((name, audience.title, audience.voice), name=name, title=audience.title, voice=audience.voice, who=audience.who)
    return found


def _languages(library: Library) -> Listing:
    found = Listing(("TAG", "DONE", "REVIEW", "LANGUAGE"))
    wanted = list(sources(library))
    marks: set[str] = set()

    def show(lang: str) -> None:
        catalog = load_catalog(library, lang)
        done = len(wanted) if lang == SOURCE else sum(1 for key in wanted if catalog.strings.get(key))
        # Rounded down: a language is at 100 % only when nothing is missing.
        share = 100 * done // len(wanted) if wanted else 100
        found.add(
            (lang, f"{share:3d} %", catalog.review.told, catalog.name),
            tag=lang,
            name=catalog.name,
            translated=done,
            strings=len(wanted),
            share=share,
            state=catalog.review.state,
            review=catalog.review.told,
        )
        marks.add(catalog.review.mark)

    found.each(languages(library), show)
    if marks - {""}:
        found.notes.append("An imprint shows it behind the language: (u) not reviewed, (p) partly reviewed, (d) a draft.")
    return found


def _hotlines(library: Library) -> Listing:
    found = Listing(("NAME", "NUMBER", "HOURS", "SOURCE", ""))
    edition = load_edition(library)
    directory, _ = load_directory(library)
    for name, contact in directory.contacts.items():
        first, stale = main_channel(contact), is_stale(contact, edition.date, STALE_MONTHS)
        found.add(
            (name, first.printed, first.hours or "not stated", newest(contact), "old" if stale else ""),
            name=name,
            title=contact.name,
            label=contact.label,
            purpose=contact.purpose,
            jurisdiction=contact.jurisdiction,
            channels=msgspec.to_builtins(contact.channels),
            source=newest(contact),
            checked_on=contact.checked_on,
            stale=stale,
        )
    found.notes += _age_note(found, edition.edition)
    return found


def _resources(library: Library) -> Listing:
    found = Listing(("NAME", "ADDRESS", "ACTION", "SOURCE", ""))
    edition = load_edition(library)
    _, resources = load_directory(library)
    for name, resource in resources.items():
        stale = is_stale(resource, edition.date, STALE_MONTHS)
        found.add(
            (name, resource.printed, resource.action, newest(resource), "old" if stale else ""),
            name=name,
            title=resource.title,
            action=resource.action,
            payload=resource.payload,
            printed=resource.printed,
            audiences=resource.audiences,
            languages=resource.languages,
            source=newest(resource),
            stale=stale,
        )
    found.notes += _age_note(found, edition.edition)
    return found


def newest(entry: Contact | Resource) -> str:
    """The date of the newest dated source, as it is written there; "undated" if none has one, "" if there is no source."""
    if entry.source is None:
        return ""
    dated = [(span[0], reference.date) for reference in entry.source.all if (span := date_span(reference.date))]
    return max(dated)[1] if dated else UNDATED


def _age_note(found: Listing, edition: str) -> list[str]:
    if not any(data["stale"] for data in found.data):
        return []
    return [f"old: no dated source within {STALE_MONTHS} months of the edition, {edition}. Call the number or open the page before you print it."]


def _sizes(library: Library) -> Listing:
    found = Listing(("NAME", "TITLE", "INCHES", "MILLIMETRES"))
    for name, media in load_media(library).items():
        size = media_size(library, name)
        inches = " x ".join(f"{length / POINTS_PER_UNIT['in']:.2f}".rstrip("0").rstrip(".") for length in (size.width, size.height))
        metric = " x ".join(f"{length / POINTS_PER_UNIT['mm']:.1f}".removesuffix(".0") for length in (size.width, size.height))
        found.add((name, media.title, inches, metric), name=name, title=media.title, width=media.width, height=media.height)
    return found


def _themes(library: Library) -> Listing:
    found = Listing(("NAME", "TITLE", ""))

    def show(name: str) -> None:
        theme = load_theme(library, name)
        hides = "says nothing on the outside" if theme.discreet else ""
        found.add((name, theme.title, hides), name=name, title=theme.title, discreet=theme.discreet, colours=theme.colours)

    found.each(names.known(library, "theme"), show)
    return found


def _stocks(library: Library) -> Listing:
    found = Listing(("NAME", "TITLE", "SIZE", "A SHEET"))

    def show(name: str) -> None:
        stock = load_stock(library, name)
        found.add(
            (name, stock.title, stock.size, str(len(stock.slots))),
            name=name,
            title=stock.title,
            size=stock.size,
            pieces=len(stock.slots),
            marks=stock.marks,
            duplex=stock.duplex,
        )

    found.each(names.known(library, "stock"), show)
    found.notes.append("A part number such as 8371 finds its stock too.")
    return found


_KINDS: dict[str, Callable[[Library], Listing]] = {
    "layouts": _layouts,
    "audiences": _audiences,
    "languages": _languages,
    "hotlines": _hotlines,
    "resources": _resources,
    "sizes": _sizes,
    "themes": _themes,
    "stocks": _stocks,
}
