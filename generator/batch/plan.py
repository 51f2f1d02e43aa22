"""Turn a campaign into runs: each one piece, or the same piece for many records; and into what cannot be made, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

import msgspec

from generator.batch.campaign import ALL, ByLayout, Campaign, Change, Match, Matrix, Names, listed
from generator.brief import Brief, split_langs
from generator.content.audience import load_audiences
from generator.content.catalog import languages
from generator.diagnostics import Diagnostic, nearest
from generator.errors import GeneratorError, InputError, missing, raise_all
from generator.press.run import one_language
from generator.press.ticket import complete
from generator.resources import Library
from generator.template.load import LAYOUTS

Choice = Mapping[str, str]
"""One value for each axis of a match, by its name."""
OF_AXIS = {
    "layouts": "layout", "audiences": "audience", "languages": "lang", "sizes": "size", "orientations": "orientation",
    "themes": "theme", "stocks": "stock", "organisations": "organisation", "records": "record",
}  # fmt: skip
"""What one value of each axis is called, in patterns and on the command line."""


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
    """Whether the campaign itself says so: then it is no fault."""


class Plan(msgspec.Struct, frozen=True):
    """Everything a campaign comes to."""

    runs: tuple[Run, ...]
    blocked: tuple[Blocked, ...]


def make_plan(library: Library, campaign: Campaign, only: Mapping[str, tuple[str, ...]] | None = None) -> Plan:
    """The runs of a campaign, in the order of its file; `only` keeps those with these values, by axis.

    Raises MissingError or InputError when the campaign names what is not there.
    """
    raise_all(_unknown_names(library, campaign))
    runs: dict[Run, None] = {}
    blocked: list[Blocked] = []
    for prefix, matrix in campaign.matrices():
        for wanted in _combinations(library, matrix):
            for found in _settled(library, campaign, wanted, f"{campaign.where}: {prefix}"):
                if only and not _kept(found, only):
                    continue
                if isinstance(found, Blocked):
                    blocked.append(found)
                else:
                    runs[found] = None
    return Plan(tuple(runs), tuple(blocked))


def agrees(names: Names, value: str) -> bool:
    """Whether a key of a match agrees with a value."""
    return not names or names == ALL or value in listed(names)


def matches(match: Match, choice: Choice) -> bool:
    """Whether every key of a match but its records agrees."""
    return all(agrees(getattr(match, axis), value) for axis, value in choice.items())


def _combinations(library: Library, matrix: Matrix) -> Iterator[dict[str, str]]:
    layouts = _expanded(matrix.layouts, _layout_names(library))
    audiences = _expanded(matrix.audiences, load_audiences(library))
    tongues = _expanded(matrix.languages, languages(library))
    for layout in layouts:
        axes = (audiences, tongues, *(_of_layout(getattr(matrix, axis), layout) for axis in ("sizes", "orientations", "themes", "stocks")))
        for values in product(*axes, listed(matrix.organisations) or ("",)):
            yield {"layouts": layout, **dict(zip([*OF_AXIS][1:-1], values, strict=True))}


def _settled(library: Library, campaign: Campaign, wanted: dict[str, str], where: str) -> Iterator[Run | Blocked]:
    """The runs that a combination comes to: overrides and exclusions may part its records."""
    file, excepted = campaign.file, []
    change = Change()
    for override in file.override:
        if not matches(override.when, wanted):
            continue
        if override.when.records:
            excepted.append(override)
            continue
        change = _laid_over(change, override.set)
    for entry in file.exclude:
        if matches(entry, wanted) and not entry.records:
            told = Diagnostic("excluded", entry.reason or "the campaign excludes it", campaign.where)
            yield Blocked(wanted, (told,), excluded=True)
            return
    without = {name for entry in file.exclude if entry.records and matches(entry, wanted) for name in listed(entry.records)}
    own = {name for override in excepted for name in listed(override.when.records)}
    yield _run(library, campaign, wanted, change, where, (), tuple(sorted(without | own)))
    for override in excepted:
        names = tuple(sorted(set(listed(override.when.records)) - without))
        if names:
            yield _run(library, campaign, wanted, _laid_over(change, override.set), where, names, ())


def _run(
    library: Library, campaign: Campaign, wanted: dict[str, str], change: Change, where: str, records: tuple[str, ...], without: tuple[str, ...]
) -> Run | Blocked:
    """The run of a combination, or why there is none."""
    file = campaign.file
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
            raise missing("no-profile", f"there is no profile {organisation!r}", f"{where}organisations", "give its path from the campaign's folder")
        raise_all(one_language(brief, "") if file.records else ())
        filled, _, stock = complete(library, brief)
    except GeneratorError as fault:
        return Blocked(wanted, tuple(msgspec.structs.replace(each, where=each.where or where.rstrip(": ")) for each in fault.diagnostics))
    return Run(
        msgspec.structs.replace(filled, stock=stock.name if stock else ""), organisation, file.records.merge if file.records else "", records, without
    )


def _laid_over(base: Change, over: Change) -> Change:
    told = {key: value for key in Change.__struct_fields__ if (value := getattr(over, key)) not in ("", None)}
    return msgspec.structs.replace(base, **told)


def _kept(found: Run | Blocked, only: Mapping[str, tuple[str, ...]]) -> bool:
    return all(found.choice.get(axis, "") in values for axis, values in only.items() if axis != "records")


def _expanded(names: Names, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(known) if names == ALL else listed(names)


def _of_layout(names: ByLayout, layout: str) -> tuple[str, ...]:
    own = names.get(layout, ()) if isinstance(names, dict) else names
    return listed(own) or ("",)


def _layout_names(library: Library) -> list[str]:
    return [name for name in library.every(LAYOUTS, ".toml") if name != "sizes"]


def _unknown_names(library: Library, campaign: Campaign) -> Iterator[Diagnostic]:
    """Names that are nowhere: a slip of the pen must not leave a language out."""
    known: dict[str, set[str]] = {
        "layouts": set(_layout_names(library)),
        "audiences": set(load_audiences(library)),
        "languages": set(languages(library)),
        "themes": set(library.every("layouts/themes", ".toml")),
    }
    file = campaign.file
    places: list[tuple[str, object]] = [(prefix, matrix) for prefix, matrix in campaign.matrices()]
    places += [(f"exclude.[{n}].", entry) for n, entry in enumerate(file.exclude, 1)]
    places += [(f"override.[{n}].when.", entry.when) for n, entry in enumerate(file.override, 1)]
    for prefix, table in places:
        for axis, names in known.items():
            told: ByLayout = getattr(table, axis)
            groups = told.values() if isinstance(told, dict) else (told,)
            for name in (part for group in groups if group != ALL for told in listed(group) for part in _parts(axis, told)):
                if name not in names:
                    where = f"{campaign.where}: {prefix}{axis}"
                    yield Diagnostic(
                        f"no-{OF_AXIS[axis].replace('lang', 'language')}",
                        f"there is no {OF_AXIS[axis].replace('lang', 'language')} named {name!r}",
                        where,
                        nearest(name, names),
                    )


def _parts(axis: str, name: str) -> tuple[str, ...]:
    """What a name stands for: "en+es" is a piece in two languages."""
    return split_langs(name) if axis == "languages" else (name,)


def parse_only(text: str) -> dict[str, tuple[str, ...]]:
    """The axes and values of "audience=victims,lang=es,lang=vi". InputError for a name that is none."""
    found: dict[str, tuple[str, ...]] = {}
    names = {one: axis for axis, one in OF_AXIS.items()} | {axis: axis for axis in OF_AXIS} | {"language": "languages", "org": "organisations"}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key, equals, value = part.partition("=")
        axis = names.get(key.strip())
        if not equals or axis is None or not value.strip():
            raise InputError(
                Diagnostic(
                    "only", f"{part!r} does not say what to keep", "--only", nearest(key.strip(), names) or "write it like audience=victims,lang=es"
                )
            )
        found[axis] = (*found.get(axis, ()), value.strip())
    return found


def profile_of(run: Run, campaign: Campaign) -> Path | None:
    """The run's profile as a path."""
    return campaign.folder / run.organisation if run.organisation else None
