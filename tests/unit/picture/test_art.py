"""Art and icon files, and the icons that come with the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.errors import InputError, MissingError
from generator.picture.art import ICON_GRID, load_art, load_icon, load_icons
from generator.picture.path import parse_path
from generator.picture.segments import Segments, bounding_box, points

ROOT = Path(__file__).resolve().parents[3]
ICONS = ROOT / "assets" / "icons" / "icons.toml"

GOOD = 'title = "Light"\n[[shapes]]\nd = "M0 0H1V1H0Z"\nrole = "field"\n[[shapes]]\nd = "M.5.5l.5.5H0z"\nrole = "signal"\n'


def art(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "light.toml"
    file.write_text(text, "utf-8")
    return file


def test_art(tmp_path: Path) -> None:
    found = load_art(art(tmp_path, GOOD))
    assert found.title == "Light"
    assert [shape.role for shape in found.shapes] == ["field", "signal"]
    assert found.shapes[0].segments == parse_path("M0 0H1V1H0Z")


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('title = "Light"', "", "missing-key", "(top level)"),
        ('role = "field"', "", "missing-key", "shapes.[1]"),
        ('role = "field"', 'role = "field"\ncolour = "red"', "unknown-key", "shapes.[1].colour"),
        ('role = "field"', "role = 3", "wrong-value", "shapes.[1].role"),
        ("M.5.5l.5.5H0z", "M.5.5l.5", "path-data", "shapes.[2].d"),
        ("M.5.5l.5.5H0z", "", "path-empty", "shapes.[2].d"),
        ("M.5.5l.5.5H0z", "M.5.5l.6.5H0z", "path-outside", "shapes.[2].d"),
        ("M.5.5l.5.5H0z", "M0 0C1 -1 1 2 0 1z", "path-outside", "shapes.[2].d"),
        ("title =", "title", "not-toml", "light.toml"),
    ],
)
def test_bad_art(old: str, new: str, code: str, where: str, tmp_path: Path) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as fault:
        load_art(art(tmp_path, GOOD.replace(old, new)))
    (diagnostic,) = fault.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.where.endswith(where)


def test_art_without_shapes(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="art-empty"):
        load_art(art(tmp_path, 'title = "Nothing"\nshapes = []\n'))
    with pytest.raises(MissingError):
        load_art(tmp_path / "none.toml")


def test_every_bad_icon_is_named(tmp_path: Path) -> None:
    file = art(tmp_path, '[a]\nd = "M0 0H25V1z"\n[b]\nd = "M0 0H24V24z"\n[c]\nd = "H1"\n')
    with pytest.raises(InputError) as fault:
        load_icons(file)
    assert [(item.code, item.where.rpartition(": ")[2]) for item in fault.value.diagnostics] == [("path-outside", "a.d"), ("path-data", "c.d")]


def test_one_icon_by_name(tmp_path: Path) -> None:
    file = art(tmp_path, '[phone]\nd = "M0 0H24V24z"\n[bad]\nd = "H1"\n')
    assert load_icon(file, "phone") == parse_path("M0 0H24V24z")
    with pytest.raises(MissingError, match="did you mean 'phone'"):
        load_icon(file, "phones")
    with pytest.raises(InputError, match="path-data"):
        load_icon(file, "bad")


# --- the icons that come with the program


def contours(segments: Segments) -> list[list[tuple[float, float]]]:
    """The outline flattened, one polygon a subpath."""
    found: list[list[tuple[float, float]]] = []
    for segment in segments:
        stops = points(segment)
        if segment[0] == "M":
            found.append(stops)
        elif segment[0] == "L":
            found[-1] += stops
        elif segment[0] == "C":
            a = found[-1][-1]
            b, c, d = stops
            for t in (n / 16 for n in range(1, 17)):
                w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                found[-1].append((w[0] * a[0] + w[1] * b[0] + w[2] * c[0] + w[3] * d[0], w[0] * a[1] + w[1] * b[1] + w[2] * c[1] + w[3] * d[1]))
    return found


def winding(polygons: list[list[tuple[float, float]]], x: float, y: float) -> int:
    total = 0
    for polygon in polygons:
        for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
            if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                total += 1 if y1 > y0 else -1
    return total


def icons() -> dict[str, Segments]:
    return load_icons(ICONS)


def test_the_icons_that_layouts_count_on() -> None:
    wanted = "check square question arrow dot door globe clock phone text web chat alert shield person people lock info language"
    assert set(wanted.split()) <= set(icons())


@pytest.mark.parametrize("name", list(icons()))
def test_an_icon_fills_its_grid_and_needs_no_fill_rule(name: str) -> None:
    segments = icons()[name]
    box = bounding_box(segments)
    assert max(box.width, box.height) >= 9.9
    assert abs(box.x + box.width / 2 - ICON_GRID / 2) < 1.5
    assert abs(box.y + box.height / 2 - ICON_GRID / 2) < 1.6
    polygons = contours(segments)
    inside = 0
    for row in range(96):
        for column in range(96):
            around = winding(polygons, (column + 0.503) / 4, (row + 0.507) / 4)
            assert around in (-1, 0, 1), "an outline overlaps another, or a hole runs the same way round as its outline"
            inside += around != 0
    assert 0.05 < inside / 96**2 < 0.7


def test_icon_numbers_are_short() -> None:
    assert not re.search(r"\d\.\d{3}", ICONS.read_text("utf-8"))


def test_every_icon_has_its_origin_in_the_readme() -> None:
    readme = (ICONS.parent / "README.md").read_text("utf-8")
    assert {name for name in icons() if f"`{name}`" not in readme} == set()
    for word in ("@uswds/uswds", "3.14.0", "Apache-2.0.txt", "CC0"):
        assert word in readme
    assert "Apache License" in (ICONS.parent / "Apache-2.0.txt").read_text("utf-8")
