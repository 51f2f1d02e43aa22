"""Say how far each language is: per piece, what is translated, fuzzy and missing, and how much room its texts have."""

from __future__ import annotations

import click
import msgspec

from generator.brief import Brief
from generator.cli import names, terminal
from generator.cli.listing import aligned
from generator.cli.translating.pieces import briefs, tried
from generator.cli.translating.room import MOST, rooms
from generator.content.catalog import SOURCE, Catalog, languages, load_catalog
from generator.content.sources import sources
from generator.diagnostics import Diagnostic
from generator.errors import ExitCode, GeneratorError
from generator.resources import Library, find_library


class Request(msgspec.Struct, frozen=True):
    """The options as they were given."""

    langs: tuple[str, ...] = ()
    audience: str | None = None
    layout: str | None = None
    room: bool = False
    as_json: bool = False


class PieceStatus(msgspec.Struct):
    """One piece: how many of its messages are there, and why it cannot be made though none is missing."""

    audience: str
    layout: str
    translated: int
    fuzzy: int
    missing: int
    complete: bool
    refused: str = ""
    room: dict[str, int | None] | None = None
    """By context, the characters a text may grow by; null for more than 400."""


class LanguageStatus(msgspec.Struct):
    """One language: its catalog as a whole, and its pieces."""

    tag: str
    name: str
    state: str
    review: str
    translated: int
    fuzzy: int
    missing: int
    pieces: list[PieceStatus]


def run(request: Request) -> int:
    """Report; the exit code is FAILED when a catalog cannot be read."""
    library = find_library()
    for kind, name in (("audience", request.audience), ("layout", request.layout)):
        if name:
            names.require(library, kind, name)
    for lang in request.langs:
        names.require(library, "language", lang)
        if lang == SOURCE:
            raise click.UsageError("English is what is translated; name another language")
    if request.room and len(request.langs) != 1:
        raise click.UsageError("--room takes a while; name one language, such as: outreach translate status es --room")
    langs = request.langs or tuple(lang for lang in languages(library) if lang != SOURCE)
    found: list[LanguageStatus] = []
    faults: list[Diagnostic] = []
    for lang in langs:
        try:
            found.append(_language(library, load_catalog(library, lang), request))
        except GeneratorError as fault:
            faults.extend(fault.diagnostics)
    if request.as_json:
        terminal.result_json(msgspec.to_builtins(found))
    else:
        for line in _overview(found):
            terminal.result(line)
        for each in found if request.langs else ():
            for line in _details(each):
                terminal.result(line)
    for diagnostic in faults:
        terminal.show(diagnostic)
    return int(ExitCode.FAILED if faults else ExitCode.DONE)


def _language(library: Library, catalog: Catalog, request: Request) -> LanguageStatus:
    wanted = list(sources(library))
    lacking = [context for context, english in wanted if not catalog.find(context, english)]
    fuzzy = sum(1 for context in lacking if context in catalog.unsure)
    chosen = list(briefs(library, catalog.lang, request.audience, request.layout))
    pieces = []
    for number, brief in enumerate(chosen, 1):
        if request.room:
            terminal.note(f"{number} of {len(chosen)}: {brief.layout} for {brief.audience}")
        pieces.append(_piece(library, brief, catalog, request.room))
    review = catalog.review
    counts = (len(wanted) - len(lacking), fuzzy, len(lacking) - fuzzy)
    return LanguageStatus(catalog.lang, catalog.name, review.state, review.told, *counts, pieces)


def _piece(library: Library, brief: Brief, catalog: Catalog, room: bool) -> PieceStatus:
    told, faults = tried(library, brief, catalog)
    fuzzy = sum(1 for context in told.lacks if context in catalog.unsure)
    complete = not told.lacks
    found = PieceStatus(brief.audience, brief.layout, len(told.messages) - len(told.lacks), fuzzy, len(told.lacks) - fuzzy, complete and not faults)
    if faults:
        found.refused = faults[0].message
    elif complete and room:
        found.room = rooms(library, brief, catalog)
    return found


def _overview(found: list[LanguageStatus]) -> list[str]:
    rows = [("TAG", "DONE", "FUZZY", "MISSING", "PIECES", "REVIEW", "LANGUAGE")]
    for each in found:
        pieces = f"{sum(piece.complete for piece in each.pieces)} of {len(each.pieces)}"
        rows.append((each.tag, str(each.translated), str(each.fuzzy), str(each.missing), pieces, each.review, each.name))
    return aligned(rows)


def _details(each: LanguageStatus) -> list[str]:
    rows = [("AUDIENCE", "LAYOUT", "DONE", "FUZZY", "MISSING", f"{each.tag.upper()} CAN BE MADE")]
    for piece in each.pieces:
        can = "yes" if piece.complete else f"no: {piece.refused}" if piece.refused else "no"
        rows.append((piece.audience, piece.layout, str(piece.translated), str(piece.fuzzy), str(piece.missing), can))
    lines = ["", *aligned(rows)]
    for piece in each.pieces:
        if piece.room is not None:
            table = [(f"{piece.layout} for {piece.audience}".upper(), "ROOM FOR")]
            by_room = sorted(piece.room.items(), key=lambda entry: MOST + 1 if entry[1] is None else entry[1])
            table += [(context, "enough" if more is None else f"{more} more") for context, more in by_room]
            lines += ["", *aligned(table)]
    return lines
