"""Conduct a run of records: one type scale for all, a file for each or all together on shared sheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

import msgspec

from generator.brief import Brief
from generator.compose.draft import mark_draft
from generator.compose.element import Fit
from generator.compose.mould import Mould
from generator.compose.run import Cast, Numbered, RunComposer
from generator.compose.slot import Filling
from generator.compose.typist import Content
from generator.content.audience import load_texts
from generator.content.catalog import load_catalog
from generator.content.words import CodeText, Words
from generator.diagnostics import Diagnostic, Severity, nearest
from generator.errors import GeneratorError, InputError, PreflightError, raise_all
from generator.frame import Frame, Node
from generator.merge.rules import Rules
from generator.merge.words import MergedWords
from generator.preflight import Subject, preflight
from generator.preflight.fillings import RecordJudge, Told, told
from generator.press.piece import document_of, may_print, refuse_lacks, remarks
from generator.press.ticket import icc_profile, make_ticket
from generator.records import Record
from generator.render.file import PdfFile, Sink
from generator.render.paint import Drawn
from generator.render.pdf import DocumentWriter, render_pdf
from generator.resources import Library
from generator.sheet import Document
from generator.template.schema import Block

REMEMBERED = 1024
"""Marks whose operators are kept for the next file, and records whose words are kept for the next sweep."""
Failed = Callable[[Record, GeneratorError], None]
"""Hears of a record that cannot be made."""


class RecordPiece(msgspec.Struct, frozen=True, eq=False):
    """The finished piece of one record."""

    words: Words
    document: Document
    sides: int
    pdf: bytes
    warnings: tuple[Diagnostic, ...]


class RunPress:
    """Presses the records of one audience, language, size and theme."""

    def __init__(self, library: Library, brief: Brief, rules: Rules, where: str) -> None:
        """`where` is the campaign's file and the key of the rules, for messages."""
        self.rules = rules
        self.ticket = make_ticket(library, brief, organisation=bool(rules.organisation))
        brief = self.ticket.brief
        ticket = self.ticket
        raise_all(one_language(brief, where))
        may_print(brief, [load_catalog(library, brief.lang)])
        raise_all(self._lost_texts(where))
        self.merged = MergedWords(library, brief, ticket.title, ticket.theme.discreet, rules, where)
        (self.context,) = self.ticket.contexts()
        self._composer: RunComposer | None = None
        self._judge: RecordJudge | None = None
        self._example: Words | None = None
        self._judged: set[int] = set()
        self._moulds: list[Mould] = []
        self._told: dict[int, tuple[Filling, Told]] = {}
        self._drawn: dict[int, Drawn] = {}
        self._kept_words: dict[int, Words] = {}
        self._reading: tuple[Callable[[Record], tuple[Content, ...]] | None] | None = None
        self._figures = [name for name, column in rules.columns.items() if column.numbers]

    def _lost_texts(self, where: str) -> Iterator[Diagnostic]:
        """Texts of the rules for blocks that there are not: they would be printed nowhere."""
        layouts = (self.ticket.plain, self.ticket.layout)
        audience = self.ticket.brief.audience
        known = {name for name, _ in load_texts(self.ticket.library, audience).blocks}
        known |= {block.content for layout in layouts for block in layout.blocks.values()}
        for key in self.rules.text:
            name = key.partition(".")[0]
            if name not in known:
                told = f"neither {audience} nor the {self.ticket.plain.name} has a block {name!r}"
                yield Diagnostic("no-block", told, f"{where}.text.{key}", nearest(name, known - {""}))

    def settle(self, records: Callable[[], Iterable[Record]], failed: Failed) -> Fit:
        """The fit of the whole run. `records` begins a sweep; one that cannot be made at any size is told to `failed`."""
        bad: set[int] = set()
        seen: dict[int, Record] = {}

        def sweep() -> Iterator[Numbered]:
            for record in records():
                if record.number in bad:
                    continue
                seen[0] = record
                try:
                    contents = self._contents(record)
                    if contents is None:
                        self._words(record)
                except GeneratorError as fault:
                    bad.add(record.number)
                    failed(record, fault)
                    continue
                yield record.number, contents, partial(self._words, record)

        def unfit(number: int, fault: InputError) -> None:
            bad.add(number)
            failed(seen[0], _placed(fault, seen[0]))

        found = iter(sweep())
        first = next(found, None)
        if first is None:
            return Fit()
        words = first[2]()
        try:
            composer = self._composer_for(words)
        except InputError as fault:
            # What has no translation is nobody's row.
            raise (fault if words.lacks else _placed(fault, seen[0])) from None
        sweeps = iter((chain((first,), found),))
        return composer.settle(lambda: next(sweeps, None) or sweep(), unfit)

    def piece(self, record: Record, fit: Fit) -> RecordPiece:
        """The piece of one record. Raises GeneratorError."""
        words, cast, warnings = self._made(record, fit)
        ticket = self.ticket
        copies = self.rules.copies if self.rules.copies > 1 else ticket.brief.copies
        document = document_of(ticket, self._marked(cast.frames), words, copies)
        out = io.BytesIO()
        render_pdf(document, ticket.faces, icc_profile(ticket.library), PdfFile(out), self._remembered())
        return RecordPiece(words, document, len(cast.frames), out.getvalue(), warnings)

    def sides(self, record: Record, fit: Fit) -> tuple[tuple[Frame, ...], tuple[Diagnostic, ...], Words | None]:
        """The sides of one of many pieces on shared sheets, and what is worth knowing of it. Raises GeneratorError.

        Its words, too, where they may have contacts of their own.
        """
        told: tuple[Diagnostic, ...] = ()
        words: Words | None = None
        cast = self._typed(record, fit)
        if cast is None:
            words, cast, told = self._made(record, fit)
        return _grouped(self._marked(cast.frames)), told, words

    def writer(self, out: Sink) -> DocumentWriter:
        """A writer of a file for all pieces; the first must have been made."""
        ticket, words = self.ticket, self.example
        # A file of many pieces is called by what they share.
        title = ticket.plain.title if ("headline", "text") in self.merged.varying.blocks else words.title
        document = Document(title, words.subject, ticket.brief.lang, ticket.created, (), ticket.duplex)
        return DocumentWriter(document, ticket.faces, icc_profile(ticket.library), PdfFile(out), self._remembered())

    def coming_again(self, last: tuple[Frame, ...]) -> list[Frame]:
        """Sides that come again: those that are the same for every record, and the last piece's, of which there may be more."""
        assert self._composer is not None
        return [*self._composer.same, *last]

    def _marked(self, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
        """The sides as they are printed: those of a draft say so."""
        return mark_draft(self.context, frames, self.merged.base.label("draft")) if self.ticket.brief.draft else frames

    @property
    def example(self) -> Words:
        """The words of the run's first piece, as far as they are printed."""
        assert self._example is not None
        return self._example

    def _words(self, record: Record) -> Words:
        """The words of a record; those of the first records are kept, because a run is read twice."""
        found = self._kept_words.get(record.number)
        if found is None:
            try:
                found = self.merged.words(record)
            except InputError as fault:
                raise _placed(fault, record) from None
            if len(self._kept_words) < REMEMBERED:
                self._kept_words[record.number] = found
        return found

    def _composer_for(self, words: Words) -> RunComposer:
        if self._composer is None:
            self._composer = RunComposer(self.context, self.merged.varying, words)
            # It has asked for all that is printed: what has no translation is told once, not for every record.
            refuse_lacks(self.ticket.brief, words)
        return self._composer

    def _contents(self, record: Record) -> tuple[Content, ...] | None:
        """What is typed for a record, if that will do for its run."""
        if self._composer is None:
            return None
        if self._reading is None:
            places = [_place_of(block, self._composer.example) for block in self._composer.places()]
            self._reading = (self.merged.contents(places),)
        [read] = self._reading
        return read(record) if read is not None else None

    def _typed(self, record: Record, fit: Fit) -> Cast | None:
        """A record typed into the last one's mould and judged; None if it is to be composed and judged in full."""
        contents = self._contents(record) if self._judge is not None else None
        cast = self._composer.typed(contents, fit) if contents is not None and self._composer is not None else None
        if cast is None or contents is None or self._judge is None or id(cast.mould) not in self._judged:
            return None
        codes = [content for content in contents if isinstance(content, CodeText)]
        known = [*(record[name] for name in self._figures), *(code.destination[0].text for code in codes)]
        told = [self._told_of(filling) for filling in cast.fillings]
        return cast if self._judge.sound(told, known, frozenset(code.payload for code in codes)) else None

    def _made(self, record: Record, fit: Fit) -> tuple[Words, Cast, tuple[Diagnostic, ...]]:
        """A record composed and judged."""
        words = self._words(record)
        composer = self._composer_for(words)
        try:
            cast = composer.compose(words, fit)
        except InputError as fault:
            raise _placed(fault, record) from None
        self.merged.share(words)
        refuse_lacks(self.ticket.brief, words)
        if self._judge is None or cast.mould is None or id(cast.mould) not in self._judged:
            words = words.settled()
            return words, cast, self._judge_whole(record, words, cast)
        return words, cast, self._judge.judge(record.where(), [self._told_of(filling) for filling in cast.fillings], words)

    def _judge_whole(self, record: Record, words: Words, cast: Cast) -> tuple[Diagnostic, ...]:
        """Every check, for the first piece of a mould."""
        ticket = self.ticket
        document = document_of(ticket, cast.frames, words, 1)
        what = f"{record.where()}: {ticket.what}"
        found = preflight(Subject(what, cast.frames, document, words, ticket.limits(self.context), ticket.faces))
        errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
        if errors:
            raise PreflightError(*errors)
        if cast.mould is not None:
            self._moulds.append(cast.mould)
            self._judged.add(id(cast.mould))
            self._example = self._example or words
            self._judge = self._judge or RecordJudge(ticket.what, words, self.merged.varying)
        return (*remarks(ticket, self.context, words), *found)

    def _told_of(self, filling: Filling) -> Told:
        known = self._told.get(id(filling))
        if known is None or known[0] is not filling:
            if len(self._told) > REMEMBERED:
                self._told.clear()
            known = self._told[id(filling)] = (filling, told(filling.marks))
        return known[1]

    def _remembered(self) -> dict[int, Drawn]:
        if len(self._drawn) > REMEMBERED:
            self._drawn.clear()
        return self._drawn


def _place_of(block: Block, words: Words) -> tuple[str, str] | None:
    """The place of a block's words, if it is one whose words may be typed."""
    if block.kind in ("heading", "text"):
        return words.place(block.content, block.form)
    return (block.select, block.form) if block.kind == "code" else None


def one_language(brief: Brief, where: str) -> Iterator[Diagnostic]:
    """What is wrong with a run of records in several languages: their pieces are made in one."""
    if brief.also:
        hint = "list the languages one by one: each is then a run of its own"
        yield Diagnostic("one-language", f"records are not merged into a piece in several languages ({brief.tongues})", where, hint)


def _grouped(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """The front with all that it says in one section, so that a reader can go from piece to piece."""
    front = frames[0]
    return (msgspec.structs.replace(front, structure=(Node("Sect", front.structure),)), *frames[1:])


def _placed(fault: GeneratorError, record: Record) -> GeneratorError:
    """The fault with the record's row where it names no place."""
    row = record.where()
    found = [
        each if row in each.where else msgspec.structs.replace(each, where=f"{row}: {each.where}" if each.where else row)
        for each in fault.diagnostics
    ]
    return type(fault)(*found)
