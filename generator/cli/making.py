"""Make the piece that the command line asks for, or one a language, and write it."""

from __future__ import annotations

import hashlib
import os
from itertools import chain
from pathlib import Path

import click
import msgspec

from generator.brief import Brief, split_langs
from generator.campaign import Campaign, chosen, load_campaign
from generator.cli import names, terminal
from generator.cli.output import SUFFIXES, Place, find_place, prepare
from generator.diagnostics import Diagnostic, Severity
from generator.errors import GeneratorError, missing
from generator.press import Piece, complete, press
from generator.press.naming import file_name
from generator.render.proof import page_count, render_png
from generator.render.writer import ReportLabFile
from generator.resources import CAMPAIGN_FILE, Library, find_library
from generator.stock.media import load_media
from generator.stock.sheet import Stock
from generator.template.schema import Layout
from generator.writing import write

DPI = 150.0
_KEYS = {"no-size": "size", "no-theme": "theme", "no-stock": "stock", "stock-size": "stock", "impossible": "theme"}
"""Which default of a campaign a refusal may come from."""


class Request(msgspec.Struct, frozen=True):
    """The options as they were given; None is one that was not."""

    layout: str | None = None
    audience: str | None = None
    langs: tuple[str, ...] = ()
    each: bool = False
    org: str | None = None
    size: str | None = None
    landscape: bool | None = None
    theme: str | None = None
    stock: str | None = None
    copies: int | None = None
    single: bool = False
    draft: bool = False
    reviewed_only: bool = False
    output: str | None = None
    kind: str | None = None
    page: int | None = None
    dpi: float | None = None
    as_json: bool = False


class Made(msgspec.Struct, frozen=True):
    """One file that was written."""

    file: str
    layout: str
    audience: str
    lang: str
    size: str
    orientation: str
    theme: str
    stock: str
    copies: int
    sheets: int
    page: int
    bytes: int
    sha256: str
    warnings: tuple[str, ...]


def run(request: Request) -> int:
    """Make, write and report; the exit code. A piece that fails does not keep those in other languages from being made."""
    library = find_library()
    campaign = load_campaign(Path.cwd()) if len(library.roots) > 1 else Campaign()
    kind = _kind(request)
    brief = _brief(request, campaign)
    spoken = _languages(request, campaign)
    _check_names(library, brief, spoken, request, campaign)
    briefs = [msgspec.structs.replace(brief, lang=langs[0], also=langs[1:]) for langs in spoken]
    _, plain, stock = _completed(library, briefs[0], request, campaign)

    several = len(briefs) > 1
    place = find_place(request.output or "", campaign.output, several)
    made: list[Made] = []
    worst = 0
    for one in briefs:
        try:
            piece = press(library, one, ReportLabFile)
            told = msgspec.structs.replace(piece.brief, stock=stock.name if stock and brief.stock else "")
            for remark in _remarks(piece):
                terminal.show(remark)
            made += _written(request, piece, told, plain, stock, kind, place)
            terminal.note(_account(library, told, piece, stock, plain, several))
        except GeneratorError as fault:
            if not several:
                raise
            terminal.failed(fault)
            worst = max(worst, int(fault.exit_code))
    if request.as_json:
        terminal.result_json([msgspec.to_builtins(item) for item in made])
    return worst


def _kind(request: Request) -> str:
    """pdf or png: as told, or as the name of the output says. UsageError if the options contradict each other."""
    suffix = Path(request.output or "").suffix.lower()
    named = suffix.lstrip(".") if suffix in SUFFIXES and not os.path.isdir(request.output or "") else ""
    kind = request.kind or named or "pdf"
    if named and named != kind:
        raise click.UsageError(f"-o ends in .{named}, and --format says {kind}")
    if kind == "pdf" and (request.page is not None or request.dpi is not None):
        raise click.UsageError(f"{'--page' if request.page is not None else '--dpi'} goes with --format png; a PDF holds every page as drawn")
    if request.single and request.stock:
        raise click.UsageError("--single makes pages without a stock; leave out --single or --stock")
    if request.draft and request.reviewed_only:
        raise click.UsageError("--draft prints what nobody has reviewed; leave out --draft or --reviewed-only")
    if request.as_json and request.output == "-":
        raise click.UsageError("standard output takes either the piece or --json; leave out one")
    return kind


def _languages(request: Request, campaign: Campaign) -> list[tuple[str, ...]]:
    """The languages of each piece; ("",) leaves them to the layout."""
    if request.each and not request.langs:
        raise click.UsageError("--each makes a file for each -l; name the languages, such as: -l en -l es --each")
    told = [split_langs(text) for text in request.langs]
    if request.each:
        return list(dict.fromkeys(told))
    if told:
        return [tuple(dict.fromkeys(lang for langs in told for lang in langs))]
    return list(dict.fromkeys(split_langs(text) for text in campaign.langs)) or [("",)]


def _brief(request: Request, campaign: Campaign) -> Brief:
    """What is asked for: options first, then the campaign's defaults."""
    layout, audience = request.layout or campaign.layout, request.audience or campaign.audience
    if not layout:
        raise click.UsageError("say what to make, such as: outreach make poster -a victims")
    if not audience:
        raise click.UsageError(f"say whom it speaks to, such as: outreach make {layout} -a victims")
    fixed = bool(request.size or request.stock or request.single)
    orientation = "" if request.landscape is None else "landscape" if request.landscape else "portrait"
    org = request.org or campaign.org
    return Brief(
        layout,
        audience,
        size=request.size or ("" if request.stock else chosen(campaign.size, layout)),
        orientation=orientation,
        theme=request.theme or chosen(campaign.theme, layout),
        profile=Path(org) if org else None,
        stock=request.stock or ("" if fixed else chosen(campaign.stock, layout)),
        copies=request.copies,
        single=request.single,
        draft=request.draft,
        reviewed_only=request.reviewed_only,
    )


def _check_names(library: Library, brief: Brief, spoken: list[tuple[str, ...]], request: Request, campaign: Campaign) -> None:
    """Refuse names that are not there before any work is done."""
    names.require(library, "layout", brief.layout, "" if request.layout else f"{CAMPAIGN_FILE}: layout")
    names.require(library, "audience", brief.audience, "" if request.audience else f"{CAMPAIGN_FILE}: audience")
    for lang in filter(None, chain.from_iterable(spoken)):
        names.require(library, "language", lang, "" if request.langs else f"{CAMPAIGN_FILE}: lang")
    if brief.profile is not None and not brief.profile.is_file():
        where = "" if request.org else f"{CAMPAIGN_FILE}: org"
        hint = "give the path of its file; `outreach init` writes an example"
        raise missing("no-profile", f"there is no profile {str(brief.profile)!r}", where, hint)


def _completed(library: Library, brief: Brief, request: Request, campaign: Campaign) -> tuple[Brief, Layout, Stock | None]:
    """`press.complete`, with a refusal blamed on the campaign's default where it is one."""
    try:
        return complete(library, brief)
    except GeneratorError as fault:
        first = fault.diagnostics[0]
        key = "stock" if first.code == "no-size" and brief.stock else _KEYS.get(first.code, "")
        if first.where or not key or getattr(request, key) or not chosen(getattr(campaign, key), brief.layout):
            raise
        hint = f'{first.hint}; for one layout only, write {key} = {{ {brief.layout} = "…" }}'.removeprefix("; ")
        raise type(fault)(msgspec.structs.replace(first, where=f"{CAMPAIGN_FILE}: {key}", hint=hint)) from None


def _written(request: Request, piece: Piece, told: Brief, plain: Layout, stock: Stock | None, kind: str, place: Place) -> list[Made]:
    """Write the files of one piece: the PDF, or a PNG a page."""
    pages = [0]
    if kind == "png":
        pages = [request.page] if request.page else list(range(1, page_count(piece.pdf) + 1))
        if len(pages) > 1 and place.folder is None:
            place = find_place(request.output or "", "", several=True)
    prepare(place, told=bool(request.output))
    made = []
    for page in pages:
        data = render_png(piece.pdf, page, request.dpi or DPI) if page else piece.pdf
        path = place.path(file_name(told, plain, f".{kind}", page))
        if path is None:
            terminal.result_bytes(data)
        else:
            write(path, data)
            if not request.as_json:
                terminal.result(str(path))
        made.append(_made(str(path or "-"), data, piece, told, stock, page))
    return made


def _made(file: str, data: bytes, piece: Piece, told: Brief, stock: Stock | None, page: int) -> Made:
    return Made(
        file,
        told.layout,
        told.audience,
        told.tongues,
        told.size,
        told.orientation,
        told.theme,
        stock.name if stock else "",
        _copies(told, stock),
        _sheets(told, piece, stock),
        page,
        len(data),
        hashlib.sha256(data).hexdigest(),
        tuple(remark.message for remark in _remarks(piece)),
    )


def _remarks(piece: Piece) -> list[Diagnostic]:
    """What the user should know of a piece that was made all the same."""
    return [remark for remark in piece.warnings if remark.severity == Severity.WARNING]


def _copies(brief: Brief, stock: Stock | None) -> int:
    return brief.copies or (len(stock.slots) if stock else 1)


def _sheets(brief: Brief, piece: Piece, stock: Stock | None) -> int:
    """Sheets of paper: two sides each where backs follow fronts; a copy begins a new sheet."""
    sides = 2 if piece.document.duplex else 1
    if stock:
        return -(-len(piece.document.sheets) // min(sides, len(piece.frames)))
    return _copies(brief, stock) * -(-len(piece.frames) // sides)


def _account(library: Library, brief: Brief, piece: Piece, stock: Stock | None, plain: Layout, several: bool) -> str:
    """How much paper it takes, and which: "20 copies on 2 sheets, both sides, turned on the long edge; paper: Avery 5371"."""
    copies, sheets = _copies(brief, stock), _sheets(brief, piece, stock)
    paper = stock.title if stock else load_media(library)[brief.size].title + (", landscape" if brief.orientation == "landscape" else "")
    turned = f", both sides, turned on the {piece.document.duplex.replace('-', ' ')}" if piece.document.duplex and len(piece.frames) > 1 else ""
    words = f"{_count(copies, 'copy', 'copies')} on {_count(sheets, 'sheet', 'sheets')}{turned}; paper: {paper}"
    return f"{plain.title}, {brief.tongues}: {words}" if several else words


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
