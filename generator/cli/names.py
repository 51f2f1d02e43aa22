"""What can be named on the command line, read as lightly as completion needs it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from generator.diagnostics import nearest
from generator.errors import missing
from generator.resources import Library

FOLDERS = {"layout": "layouts", "theme": "layouts/themes", "stock": "layouts/stocks"}
"""Kinds with a file for each name."""
TABLES = {"audience": "assets/content/audiences.toml", "size": "layouts/sizes.toml"}
"""Kinds with a table for each name."""
LANGUAGE = "language"
"""English, and whatever has a catalog."""
KINDS = (*FOLDERS, *TABLES, LANGUAGE)


def known(library: Library, kind: str) -> list[str]:
    """The names there are of a kind. A file that is at fault has its name; what is wrong with it is said when it is used."""
    if kind in FOLDERS:
        return [*_files(library, kind)]
    if kind in TABLES:
        return [*_tables(library, TABLES[kind])]
    return ["en", *(name for name in library.every("assets/locale", ".po") if name != "en")]


def titles(library: Library, kind: str) -> dict[str, str]:
    """The names of a kind, each with its title; "" where there is none. A language's own name is not looked for."""
    if kind in FOLDERS:
        return {name: _title(_read(path)) for name, path in _files(library, kind).items()}
    if kind in TABLES:
        return {name: _title(table) for name, table in _tables(library, TABLES[kind]).items()}
    return dict.fromkeys(known(library, kind), "")


def require(library: Library, kind: str, name: str, where: str = "") -> None:
    """MissingError with the nearest name if there is nothing of that kind and name."""
    names = known(library, kind)
    if name not in names:
        raise missing(f"no-{kind}", f"there is no {kind} named {name!r}", where, nearest(name, names))


def _files(library: Library, kind: str) -> dict[str, Path]:
    found = library.every(FOLDERS[kind], ".toml")
    if kind == "layout":
        found.pop("sizes", None)
    return found


def _tables(library: Library, relative: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in library.layers(relative):
        found.update(_read(path))
    return found


def _read(path: Path) -> dict[str, Any]:
    """The file's tables, or nothing if it is at fault."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _title(table: Any) -> str:
    title = table.get("title", "") if isinstance(table, dict) else ""
    return title if isinstance(title, str) else ""
