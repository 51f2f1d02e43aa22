"""Tell what kind of data a file holds: by the place it stands at, else by what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.campaign import Campaign
from generator.resources import CAMPAIGN_FILE, Library

HOMES = {
    "layout": "layouts",
    "sizes": "layouts",
    "theme": "layouts/themes",
    "stock": "layouts/stocks",
    "hotlines": "assets/content",
    "resources": "assets/content",
    "audiences": "assets/content",
    "edition": "assets/content",
    "languages": "assets/content",
    "scripts": "assets/content",
    "text": "assets/content",
    "catalog": "assets/locale",
    "art": "assets/art",
    "icons": "assets/icons",
}
"""Where in a library each kind stands; `profile`, `campaign` and `batch`, a file for `outreach batch`, stand in none."""

FIXED = {name: name for name in ("sizes", "hotlines", "resources", "audiences", "edition", "languages", "scripts", "icons")}
"""Kinds that are one file of a fixed name."""


class Placed(Library, frozen=True):
    """A library as it would be with one more file at its home."""

    home: str = ""
    stem: str = ""
    suffix: str = ".toml"
    path: Path = Path()

    def every(self, folder: str, suffix: str) -> dict[str, Path]:
        found = super().every(folder, suffix)
        if (folder, suffix) == (self.home, self.suffix):
            found[self.stem] = self.path
        return dict(sorted(found.items()))

    def one(self, kind: str, folder: str, name: str, suffix: str = ".toml") -> Path:
        if (folder, name, suffix) == (self.home, self.stem, self.suffix):
            return self.path
        return super().one(kind, folder, name, suffix)

    def layers(self, relative: str) -> Iterator[Path]:
        own = relative == f"{self.home}/{self.stem}{self.suffix}"
        yield from (path for path in super().layers(relative) if not (own and path.resolve() == self.path.resolve()))
        if own:
            yield self.path


def place(library: Library, kind: str, path: Path) -> tuple[Library, str]:
    """The library with the file at its home, and its name there."""
    home = HOMES.get(kind)
    if home is None:
        return library, path.stem
    stem = FIXED.get(kind, path.stem)
    last = library.roots[-1] / home / f"{stem}{path.suffix}"
    if last.resolve() == path.resolve():
        return library, stem
    return Placed(library.roots, library.stamp, home, stem, path.suffix, path), stem


def kind_by_place(path: Path) -> str:
    """The kind that a file of this name in this folder is, or "" where the folder says nothing."""
    path = path.resolve()
    if path.name == CAMPAIGN_FILE:
        return "campaign"
    folder = "/".join(path.parent.parts[-2:])
    for kind in ("theme", "stock", "catalog", "art", "icons", "text"):
        if folder == HOMES[kind] and (path.suffix == ".po") == (kind == "catalog"):
            return next((fixed for fixed, stem in FIXED.items() if HOMES[fixed] == HOMES[kind] and stem == path.stem), kind)
    if path.parent.name == "layouts":
        return "sizes" if path.stem == "sizes" else "layout"
    return "catalog" if path.suffix == ".po" else ""


def kind_by_content(raw: dict[str, Any], library: Library) -> str:
    """The kind that a file with these tables is, or ""."""
    tables = [value for value in raw.values() if isinstance(value, dict)]
    keys = raw.keys()
    inner = {key for table in tables for key in table}
    if isinstance(raw.get("extends"), str):
        return "theme" if raw["extends"] in library.every(HOMES["theme"], ".toml") else "layout"
    tests = (
        ("batch", keys & {"layouts", "records", "include"}),
        ("layout", keys & {"pages", "blocks", "panels", "sizes"}),
        ("theme", keys & {"colours", "styles", "surfaces"}),
        ("stock", keys & {"media", "part", "x0", "dx"}),
        ("art", "shapes" in keys),
        ("edition", "edition" in keys),
        ("profile", "name" in keys),
        ("hotlines", "default" in keys or "channels" in inner),
        ("audiences", {"voice", "who"} & inner),
        ("sizes", {"width", "height"} <= inner),
        ("languages", {"english", "script"} <= inner),
        ("scripts", {"ascent", "descent"} <= inner),
        ("resources", {"action", "url"} & inner),
        ("text", {"text", "items", "short", "long"} & inner),
        ("campaign", keys & set(Campaign.__struct_fields__)),
    )
    return next((kind for kind, holds in tests if holds), "")
