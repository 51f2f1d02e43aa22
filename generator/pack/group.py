"""Which pieces belong into which pack, and what packs and the files in them are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

import msgspec

from generator.batch.manifest import Entry
from generator.batch.naming import slug
from generator.content.audience import load_audiences
from generator.resources import Library

EVERYWHERE = "everywhere"
"""The pack of what is for no place of its own."""
CHANGED = "the file is not as it was made; run the campaign again"


class Missing(msgspec.Struct, frozen=True):
    """A piece that belongs into a pack and is not in it."""

    entry: Entry
    reason: str


class Group(msgspec.Struct, frozen=True):
    """What goes into one pack."""

    name: str
    """Its name as a file's, without a suffix."""
    title: str
    about: str
    """Whom or what it is for, in a sentence or less."""
    entries: tuple[Entry, ...]
    missing: tuple[Missing, ...]


def grouped(library: Library, entries: Iterable[Entry], by: str, whole: frozenset[str]) -> list[Group]:
    """The packs of these pieces, in their order; `whole` names the files that are as they were made."""
    found: dict[str, tuple[list[Entry], list[Missing]]] = {}
    for entry in entries:
        made, missing = found.setdefault(entry.record if by == "place" else entry.audience, ([], []))
        if entry.status != "made":
            missing.append(Missing(entry, "; ".join(each.message for each in entry.failures) or "it was not made"))
        elif entry.file not in whole:
            missing.append(Missing(entry, CHANGED))
        else:
            made.append(entry)
    # A pack of nothing would be opened for nothing; what became of its pieces has been said by the run.
    kept = {key: value for key, value in found.items() if value[0]}
    names = _names(kept)
    return [Group(names[key], *_titles(library, key, by), tuple(made), tuple(missing)) for key, (made, missing) in kept.items()]


def places(entries: Iterable[Entry], several: bool) -> dict[str, str]:
    """Where each file goes in its pack: into the folder of its language when there are `several`, under its own last name."""
    listed = list(entries)
    short = {entry.file: _inside(entry, PurePosixPath(entry.file).name, several) for entry in listed}
    times = Counter(place.casefold() for place in short.values())
    return {
        entry.file: short[entry.file] if times[short[entry.file].casefold()] == 1 else _inside(entry, entry.file.replace("/", "-"), several)
        for entry in listed
    }


def _inside(entry: Entry, name: str, several: bool) -> str:
    # The index has this name.
    name = f"piece-{name}" if name.casefold() == "index.pdf" else name
    return f"{entry.lang}/{name}" if several else name


def _names(keys: Iterable[str]) -> dict[str, str]:
    """A name for each pack; what would be one file on a disk that does not tell a from A is numbered."""
    found: dict[str, str] = {}
    # The pack of all places keeps its name, whatever a place is called.
    for key in sorted(keys, key=bool):
        base = slug(key) or EVERYWHERE
        taken = {name.casefold() for name in found.values()}
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        found[key] = name
    return found


def _titles(library: Library, key: str, by: str) -> tuple[str, str]:
    if by == "place":
        return (key, "Pieces made for this place.") if key else ("For every place", "Pieces that are the same everywhere.")
    audience = load_audiences(library).get(key)
    return (audience.title, audience.who) if audience else (key, "")
