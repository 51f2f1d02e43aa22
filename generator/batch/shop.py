"""What a worker needs to know of a campaign to make its pieces, and the library and records as it sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from generator.batch.axes import OF_AXIS, layout_names
from generator.batch.campaign import ALL, Campaign, listed
from generator.batch.naming import name_of, slug
from generator.batch.plan import Run, agrees
from generator.content.assemble import load_edition
from generator.content.audience import load_audiences
from generator.content.catalog import languages, nearest_language
from generator.diagnostics import Diagnostic, nearest
from generator.errors import MissingError, refuse
from generator.merge.rules import Rules, fields_of, filled
from generator.records import Fault, Record, Records, open_records
from generator.resources import Library
from generator.template.load import load_layout

MOST_COMPARED = 10_000
"""Names of records among which the nearest to an unknown one is looked for."""


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
        rules = self.rules
        used = {*rules.fields()} - {"row"}
        return open_records(
            path, rules.columns, sheet=rules.sheet, used=used, language=self.language, folder=self.campaign.folder, declared=self.where
        )

    def language(self, tag: str, where: str) -> str:
        """A language's tag, if there is such a language."""
        known = languages(self.library)
        if tag not in known:
            raise refuse("no-language", f"there is no language {tag!r}", where, nearest_language(self.library, tag))
        return tag


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


def name_of_fault(rules: Rules, fault: Fault) -> str:
    """What a record that is at fault is called, "" where that cannot be known."""
    cells = {**fault.sound, "row": str(fault.number)}
    return filled(rules.name, cells).strip() if set(fields_of(rules.name)) <= set(cells) else ""


def wanted(shop: Shop, run: Run, records: Records) -> Iterator[Record | Fault]:
    """The records of a run, rows that are at fault among them: those it names, and whose `only` columns agree."""
    rules = shop.rules
    names, without = frozenset(run.records), frozenset(run.without)
    choice = run.choice
    known: dict[str, tuple[str, ...]] = {axis: _known(shop, axis) for axis in rules.only}
    for item in records:
        if isinstance(item, Record) and (names or without or rules.only):
            cells = {**item.values, "row": str(item.number)}
            name = filled(rules.name, cells).strip()
            if (names and name not in names) or name in without:
                continue
            asked: dict[str, tuple[str, ...]] = {axis: _asked(filled(column, cells)) for axis, column in rules.only.items()}
            faults = tuple(_unknown(shop, item, asked, known))
            if faults:
                yield Fault(item.number, faults, item.values)
                continue
            if not all(agrees(values, choice[axis]) for axis, values in asked.items()):
                continue
        elif names:
            # Whoever names records has no use for the faults of others.
            continue
        yield item


def _asked(cell: str) -> tuple[str, ...]:
    """The names in a cell; "all" is every one."""
    found = tuple(part.strip() for part in cell.replace(";", ",").split(",") if part.strip())
    return () if found == (ALL,) else found


def _known(shop: Shop, axis: str) -> tuple[str, ...]:
    """The names that a column may have."""
    if axis == "languages":
        return tuple(languages(shop.library))
    return tuple(layout_names(shop.library) if axis == "layouts" else load_audiences(shop.library))


def _unknown(shop: Shop, record: Record, asked: Mapping[str, tuple[str, ...]], known: Mapping[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    for axis, values in asked.items():
        for value in values:
            if value not in known[axis]:
                word = OF_AXIS[axis].replace("lang", "language")
                column = next(iter(fields_of(shop.rules.only[axis])), "")  # type: ignore[index]
                told = f"there is no {word} named {value!r}"
                hint = nearest_language(shop.library, value) if axis == "languages" else nearest(value, known[axis])
                yield Diagnostic(f"no-{word}", told, record.where(column), hint)


def file_of(shop: Shop, run: Run, record: Record | Fault | None = None) -> str:
    """The name of a run's file, or of a record's; "" for one at fault that cannot be named."""
    library = shop.library
    plain, edition = load_layout(library, run.brief.layout), run.brief.edition or load_edition(library).edition
    if isinstance(record, Fault):
        name = name_of_fault(shop.rules, record)
        return name_of(shop.campaign, run, plain, edition, {"record": name, "row": str(record.number)}) if slug(name) else ""
    told = {"record": record_name(shop.rules, record), "row": str(record.number)} if record else None
    return name_of(shop.campaign, run, plain, edition, told)


def twice(name: str, where: str, earlier: str = "") -> Diagnostic:
    """Two pieces that would be one file."""
    told = f"the piece would be called {name}, as another is"
    if earlier and earlier != name:
        told += f" but for capitals: {earlier}"
    return Diagnostic("same-name", told, where, "name more fields in names, or in records.name, that tell them apart")


def check_record_names(shop: Shop, named: Mapping[str, str]) -> None:
    """MissingError for records that the campaign or --only names, with the place that does, and no row is called."""
    missing = set(named)
    if not missing:
        return
    known: dict[str, None] = {}
    for item in shop.records():
        if isinstance(item, Record):
            name = filled(shop.rules.name, {**item.values, "row": str(item.number)}).strip()
            missing.discard(name)
            if len(known) < MOST_COMPARED:
                known[name] = None
    if missing:
        faults = [Diagnostic("no-record", f"no record is called {name!r}", named[name], nearest(name, known)) for name in named if name in missing]
        raise MissingError(*faults)


def named_records(campaign: Campaign, only: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Every record that is named, and where."""
    file = campaign.file
    places = [(f"{campaign.where}: exclude.[{number}].records", entry.records) for number, entry in enumerate(file.exclude, 1)]
    places += [(f"{campaign.where}: override.[{number}].when.records", entry.when.records) for number, entry in enumerate(file.override, 1)]
    places.append(("--only", only.get("records", ())))
    return {name: where for where, names in places for name in listed(names) if name != ALL}
