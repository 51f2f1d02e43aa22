"""Conduct one piece through the house: brief, content, compose, impose, preflight, render."""

from __future__ import annotations

import datetime
import os

import msgspec

from generator.brief import Brief
from generator.compose import compose
from generator.compose.context import Context
from generator.content.assemble import assemble, load_edition
from generator.content.audience import find_audience
from generator.content.words import Words
from generator.diagnostics import Diagnostic, Severity, nearest
from generator.errors import PreflightError, missing, refuse
from generator.frame import Frame
from generator.impose.nup import n_up
from generator.impose.single import single
from generator.language import language
from generator.preflight import Subject, preflight
from generator.preflight.limits import limits
from generator.render.pdf import render_pdf
from generator.resources import Library
from generator.sheet import Document, Sheet
from generator.stock.media import media_size
from generator.stock.sheet import STOCKS, Stock, load_stock
from generator.template.load import load_layout, load_theme
from generator.template.schema import Layout
from generator.template.scripts import in_script
from generator.typeset.faces import Faces, open_faces


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


def complete(library: Library, brief: Brief) -> tuple[Brief, Layout, Stock | None]:
    """The brief with the layout's defaults filled in, the layout for it, and the stock if it comes on one.

    Raises MissingError or InputError (`impossible`) when what is asked for is not to be had.
    """
    plain = load_layout(library, brief.layout)
    theme = brief.theme or plain.theme
    stock: Stock | None = None
    size = brief.size
    if brief.stock:
        stock = load_stock(library, brief.stock)
        if size and size != stock.size:
            told = f"the stock {stock.name} is for the size {stock.size}, not {size}"
            raise refuse("stock-size", told, hint=f"leave out --size, or use --size {stock.size}")
        size = stock.size
    size = size or plain.sizes[0]
    if size not in plain.sizes:
        declared = next((entry.reason for entry in plain.impossible if size in entry.sizes), "")
        if declared:
            raise refuse("impossible", f"the {plain.name} is not made in the size {size}: {declared}", hint="its sizes: " + ", ".join(plain.sizes))
        media_size(library, size)
        raise missing("no-size", f"the {plain.name} is not made in the size {size!r}", "", _size_hint(library, plain, size))
    orientation = brief.orientation or plain.orientation
    if orientation not in plain.orientations:
        raise missing("no-orientation", f"the {plain.name} is not made in {orientation}", "", "its orientations: " + ", ".join(plain.orientations))
    load_theme(library, theme)
    for entry in plain.impossible:
        matches = [(entry.sizes, size), (entry.themes, theme), (entry.orientations, orientation)]
        if all(not wanted or value in wanted for wanted, value in matches):
            raise refuse("impossible", f"there is no {plain.name} for {_combination(entry.sizes, entry.themes, size, theme)}: {entry.reason}")
    if stock is None and not brief.single and size in plain.imposition.stocks:
        stock = load_stock(library, plain.imposition.stocks[size])
    filled = msgspec.structs.replace(brief, size=size, orientation=orientation, theme=theme)
    return filled, plain, None if brief.single else stock


def _size_hint(library: Library, plain: Layout, size: str) -> str:
    """Whoever asks for cards on A4 means the sheet they are printed on: name the stocks of that sheet."""
    stocks = [load_stock(library, name) for name in library.every(STOCKS, ".toml")]
    sheets = [stock.name for stock in stocks if stock.media == media_size(library, size) and stock.size in plain.sizes]
    if sheets:
        return f"{size} is the sheet that cards come on; say which with --stock {' or --stock '.join(sheets)}"
    return nearest(size, plain.sizes) or "its sizes: " + ", ".join(plain.sizes)


def _combination(sizes: tuple[str, ...], themes: tuple[str, ...], size: str, theme: str) -> str:
    return " and ".join(filter(None, (f"the theme {theme}" if themes else "", f"the size {size}" if sizes else "")))


def press(library: Library, brief: Brief) -> Piece:
    """Make one piece. Nothing is written; every fault is raised as a GeneratorError."""
    brief, plain, stock = complete(library, brief)
    about = find_audience(library, brief.audience)
    layout = load_layout(library, brief.layout, brief.size, brief.orientation, brief.theme, about.voice, brief.profile is not None)
    tongue = language(library, brief.lang)
    theme = in_script(load_theme(library, brief.theme), tongue)
    words = assemble(library, brief.audience, brief.lang, (plain.name, plain.title), brief.profile, theme.discreet)
    trim = media_size(library, brief.size)
    if brief.orientation == "landscape":
        trim = trim.turned()
    faces = fonts(library)
    context = Context(library, layout, theme, trim, media_size(library, layout.reference), tongue, faces)
    frames = compose(context, words)
    sheets: tuple[Sheet, ...] = n_up(frames, stock, brief.copies) if stock else single(frames, brief.copies or 1)
    duplex = (stock.duplex if stock else "long-edge") if layout.two_sided else ""
    document = Document(words.title, words.subject, brief.lang, created(library), sheets, duplex)
    # Before rendering: a frame that is at fault may not even be possible to write down.
    what = f"{layout.name} for {brief.audience} in {brief.lang}"
    found = preflight(Subject(what, frames, document, words, limits(layout, theme, context.points), faces))
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    if errors:
        raise PreflightError(*errors)
    pdf = render_pdf(document, faces, library.one("profile", "assets/icc", "srgb", ".icc"))
    told = [
        Diagnostic(code, text, what, severity=Severity.WARNING)
        for code, texts in (("own-words", words.warnings), ("left-out", context.warnings))
        for text in texts
    ]
    return Piece(brief, frames, words, document, pdf, (*told, *found))


def fonts(library: Library) -> Faces:
    return open_faces(library)


def created(library: Library) -> datetime.datetime:
    """The date inside a file: SOURCE_DATE_EPOCH if it is set, else the edition's; never the clock's."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        try:
            return datetime.datetime.fromtimestamp(int(told), datetime.UTC)
        except (ValueError, OverflowError, OSError):
            raise refuse("bad-epoch", f"SOURCE_DATE_EPOCH is {told!r}", hint="give seconds since 1970, or unset it") from None
    return datetime.datetime.combine(load_edition(library).date, datetime.time(), datetime.UTC)
