"""What a worker does: make one task's pieces, write them, and say what became of each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from generator.batch.entries import entry_of, failed_entry, on_it
from generator.batch.keys import merged_key, piece_key, record_key, run_key
from generator.batch.manifest import Entry, Journal, Remark
from generator.batch.outlet import output, written
from generator.batch.plan import Run
from generator.batch.shop import Shop, record_name, wanted
from generator.batch.store import Store
from generator.compose.element import Fit
from generator.diagnostics import Diagnostic
from generator.errors import GeneratorError, WriteError, refuse
from generator.press.piece import prepare, press
from generator.press.run import RunPress
from generator.press.sheets import SheetPress
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
    hands: int = 1
    """Processes that one task may be made by."""


class Refused(msgspec.Struct, frozen=True):
    """Why something is not made."""

    remarks: tuple[Remark, ...]
    exit_code: int

    @classmethod
    def of(cls, fault: GeneratorError) -> Refused:
        return cls(tuple(map(Remark.of, fault.diagnostics)), int(fault.exit_code))


class Settle(msgspec.Struct, frozen=True):
    """Find the type scale of a run of records."""

    run: Run


class Settled(msgspec.Struct, frozen=True):
    """The scale of a run, what its records share, and the rows that cannot be made."""

    fit: Fit
    key: str
    failures: dict[int, Refused]
    refused: Refused | None = None
    """Why none of them can be made."""

    def of(self, records: tuple[Record, ...]) -> Settled:
        """What concerns these records."""
        own = {record.number: self.failures[record.number] for record in records if record.number in self.failures}
        return msgspec.structs.replace(self, failures=own)


class Make(msgspec.Struct, frozen=True):
    """Make the piece of a run, or the file of all its records."""

    run: Run
    file: str
    inputs: str
    known: str = ""
    """The key under which the output stands, whole; equal keys, and nothing is made."""
    records: str = ""
    """A digest of the records that are on it."""


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


def work(bench: Bench, task: Task, stopped: Callable[[], bool] = lambda: False) -> Settled | list[Entry]:
    """Do a task. What is the campaign's fault is in the answer; a bug is raised. Nothing is begun once it is `stopped`."""
    if isinstance(task, Settle):
        return _settle(bench, task)
    if isinstance(task, MakeRecords):
        each = zip(task.records, task.files, task.known, strict=True)
        return [_make_record(bench, task, *one) for one in each if not stopped()]
    if stopped():
        return []
    if task.run.merge:
        return [_make_sheets(bench, task)]
    return [_make_piece(bench, task)]


# One piece


def _make_piece(bench: Bench, task: Make) -> Entry:
    campaign, library, run = bench.shop.campaign, bench.shop.library, task.run

    def made() -> Entry:
        ready = prepare(library, run.brief)
        key = piece_key(ready.ticket, ready.every)
        told: dict[str, Any] = {"inputs": task.inputs, "key": key}
        if task.known and key == task.known and not any(words.lacks for words in ready.every):
            return entry_of(campaign, run, task.file, "unchanged", **told)
        piece = press(library, run.brief)
        size, digest = written(bench.store, task.file, piece.pdf)
        ticket, pages = ready.ticket, len(piece.document.sheets)
        copies = _copies(ticket)
        told |= {"copies": copies, "pieces": copies, "pages": pages, "sheets": _sheets(ticket, pages, len(piece.frames))}
        told |= {"bytes": size, "sha256": digest, **on_it(ticket, piece.words, piece.warnings, also=piece.also)}
        return entry_of(campaign, run, task.file, "made", **told)

    return _guarded(bench, run, task.file, made, inputs=task.inputs)


def _copies(ticket: Ticket, of_each: int = 1) -> int:
    """How many of a piece its file has: as many as are asked for, or one, or a full sheet."""
    if of_each > 1:
        return of_each
    return ticket.brief.copies or (len(ticket.stock.slots) if ticket.stock else 1)


def _sheets(ticket: Ticket, pages: int, sides: int) -> int:
    """Sheets of paper for so many pages."""
    return -(-pages // min(2 if ticket.duplex else 1, sides))


# Records


def _settle(bench: Bench, task: Settle) -> Settled:
    shop, run = bench.shop, task.run
    failures: dict[int, Refused] = {}

    def failed(record: Record, fault: GeneratorError) -> None:
        failures[record.number] = Refused.of(fault)

    try:
        found = _press_of(shop, run)
        records = shop.records()
        fit = found.settle(lambda: (item for item in wanted(shop, run, records) if isinstance(item, Record)), failed)
        return Settled(fit, run_key(found.ticket, found.merged), failures)
    except GeneratorError as fault:
        return Settled(Fit(), "", {}, Refused.of(fault))


def _make_record(bench: Bench, task: MakeRecords, record: Record, file: str, known: str) -> Entry:
    shop, run, settled = bench.shop, task.run, task.settled
    campaign, fit = shop.campaign, settled.fit
    told: dict[str, Any] = {"record": record_name(shop.rules, record), "row": record.number, "inputs": task.inputs}
    refused = settled.failures.get(record.number)
    if refused:
        return _noted(bench, entry_of(campaign, run, file, "failed", failures=refused.remarks, exit_code=refused.exit_code, **told))
    key = record_key(settled.key, shop.rules, record, fit)
    if known and key == known:
        return entry_of(campaign, run, file, "unchanged", key=key, **told)

    def made() -> Entry:
        found = _press_of(shop, run)
        piece = found.piece(record, fit)
        size, digest = written(bench.store, file, piece.pdf)
        pages, copies = len(piece.document.sheets), _copies(found.ticket, shop.rules.copies)
        more: dict[str, Any] = {
            "copies": copies,
            "pieces": copies,
            "pages": pages,
            "sheets": _sheets(found.ticket, pages, piece.sides),
            "scale": _scale(fit),
        }
        more |= on_it(found.ticket, piece.words, piece.warnings, shop.rules)
        return entry_of(campaign, run, file, "made", bytes=size, sha256=digest, key=key, **told, **more)

    return _guarded(bench, run, file, made, **told)


def _make_sheets(bench: Bench, task: Make) -> Entry:
    shop, run = bench.shop, task.run
    campaign = shop.campaign

    def made() -> Entry:
        found = _press_of(shop, run)
        key = merged_key(run_key(found.ticket, found.merged), task.records)
        if task.known and key == task.known:
            return entry_of(campaign, run, task.file, "unchanged", inputs=task.inputs, key=key)
        faults: dict[Diagnostic, None] = {}
        records = shop.records()

        def failed(record: Record, fault: GeneratorError) -> None:
            _add(faults, fault.diagnostics)

        def every() -> Iterator[Record]:
            for item in wanted(shop, run, records):
                if isinstance(item, Fault):
                    _add(faults, item.diagnostics)
                else:
                    yield item

        fit = found.settle(every, failed)
        _stop_at(faults)
        with output(bench.store, task.file) as out:
            merged = SheetPress(found, fit, out, failed).run(every(), bench.hands)
            # A sheet without one of its cards must not be printed: no row, no file.
            _stop_at(faults)
            if not merged.pieces:
                raise refuse("no-rows", "no record is for this piece", shop.where, "exclude the piece, or mend the columns that `only` names")
        told = on_it(found.ticket, found.example, merged.warnings, shop.rules, numbers=merged.numbers)
        return entry_of(
            campaign, run, task.file, "made", scale=_scale(fit), copies=shop.rules.copies, pieces=merged.pieces, pages=merged.pages,
            sheets=merged.sheets, bytes=out.size, sha256=out.sha256, inputs=task.inputs, key=key, **told,
        )  # fmt: skip

    return _guarded(bench, run, task.file, made, inputs=task.inputs)


def _scale(fit: Fit) -> tuple[float, int, float]:
    return fit.scale, fit.step, fit.air


def _add(faults: dict[Diagnostic, None], more: tuple[Diagnostic, ...]) -> None:
    """Keep faults once each, and no more than are told: a file may have as many as rows."""
    for fault in more:
        if len(faults) <= MOST_FAULTS:
            faults[fault] = None


def _stop_at(faults: dict[Diagnostic, None]) -> None:
    if faults:
        told = list(faults)[:MOST_FAULTS]
        more = Diagnostic("more-faults", "and more", hint="mend these first; many faults often have one cause")
        raise GeneratorError(*told, *([more] if len(faults) > MOST_FAULTS else []))


def _press_of(shop: Shop, run: Run) -> RunPress:
    known = _presses.get(run)
    if known is not None and known[0] == shop:
        return known[1]
    found = RunPress(shop.library, run.brief, shop.rules, shop.where)
    _presses[run] = (shop, found)
    if len(_presses) > MOST_PRESSES:
        _presses.popitem(last=False)
    return found


def _guarded(bench: Bench, run: Run, file: str, made: Callable[[], Entry], **told: Any) -> Entry:
    """The entry of what is made, or of why it is not."""
    try:
        entry = made()
    except WriteError:
        # Where one piece cannot be written, the others cannot either.
        raise
    except GeneratorError as fault:
        entry = failed_entry(bench.shop.campaign, run, file, fault, **told)
    return _noted(bench, entry)


def _noted(bench: Bench, entry: Entry) -> Entry:
    if bench.journal is not None and entry.status != "unchanged":
        bench.journal.append(entry)
    return entry
