"""Conduct one piece through the house: brief, content, compose, impose, preflight, render."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

import msgspec

from generator.brief import Brief
from generator.compose import compose
from generator.compose.context import Context
from generator.compose.draft import mark_draft
from generator.compose.tongues import Tongue
from generator.content.assemble import assemble, name_languages
from generator.content.catalog import Catalog, load_catalog
from generator.content.words import Words
from generator.diagnostics import Diagnostic, Severity
from generator.errors import InputError, PreflightError, raise_all
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
    also: tuple[Words, ...] = ()
    """What it says in its languages after the first."""


class Prepared(msgspec.Struct, frozen=True, eq=False):
    """A piece before its words are set: its ticket, a context to set them in, its words at hand."""

    ticket: Ticket
    context: Context
    words: Words
    also: tuple[Tongue, ...] = ()
    """Its languages after the first."""

    @property
    def every(self) -> tuple[Words, ...]:
        """Its words in all its languages."""
        return (self.words, *(tongue.words for tongue in self.also))


def prepare(library: Library, brief: Brief, catalog: Catalog | None = None) -> Prepared:
    """All that `compose` needs; `catalog` stands in place of the library's for the first language."""
    ticket = make_ticket(library, brief)
    brief = ticket.brief
    catalogs = _catalogs(library, brief, catalog)
    named = name_languages(catalogs)
    words = [
        assemble(library, brief.audience, each.lang, ticket.title, brief.profile, ticket.theme.discreet, each, brief.edition, named)
        for each in catalogs
    ]
    contexts = ticket.contexts()
    return Prepared(ticket, contexts[0], words[0], tuple(map(Tongue, contexts[1:], words[1:])))


def _catalogs(library: Library, brief: Brief, first: Catalog | None) -> list[Catalog]:
    """The catalogs of a piece's languages, in order."""
    return [first or load_catalog(library, brief.lang), *(load_catalog(library, lang) for lang in brief.also)]


def press(library: Library, brief: Brief, writer: Writer = PdfFile, catalog: Catalog | None = None) -> Piece:
    """Make one piece; `writer` writes its file down. Nothing is kept; every fault is raised as a GeneratorError."""
    ready = prepare(library, brief, catalog)
    ticket, context = ready.ticket, ready.context
    may_print(ticket.brief, _catalogs(library, ticket.brief, catalog))
    frames, (words, *also) = _composed(ready)
    made = document_of(ticket, frames, words)
    # Before rendering: a frame that is at fault may not even be possible to write down.
    found = preflight(Subject(ticket.what, frames, made, words, ticket.limits(context), ticket.faces, tuple(also)))
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    if errors:
        raise PreflightError(*errors)
    if ticket.brief.draft:
        # After the checks, which judge the piece as it is to be printed one day.
        frames = mark_draft(context, frames, ready.words.label("draft"))
        made = document_of(ticket, frames, words)
    out = io.BytesIO()
    render_pdf(made, ticket.faces, icc_profile(library), writer(out))
    return Piece(ticket.brief, frames, words, made, out.getvalue(), (*remarks(ticket, context, words, *also), *found), tuple(also))


def document_of(ticket: Ticket, frames: tuple[Frame, ...], words: Words, copies: int | None = None) -> Document:
    """The sheets of a piece as one document; `copies` stands in place of the brief's."""
    count = ticket.brief.copies if copies is None else copies
    sheets: tuple[Sheet, ...] = n_up(frames, ticket.stock, count) if ticket.stock else single(frames, count or 1)
    return Document(words.title, words.subject, ticket.brief.lang, ticket.created, sheets, ticket.duplex)


def remarks(ticket: Ticket, context: Context, *words: Words) -> tuple[Diagnostic, ...]:
    """What composing a piece had to say that is no fault."""
    own = dict.fromkeys(warning for each in words for warning in each.warnings)
    texts = (("own-words", own), ("left-out", context.warnings), ("draft", [told for each in words for told in _stand_ins(each)]))
    return tuple(Diagnostic(code, text, ticket.what, severity=Severity.WARNING) for code, found in texts for text in found)


def may_print(brief: Brief, catalogs: Iterable[Catalog]) -> None:
    """Refuse translations that are not to be printed, or not reviewed when only reviewed ones are wanted."""
    raise_all(fault for catalog in catalogs for fault in _unprintable(brief, catalog))


def _unprintable(brief: Brief, catalog: Catalog) -> Iterator[Diagnostic]:
    review, lang = catalog.review, catalog.lang
    if review.state == "draft" and not brief.draft:
        hint = "look at it with --draft; when a speaker has read it, take X-Status out of the file"
        yield Diagnostic("draft-language", f"the {lang} translation is a draft that no speaker has read", f"{catalog.file}: X-Status", hint)
    elif brief.reviewed_only and review.state not in ("source", "reviewed"):
        hint = f'when it has been read, `outreach translate update {lang} --reviewed-by "NAME"` says so in the file'
        yield Diagnostic("not-reviewed", f"the {lang} translation is not reviewed: {review.told}", catalog.file, hint)


def refuse_lacks(brief: Brief, *words: Words) -> None:
    """Raise InputError with all that was asked for and has no translation, but for a draft."""
    if not brief.draft:
        raise_all(lack for each in words for lack in each.lacks)


def _composed(ready: Prepared) -> tuple[tuple[Frame, ...], list[Words]]:
    """The finished sides, and the words that were asked for in each language."""
    brief = ready.ticket.brief
    try:
        frames = compose(ready.context, ready.words, ready.also)
    except InputError:
        # What stands in for a translation may be what does not fit or has no glyph.
        refuse_lacks(brief, *ready.every)
        raise
    refuse_lacks(brief, *ready.every)
    return frames, [words.settled() for words in ready.every]


def _stand_ins(words: Words) -> list[str]:
    """What a draft fills in, in one sentence."""
    if not words.lacks:
        return []
    places = ", ".join(list(words.asked.lacks)[:3]) + (", …" if len(words.lacks) > 3 else "")
    return [f"{len(words.lacks)} of its texts are English, or not agreed to: {places}"]
