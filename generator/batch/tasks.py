"""The tasks of a plan, one after another as workers ask for them; records are read as they are needed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol

import msgspec

from generator.batch.keys import file_digest, inputs_of
from generator.batch.manifest import Entry, Inputs, Remark
from generator.batch.plan import Plan, Run
from generator.batch.shop import Shop, file_of, twice, wanted
from generator.batch.standing import Standing
from generator.batch.work import Make, MakeRecords, Settle, Settled, Task
from generator.errors import ExitCode, GeneratorError, InputError
from generator.records import Fault, Record, Records

CHUNK = 32
"""Records of one task: a piece takes a few milliseconds, and a stop waits for the task in hand."""


class Listener(Protocol):
    """Who hears how the batch goes on."""

    def expect(self, pieces: int) -> None:
        """So many pieces more are to come."""

    def done(self, entry: Entry) -> None:
        """A piece is made, failed or found unchanged."""


class Step(msgspec.Struct, frozen=True, eq=False):
    """A task, and the inputs of what it makes."""

    task: Task
    inputs: Inputs


class Steps:
    """Gives out the tasks of a plan; what needs none is told to `heard` at once."""

    def __init__(self, shop: Shop, plan: Plan, standing: Standing, listener: Listener, heard: Callable[[Entry], None]) -> None:
        self.shop, self.plan, self.standing, self.listener, self.heard = shop, plan, standing, listener, heard
        self.names: dict[str, None] = {}
        """Every output of the plan so far, in its order."""
        self.complete = False
        """Whether the whole plan has been given out."""
        self._inputs: dict[tuple[object, ...], Inputs] = {}
        self._sources: deque[Iterator[Step]] = deque([self._all()])
        self._again: list[Step] = []
        self._records: Records | None = None

    def next(self) -> Step | None:
        """The next task; None when there is none, or none until one that is under way is done."""
        if self._again:
            return self._again.pop()
        while self._sources:
            step = next(self._sources[0], None)
            if step is not None:
                return step
            self._sources.popleft()
        return None

    def again(self, steps: Iterable[Step]) -> None:
        """Give out tasks once more."""
        self._again += steps

    def settled(self, step: Step, found: Settled) -> None:
        """A run's scale is known: its records can be made, before other runs are begun."""
        self._sources.appendleft(self._chunks(step.task.run, step.inputs, found))

    def _all(self) -> Iterator[Step]:
        for run in self.plan.runs:
            inputs = self._inputs_of(run)
            if run.merge == "files":
                yield from self._files(run, inputs)
                continue
            try:
                file = self._named(file_of(self.shop, run))
            except GeneratorError as fault:
                self._failed(run, "", fault)
                continue
            self.listener.expect(1)
            if self.standing.fresh(file, inputs):
                self.heard(self._unchanged(run, file, inputs))
                continue
            records = file_digest(self.shop.campaign.records_path) if run.merge and self.shop.campaign.records_path else ""
            yield Step(Make(run, file, inputs.id, self.standing.key(file), records), inputs)
        self.complete = True

    def _files(self, run: Run, inputs: Inputs) -> Iterator[Step]:
        """A run of a file for each record: nothing if all stand, else its scale comes first."""
        changed = False
        for item, file in self._rows(run):
            self.listener.expect(1)
            if isinstance(item, GeneratorError):
                self._failed(run, file, item)
            elif self.standing.fresh(file, inputs):
                self.heard(self._unchanged(run, file, inputs))
            else:
                changed = True
        if changed:
            yield Step(Settle(run), inputs)

    def _chunks(self, run: Run, inputs: Inputs, settled: Settled) -> Iterator[Step]:
        """Tasks for the records that do not stand as they are."""
        rows = ((item, file) for item, file in self._rows(run, again=True) if isinstance(item, Record) and not self.standing.fresh(file, inputs))
        while chunk := tuple(islice(rows, CHUNK)):
            records, files = tuple(item for item, _ in chunk), tuple(file for _, file in chunk)
            known = tuple(self.standing.key(file) for file in files)
            own = {record.number for record in records}
            failures = {number: told for number, told in settled.failures.items() if number in own}
            yield Step(MakeRecords(run, inputs.id, msgspec.structs.replace(settled, failures=failures), records, files, known), inputs)

    def _rows(self, run: Run, again: bool = False) -> Iterator[tuple[Record | GeneratorError, str]]:
        """The records of a run with the names of their files, rows that are at fault as what is wrong with them."""
        for item in wanted(self.shop, run, self._opened()):
            number = item.number
            try:
                if isinstance(item, Fault):
                    raise InputError(*item.diagnostics)
                file = file_of(self.shop, run, item)
                yield item, file if again else self._named(file)
            except GeneratorError as fault:
                yield fault, file_of(self.shop, run, row=number)

    def _opened(self) -> Records:
        if self._records is None:
            self._records = self.shop.records()
        return self._records

    def _named(self, file: str) -> str:
        """The name, if no other piece has it."""
        if file in self.names:
            raise InputError(twice(file, f"{self.shop.campaign.where}: names"))
        self.names[file] = None
        return file

    def _inputs_of(self, run: Run) -> Inputs:
        brief = run.brief
        key = (brief.layout, brief.audience, brief.tongues, brief.theme, brief.stock, run.organisation)
        found = self._inputs.get(key)
        if found is None:
            found = self._inputs[key] = inputs_of(self.shop, run)
        return found

    def _unchanged(self, run: Run, file: str, inputs: Inputs) -> Entry:
        return self._entry(run, file, inputs=inputs.id)

    def _failed(self, run: Run, file: str, fault: GeneratorError) -> None:
        entry = self._entry(run, file or "-")
        told = tuple(map(Remark.of, fault.diagnostics))
        self.heard(msgspec.structs.replace(entry, status="failed", failures=told, exit_code=int(fault.exit_code or ExitCode.FAILED)))

    def _entry(self, run: Run, file: str, inputs: str = "") -> Entry:
        brief = run.brief
        return Entry(
            file=file, status="unchanged", layout=brief.layout, audience=brief.audience, lang=brief.tongues, size=brief.size,
            orientation=brief.orientation, theme=brief.theme, stock=brief.stock, organisation=run.organisation, inputs=inputs,
        )  # fmt: skip
