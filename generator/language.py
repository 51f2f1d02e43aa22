"""The languages that pieces are made in, and how the script of each is set: two tables of data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, TypeVar

import msgspec

from generator.diagnostics import nearest
from generator.errors import refuse
from generator.resources import Library
from generator.tomlfile import read_tables

LANGUAGES = "assets/content/languages.toml"
SCRIPTS = "assets/content/scripts.toml"

T = TypeVar("T")


class ScriptSetting(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """How text of a script is set. Lengths are in em."""

    ascent: float
    """From the baseline to the top of its tallest marks."""
    descent: float
    """From the baseline down to its lowest."""
    overshoot: float = 0.0
    """How far letters still reach above that which do not count, where it is the trim that they might meet."""
    leading: float = 1.0
    """What a leading that is meant for Latin is multiplied by."""
    least_leading: float = 0.0
    """The least distance of two baselines."""
    size: float = 1.0
    """What the largest sizes of a theme are multiplied by."""
    tracking: bool = False
    """Whether letters may be parted or drawn together."""
    condensed: bool = True
    """Whether its face has narrower widths."""
    width: float = 1.0
    """What widths of a theme are multiplied by."""
    breaks: str = ""
    """Where lines may end: as Unicode has it, only at "spaces", between "words", or keywords for ICU ("lb-strict")."""
    headline_breaks: str = ""
    """The same for balanced text."""


class Script(ScriptSetting, frozen=True, kw_only=True):
    """A row of the table of scripts."""

    title: str
    """Its English name."""
    face: str = ""
    """The font; left out, the theme's own."""
    direction: Literal["ltr", "rtl"] = "ltr"
    """Which way its lines run."""


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A row of the table of languages; what it leaves out is as its script has it."""

    name: str
    english: str
    script: str
    say: str = ""
    wordy: bool = False
    ascent: float | None = None
    descent: float | None = None
    overshoot: float | None = None
    leading: float | None = None
    least_leading: float | None = None
    size: float | None = None
    tracking: bool | None = None
    width: float | None = None
    breaks: str | None = None
    headline_breaks: str | None = None


class Language(ScriptSetting, frozen=True, kw_only=True):
    """A language with all that its script asks for."""

    tag: str
    """BCP 47."""
    name: str
    """Its own name for itself."""
    english: str
    """Its English name."""
    say: str
    """What a caller says to an operator to be answered in it."""
    script: str
    """ISO 15924."""
    wordy: bool
    """Whether it takes so much more room than English that layouts have variants for it."""
    face: str
    """The font of its script; "" is the theme's own."""
    rtl: bool
    """Whether its lines run from right to left."""


@lru_cache(maxsize=128)
def language(library: Library, tag: str) -> Language:
    """The language of a tag: its own row, or that of the longest part of the tag that has one (RFC 4647, 3.4).

    InputError `no-row` when there is none, `no-script` when its script has no row.
    """
    rows, scripts = _rows(library), all_scripts(library)
    found = next((part for part in _shorter(tag) if part in rows), None)
    if found is None:
        raise refuse("no-row", f"the table of languages has no row for {tag!r}", LANGUAGES, f"add {tag} = {{ name = …, english = …, script = … }}")
    row = rows[found]
    script = scripts.get(row.script)
    if script is None:
        raise refuse("no-script", f"there is no script {row.script!r}", f"{LANGUAGES}: {found}.script", nearest(row.script, scripts))
    own = {name: value for name, value in msgspec.structs.asdict(row).items() if value is not None}
    shared = {name: getattr(script, name) for name in ScriptSetting.__struct_fields__}
    told = {**own, "tag": tag, "say": row.say or row.english, "face": script.face, "rtl": script.direction == "rtl"}
    return Language(**{**shared, **told})


def every_language(library: Library) -> tuple[Language, ...]:
    """All languages of the table, in its order."""
    return tuple(language(library, tag) for tag in _rows(library))


@lru_cache(maxsize=8)
def all_scripts(library: Library) -> dict[str, Script]:
    """How each script is set, by its code. InputError for a row that cannot be."""
    return _layered(library, SCRIPTS, Script)


@lru_cache(maxsize=8)
def _rows(library: Library) -> dict[str, _Row]:
    return _layered(library, LANGUAGES, _Row)


def _layered(library: Library, relative: str, kind: type[T]) -> dict[str, T]:
    """The tables of a file; those of a campaign replace the built-in ones row by row."""
    return {name: row for path in library.layers(relative) for name, row in read_tables(path, kind).items()}


def _shorter(tag: str) -> Iterator[str]:
    """A tag and what is left of it when its last parts are taken off."""
    parts = tag.split("-")
    for count in range(len(parts), 0, -1):
        yield "-".join(parts[:count])
