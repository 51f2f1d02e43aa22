"""What a worker needs to know of a campaign to make its pieces, and the library and records as it sees them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.batch.campaign import Campaign
from generator.batch.naming import name_of, slug
from generator.batch.plan import Run, agrees
from generator.content.catalog import languages
from generator.diagnostics import Diagnostic, nearest
from generator.errors import refuse
from generator.merge.rules import Rules, filled
from generator.records import Fault, Record, Records, open_records
from generator.resources import Library
from generator.template.load import load_layout


class Shop(msgspec.Struct, frozen=True):
    """A campaign as it is sent to workers: its file as data, and the folders that hold everything else."""

    campaign: Campaign
    library: Library

    @property
    def rules(self) -> Rules:
        """The rules of its records; only asked for where there are some."""
        assert self.campaign.file.records is not None
        return self.campaign.file.records

    @property
    def where(self) -> str:
        """The place of the rules, for messages."""
        return f"{self.campaign.where}: records"

    def records(self) -> Records:
        """The records of the campaign, opened. Raises MissingError or InputError."""
        path = self.campaign.records_path
        assert path is not None
        known = languages(self.library)

        def language(tag: str, where: str) -> str:
            if tag not in known:
                raise refuse("no-language", f"there is no language {tag!r}", where, nearest(tag, known))
            return tag

        rules = self.rules
        used = {*rules.fields()} - {"row"}
        return open_records(
            path, rules.columns, sheet=rules.sheet, used=used, language=language, folder=self.campaign.folder, declared=self.campaign.where
        )


def record_name(rules: Rules, record: Record) -> str:
    """What a record is called. InputError when its name would be empty."""
    name = str(filled(rules.name, {**record.values, "row": str(record.number)})).strip()
    if not slug(name):
        raise refuse(
            "empty-name",
            f"the record has no name: {rules.name!r} comes to {name!r}",
            record.where(),
            "fill the column, or name another in records.name",
        )
    return name


def wanted(shop: Shop, run: Run, records: Records) -> Iterator[Record | Fault]:
    """The records of a run, rows that are at fault among them: those it names, and whose `only` columns agree."""
    rules = shop.rules
    names, without = frozenset(run.records), frozenset(run.without)
    choice = run.choice
    for item in records:
        if isinstance(item, Record) and (names or without or rules.only):
            cells = {**item.values, "row": str(item.number)}
            name = filled(rules.name, cells).strip()
            if (names and name not in names) or name in without:
                continue
            asked = {axis: tuple(part.strip() for part in filled(column, cells).split(",") if part.strip()) for axis, column in rules.only.items()}
            if not all(agrees(values, choice[axis]) for axis, values in asked.items()):
                continue
        yield item


def file_of(shop: Shop, run: Run, record: Record | None = None, row: int = 0) -> str:
    """The name of a run's file, or of a record's; a row that cannot be read goes by its number."""
    plain = load_layout(shop.library, run.brief.layout)
    if record is not None:
        return name_of(shop.campaign, run, plain, {"record": record_name(shop.rules, record), "row": str(record.number)})
    if row:
        return name_of(shop.campaign, run, plain, {"record": f"row-{row}", "row": str(row)})
    return name_of(shop.campaign, run, plain, None)


def twice(name: str, where: str) -> Diagnostic:
    """Two pieces that would be one file."""
    return Diagnostic("same-name", f"two pieces would be called {name}", where, "name more fields in names, or in records.name, that tell them apart")
