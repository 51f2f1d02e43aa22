"""What a worker does: make one task's pieces, write them, and say what became of each."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import msgspec

from generator.batch.keys import merged_key, piece_key, record_key, run_key
from generator.batch.manifest import Entry, Journal, Printed, Remark, Status
from generator.batch.plan import Run
from generator.batch.shop import Shop, record_name, wanted
from generator.batch.store import Store
from generator.compose.element import Fit
from generator.content.assemble import load_directory, load_edition
from generator.content.words import Words, asked_for
from generator.diagnostics import Diagnostic, Severity
from generator.errors import GeneratorError
from generator.preflight.runner import CHECKS
from generator.press.piece import Piece, prepare, press
from generator.press.run import RunPress
from generator.press.ticket import Ticket
from generator.records import Fault, Record

MOST_FAULTS = 20
"""Faults of a file of many records that are told one by one."""


class Bench(msgspec.Struct, frozen=True):
    """What all tasks of a batch share."""

    shop: Shop
    store: Store | None
    """None makes everything and writes nothing."""
    journal: Journal | None
    """Where a worker notes what it has made; None where its caller does."""


class Settle(msgspec.Struct, frozen=True):
    """Find the type scale of a run of records."""

    run: Run


class Settled(msgspec.Struct, frozen=True):
    """The scale of a run, what its records share, and the rows that cannot be made."""

    fit: Fit
    key: str
    failures: dict[int, tuple[Remark, ...]]
    exit_codes: dict[int, int]


class Make(msgspec.Struct, frozen=True):
    """Make the piece of a run, or the file of all its records."""

    run: Run
    file: str
    inputs: str
    known: str = ""
    """The key under which the output stands, whole; equal keys, and nothing is made."""
    records: str = ""
    """The digest of the records' file."""


class MakeRecords(msgspec.Struct, frozen=True):
    """Make the pieces of some records of a run."""

    run: Run
    inputs: str
    settled: Settled
    records: tuple[Record, ...]
    files: tuple[str, ...]
    known: tuple[str, ...]


Task = Settle | Make | MakeRecords
_presses: OrderedDict[Run, tuple[Shop, RunPress]] = OrderedDict()
"""Presses of the last runs: what their records share is set once."""
MOST_PRESSES = 4


def work(bench: Bench, task: Task) -> Settled | list[Entry]:
    """Do a task. What is the campaign's fault is in the answer; a bug is raised."""
    if isinstance(task, Settle):
        return _settle(bench, task)
    if isinstance(task, MakeRecords):
        return [_make_record(bench, task, *each) for each in zip(task.records, task.files, task.known, strict=True)]
    if task.run.merge:
        return [_make_sheets(bench, task)]
    return [_make_piece(bench, task)]


# One piece


def _make_piece(bench: Bench, task: Make) -> Entry:
    library, run = bench.shop.library, task.run

    def made() -> Entry:
        ready = prepare(library, run.brief)
        key = piece_key(ready.ticket, ready.every)
        if task.known and key == task.known and not any(words.lacks for words in ready.every):
            return _entry(run, task.file, "unchanged", ready.ticket, inputs=task.inputs, key=key)
        piece = press(library, run.brief)
        return _finished(bench, task, ready.ticket, piece, key)

    return _guarded(bench, run, task.file, task.inputs, made)


def _finished(bench: Bench, task: Make, ticket: Ticket, piece: Piece, key: str) -> Entry:
    size, digest = _written(bench, task.file, piece.pdf)
    pages = len(piece.document.sheets)
    sides = min(2 if ticket.duplex else 1, len(piece.frames))
    copies = ticket.brief.copies or (len(ticket.stock.slots) if ticket.stock else 1)
    return _entry(
        task.run, task.file, "made", ticket, piece.words, piece.warnings, piece.also,
        copies=copies, pieces=copies, pages=pages, sheets=-(-pages // sides), bytes=size, sha256=digest, inputs=task.inputs, key=key,
    )  # fmt: skip


# Records


def _settle(bench: Bench, task: Settle) -> Settled:
    shop, run = bench.shop, task.run
    failures: dict[int, tuple[Remark, ...]] = {}
    codes: dict[int, int] = {}

    def failed(record: Record, fault: GeneratorError) -> None:
        failures[record.number] = tuple(map(Remark.of, fault.diagnostics))
        codes[record.number] = int(fault.exit_code)

    found = _press_of(shop, run)
    records = shop.records()
    fit = found.settle(lambda: (item for item in wanted(shop, run, records) if isinstance(item, Record)), failed)
    return Settled(fit, run_key(found.ticket, found.merged), failures, codes)


def _make_record(bench: Bench, task: MakeRecords, record: Record, file: str, known: str) -> Entry:
    shop, run, settled = bench.shop, task.run, task.settled
    name = record_name(shop.rules, record)
    told: dict[str, Any] = {"record": name, "row": record.number, "inputs": task.inputs}
    fit = settled.fit
    if record.number in settled.failures:
        entry = _entry(run, file, "failed", None, failures=settled.failures[record.number], exit_code=settled.exit_codes[record.number], **told)
        return _noted(bench, entry)
    key = record_key(settled.key, record, fit, shop.campaign.folder)
    if known and key == known:
        return _entry(run, file, "unchanged", None, key=key, **told)

    def made() -> Entry:
        found = _press_of(shop, run)
        piece = found.piece(record, fit)
        size, digest = _written(bench, file, piece.pdf)
        pages = len(piece.document.sheets)
        sides = min(2 if found.ticket.duplex else 1, piece.sides)
        return _entry(
            run, file, "made", found.ticket, piece.words, piece.warnings, scale=(fit.scale, fit.step, fit.air),
            copies=shop.rules.copies, pieces=shop.rules.copies, pages=pages, sheets=-(-pages // sides), bytes=size, sha256=digest, key=key, **told,
        )  # fmt: skip

    return _guarded(bench, run, file, task.inputs, made, record=name, row=record.number)


def _make_sheets(bench: Bench, task: Make) -> Entry:
    shop, run = bench.shop, task.run

    def made() -> Entry:
        found = _press_of(shop, run)
        key = merged_key(run_key(found.ticket, found.merged), task.records)
        if task.known and key == task.known:
            return _entry(run, task.file, "unchanged", found.ticket, inputs=task.inputs, key=key)
        faults: list[Diagnostic] = []
        records = shop.records()

        def failed(record: Record, fault: GeneratorError) -> None:
            faults.extend(fault.diagnostics)

        def every() -> Iterator[Record]:
            for item in wanted(shop, run, records):
                if isinstance(item, Fault):
                    if not seen:
                        faults.extend(item.diagnostics)
                else:
                    yield item
            seen.append(True)

        seen: list[bool] = []
        fit = found.settle(every, failed)
        _stop_at(faults)
        with _output(bench, task.file) as out:
            merged = found.sheets(every(), fit, out, failed)
            # A sheet without one of its cards must not be printed: no row, no file.
            _stop_at(faults)
        return _entry(
            run, task.file, "made", found.ticket, found.example, merged.warnings, scale=(fit.scale, fit.step, fit.air), copies=shop.rules.copies,
            pieces=merged.pieces, pages=merged.pages, sheets=merged.sheets, bytes=out.size, sha256=out.sha256, inputs=task.inputs, key=key,
        )  # fmt: skip

    return _guarded(bench, run, task.file, task.inputs, made)


def _stop_at(faults: list[Diagnostic]) -> None:
    if not faults:
        return
    found = list(dict.fromkeys(faults))
    more = len(found) - MOST_FAULTS
    if more > 0:
        found = [*found[:MOST_FAULTS], Diagnostic("more-faults", f"and {more} more", hint="mend these first; many faults often have one cause")]
    raise GeneratorError(*found)


def _press_of(shop: Shop, run: Run) -> RunPress:
    known = _presses.get(run)
    if known is not None and known[0] == shop:
        return known[1]
    found = RunPress(shop.library, run.brief, shop.rules, shop.where)
    _presses[run] = (shop, found)
    if len(_presses) > MOST_PRESSES:
        _presses.popitem(last=False)
    return found


# Files and entries


class _Counted:
    """A file that is measured as it is written."""

    def __init__(self, file: BinaryIO | None) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self.size += len(data)
        if self._file is not None:
            self._file.write(data)
        return len(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def _output(bench: Bench, file: str) -> Iterator[_Counted]:
    if bench.store is None:
        yield _Counted(None)
        return
    with bench.store.write(file) as out:
        yield _Counted(out)


def _written(bench: Bench, file: str, data: bytes) -> tuple[int, str]:
    with _output(bench, file) as out:
        out.write(data)
    return out.size, out.sha256


def _guarded(bench: Bench, run: Run, file: str, inputs: str, made: Callable[[], Entry], record: str = "", row: int = 0) -> Entry:
    """The entry of what is made, or of why it is not."""
    try:
        entry = made()
    except GeneratorError as fault:
        remarks = tuple(map(Remark.of, fault.diagnostics))
        entry = _entry(run, file, "failed", None, failures=remarks, exit_code=int(fault.exit_code), inputs=inputs, record=record, row=row)
    return _noted(bench, entry)


def _noted(bench: Bench, entry: Entry) -> Entry:
    if bench.journal is not None and entry.status != "unchanged":
        bench.journal.append(entry)
    return entry


def _entry(
    run: Run,
    file: str,
    status: Status,
    ticket: Ticket | None,
    words: Words | None = None,
    warnings: tuple[Diagnostic, ...] = (),
    also: tuple[Words, ...] = (),
    **more: Any,
) -> Entry:
    brief = run.brief
    told: dict[str, Any] = {}
    if ticket is not None and words is not None:
        contacts, _ = load_directory(ticket.library)
        every = (chosen for each in (words, *also) for chosen in asked_for(each.contacts).values())
        ids = dict.fromkeys(contact.id for chosen in every for contact in chosen)
        found = [(name, contacts.contacts[name]) for name in ids if name in contacts.contacts]
        told = {
            "title": words.title,
            "edition": brief.edition or load_edition(ticket.library).edition,
            "contacts": tuple(Printed(name, contact.number, contact.checked_on) for name, contact in found),
            "checks": tuple(check.id for check in CHECKS),
            "warnings": tuple(Remark.of(each) for each in warnings if each.severity is Severity.WARNING),
        }
    return Entry(
        file=file, status=status, layout=brief.layout, audience=brief.audience, lang=brief.tongues, size=brief.size,
        orientation=brief.orientation, theme=brief.theme, stock=brief.stock, organisation=run.organisation, **told, **more,
    )  # fmt: skip
