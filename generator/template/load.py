"""Load a layout for one brief, and a theme, checked so that what follows need not doubt them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, nearest
from generator.errors import raise_all, refuse
from generator.resources import Library
from generator.template.merge import Table, extended, overlay
from generator.template.schema import Grid, Layout, Theme, When
from generator.tomlfile import convert, read_toml
from generator.units import parse_length

LAYOUTS, THEMES = "layouts", "layouts/themes"
LONGEST = 14400
"""Points of the longest side a PDF page may have (ISO 32000-1, annex C)."""
LONGEST_CHAIN = 32
"""Files that extend one another; a circle is refused when it is loaded."""
STYLE_LIMITS = (("leading", 0.8, 3.0), ("gap", 0.0, 10.0), ("tracking", -100.0, 500.0), ("weight", 100, 900))
"""Beyond these lines run into each other, or text falls apart."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@lru_cache(maxsize=64)
def raw_layout(library: Library, name: str) -> tuple[Path, Table]:
    """A layout's file and its raw table with all that it extends, variants not yet chosen."""
    path = library.one("layout", LAYOUTS, name)
    return path, extended(path, lambda base: library.one("layout", LAYOUTS, base))


@lru_cache(maxsize=256)
def load_layout(
    library: Library,
    name: str,
    size: str = "",
    orientation: str = "",
    theme: str = "",
    voice: str = "",
    organisation: bool = False,
    lang: str = "",
    wordy: bool = False,
    languages: int = 1,
) -> Layout:
    """The layout as it stands for a size, orientation, theme, voice ("" matches no variant) and language, in so many languages."""
    path, raw = raw_layout(library, name)
    table = {key: value for key, value in raw.items() if key != "variants"}
    chosen: dict[str, Any] = {"size": size, "orientation": orientation, "theme": theme, "voice": voice}
    chosen |= {"organisation": organisation, "lang": lang, "wordy": wordy, "languages": languages}
    for number, variant in enumerate(_variants(raw, str(path)), 1):
        when = convert(variant.get("when", {}), When, str(path), f"variants.[{number}].when")
        if _matches(when, chosen):
            table = overlay(table, {key: value for key, value in variant.items() if key != "when"})
    layout = convert(table, Layout, str(path))
    raise_all(_layout_faults(layout, str(path)))
    return layout


@lru_cache(maxsize=64)
def load_theme(library: Library, name: str) -> Theme:
    path = library.one("theme", THEMES, name)
    theme = convert(extended(path, lambda base: library.one("theme", THEMES, base)), Theme, str(path))
    raise_all(_theme_faults(theme, str(path)))
    return theme


def files_of(library: Library, folder: str, name: str) -> list[Path]:
    """The file of a layout or theme, and those of all that it extends."""
    found: list[Path] = []
    while name and len(found) < LONGEST_CHAIN:
        found.append(library.one("layout" if folder == LAYOUTS else "theme", folder, name))
        name = read_toml(found[-1]).get("extends", "")
    return found


def panel_of(layout: Layout, name: str) -> str:
    """The panel that a name in areas stands for: its own, or the one that its block repeats; "" where it holds none."""
    if name in layout.panels:
        return name
    block = layout.blocks.get(name)
    return block.panel if block is not None and block.panel in layout.panels else ""


def cells(grid: Grid) -> list[list[str]]:
    """The areas of a grid, row by row."""
    return [line.split() for line in grid.areas.strip().splitlines()]


def _variants(raw: Table, file: str) -> list[Table]:
    variants = raw.get("variants", [])
    if not isinstance(variants, list) or not all(isinstance(variant, dict) for variant in variants):
        raise refuse("wrong-value", "variants are a list of tables", f"{file}: variants", "write [[variants]], with two brackets")
    return variants


def _matches(when: When, chosen: dict[str, Any]) -> bool:
    return (
        (not when.sizes or chosen["size"] in when.sizes)
        and (not when.orientation or chosen["orientation"] == when.orientation)
        and (not when.themes or chosen["theme"] in when.themes)
        and (not when.voices or chosen["voice"] in when.voices)
        and (when.organisation is None or when.organisation == chosen["organisation"])
        and (when.wordy is None or when.wordy == chosen["wordy"])
        and (not when.langs or chosen["lang"] in when.langs)
        and counts(when.languages, chosen["languages"])
    )


def counts(wanted: int | tuple[int, int] | None, number: int) -> bool:
    """Whether a number is the one that is wanted, or between the two."""
    if wanted is None:
        return True
    return number == wanted if isinstance(wanted, int) else wanted[0] <= number <= wanted[1]


def _layout_faults(layout: Layout, file: str) -> Iterator[Diagnostic]:
    known = {*layout.panels, *layout.blocks}
    for kind, grids in (("pages", layout.pages), ("panels", layout.panels)):
        for name, grid in grids.items():
            yield from _grid_faults(grid, known, f"{file}: {kind}.{name}")
    for name in sorted({*layout.panels} & {*layout.blocks}):
        yield Diagnostic("same-name", f"{name!r} names both a panel and a block", f"{file}: panels.{name}", "rename one of them")
    yield from _nesting_faults(layout, file)
    for key in ("bleed", "safe"):
        yield from _length_faults([getattr(layout, key)], f"{file}: {key}")
    if not layout.sizes:
        yield Diagnostic("no-sizes", "the layout has no size", f"{file}: sizes", "name at least one size of layouts/sizes.toml")
    for name, block in layout.blocks.items():
        where = f"{file}: blocks.{name}"
        yield from _length_faults([block.size, block.least, block.pad], where)
        if block.columns < 1 or block.most < 0:
            yield Diagnostic("wrong-count", f"columns is {block.columns} and most is {block.most}", where, "columns is at least 1, most at least 0")
        foreign = sorted({"address", "website"} & set(block.parts)) if block.kind in ("ways", "contacts") else []
        if foreign:
            yield Diagnostic("wrong-part", f"a contact has no {foreign[0]}", f"{where}.parts", "only an organisation has")
        if block.kind == "each" and block.panel not in layout.panels:
            yield Diagnostic("no-panel", f"no panel is named {block.panel!r}", f"{where}.panel", nearest(block.panel, layout.panels))
        for part in block.flow:
            if part not in layout.blocks:
                yield Diagnostic("no-block", f"no block is named {part!r}", f"{where}.flow", nearest(part, layout.blocks))
    for key in ("text", "imprint", "caption", "module"):
        yield from _length_faults([getattr(layout.floors, key)], f"{file}: floors.{key}")


def _grid_faults(grid: Grid, known: set[str], where: str) -> Iterator[Diagnostic]:
    rows = cells(grid)
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        yield Diagnostic("ragged-areas", "the rows of areas are not equally long", f"{where}.areas", "name an area for each column")
        return
    if len(rows[0]) != len(grid.columns):
        yield Diagnostic("areas-columns", f"areas has {len(rows[0])} columns and columns has {len(grid.columns)}", f"{where}.columns")
    if grid.rows and len(grid.rows) != len(rows):
        yield Diagnostic("areas-rows", f"areas has {len(rows)} rows and rows has {len(grid.rows)}", f"{where}.rows")
    for name in sorted({cell for row in rows for cell in row} - {"."}):
        if name not in known:
            yield Diagnostic("no-block", f"no block or panel is named {name!r}", f"{where}.areas", nearest(name, known))
        places = [(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell == name]
        box = {(r, c) for r in range(places[0][0], places[-1][0] + 1) for c in range(places[0][1], places[-1][1] + 1)}
        if set(places) != box:
            yield Diagnostic("area-shape", f"the area {name!r} is not one rectangle", f"{where}.areas")
    gap = grid.gap if isinstance(grid.gap, tuple) else [grid.gap]
    pad = grid.pad if isinstance(grid.pad, tuple) else [grid.pad]
    yield from _length_faults([*gap, *pad], where)
    yield from _length_faults(
        (track for track in (*grid.columns, *grid.rows) if track != "fit" and not re.fullmatch(r"\d+(\.\d+)?fr", str(track))), where
    )


def _nesting_faults(layout: Layout, file: str) -> Iterator[Diagnostic]:
    """A panel may hold panels, but never itself."""

    def walk(grid: Grid, path: tuple[str, ...]) -> Iterator[Diagnostic]:
        for name in sorted({cell for row in cells(grid) for cell in row} - {"."}):
            inner = panel_of(layout, name)
            if inner in path:
                yield Diagnostic("panel-cycle", f"the panel {inner!r} stands inside itself", f"{file}: panels.{inner}.areas")
                return
            if inner:
                yield from walk(layout.panels[inner], (*path, inner))

    for page in layout.pages.values():
        yield from walk(page, ())


def _length_faults(values: Iterable[object], where: str) -> Iterator[Diagnostic]:
    for value in values:
        try:
            length = parse_length(value) if isinstance(value, str) else float(str(value))
        except ValueError as fault:
            yield Diagnostic("wrong-length", str(fault), where)
            continue
        if not 0 <= length < LONGEST:
            yield Diagnostic("wrong-length", f"{value!r} is not a length from 0 to {LONGEST} points", where, "write a smaller one, 0 or more")


def _theme_faults(theme: Theme, file: str) -> Iterator[Diagnostic]:
    for role, value in theme.colours.items():
        if not _HEX.fullmatch(value):
            yield Diagnostic("wrong-colour", f"{value!r} is not a colour", f"{file}: colours.{role}", "write six hex digits, such as #14213d")
    for name, surface in theme.surfaces.items():
        roles = [surface.fill, surface.ink, surface.quiet, surface.accent, surface.outline_role, *(edge.role for edge in surface.edges)]
        for role in roles:
            if role and role not in theme.colours:
                yield Diagnostic("no-colour", f"no colour is named {role!r}", f"{file}: surfaces.{name}", nearest(role, theme.colours))
    yield from _length_faults([theme.floor], f"{file}: floor")
    for name, style in theme.styles.items():
        for scale, (smallest, largest) in style.size.items():
            if not 0 < smallest <= largest:
                yield Diagnostic(
                    "size-range",
                    f"the sizes {smallest} and {largest} are not a range",
                    f"{file}: styles.{name}.size.{scale}",
                    "write [smallest, largest], both above 0",
                )
        for key, low, high in STYLE_LIMITS:
            value = getattr(style, key)
            if not low <= value <= high:
                yield Diagnostic("style-limit", f"{key} is {value:g}", f"{file}: styles.{name}.{key}", f"it is {low:g} to {high:g}")
        if not style.widths or list(style.widths) != sorted(style.widths, reverse=True):
            yield Diagnostic("widths-order", "widths go from the widest to the narrowest", f"{file}: styles.{name}.widths")


def palette(theme: Theme) -> dict[str, tuple[int, int, int]]:
    """Colour roles as sRGB triples."""
    return {role: (int(v[1:3], 16), int(v[3:5], 16), int(v[5:7], 16)) for role, v in theme.colours.items()}
