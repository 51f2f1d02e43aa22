"""Conduct one piece through the house: brief, content, compose, impose, preflight, render."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from generator.brief import Brief
from generator.compose import compose
from generator.content.assemble import assemble
from generator.content.words import Words
from generator.diagnostics import Diagnostic, Severity
from generator.errors import PreflightError
from generator.frame import Frame
from generator.impose.nup import n_up
from generator.impose.single import single
from generator.preflight import Subject, preflight
from generator.press.ticket import icc_profile, make_ticket
from generator.render.file import PdfFile
from generator.render.pdf import render_pdf
from generator.resources import Library
from generator.sheet import Document, Sheet

Writer = Callable[[BinaryIO], PdfFile]


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


def press(library: Library, brief: Brief, writer: Writer = PdfFile) -> Piece:
    """Make one piece; `writer` writes its file down. Nothing is kept; every fault is raised as a GeneratorError."""
    ticket = make_ticket(library, brief)
    brief = ticket.brief
    words = assemble(library, brief.audience, brief.lang, ticket.title, brief.profile, ticket.theme.discreet)
    context = ticket.context()
    frames = compose(context, words)
    sheets: tuple[Sheet, ...] = n_up(frames, ticket.stock, brief.copies) if ticket.stock else single(frames, brief.copies or 1)
    document = Document(words.title, words.subject, brief.lang, ticket.created, sheets, ticket.duplex)
    # Before rendering: a frame that is at fault may not even be possible to write down.
    found = preflight(Subject(ticket.what, frames, document, words, ticket.limits(context), ticket.faces))
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    if errors:
        raise PreflightError(*errors)
    out = io.BytesIO()
    render_pdf(document, ticket.faces, icc_profile(library), writer(out))
    told = [
        Diagnostic(code, text, ticket.what, severity=Severity.WARNING)
        for code, texts in (("own-words", words.warnings), ("left-out", context.warnings))
        for text in texts
    ]
    return Piece(brief, frames, words, document, out.getvalue(), (*told, *found))
