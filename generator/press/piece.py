"""Conduct one piece through the house: brief, content, compose, impose, preflight, render."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec

from generator.brief import Brief
from generator.compose import compose
from generator.compose.context import Context
from generator.compose.draft import mark_draft
from generator.content.assemble import assemble
from generator.content.catalog import Catalog, load_catalog
from generator.content.words import Words
from generator.diagnostics import Diagnostic, Severity
from generator.errors import InputError, PreflightError, refuse
from generator.frame import Frame
from generator.impose.nup import n_up
from generator.impose.single import single
from generator.preflight import Subject, preflight
from generator.press.ticket import Ticket, icc_profile, make_ticket
from generator.render.file import PdfFile, Sink
from generator.render.pdf import render_pdf
from generator.resources import Library
from generator.sheet import Document, Sheet

Writer = Callable[[Sink], PdfFile]


class Piece(msgspec.Struct, frozen=True, eq=False):
    """A finished piece: its bytes and what it came from."""

    brief: Brief
    """The brief with every choice made."""
    frames: tuple[Frame, ...]
    words: Words
    document: Document
    pdf: bytes
    warnings: tuple[Diagnostic, ...] = ()
    """What is worth knowing and was no reason to refuse: words without a translation, contacts left out, old numbers."""


class Prepared(msgspec.Struct, frozen=True, eq=False):
    """A piece before its words are set: its ticket, a context to set them in, its words at hand."""

    ticket: Ticket
    context: Context
    words: Words


def prepare(library: Library, brief: Brief, catalog: Catalog | None = None) -> Prepared:
    """All that `compose` needs; `catalog` stands in place of the library's for the language."""
    ticket = make_ticket(library, brief)
    brief = ticket.brief
    words = assemble(library, brief.audience, brief.lang, ticket.title, brief.profile, ticket.theme.discreet, catalog, brief.edition)
    return Prepared(ticket, ticket.context(), words)


def press(library: Library, brief: Brief, writer: Writer = PdfFile, catalog: Catalog | None = None) -> Piece:
    """Make one piece; `writer` writes its file down. Nothing is kept; every fault is raised as a GeneratorError."""
    ready = prepare(library, brief, catalog)
    ticket, context = ready.ticket, ready.context
    may_print(ticket.brief, catalog or load_catalog(library, ticket.brief.lang))
    frames, words = _composed(ready)
    made = document_of(ticket, frames, words)
    # Before rendering: a frame that is at fault may not even be possible to write down.
    found = preflight(Subject(ticket.what, frames, made, words, ticket.limits(context), ticket.faces))
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    if errors:
        raise PreflightError(*errors)
    if ticket.brief.draft:
        # After the checks, which judge the piece as it is to be printed one day.
        frames = mark_draft(context, frames, ready.words.label("draft"))
        made = document_of(ticket, frames, words)
    out = io.BytesIO()
    render_pdf(made, ticket.faces, icc_profile(library), writer(out))
    return Piece(ticket.brief, frames, words, made, out.getvalue(), (*remarks(ticket, context, words), *found))


def document_of(ticket: Ticket, frames: tuple[Frame, ...], words: Words, copies: int | None = None) -> Document:
    """The sheets of a piece as one document; `copies` stands in place of the brief's."""
    count = ticket.brief.copies if copies is None else copies
    sheets: tuple[Sheet, ...] = n_up(frames, ticket.stock, count) if ticket.stock else single(frames, count or 1)
    return Document(words.title, words.subject, ticket.brief.lang, ticket.created, sheets, ticket.duplex)


def remarks(ticket: Ticket, context: Context, words: Words) -> tuple[Diagnostic, ...]:
    """What composing a piece had to say that is no fault."""
    texts = (("own-words", words.warnings), ("left-out", context.warnings), ("draft", _stand_ins(words)))
    return tuple(Diagnostic(code, text, ticket.what, severity=Severity.WARNING) for code, found in texts for text in found)


def may_print(brief: Brief, catalog: Catalog) -> None:
    """Refuse a translation that is not to be printed, or not reviewed when only a reviewed one is wanted."""
    review = catalog.review
    if review.state == "draft" and not brief.draft:
        hint = "look at it with --draft; when a speaker has read it, take X-Status out of the file"
        raise refuse("draft-language", f"the {brief.lang} translation is a draft that no speaker has read", f"{catalog.file}: X-Status", hint)
    if brief.reviewed_only and review.state not in ("source", "reviewed"):
        hint = f'when it has been read, `outreach translate update {brief.lang} --reviewed-by "NAME"` says so in the file'
        raise refuse("not-reviewed", f"the {brief.lang} translation is not reviewed: {review.told}", catalog.file, hint)


def refuse_lacks(brief: Brief, words: Words) -> None:
    """Raise InputError with all that was asked for and has no translation, but for a draft."""
    if words.lacks and not brief.draft:
        raise InputError(*words.lacks)


def _composed(ready: Prepared) -> tuple[tuple[Frame, ...], Words]:
    """The finished sides, and the words that were asked for."""
    brief = ready.ticket.brief
    try:
        frames = compose(ready.context, ready.words)
    except InputError:
        # What stands in for a translation may be what does not fit or has no glyph.
        refuse_lacks(brief, ready.words)
        raise
    refuse_lacks(brief, ready.words)
    return frames, ready.words.settled()


def _stand_ins(words: Words) -> list[str]:
    """What a draft fills in, in one sentence."""
    if not words.lacks:
        return []
    places = ", ".join(list(words.asked.lacks)[:3]) + (", …" if len(words.lacks) > 3 else "")
    return [f"{len(words.lacks)} of its texts are English, or not agreed to: {places}"]
