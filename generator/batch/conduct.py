"""Conduct a batch: what stands is left, what is new or changed is made, and the manifest says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from typing import Any

import msgspec

from generator import __version__
from generator.batch.campaign import Campaign
from generator.batch.engines import Engine, is_lost, open_engine
from generator.batch.lock import Lock
from generator.batch.manifest import NAME, VERSION, Entry, Head, Manifest, Remark, kept_in
from generator.batch.naming import pattern_faults
from generator.batch.plan import Blocked, Plan, make_plan
from generator.batch.shop import Shop, check_record_names, named_records
from generator.batch.standing import Standing
from generator.batch.store import Folder, open_store
from generator.batch.tasks import Listener, Step, Steps
from generator.batch.work import Bench, Settled
from generator.errors import ExitCode, raise_all, refuse
from generator.resources import Library

AHEAD = 3
"""Tasks that wait for each one that is worked at: enough that no worker waits, few enough that a stop is soon felt."""
MOST_LOSSES = 3
"""How often a task is begun again when its worker is lost."""
MOST_TOLD = 200
"""Failures, and kinds of warnings, that are kept to be told; the manifest has all of them."""


class Options(msgspec.Struct, frozen=True):
    """How a batch is run."""

    jobs: int = 1
    scheduler: str = ""
    dry: bool = False
    fail_fast: bool = False
    prune: bool = False
    only: Mapping[str, tuple[str, ...]] = {}
    warm: int = 0
    """So many tasks are done in this process before others are begun."""


class Summary(msgspec.Struct):
    """What a batch came to."""

    plan: Plan
    counts: Counter[tuple[str, str, str, str]]
    """How many by layout, audience, language and status."""
    failures: list[Entry]
    """The first of them."""
    warnings: dict[tuple[str, str], int]
    """How often each was given, by code and message."""
    orphans: tuple[str, ...] = ()
    """Outputs of earlier runs that are in the plan no more."""
    pruned: bool = False
    unpruned: bool = False
    """Whether faults have kept from saying which outputs are wanted no more, though they were to be removed."""
    interrupted: bool = False
    stopped: bool = False
    """Whether a failure has ended it."""
    exit_code: int = 0
    output: str = ""

    def total(self, status: str) -> int:
        return sum(number for key, number in self.counts.items() if key[3] == status)


class Conductor:
    """One run over a campaign."""

    def __init__(self, library: Library, campaign: Campaign, options: Options, listener: Listener) -> None:
        self.shop, self.options, self.listener = Shop(campaign, library), options, listener
        self.store = open_store(campaign.file.output, campaign.folder, f"{campaign.where}: output")
        self.manifest = Manifest(kept_in(campaign, self.store) / NAME)
        journal = None if options.dry else self.manifest.journal
        self.bench = Bench(self.shop, None if options.dry else self.store, journal)
        self.summary = Summary(Plan((), ()), Counter(), [], {}, output=self.store.address)
        self._engine: Engine | None = None
        self._given = 0
        self._steps: Steps | None = None
        self._nameless: set[str] = set()
        """Pieces of this run that have no file's name, by their places in the manifest."""

    def run(self) -> Summary:
        """Make what is to be made. Raises GeneratorError when nothing can be begun; Ctrl-C is in the summary."""
        summary, campaign = self.summary, self.shop.campaign
        raise_all(pattern_faults(campaign))
        if campaign.file.records is not None:
            self.shop.records()
            check_record_names(self.shop, named_records(campaign, self.options.only))
        self._agree()
        summary.plan = plan = make_plan(self.shop.library, campaign, self.options.only)
        for blocked in plan.blocked:
            self._count_blocked(blocked)
        if self.options.dry:
            self._load()
            self._make(plan)
            return summary
        with Lock(self.manifest.path.parent) as lock:
            if lock.was_cut:
                self.store.sweep()
            self._load()
            try:
                self._make(plan)
            except KeyboardInterrupt:
                summary.interrupted = True
            finally:
                self._finish()
        if summary.interrupted:
            summary.exit_code = int(ExitCode.INTERRUPTED)
        return summary

    def _agree(self) -> None:
        """InputError where --only asks for what the campaign's records cannot give."""
        records = self.shop.campaign.file.records
        if "records" in self.options.only and (records is None or records.merge == "sheets"):
            told = "the campaign has no records" if records is None else "all records are on the same sheets, and none can be made alone"
            raise refuse("only", told, "--only", "leave record= out")

    def _load(self) -> None:
        fallback = b""
        if not isinstance(self.store, Folder):
            with suppress(OSError):
                fallback = self.store.read(NAME)
        self.manifest.load(fallback)

    def _make(self, plan: Plan) -> None:
        self._steps = steps = Steps(self.shop, plan, Standing(self.manifest, self.store), self.listener, self._heard)
        waiting: dict[Future[Any], Step] = {}
        losses: Counter[int] = Counter()
        try:
            while not self.summary.stopped:
                try:
                    self._fill(steps, waiting)
                    if not waiting:
                        break
                    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                        result = future.result()
                        self._take(waiting.pop(future), result)
                except Exception as fault:
                    if not is_lost(fault):
                        raise
                    # A worker is gone, and the pool with it: what it had in hand is done again by a new one.
                    self._close()
                    losses.update(map(id, waiting.values()))
                    if max(losses.values(), default=0) > MOST_LOSSES:
                        hint = "workers may be short of memory: run it again with fewer --jobs; what is made stays"
                        raise refuse("workers-lost", f"workers were lost {MOST_LOSSES + 1} times at the same task", "--jobs", hint) from None
                    steps.again(waiting.values())
                    waiting.clear()
        finally:
            for future in waiting:
                future.cancel()
            self._close()
            # What was made while we stopped is made.
            for future, step in waiting.items():
                if future.done() and not future.cancelled() and future.exception() is None:
                    self._take(step, future.result())

    def _fill(self, steps: Steps, waiting: dict[Future[Any], Step]) -> None:
        """Have enough tasks under way."""
        while not self.summary.stopped and (self._engine is None or len(waiting) < self._engine.size * AHEAD):
            step = steps.next()
            if step is None:
                return
            try:
                if self._given == self.options.warm:
                    self._close()
                if self._engine is None:
                    self._engine = self._opened()
                self._given += 1
                if not self.options.dry:
                    self.manifest.know(step.inputs)
                waiting[self._engine.submit(step.task)] = step
            except Exception:
                steps.again([step])
                raise
            if self._engine.size == 1 and not self._engine.remote:
                return

    def _opened(self) -> Engine:
        options, runs = self.options, self.summary.plan.runs
        if self._given < options.warm:
            return open_engine(self.bench, 1, "")
        if not options.scheduler and len(runs) == 1 and runs[0].merge == "sheets":
            # One file is not for a pool, but it can be made in parts.
            return open_engine(msgspec.structs.replace(self.bench, hands=options.jobs), 1, "")
        return open_engine(self.bench, options.jobs, options.scheduler)

    def _take(self, step: Step, result: Settled | list[Entry]) -> None:
        assert self._steps is not None
        if isinstance(result, Settled):
            self._steps.settled(step, result)
            return
        remote = bool(self.options.scheduler)
        for entry in result:
            if remote and entry.status == "made" and isinstance(self.store, Folder) and not self.options.dry and self.store.size(entry.file) < 0:
                hint = "name a folder that all workers see, or an address such as s3://bucket/folder"
                raise refuse("not-shared", f"a worker has written {entry.file}, and it is not here", f"{self.shop.campaign.where}: output", hint)
            self._heard(entry, noted=not remote)

    def _heard(self, entry: Entry, noted: bool = False) -> None:
        """Keep what became of a piece; `noted` says that a worker has written it down."""
        summary = self.summary
        known = self.manifest.entries.get(entry.place)
        if entry.status == "unchanged" and known is not None:
            told = msgspec.structs.replace(known, inputs=entry.inputs or known.inputs, row=entry.row or known.row)
            if told != known and not self.options.dry:
                self.manifest.journal.append(told)
            self.manifest.add(told)
        else:
            told = entry
            if entry.status == "failed" and entry.file and self.store.size(entry.file) >= 0:
                told = msgspec.structs.replace(entry, warnings=(*entry.warnings, Remark("old-piece", OLD_PIECE)))
            if not self.options.dry:
                self.manifest.add(told)
                if not noted:
                    self.manifest.journal.append(told)
        if not entry.file:
            self._nameless.add(entry.place)
        summary.counts[entry.layout, entry.audience, entry.lang, entry.status] += 1
        for warning in told.warnings:
            key = (warning.code, warning.message)
            if key in summary.warnings or len(summary.warnings) < MOST_TOLD:
                summary.warnings[key] = summary.warnings.get(key, 0) + 1
        if entry.status == "failed":
            summary.exit_code = max(summary.exit_code, entry.exit_code)
            if len(summary.failures) < MOST_TOLD:
                summary.failures.append(entry)
            summary.stopped = summary.stopped or self.options.fail_fast
        self.listener.done(entry)

    def _count_blocked(self, blocked: Blocked) -> None:
        choice = blocked.choice
        status = "excluded" if blocked.excluded else "blocked"
        self.summary.counts[choice["layouts"], choice["audiences"], choice["languages"], status] += 1
        if not blocked.excluded:
            self.summary.exit_code = max(self.summary.exit_code, blocked.exit_code)

    def _close(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _finish(self) -> None:
        """Name or remove what is in the plan no more, and write the manifest anew."""
        summary, steps, entries = self.summary, self._steps, self.manifest.entries
        order: Iterable[str] = steps.names if steps else ()
        if steps and steps.complete and not (self.options.only or summary.interrupted or summary.stopped):
            ours = {place: entry for place, entry in entries.items() if entry.campaign == self.shop.campaign.path.name}
            left = [place for place in ours if place not in steps.names and place not in self._nameless]
            orphans = [place for place in left if ours[place].file and self.store.size(ours[place].file) >= 0]
            # A row that is at fault has no name, and a layout that is half edited makes nothing: the pieces of an earlier run
            # must not be taken for ones that are wanted no more.
            unsure = bool(self._nameless) or any(not blocked.excluded for blocked in summary.plan.blocked)
            summary.orphans = () if unsure else tuple(sorted(orphans))
            summary.unpruned = unsure and self.options.prune and bool(orphans)
            kept = {*orphans} if unsure or not self.options.prune else set()
            for place in left:
                if place not in kept:
                    if ours[place].file:
                        self.store.remove(ours[place].file)
                    del entries[place]
            summary.pruned = self.options.prune and bool(summary.orphans)
        self.manifest.compact(Head(VERSION, self.shop.campaign.title, __version__), order)
        if not isinstance(self.store, Folder):
            with self.store.write(NAME) as out:
                out.write(self.manifest.path.read_bytes())


OLD_PIECE = "the piece of an earlier run still stands in the output: do not print it"


def conduct(library: Library, campaign: Campaign, options: Options, listener: Listener) -> Summary:
    """Run a campaign once."""
    return Conductor(library, campaign, options, listener).run()
