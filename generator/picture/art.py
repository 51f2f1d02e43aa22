"""Drawn art and icons from data files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.diagnostics import Diagnostic, nearest
from generator.errors import missing, raise_all, refuse
from generator.picture.path import parse_path
from generator.picture.segments import Segments, bounding_box
from generator.tomlfile import convert, read_tables, read_toml
from generator.units import Rect

ICON_GRID = 24.0
"""Side of the square that an icon is drawn on, the grid of most public icon sets."""
_SLACK = 0.001


class _DeclaredShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    d: str
    role: str


class _DeclaredArt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    shapes: tuple[_DeclaredShape, ...]


class _DeclaredIcon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    d: str
    turns: tuple[str, ...] = ()


class ArtShape(msgspec.Struct, frozen=True):
    """One filled shape of art, by the nonzero rule, and the colour role of the theme it is painted in."""

    segments: Segments
    role: str


class Art(msgspec.Struct, frozen=True):
    """Shapes in paint order, in a unit square that is stretched over the area the art is placed in."""

    title: str
    shapes: tuple[ArtShape, ...]


@lru_cache(maxsize=64)
def load_art(path: Path) -> Art:
    """The art in a file. MissingError if there is none; InputError with every shape that is at fault."""
    told = convert(read_toml(path), _DeclaredArt, str(path))
    if not told.shapes:
        raise refuse("art-empty", "the art has no shapes", f"{path}: shapes", "add [[shapes]] with d and role")
    outlines = _outlines(((f"{path}: shapes.[{n}]", shape.d) for n, shape in enumerate(told.shapes, 1)), 1.0)
    return Art(told.title, tuple(ArtShape(o, shape.role) for o, shape in zip(outlines, told.shapes, strict=True)))


@lru_cache(maxsize=512)
def load_icon(path: Path, name: str) -> Segments:
    """One icon of the file; only its own outline is read. MissingError (no-icon) with the nearest name there is."""
    told = _icon_table(path)
    if name not in told:
        raise missing("no-icon", f"there is no icon named {name!r}", str(path), nearest(name, told))
    return _outlines([(f"{path}: {name}", told[name].d)], ICON_GRID)[0]


def icon_turns(path: Path, name: str) -> tuple[str, ...]:
    """The scripts (ISO 15924) in which an icon of the file is drawn the other way round."""
    return _icon_table(path)[name].turns


@lru_cache(maxsize=8)
def _icon_table(path: Path) -> dict[str, _DeclaredIcon]:
    return read_tables(path, _DeclaredIcon)


def load_icons(path: Path) -> dict[str, Segments]:
    """Icons by name, outlines on a square of ICON_GRID units, filled by the nonzero rule. Errors as in `load_art`."""
    told = _icon_table(path)
    outlines = _outlines(((f"{path}: {name}", icon.d) for name, icon in told.items()), ICON_GRID)
    return dict(zip(told, outlines, strict=True))


def _outlines(told: Iterable[tuple[str, str]], side: float) -> list[Segments]:
    """Path data to segments within a square; one InputError with all that are bad, leave the square or draw nothing."""
    found: list[Segments] = []
    faults: list[Diagnostic] = []
    for where, data in told:
        try:
            segments = parse_path(data)
        except ValueError as fault:
            faults.append(Diagnostic("path-data", str(fault), f"{where}.d", "write SVG path data, such as M0 0H1V1H0Z"))
            continue
        found.append(segments)
        faults.extend(_square_faults(segments, side, f"{where}.d"))
    raise_all(faults)
    return found


def _square_faults(segments: Segments, side: float, where: str) -> Iterator[Diagnostic]:
    if not segments:
        yield Diagnostic("path-empty", "the path draws nothing", where, "write SVG path data, such as M0 0H1V1H0Z")
        return
    box = bounding_box(segments)
    if not Rect(0, 0, side, side).contains(box, _SLACK * side):
        found = f"from ({box.x:.3g}, {box.y:.3g}) to ({box.right:.3g}, {box.bottom:.3g})"
        message = f"the path reaches {found}, outside the square from 0 to {side:g}"
        yield Diagnostic("path-outside", message, where, "move or scale it to fit")
