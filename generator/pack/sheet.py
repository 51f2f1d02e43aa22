"""The index on paper: a tagged PDF that says what the one for the screen says, to be printed and laid on the pile."""

from __future__ import annotations

import datetime
import io

from generator.compose.stage import Stage
from generator.content.catalog import SOURCE
from generator.frame import Box, Frame, Picture
from generator.impose.single import single
from generator.pack import say
from generator.pack.flow import FIELD, HEAVY, NOTE, QUIET, RULE, STRONG, TINT, Flow, Row, Words, list_row, put, shortened, table_row
from generator.pack.index import Index, Item, Section, Shown
from generator.press.ticket import fonts, icc_profile
from generator.render.file import PdfFile
from generator.render.pdf import render_pdf
from generator.resources import Library
from generator.sheet import Document
from generator.stock.media import media_size
from generator.units import Rect

TITLE, HEADING, NAME, TEXT, FACT = 31.0, 16.0, 12.0, 10.0, 9.2
"""Sizes in points."""
ACROSS, GUTTER = 2, 26.0
"""Items beside each other, and what is between them."""
PICTURE = 84.0
"""Width of a column of pictures, at which they have some 270 dpi."""
GAP = 14.0
MOST = 700
"""Characters of a list of files, or of a reason, that are printed; the index for the screen has all of it."""


def render(library: Library, index: Index, created: datetime.datetime) -> bytes:
    """The PDF."""
    faces = fonts(library)
    title = f"{index.title} – {index.campaign}"
    document = Document(title, "What is in this pack and how to print it", SOURCE, created, single(pages(library, index)))
    out = io.BytesIO()
    render_pdf(document, faces, icc_profile(library), PdfFile(out))
    return out.getvalue()


def pages(library: Library, index: Index) -> tuple[Frame, ...]:
    """Its pages, finished."""
    flow = Flow(fonts(library), media_size(library, index.paper))
    _head(flow, index)
    _steps(flow, index)
    _needs(flow, index)
    for section in index.sections:
        _section(flow, section)
    _numbers(flow, index)
    _absent(flow, index)
    return flow.frames(" · ".join(filter(None, (index.campaign, index.title, f"Edition {index.edition}" if index.edition else ""))))


def _head(flow: Flow, index: Index) -> None:
    flow.stage.artifact([Box(Rect(flow.left, flow.y, flow.width, 9), FIELD)])
    flow.y += 30
    flow.text("P", flow.words(index.campaign, TEXT, STRONG, QUIET), after=9)
    flow.text("H1", flow.words(index.title, TITLE, HEAVY, FIELD, balance=True), after=10)
    if index.about:
        flow.text("P", flow.words(index.about, 12, ink=QUIET), after=16)
    facts = [fact for fact in (("In this pack", index.count), ("Edition", index.edition), ("Contacts checked", index.checked)) if fact[1]]
    width = flow.width / max(len(facts), 1)
    texts = [(flow.words(name, FACT, ink=QUIET), flow.words(value, 11.5, STRONG)) for name, value in facts]
    for number, (name, value) in enumerate(texts):
        x = flow.left + number * width
        with flow.stage.element("P"):
            flow.stage.mark(name.runs(x, flow.y, width - GAP))
            flow.stage.mark(value.runs(x, flow.y + 14, width - GAP))
    flow.y += 14 + max((value.height(width - GAP) for _, value in texts), default=0.0) + 24


def _steps(flow: Flow, index: Index) -> None:
    pad = 15.0
    heading = flow.words("How to print", HEADING, HEAVY, FIELD)
    rows = [list_row(flow, f"{number}.", flow.words(step, TEXT), 18, pad) for number, step in enumerate(index.steps, 1)]
    height = heading.height(flow.width) + 12 + sum(row.height for row in rows) + 2 * pad - 5
    flow.keep(height)
    flow.stage.surface([Box(Rect(flow.left, flow.y, flow.width, height), TINT)])
    flow.y += pad
    put(flow.stage, "H2", heading, flow.left + pad, flow.y, flow.width - 2 * pad)
    flow.y += heading.height(flow.width) + 12
    flow.rows("L", rows, attributes="<</O/List/ListNumbering/Decimal>>")
    flow.y += pad - 5


def _heading(flow: Flow, text: str, follows: float) -> None:
    """A heading that stays with so much of what follows."""
    words = flow.words(text, HEADING, HEAVY, FIELD)
    flow.space(26)
    flow.keep(14 + words.height(flow.width) + 14 + follows)
    flow.stage.artifact([Box(Rect(flow.left, flow.y, flow.width, 2.5), FIELD)])
    flow.y += 14
    flow.text("H2", words, after=14)


def _needs(flow: Flow, index: Index) -> None:
    widths = [flow.width * share for share in (0.56, 0.34, 0.10)]
    head = table_row(flow, [flow.words(text, FACT, STRONG, QUIET, align=align) for text, align in _NEEDS], widths, head=True)
    rows = [
        table_row(
            flow,
            [
                flow.words(" – ".join(filter(None, (need.paper, need.detail))), TEXT, STRONG),
                flow.words(need.handling, TEXT),
                flow.words(f"{need.sheets:,}", TEXT, STRONG, align="end"),
            ],
            widths,
            head=False,
        )
        for need in index.needs
    ]
    _heading(flow, "Paper to have at hand", head.height + rows[0].height)
    flow.rows("Table", rows, head)


_NEEDS = (("Paper or stock", "start"), ("Printed", "start"), ("Sheets", "end"))


def _section(flow: Flow, section: Section) -> None:
    """Items two by two: what is the same in two languages stands side by side."""
    pairs = [section.items[at : at + ACROSS] for at in range(0, len(section.items), ACROSS)]
    rows = [[_item(flow, item, flow.left + number * (_column(flow) + GUTTER)) for number, item in enumerate(pair)] for pair in pairs]
    _heading(flow, section.title, max(row.height for row in rows[0]))
    for row in rows:
        height = max(each.height for each in row)
        flow.keep(height)
        for each in row:
            each.draw(flow.stage, flow.y)
        flow.y += height + 20
    flow.y -= 20


def _column(flow: Flow) -> float:
    return (flow.width - GUTTER * (ACROSS - 1)) / ACROSS


def _item(flow: Flow, item: Item, left: float) -> Row:
    """Its pictures, and beside them what it is, how many there are, on what, and which file."""
    measure = _column(flow) - PICTURE - GAP
    texts: list[tuple[str, Words, float]] = [("H3", flow.words(item.title, NAME, HEAVY), 7)]
    if item.own_name:
        texts.append(("P", flow.words(item.own_name, FACT, STRONG, QUIET, item.tongue), 6))
    texts.append(("P", flow.words(item.amount, FACT, STRONG), 4))
    texts.append(("P", flow.words(f"{item.paper}, {item.handling}", FACT), 4))
    texts.append(("P", flow.words(item.look, FACT, ink=QUIET), 4))
    if item.review:
        texts.append(("P", flow.words(f"Translation: {item.review}", FACT, STRONG, QUIET if item.reviewed else NOTE), 4))
    if item.warnings:
        texts.append(("P", flow.words(shortened(item.warnings, MOST, lambda more: f" And {more} more.", " "), FACT, STRONG, NOTE), 4))
    texts.append(("P", flow.words(_files(item), FACT, STRONG, FIELD), 0))
    pictures = [PICTURE / shown.image.aspect for shown in item.shown]
    height = max(sum(words.height(measure) + after for _, words, after in texts), sum(pictures) + 6 * (len(pictures) - 1))

    def draw(stage: Stage, top: float) -> None:
        x = left + PICTURE + GAP
        (role, name, after), *others = texts
        put(stage, role, name, x, top, measure)
        y = top
        for shown, picture in zip(item.shown, pictures, strict=True):
            _picture(stage, shown, Rect(left, y, PICTURE, picture))
            y += picture + 6
        y = top + name.height(measure) + after
        for role, words, after in others:
            put(stage, role, words, x, y, measure)
            y += words.height(measure) + after

    return Row(height, draw)


def _files(item: Item) -> str:
    if len(item.files) == 1:
        return item.files[0].path
    names = shortened((file.name for file in item.files), MOST, lambda more: f" and {more:,} more; index.html lists them")
    return f"{len(item.files):,} files, one for each record: {names}"


def _picture(stage: Stage, shown: Shown, rect: Rect) -> None:
    # A hairline of the rule's colour around: many pieces are white at the edge.
    stage.artifact([Box(Rect(rect.x - 0.5, rect.y - 0.5, rect.width + 1, rect.height + 1), RULE)])
    with stage.element("Figure", alt=shown.alt, bbox=rect):
        stage.mark([Picture(rect, shown.image.pixels, shown.image.rgb, shown.image.digest)])


def _numbers(flow: Flow, index: Index) -> None:
    if not index.numbers:
        return
    widths = [flow.width * share for share in (0.42, 0.26, 0.20, 0.12)]
    head = table_row(
        flow, [flow.words(text, FACT, STRONG, QUIET) for text in ("Contact", "Number or address", "Checked", "On files")], widths, head=True
    )
    rows = [
        table_row(
            flow,
            [flow.words(each.name, TEXT), flow.words(each.number, TEXT, STRONG), flow.words(each.checked, TEXT), flow.words(each.on, TEXT)],
            widths,
            head=False,
        )
        for each in index.numbers
    ]
    note = flow.words(say.CHECKED + (f" {say.OTHERS}" if index.others else ""), TEXT, ink=QUIET)
    _heading(flow, "Contacts on these pieces", note.height(flow.width) + 12 + head.height + rows[0].height)
    flow.text("P", note, after=12)
    flow.rows("Table", rows, head)


def _absent(flow: Flow, index: Index) -> None:
    if not index.absent:
        return
    note = flow.words("These belong here and could not be made. Ask whoever made the pack before you use an older print.", TEXT, STRONG, NOTE)
    rows = [list_row(flow, "–", flow.words(f"{each.name}: {shortened([each.reason], MOST, str)}", TEXT), 14) for each in index.absent]
    _heading(flow, "Not in this pack", note.height(flow.width) + rows[0].height)
    flow.text("P", note, after=8)
    flow.rows("L", rows, attributes="<</O/List/ListNumbering/None>>")
