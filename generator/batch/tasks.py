"""The tasks of a plan, one after another as workers ask for them; records are read as they are needed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

import msgspec

from generator.batch.entries import entry_of, failed_entry
from generator.batch.keys import files_of_record, inputs_of, records_digest
from generator.batch.manifest import Entry, Inputs
from generator.batch.plan import Plan, Run
from generator.batch.shop import Shop, file_of, name_of_fault, record_name, twice, wanted
from generator.batch.standing import Standing
from generator.batch.work import Make, MakeRecords, Refused, Settle, Settled, Task
from generator.errors import GeneratorError, InputError, refuse
from generator.records import Fault, Record, Records

MOST_ROWS = 1 << 32
CHUNK = 16
"""Records of one task: what it costs to hand one over is little beside so many, and the next is not long in coming."""


class Listener(Protocol):
    """Who hears how the batch goes on."""

    def expect(self, pieces: int) -> None:
        """So many pieces more are to come, or fewer where it is below nought."""

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
        self.names: dict[str, int] = {}
        """Every output of the plan so far, in its order, with a number that tells whose it is."""
        self._folded: dict[str, str] = {}
        """Those of them that have capitals, by their names without."""
        self.complete = False
        """Whether the whole plan has been given out."""
        self._inputs: dict[tuple[object, ...], Inputs] = {}
        self._sources: deque[Iterator[Step]] = deque([self._all()])
        self._again: list[Step] = []
        self._records: Records | None = None
        self._count: int | None = None
        self._named_files: tuple[Path, ...] | None = None
        self._numbers = {run: number for number, run in enumerate(plan.runs)}

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
        self.listener.expect(sum(map(self._estimate, self.plan.runs)))
        for run in self.plan.runs:
            inputs = self._inputs_of(run)
            if run.merge == "files":
                yield from self._files(run, inputs)
                continue
            try:
                file = self._named(file_of(self.shop, run), self._numbers[run] * MOST_ROWS)
            except GeneratorError as fault:
                self._failed(run, "", fault)
                continue
            if self.standing.fresh(file, inputs):
                self.heard(self._unchanged(run, file, inputs))
                continue
            records = records_digest(self.shop, run, self._of_records()) if run.merge else ""
            yield Step(Make(run, file, inputs.id, self.standing.key(file), records), inputs)
        self.complete = True

    def _files(self, run: Run, inputs: Inputs) -> Iterator[Step]:
        """A run of a file for each record: nothing if all stand, else its scale comes first."""
        changed = False
        count = 0
        for item, number, file in self._rows(run):
            count += 1
            if isinstance(item, GeneratorError):
                self._failed(run, "", item, row=number)
            elif isinstance(item, Fault):
                name = name_of_fault(self.shop.rules, item) if file else ""
                self._failed(run, file, InputError(*item.diagnostics), row=number, record=name)
            elif self.standing.fresh(file, inputs):
                self.heard(self._unchanged(run, file, inputs))
            else:
                changed = True
        self.listener.expect(count - self._estimate(run))
        if changed:
            yield Step(Settle(run), inputs)

    def _estimate(self, run: Run) -> int:
        """How many pieces a run may have; how many it has is known when its records have been read for it."""
        if run.merge != "files":
            return 1
        if run.records:
            return len(run.records)
        if self._count is None:
            self._count = sum(1 for _ in self._opened())
        return self._count - len(run.without)

    def _chunks(self, run: Run, inputs: Inputs, settled: Settled) -> Iterator[Step]:
        """Tasks for the records that do not stand as they are."""
        rows = ((item, file) for item, _, file in self._rows(run, again=True) if isinstance(item, Record) and not self.standing.fresh(file, inputs))
        while chunk := tuple(islice(rows, CHUNK)):
            records, files = tuple(item for item, _ in chunk), tuple(file for _, file in chunk)
            if settled.refused:
                self._refuse(run, inputs, settled.refused, records, files)
                continue
            known = tuple(self.standing.key(file) for file in files)
            yield Step(MakeRecords(run, inputs.id, settled.of(records), records, files, known), inputs)

    def _refuse(self, run: Run, inputs: Inputs, why: Refused, records: tuple[Record, ...], files: tuple[str, ...]) -> None:
        """Tell of records none of which can be made."""
        for record, file in zip(records, files, strict=True):
            told = {"record": record_name(self.shop.rules, record), "row": record.number, "inputs": inputs.id}
            self.heard(entry_of(self.shop.campaign, run, file, "failed", failures=why.remarks, exit_code=why.exit_code, **told))

    def _rows(self, run: Run, again: bool = False) -> Iterator[tuple[Record | Fault | GeneratorError, int, str]]:
        """The records of a run with their rows and the names of their files, those at fault too; or why one has no name."""
        for item in wanted(self.shop, run, self._opened()):
            try:
                file = file_of(self.shop, run, item)
                owner = self._numbers[run] * MOST_ROWS + item.number
                if isinstance(item, Fault):
                    if file and not again:
                        self._named(file, owner)
                    yield item, item.number, file
                    continue
                if not again:
                    self._named(file, owner, item.where())
                elif self.names.get(file) != owner:
                    # Another piece has its name, and this one has been told to fail.
                    continue
                yield item, item.number, file
            except GeneratorError as fault:
                yield fault, item.number, ""

    def _opened(self) -> Records:
        if self._records is None:
            self._records = self.shop.records()
        return self._records

    def _of_records(self) -> tuple[Path, ...]:
        """The files that the records name, once each."""
        if self._named_files is None:
            rules = self.shop.campaign.file.records
            named: dict[Path, None] = {}
            if rules and any(column.type == "file" for column in rules.columns.values()):
                for item in self._opened():
                    if isinstance(item, Record):
                        named.update(dict.fromkeys(files_of_record(rules, item)))
            self._named_files = tuple(sorted(named))
        return self._named_files

    def _named(self, file: str, owner: int, where: str = "") -> str:
        """The name, if no other piece has it, in this campaign or in another with the same output."""
        here = where or f"{self.shop.campaign.where}: names"
        folded = file.casefold()
        earlier = file if file in self.names else self._folded.get(folded, folded if folded in self.names else "")
        if earlier:
            raise InputError(twice(file, here, earlier))
        other = self.standing.owner(file)
        if other not in ("", self.shop.campaign.path.name):
            told = f"{file} in the output is a piece of the campaign {other}"
            raise refuse("same-name", told, here, "name another output in one of the two")
        self.names[file] = owner
        if folded != file:
            self._folded[folded] = file
        return file

    def _inputs_of(self, run: Run) -> Inputs:
        brief = run.brief
        key = (brief.layout, brief.audience, brief.tongues, brief.theme, brief.stock, run.organisation)
        found = self._inputs.get(key)
        if found is None:
            found = self._inputs[key] = inputs_of(self.shop, run, self._of_records())
        return found

    def _unchanged(self, run: Run, file: str, inputs: Inputs) -> Entry:
        return entry_of(self.shop.campaign, run, file, "unchanged", inputs=inputs.id)

    def _failed(self, run: Run, file: str, fault: GeneratorError, row: int = 0, record: str = "") -> None:
        self.heard(failed_entry(self.shop.campaign, run, file, fault, row=row, record=record))
