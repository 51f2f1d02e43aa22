"""Prepare what the peers start from: the poster's words, art and colours as JSON, and the cuts of the font it uses.

    python inputs.py FOLDER

They are spared all that: reading the content, filling in numbers, pinning a variable font. The words come through
`generator.content`, so that they are those of the poster that `outreach make poster -a victims` prints.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from generator.content.assemble import assemble
from generator.content.words import Words
from generator.resources import Library, find_library
from generator.richtext import Rich
from generator.template.load import load_layout, load_theme

AUDIENCE, LANG, LAYOUT = "victims", "en", "poster"
CUTS = ((450, 100.0), (650, 100.0), (850, 100.0), (450, 87.5), (650, 87.5))
"""Weights and widths that the poster is set in."""
WIDTH_CLASS = {87.5: 4, 100.0: 5}
"""usWidthClass of a width in per cent (OpenType, OS/2)."""
FONT_CONFIG = """\
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def prepare(folder: Path) -> None:
    """Write poster.json, the folder `fonts` and fonts.conf into a folder."""
    library = find_library(folder)
    plain = load_layout(library, LAYOUT)
    theme = load_theme(library, plain.theme)
    words = assemble(library, AUDIENCE, LANG, (plain.name, plain.title))
    told = {
        **_words(words),
        "lang": LANG,
        "title": words.title,
        "colours": theme.colours,
        "art": _table(library, f"assets/art/{theme.surfaces['hero'].art}.toml")["shapes"],
        "icons": {name: _table(library, "assets/icons/icons.toml")[name]["d"] for name in ("question", "phone")},
    }
    (folder / "poster.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    (folder / "fonts.conf").write_text(FONT_CONFIG.format(fonts=fonts, cache=folder / "fontcache"), "utf-8")
    for weight, width in CUTS:
        _cut(next(library.layers("assets/fonts/NotoSans.ttf")), weight, width, fonts / f"NotoSans-{weight}-{width:g}.ttf")


def _words(words: Words) -> dict[str, Any]:
    """Every text of the poster as runs of (text, link, strong)."""
    contact, code = words.contacts["primary", "text"][0], words.codes["primary", "text"][0]
    asked = words.copy("questions | signs", "text")
    assert asked is not None
    single = {
        **{name: words.label(name) for name in ("kicker", "headline", "lead", "safety", "call")},
        "asked": asked.title,
        "number": contact.number,
        "action": code.action,
        "destination": code.destination,
        "caution": words.label("code-caution"),
        "imprint": words.imprint,
    }
    others = words.contacts["others", "text"]
    several = {
        "items": asked.items,
        "ways": (contact.care, *contact.text),
        "others": tuple(text for other in others for text in (other.label, other.number)),
    }
    return {
        **{name: _runs(text) for name, text in single.items()},
        **{name: [_runs(text) for text in texts] for name, texts in several.items()},
        "payload": code.payload,
        "alt": code.alt,
    }


def _runs(text: Rich) -> list[tuple[str, str, bool]]:
    return [(inline.text, inline.uri, inline.strong) for inline in text]


def _table(library: Library, relative: str) -> dict[str, Any]:
    return tomllib.loads(next(library.layers(relative)).read_text("utf-8"))


def _cut(source: Path, weight: int, width: float, path: Path) -> None:
    """A static font at a weight and width, under the family's own name and told apart by its classes."""
    font = instantiateVariableFont(TTFont(source), {"wght": weight, "wdth": width})
    font["OS/2"].usWeightClass, font["OS/2"].usWidthClass = weight, WIDTH_CLASS[width]
    font.save(path)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]).resolve())
