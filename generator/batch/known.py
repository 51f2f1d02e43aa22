"""Names in a campaign that are nowhere: a slip of the pen must not leave a language out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from generator.batch.axes import OF_AXIS, layout_names
from generator.batch.campaign import ALL, ByLayout, Campaign, Change, listed
from generator.brief import split_langs
from generator.content.audience import load_audiences
from generator.content.catalog import languages, nearest_language
from generator.diagnostics import Diagnostic, nearest
from generator.resources import Library
from generator.stock.media import load_media
from generator.stock.sheet import STOCKS
from generator.template.load import THEMES

ORIENTATIONS = ("portrait", "landscape")


def unknown_names(library: Library, campaign: Campaign) -> Iterator[Diagnostic]:
    """Every name that a campaign gives and there is not, with the nearest one."""
    known: dict[str, Collection[str]] = {
        "layouts": layout_names(library),
        "audiences": list(load_audiences(library)),
        "languages": languages(library),
        "sizes": list(load_media(library)),
        "orientations": ORIENTATIONS,
        "themes": list(library.every(THEMES, ".toml")),
        "stocks": list(library.every(STOCKS, ".toml")),
    }
    file = campaign.file
    places: list[tuple[str, object]] = list(campaign.matrices())
    places += [(f"exclude.[{number}].", entry) for number, entry in enumerate(file.exclude, 1)]
    places += [(f"override.[{number}].when.", entry.when) for number, entry in enumerate(file.override, 1)]
    seen: set[Diagnostic] = set()
    for prefix, table in places:
        for axis, names in known.items():
            # What an include leaves out is the main table's, and told there.
            own = prefix if not prefix.startswith("include") or _says(campaign, prefix, axis) else ""
            for key, name in _named(axis, getattr(table, axis)):
                fault = _fault(campaign, f"{own}{axis}{key}", axis, name, names)
                if axis == "languages":
                    fault = msgspec.structs.replace(fault, hint=nearest_language(library, name))
                if name != ALL and name not in names and fault not in seen:
                    seen.add(fault)
                    yield fault
            yield from _unknown_layouts(campaign, f"{own}{axis}", getattr(table, axis), known["layouts"])
        if getattr(table, "organisations", ()) == ALL:
            told = "a campaign names its organisations' profiles one by one"
            yield Diagnostic("wrong-value", told, f"{campaign.where}: {prefix}organisations", 'write organisations = ["org.toml"]')
    for number, entry in enumerate(file.override, 1):
        yield from _unknown_changes(campaign, f"override.[{number}].set", entry.set, known)
    yield from _unknown_layouts(campaign, "copies", file.copies, known["layouts"])


def _says(campaign: Campaign, prefix: str, axis: str) -> bool:
    number = int(prefix.partition("[")[2].partition("]")[0])
    return bool(getattr(campaign.file.include[number - 1], axis))


def _named(axis: str, told: ByLayout) -> Iterator[tuple[str, str]]:
    """(key below, name) of every name that a key gives; "en+es" is two languages."""
    groups = told.items() if isinstance(told, dict) else [("", told)]
    for layout, names in groups:
        for told_name in listed(names):
            for name in split_langs(told_name) if axis == "languages" else (told_name,):
                yield (f".{layout}" if layout else ""), name


def _unknown_layouts(campaign: Campaign, key: str, told: object, layouts: Collection[str]) -> Iterator[Diagnostic]:
    """Layouts for which a key says something."""
    for name in told if isinstance(told, dict) else ():
        if name not in layouts:
            yield _fault(campaign, f"{key}.{name}", "layouts", name, layouts)


def _unknown_changes(campaign: Campaign, key: str, change: Change, known: dict[str, Collection[str]]) -> Iterator[Diagnostic]:
    for axis in ("sizes", "orientations", "themes", "stocks"):
        name = getattr(change, OF_AXIS[axis])
        if name and name not in known[axis]:
            yield _fault(campaign, f"{key}.{OF_AXIS[axis]}", axis, name, known[axis])


def _fault(campaign: Campaign, key: str, axis: str, name: str, names: Collection[str]) -> Diagnostic:
    word = OF_AXIS[axis].replace("lang", "language")
    return Diagnostic(f"no-{word}", f"there is no {word} named {name!r}", f"{campaign.where}: {key}", nearest(name, names))
