"""Turn a campaign into runs: each one piece, or one for each of many records; and into what cannot be made, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from generator.batch.axes import Wanted, combinations
from generator.batch.campaign import ALL, Campaign, Change, Match, Names, Override, listed
from generator.batch.known import unknown_names
from generator.batch.only import Only, check_only, kept
from generator.brief import Brief, split_langs
from generator.diagnostics import Diagnostic
from generator.errors import GeneratorError, InputError, MissingError, missing, raise_all
from generator.press.run import one_language
from generator.press.ticket import complete
from generator.resources import Library

Choice = Mapping[str, str]
"""One value for each axis of a match, by its name."""


class Run(msgspec.Struct, frozen=True):
    """One piece, or one piece for each record of a file."""

    brief: Brief
    """With every choice made; of stock it says which, "" for none."""
    organisation: str = ""
    """The profile as the campaign names it."""
    merge: str = ""
    """"files" or "sheets" when there are records."""
    records: tuple[str, ...] = ()
    """Only these records, by name; none named is all."""
    without: tuple[str, ...] = ()
    """Records that are excluded or made otherwise."""

    @property
    def choice(self) -> dict[str, str]:
        """The run's value on each axis."""
        brief = self.brief
        return {
            "layouts": brief.layout, "audiences": brief.audience, "languages": brief.tongues, "sizes": brief.size,
            "orientations": brief.orientation, "themes": brief.theme, "stocks": brief.stock, "organisations": self.organisation,
        }  # fmt: skip


class Blocked(msgspec.Struct, frozen=True):
    """A piece that is not made: what was asked for, and why not."""

    choice: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    excluded: bool = False
    """Whether that is no fault: the campaign says so, or asks for "all" forms and the layout is not made in this one."""
    exit_code: int = 0


class Plan(msgspec.Struct, frozen=True):
    """Everything a campaign comes to."""

    runs: tuple[Run, ...]
    blocked: tuple[Blocked, ...]


def make_plan(library: Library, campaign: Campaign, only: Only | None = None) -> Plan:
    """The runs of a campaign, in the order of its file; `only` keeps those with these values, by axis.

    Raises MissingError or InputError when the campaign, or `only`, names what is not there.
    """
    faults = tuple(unknown_names(library, campaign))
    if faults:
        raise MissingError(*faults) if all(fault.code.startswith("no-") for fault in faults) else InputError(*faults)
    found: list[Run | Blocked] = []
    for prefix, matrix in campaign.matrices():
        for combination in combinations(library, matrix, campaign.file.single):
            found += _settled(library, campaign, combination, f"{campaign.where}: {prefix}")
    if only:
        check_only(only, [each.choice for each in found])
        found = [each for each in found if kept(each.choice, only)]
    runs = dict.fromkeys(each for each in found if isinstance(each, Run))
    if only and "records" in only:
        runs = dict.fromkeys(each for each in (_with_records(run, only["records"]) for run in runs) if each is not None)
    return Plan(tuple(runs), tuple(each for each in found if isinstance(each, Blocked)))


def _with_records(run: Run, names: tuple[str, ...]) -> Run | None:
    """The run with only these of its records."""
    kept = tuple(name for name in names if name not in run.without and (not run.records or name in run.records))
    return msgspec.structs.replace(run, records=kept, without=()) if kept and run.merge else None


def agrees(names: Names, value: str) -> bool:
    """Whether a key of a match agrees with a value."""
    return not names or names == ALL or value in listed(names)


def matches(match: Match, choice: Choice) -> bool:
    """Whether every key of a match but its records agrees."""
    return all(agrees(getattr(match, axis), value) for axis, value in choice.items())


def _settled(library: Library, campaign: Campaign, combination: Wanted, where: str) -> Iterator[Run | Blocked]:
    """The runs that a combination comes to: overrides and exclusions may part its records."""
    file, wanted = campaign.file, combination.choice
    for entry in file.exclude:
        if matches(entry, wanted) and not entry.records:
            told = Diagnostic("excluded", entry.reason or "the campaign excludes it", campaign.where)
            yield Blocked(wanted, (told,), excluded=True)
            return
    without = {name for entry in file.exclude if entry.records and matches(entry, wanted) for name in listed(entry.records)}
    overrides = [entry for entry in file.override if matches(entry.when, wanted)]
    named = {name: None for entry in overrides for name in listed(entry.when.records) if name not in without}
    # Records for which the same overrides hold are one run; where several set the same key, the last one does.
    groups: dict[tuple[int, ...], list[str]] = {}
    for name in named:
        own = tuple(number for number, entry in enumerate(overrides) if agrees(entry.when.records, name))
        groups.setdefault(own, []).append(name)
    plain = _changed([entry for entry in overrides if not entry.when.records])
    yield _run(library, campaign, combination, plain, where, (), tuple(sorted(without | named.keys())))
    for numbers, names in groups.items():
        yield _run(library, campaign, combination, _changed([overrides[number] for number in numbers]), where, tuple(sorted(names)), ())


def _changed(overrides: Iterable[Override]) -> Change:
    """What these set, later ones over earlier ones."""
    told: dict[str, Any] = {}
    for entry in overrides:
        told |= {key: value for key in Change.__struct_fields__ if (value := getattr(entry.set, key)) not in ("", None)}
    return Change(**told)


def _run(
    library: Library, campaign: Campaign, combination: Wanted, change: Change, where: str, records: tuple[str, ...], without: tuple[str, ...]
) -> Run | Blocked:
    """The run of a combination, or why there is none."""
    file, wanted = campaign.file, combination.choice
    organisation = change.organisation or wanted["organisations"]
    layout = wanted["layouts"]
    langs = split_langs(wanted["languages"])
    copies = change.copies if change.copies is not None else file.copies.get(layout, 0) if isinstance(file.copies, dict) else file.copies
    brief = Brief(
        layout,
        wanted["audiences"],
        langs[0],
        change.size or ("" if change.stock else wanted["sizes"]),
        change.orientation or wanted["orientations"],
        change.theme or wanted["themes"],
        campaign.folder / organisation if organisation else None,
        change.stock or ("" if change.size else wanted["stocks"]),
        copies or None,
        file.single,
        reviewed_only=file.reviewed_only,
        edition=file.edition,
        also=langs[1:],
    )
    try:
        if brief.profile is not None and not brief.profile.is_file():
            key = "override" if change.organisation else "organisations"
            raise missing("no-profile", f"there is no profile {organisation!r}", f"{where}{key}", "give its path from the campaign's folder")
        raise_all(one_language(brief, "") if file.records else ())
        filled, _, stock = complete(library, brief)
    except GeneratorError as fault:
        told = tuple(msgspec.structs.replace(each, where=each.where or where.rstrip(": .")) for each in fault.diagnostics)
        unasked = combination.any_form and change == Change() and [each.code for each in told] == ["impossible"]
        return Blocked(wanted, told, excluded=unasked, exit_code=int(fault.exit_code))
    return Run(
        msgspec.structs.replace(filled, stock=stock.name if stock else ""), organisation, file.records.merge if file.records else "", records, without
    )
