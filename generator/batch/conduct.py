"""Conduct a batch: what stands is left, what is new or changed is made, and the manifest says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from pathlib import Path
from typing import Any

import msgspec

from generator import __version__
from generator.batch.campaign import Campaign
from generator.batch.engines import Engine, open_engine
from generator.batch.manifest import NAME, Entry, Head, Lock, Manifest
from generator.batch.plan import Blocked, Plan, make_plan
from generator.batch.shop import Shop
from generator.batch.standing import Standing
from generator.batch.store import Folder, open_store
from generator.batch.tasks import Listener, Step, Steps
from generator.batch.work import Bench, Settled
from generator.errors import ExitCode
from generator.resources import Library

AHEAD = 3
"""Tasks that wait for each one that is worked at: enough that no worker waits, few enough that a stop is soon felt."""
MOST_RESTARTS = 3
"""How often lost workers are replaced before the batch gives up."""
MOST_TOLD = 200
"""Failures that are kept to be told; the manifest has all of them."""


class Options(msgspec.Struct, frozen=True):
    """How a batch is run."""

    jobs: int = 1
    scheduler: str = ""
    dry: bool = False
    fail_fast: bool = False
    prune: bool = False
    only: Mapping[str, tuple[str, ...]] = {}


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
    interrupted: bool = False
    exit_code: int = 0
    output: str = ""

    def total(self, status: str) -> int:
        return sum(number for key, number in self.counts.items() if key[3] == status)


class Conductor:
    """One run over a campaign."""

    def __init__(self, library: Library, campaign: Campaign, options: Options, listener: Listener) -> None:
        self.shop, self.options, self.listener = Shop(campaign, library), options, listener
        self.store = open_store(campaign.file.output, campaign.folder)
        here = Path(self.store.address) if isinstance(self.store, Folder) else campaign.folder / "output"
        self.manifest = Manifest(here / NAME)
        journal = None if options.dry else self.manifest.journal
        self.bench = Bench(self.shop, None if options.dry else self.store, journal)
        self.summary = Summary(Plan((), ()), Counter(), [], {}, output=self.store.address)
        self._engine: Engine | None = None
        self._stopped = False

    def run(self) -> Summary:
        """Make what is to be made. Raises GeneratorError when nothing can be begun; Ctrl-C is in the summary."""
        summary = self.summary
        summary.plan = plan = make_plan(self.shop.library, self.shop.campaign, self.options.only)
        for blocked in plan.blocked:
            self._count_blocked(blocked)
        if self.options.dry:
            self.manifest.load()
            self._make(plan)
            return summary
        with Lock(self.manifest.path.parent):
            self.manifest.load()
            try:
                self._make(plan)
            except KeyboardInterrupt:
                summary.interrupted = True
            finally:
                self._close()
                self._finish()
        if summary.interrupted:
            summary.exit_code = int(ExitCode.INTERRUPTED)
        return summary

    def _make(self, plan: Plan) -> None:
        standing = Standing(self.manifest, self.store)
        steps = Steps(self.shop, plan, standing, self.listener, self._heard)
        self._steps = steps
        waiting: dict[Future[Any], Step] = {}
        restarts = 0
        try:
            while not self._stopped:
                self._fill(steps, waiting)
                if not waiting:
                    break
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                try:
                    for future in done:
                        step = waiting[future]
                        self._take(step, future.result())
                        del waiting[future]
                except BrokenExecutor:
                    restarts += 1
                    if restarts > MOST_RESTARTS:
                        raise
                    # A worker is gone, and the pool with it: what it had in hand is done again by a new one.
                    self._close()
                    steps.again(waiting.values())
                    waiting.clear()
        except KeyboardInterrupt:
            self._close()
            for future, step in waiting.items():
                if future.done() and not future.cancelled() and future.exception() is None:
                    self._take(step, future.result())
            raise
        finally:
            for future in waiting:
                future.cancel()

    def _fill(self, steps: Steps, waiting: dict[Future[Any], Step]) -> None:
        """Have enough tasks under way."""
        while not self._stopped and (self._engine is None or len(waiting) < self._engine.size * AHEAD):
            step = steps.next()
            if step is None:
                return
            if self._engine is None:
                self._engine = open_engine(self.bench, self.options.jobs, self.options.scheduler)
            if not self.options.dry:
                self.manifest.know(step.inputs)
            waiting[self._engine.submit(step.task)] = step
            if self._engine.size == 1 and not self._engine.remote:
                return

    def _take(self, step: Step, result: Settled | list[Entry]) -> None:
        if isinstance(result, Settled):
            self._steps.settled(step, result)
            return
        for entry in result:
            self._heard(entry, noted=self._engine is not None and not self._engine.remote)

    def _heard(self, entry: Entry, noted: bool = False) -> None:
        """Keep what became of a piece; `noted` says that a worker has written it down."""
        summary = self.summary
        known = self.manifest.entries.get(entry.file)
        if entry.status == "unchanged" and known is not None:
            kept = msgspec.structs.replace(known, inputs=entry.inputs or known.inputs)
            if kept != known and not self.options.dry:
                self.manifest.journal.append(kept)
            self.manifest.add(kept)
        elif not self.options.dry:
            self.manifest.add(entry)
            if not noted:
                self.manifest.journal.append(entry)
        summary.counts[entry.layout, entry.audience, entry.lang, entry.status] += 1
        for warning in entry.warnings:
            key = (warning.code, warning.message)
            summary.warnings[key] = summary.warnings.get(key, 0) + 1
        if entry.status == "failed":
            summary.exit_code = max(summary.exit_code, entry.exit_code)
            if len(summary.failures) < MOST_TOLD:
                summary.failures.append(entry)
            self._stopped = self._stopped or self.options.fail_fast
        self.listener.done(entry)

    def _count_blocked(self, blocked: Blocked) -> None:
        choice = blocked.choice
        status = "excluded" if blocked.excluded else "blocked"
        self.summary.counts[choice["layouts"], choice["audiences"], choice["languages"], status] += 1
        if not blocked.excluded:
            self.summary.exit_code = max(self.summary.exit_code, int(ExitCode.FAILED))

    def _close(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _finish(self) -> None:
        """Name or remove what is in the plan no more, and write the manifest anew."""
        summary, steps = self.summary, self._steps
        whole = not (self.options.only or summary.interrupted or self._stopped) and steps.complete
        if whole:
            summary.orphans = tuple(sorted(name for name in self.manifest.entries if name not in steps.names))
        gone: tuple[str, ...] = ()
        if self.options.prune and summary.orphans:
            for name in summary.orphans:
                self.store.remove(name)
            summary.pruned, gone = True, summary.orphans
        head = Head(1, self.shop.campaign.title, __version__)
        self.manifest.compact(head, steps.names, gone)
        if not isinstance(self.store, Folder):
            with self.store.write(NAME) as out:
                out.write(self.manifest.path.read_bytes())


def conduct(library: Library, campaign: Campaign, options: Options, listener: Listener) -> Summary:
    """Run a campaign once."""
    return Conductor(library, campaign, options, listener).run()
