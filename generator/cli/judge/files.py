"""Judge fonts, languages, stocks, sizes, art and icons."""

from __future__ import annotations

import hashlib
import tomllib
from functools import partial
from pathlib import Path

from generator.cli import names
from generator.cli.judge.findings import Findings
from generator.diagnostics import nearest
from generator.language import SCRIPTS, all_scripts, every_language, language
from generator.picture.art import load_art, load_icons
from generator.resources import Library
from generator.stock.media import load_media
from generator.stock.sheet import load_stock

FONTS = "assets/fonts"


def judge_fonts(folder: Path, findings: Findings) -> None:
    """Every font is there and is the file that fonts.toml was written for: its digits and widths are counted on."""
    manifest = folder / "fonts.toml"
    try:
        faces = tomllib.loads(manifest.read_text(encoding="utf-8"))["faces"]
    except (OSError, ValueError, KeyError) as fault:
        findings.error("no-fonts", f"the list of fonts cannot be read: {fault}", str(manifest), "install the package again")
        return
    for stem, face in faces.items():
        path = folder / f"{stem}.ttf"
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as fault:
            findings.error("no-font", f"the font cannot be read: {fault.strerror or fault}", str(path), "install the package again")
            continue
        if found != face.get("sha256"):
            message = f"the font is not the one listed: its SHA-256 begins with {found[:12]}"
            findings.error("font-changed", message, str(path), "install the package again")


def judge_languages(library: Library, findings: Findings) -> None:
    """Every catalog has a row, every language a script, and every script a font."""
    findings.catch(lambda: every_language(library))
    for lang in names.known(library, "language"):
        findings.catch(partial(language, library, lang))
    for code, script in (findings.catch(lambda: all_scripts(library)) or {}).items():
        if script.face and not list(library.layers(f"{FONTS}/{script.face}.ttf")):
            hint = nearest(script.face, library.every(FONTS, ".ttf")) or f"put the file into {FONTS}"
            findings.error("no-font", f"the font {script.face}.ttf is not there", f"{SCRIPTS}: {code}.face", hint)


def judge_stock(library: Library, name: str, findings: Findings) -> None:
    """A stock that can be read and whose cards do not lie on one another."""
    stock = findings.catch(lambda: load_stock(library, name))
    if stock is None:
        return
    path = library.one("stock", "layouts/stocks", stock.name)
    for number, slot in enumerate(stock.slots, 1):
        for other_number, other in enumerate(stock.slots[: number - 1], 1):
            across = min(slot.right, other.right) - max(slot.x, other.x)
            down = min(slot.bottom, other.bottom) - max(slot.y, other.y)
            if across > 0.5 and down > 0.5:
                key = "dx" if slot.y == other.y else "dy"
                findings.error("slots-overlap", f"the cards {other_number} and {number} lie on one another", f"{path}: {key}", "make dx or dy larger")
                return


def judge_pictures(library: Library, findings: Findings) -> None:
    """All art and icons."""
    for path in library.every("assets/art", ".toml").values():
        findings.catch(partial(load_art, path))
    for path in library.layers("assets/icons/icons.toml"):
        findings.catch(partial(load_icons, path))


def judge_sizes(library: Library, findings: Findings) -> None:
    findings.catch(lambda: load_media(library))
