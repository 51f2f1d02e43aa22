"""A layout or theme is refused before anything is made with it: a good one, with one thing broken at a time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.errors import InputError, MissingError
from generator.resources import Library
from generator.template.load import cells, load_layout, load_theme, palette
from generator.template.schema import Grid, Layout, Theme
from tests.instruments.pieces import LAYOUTS, LIBRARY, THEMES, layout_of

LAYOUT = """
name = "leaflet"
title = "Leaflet"
scale = "sheet"
reference = "letter"
sizes = ["letter", "a4"]

[floors]
text = 12

[pages.front]
columns = ["2fr", "fit"]
rows = ["fit", "1fr"]
gap = [4, "2mm"]
areas = '''
title title
band  code
'''

[panels.band]
areas = "lead"

[blocks.title]
kind = "heading"
content = "headline"

[blocks.lead]
kind = "text"
content = "lead"

[blocks.code]
kind = "code"
size = 90
"""
THEME = """
name = "plain"
title = "Plain"
[colours]
paper = "#ffffff"
ink = "#101820"
[styles.body]
size = { sheet = [12, 14] }
widths = [100, 90]
[surfaces.page]
fill = "paper"
quiet = "ink"
accent = "ink"
"""


def written(folder: Path, name: str, text: str) -> Library:
    """A new library that holds this one file; a library is read once."""
    root = folder / str(len(list(folder.iterdir())))
    (root / name).parent.mkdir(parents=True)
    (root / name).write_text(text, "utf-8")
    return Library((root,))


@pytest.fixture
def layout(tmp_path: Path) -> Callable[..., Layout]:
    """Loads a layout of this text for a choice."""

    def load(text: str, **choice: str) -> Layout:
        return load_layout(written(tmp_path, "layouts/leaflet.toml", text), "leaflet", **choice)

    return load


@pytest.fixture
def theme(tmp_path: Path) -> Callable[[str], Theme]:
    def load(text: str) -> Theme:
        return load_theme(written(tmp_path, "layouts/themes/plain.toml", text), "plain")

    return load


def fault_of(load: Callable[[str], object], text: str) -> Diagnostic:
    """The one fault that a text has."""
    with pytest.raises(InputError) as caught:
        load(text)
    (fault,) = caught.value.diagnostics
    return fault


def broken(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def test_the_good_ones_are_good(layout: Callable[..., Layout], theme: Callable[[str], Theme]) -> None:
    assert cells(layout(LAYOUT).pages["front"]) == [["title", "title"], ["band", "code"]]
    assert palette(theme(THEME)) == {"paper": (255, 255, 255), "ink": (16, 24, 32)}


def test_a_layout_or_theme_that_is_not_there_is_missing() -> None:
    for load, name, code, near in ((load_layout, "postr", "no-layout", "poster"), (load_theme, "bald", "no-theme", "bold")):
        with pytest.raises(MissingError) as caught:
            load(LIBRARY, name)
        (fault,) = caught.value.diagnostics
        assert (fault.code, fault.hint) == (code, f"did you mean {near!r}?")


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('title = "Leaflet"', 'titel = "Leaflet"', "unknown-key", "titel"),
        ('title = "Leaflet"', "", "missing-key", "(top level)"),
        ('content = "lead"', 'contents = "lead"', "unknown-key", "blocks.lead.contents"),
        ("size = 90", 'size = 90\ntitle_style = "lead"', "unknown-key", "blocks.code.title_style"),
        ("size = 90", 'size = 90\nlevel = "X"', "wrong-value", "blocks.code.level"),
        ('kind = "code"', "", "missing-key", "blocks.code"),
        ('areas = "lead"', "", "missing-key", "panels.band"),
        ('sizes = ["letter", "a4"]', 'sizes = "letter"', "wrong-value", "sizes"),
        ("title title\n", "title\n", "ragged-areas", "pages.front.areas"),
        ("title title\nband  code\n", "\n", "ragged-areas", "pages.front.areas"),
        ('columns = ["2fr", "fit"]', 'columns = ["2fr"]', "areas-columns", "pages.front.columns"),
        ('rows = ["fit", "1fr"]', 'rows = ["fit"]', "areas-rows", "pages.front.rows"),
        ("title title\n", "titel titel\n", "no-block", "pages.front.areas"),
        ('areas = "lead"', 'areas = "led"', "no-block", "panels.band.areas"),
        ("band  code\n", "code  title\n", "area-shape", "pages.front.areas"),
        ("[blocks.lead]", '[blocks.band]\nkind = "rule"\n[blocks.lead]', "same-name", "panels.band"),
        ('areas = "lead"', 'areas = "band"', "panel-cycle", "panels.band.areas"),
        ("[panels.band]", '[panels.inner]\nareas = "band"\n[panels.band]\nrows = ["fit", "fit"]', "areas-rows", "panels.band.rows"),
        ("text = 12", 'text = "12"', "wrong-length", "floors.text"),
        ("text = 12", 'module = "fine"', "wrong-length", "floors.module"),
        ("[floors]", 'bleed = "3"\n[floors]', "wrong-length", "bleed"),
        ("[floors]", 'safe = "3 furlongs"\n[floors]', "wrong-length", "safe"),
        ('"2mm"', '"2"', "wrong-length", "pages.front"),
        ('rows = ["fit", "1fr"]', 'rows = ["fit", "fr"]', "wrong-length", "pages.front"),
        ('rows = ["fit", "1fr"]', 'rows = ["fit", "auto"]', "wrong-length", "pages.front"),
        ('areas = "lead"', 'areas = "lead"\npad = [0, 0, 0, "x"]', "wrong-length", "panels.band"),
    ],
)
def test_a_layout_is_refused_for_what_is_wrong_with_it(layout: Callable[[str], Layout], old: str, new: str, code: str, where: str) -> None:
    fault = fault_of(layout, broken(LAYOUT, old, new))
    assert fault.code == code
    assert fault.where.endswith(f"leaflet.toml: {where}")


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('title = "Leaflet"', 'title = "Leaflet"\nsise = "a4"', "did you mean 'sizes'?"),
        ('content = "lead"', 'contents = "lead"', "did you mean 'content'?"),
        ("size = 90", 'title_style = "lead"', "did you mean 'title-style'?"),
        ("title title\n", "titel titel\n", "did you mean 'title'?"),
        ('areas = "lead"', 'areas = "xyz"', "choose one of: band, code, lead, title"),
    ],
)
def test_a_name_that_is_not_known_gets_the_nearest_that_is(layout: Callable[[str], Layout], old: str, new: str, hint: str) -> None:
    assert fault_of(layout, broken(LAYOUT, old, new)).hint == hint


def test_panels_that_stand_inside_each_other_are_refused(layout: Callable[[str], Layout]) -> None:
    fault = fault_of(layout, broken(LAYOUT, 'areas = "lead"', 'areas = "inner"\n[panels.inner]\nareas = "band"'))
    assert fault.code == "panel-cycle"


def test_all_faults_are_told_at_once(layout: Callable[[str], Layout]) -> None:
    text = broken(broken(LAYOUT, "band  code\n", "band  cod\n"), "[floors]", 'bleed = "3"\n[floors]')
    with pytest.raises(InputError) as caught:
        layout(text)
    assert [fault.code for fault in caught.value.diagnostics] == ["no-block", "wrong-length"]


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("[floors]", "[variants]\nwhen = {}\n[floors]", "wrong-value", "variants"),
        ("[floors]", 'variants = ["a5"]\n[floors]', "wrong-value", "variants"),
        ("[floors]", 'variants = "a5"\n[floors]', "wrong-value", "variants"),
        ("size = 90", 'size = "3 furlongs"', "wrong-length", "blocks.code"),
        ("size = 90", 'size = 90\npad = "wide"', "wrong-length", "blocks.code"),
        ("size = 90", "size = -90", "wrong-length", "blocks.code"),
        ("size = 90", "size = 90\ncolumns = 0", "wrong-count", "blocks.code"),
        ("size = 90", "size = 90\nmost = -1", "wrong-count", "blocks.code"),
        ('sizes = ["letter", "a4"]', "sizes = []", "no-sizes", "sizes"),
        ("[blocks.lead]", '[blocks.story]\nkind = "flow"\nflow = ["led"]\n[blocks.lead]', "no-block", "blocks.story.flow"),
        ("[floors]", 'bleed = "-3mm"\n[floors]', "wrong-length", "bleed"),
        ("gap = [4,", "gap = [-40,", "wrong-length", "pages.front"),
        ('rows = ["fit", "1fr"]', 'rows = ["fit", -20]', "wrong-length", "pages.front"),
        ("text = 12", "text = -12", "wrong-length", "floors.text"),
    ],
)
def test_what_cannot_be_made_is_refused_when_it_is_read(layout: Callable[[str], Layout], old: str, new: str, code: str, where: str) -> None:
    """Else it would bring the program down, or be drawn wrong, when a piece is made."""
    fault = fault_of(layout, broken(LAYOUT, old, new))
    assert fault.code == code
    assert fault.where.endswith(f"leaflet.toml: {where}")


@pytest.mark.parametrize(("old", "new"), [("gap = [4,", "gap = [inf,"), ("gap = [4,", "gap = [nan,"), ("size = 90", "size = inf")])
def test_a_length_has_an_end(layout: Callable[[str], Layout], old: str, new: str) -> None:
    assert fault_of(layout, broken(LAYOUT, old, new)).code == "wrong-length"


@pytest.mark.parametrize("part", ["address", "website"])
def test_a_contact_shows_only_what_a_contact_has(layout: Callable[[str], Layout], part: str) -> None:
    for kind in ("ways", "contacts"):
        fault = fault_of(layout, broken(LAYOUT, "[blocks.lead]", f'[blocks.reach]\nkind = "{kind}"\nparts = ["{part}"]\n[blocks.lead]'))
        assert fault.code == "wrong-part"
        assert fault.where.endswith("leaflet.toml: blocks.reach.parts")


# --- variants


VARIANTS = """
[[variants]]
when = { sizes = ["a4"] }
[variants.floors]
text = 14
[[variants]]
when = { orientation = "landscape" }
safe = "10mm"
[[variants]]
when = { themes = ["large-print", "light"], voices = ["victim"] }
bleed = "5mm"
[variants.blocks.lead]
style = "lead"
[[variants]]
when = { sizes = ["a4"], themes = ["light"] }
[variants.floors]
text = 16
"""


@pytest.mark.parametrize(
    ("choice", "text", "safe", "style"),
    [
        ({}, 12, "0.25in", "body"),
        ({"size": "letter"}, 12, "0.25in", "body"),
        ({"size": "a4"}, 14, "0.25in", "body"),
        ({"orientation": "landscape"}, 12, "10mm", "body"),
        ({"theme": "light"}, 12, "0.25in", "body"),
        ({"voice": "victim"}, 12, "0.25in", "body"),
        ({"theme": "light", "voice": "victim"}, 12, "0.25in", "lead"),
        ({"size": "a4", "theme": "light"}, 16, "0.25in", "body"),
        ({"size": "a4", "orientation": "landscape", "theme": "light", "voice": "victim"}, 16, "10mm", "lead"),
    ],
)
def test_a_variant_is_laid_over_where_all_of_it_matches(
    layout: Callable[..., Layout], choice: dict[str, str], text: int, safe: str, style: str
) -> None:
    """In the order of the file, so that of two that match the later one is seen."""
    found = layout(LAYOUT + VARIANTS, **choice)
    assert (found.floors.text, found.safe, found.blocks["lead"].style) == (text, safe, style)
    assert found.blocks["lead"].content == "lead", "what a variant does not name stays"


def test_what_a_variant_is_for_is_checked_also_where_it_does_not_match(layout: Callable[[str], Layout]) -> None:
    fault = fault_of(layout, LAYOUT + '[[variants]]\nwhen = { size = ["a4"] }\n')
    assert (fault.code, fault.hint) == ("unknown-key", "did you mean 'sizes'?")
    assert fault.where.endswith("variants.[1].when.size")


def test_a_variant_that_breaks_a_layout_is_refused_where_it_matches(layout: Callable[..., Layout]) -> None:
    text = LAYOUT + "[[variants]]\nwhen = { sizes = ['a4'] }\n[variants.panels.band]\nareas = 'nothing'\n"
    assert layout(text, size="letter")
    assert fault_of(lambda one: layout(one, size="a4"), text).code == "no-block"


@pytest.mark.parametrize("name", LAYOUTS)
def test_shipped_layouts_stand_in_every_combination(name: str) -> None:
    plain = layout_of(name)
    voices = ("victim", "bystander", "professional")
    for size, orientation, theme, voice in product(plain.sizes, plain.orientations, THEMES, voices):
        assert load_layout(LIBRARY, name, size, orientation, theme, voice).name == name


def test_areas_are_read_as_they_are_drawn() -> None:
    assert cells(Grid(areas="\n  a  a\n  .  b\n")) == [["a", "a"], [".", "b"]]


# --- themes


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('"#101820"', '"#18"', "wrong-colour", "colours.ink"),
        ('"#101820"', '"black"', "wrong-colour", "colours.ink"),
        ('accent = "ink"', 'accent = "ik"', "no-colour", "surfaces.page"),
        ('fill = "paper"', 'fill = "papre"', "no-colour", "surfaces.page"),
        ('fill = "paper"', 'outline-role = "rule"', "no-colour", "surfaces.page"),
        ('fill = "paper"', 'edges = [{ side = "top", weight = 1, role = "rule" }]', "no-colour", "surfaces.page"),
        ("[12, 14]", "[14, 12]", "size-range", "styles.body.size.sheet"),
        ("[12, 14]", "[0, 12]", "size-range", "styles.body.size.sheet"),
        ("[100, 90]", "[90, 100]", "widths-order", "styles.body.widths"),
        ("[100, 90]", "[]", "widths-order", "styles.body.widths"),
        ("[12, 14]", "[12]", "wrong-value", "styles.body.size.sheet"),
        ('fill = "paper"', 'fil = "paper"', "unknown-key", "surfaces.page.fil"),
        ('title = "Plain"', "", "missing-key", "(top level)"),
    ],
)
def test_a_theme_is_refused_for_what_is_wrong_with_it(theme: Callable[[str], Theme], old: str, new: str, code: str, where: str) -> None:
    fault = fault_of(theme, broken(THEME, old, new))
    assert fault.code == code
    assert fault.where.endswith(f"plain.toml: {where}")


def test_a_floor_that_is_no_length_is_refused(theme: Callable[[str], Theme]) -> None:
    fault = fault_of(theme, broken(THEME, "[colours]", 'floor = "large"\n[colours]'))
    assert fault.code == "wrong-length"
    assert fault.where.endswith("plain.toml: floor")


@pytest.mark.parametrize("key", ["leading = 0", "leading = 0.3", "leading = -1", "leading = inf", "gap = -3", "tracking = nan"])
def test_a_style_that_cannot_be_read_is_refused(theme: Callable[[str], Theme], key: str) -> None:
    fault = fault_of(theme, broken(THEME, "widths = [100, 90]", f"widths = [100, 90]\n{key}"))
    assert fault.code == "style-limit"
    assert fault.where.endswith(f"plain.toml: styles.body.{key.split()[0]}")


@pytest.mark.parametrize("name", THEMES)
def test_shipped_themes_stand(name: str) -> None:
    assert load_theme(LIBRARY, name).name == name
