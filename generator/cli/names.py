"""What can be named on the command line, with titles, read as lightly as completion needs it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.diagnostics import nearest
from generator.errors import missing
from generator.resources import Library

Names = dict[str, str]
"""Name to title; the title is "" where the file does not give one."""


def layouts(library: Library) -> Names:
    return {name: _title(_read(path)) for name, path in library.every("layouts", ".toml").items() if name != "sizes"}


def themes(library: Library) -> Names:
    return {name: _title(_read(path)) for name, path in library.every("layouts/themes", ".toml").items()}


def stocks(library: Library) -> Names:
    return {name: _title(_read(path)) for name, path in library.every("layouts/stocks", ".toml").items()}


def sizes(library: Library) -> Names:
    return _tables(library, "layouts/sizes.toml")


def audiences(library: Library) -> Names:
    return _tables(library, "assets/content/audiences.toml")


def languages(library: Library) -> Names:
    """English, and every language with a catalog; their own names are inside the catalogs."""
    return {"en": "English"} | dict.fromkeys(library.every("assets/locale", ".po"), "")


KINDS: dict[str, Callable[[Library], Names]] = {
    "layout": layouts,
    "audience": audiences,
    "language": languages,
    "size": sizes,
    "theme": themes,
    "stock": stocks,
}


def require(library: Library, kind: str, name: str, where: str = "") -> None:
    """MissingError with the nearest name if there is nothing of that kind and name."""
    known = KINDS[kind](library)
    if name not in known:
        raise missing(f"no-{kind}", f"there is no {kind} named {name!r}", where, nearest(name, known))


def _tables(library: Library, relative: str) -> Names:
    found: Names = {}
    for path in library.layers(relative):
        found.update({name: _title(table) for name, table in _read(path).items()})
    return found


def _read(path: Path) -> dict[str, Any]:
    """The file's tables, or nothing if it is at fault: what is wrong with it is said when it is used."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _title(table: Any) -> str:
    title = table.get("title", "") if isinstance(table, dict) else ""
    return title if isinstance(title, str) else ""
