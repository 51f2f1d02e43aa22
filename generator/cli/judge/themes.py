"""Judge a theme: colours that stand out from what is under them, art that is there."""

from __future__ import annotations

from generator.cli.judge.findings import Findings
from generator.picture.art import load_art
from generator.resources import Library
from generator.template.load import load_theme, palette
from generator.template.schema import Theme

TEXT, LARGE = 7.0, 4.5
"""Least contrast of text, and of large type: WCAG 2.2, success criterion 1.4.6."""
PAGE = "page"
"""The surface under everything; one without a fill shows it."""
PAPER = (255, 255, 255)

Rgb = tuple[int, int, int]


def judge_theme(library: Library, name: str, findings: Findings) -> Theme | None:
    theme = findings.catch(lambda: load_theme(library, name))
    if theme is None:
        return None
    path = str(library.one("theme", "layouts/themes", name))
    colours = palette(theme)
    page = theme.surfaces.get(PAGE)
    ground = colours.get(page.fill, PAPER) if page else PAPER
    for key, surface in theme.surfaces.items():
        fill = colours.get(surface.fill, ground)
        for part, role, least in (("ink", surface.ink, TEXT), ("quiet", surface.quiet, TEXT), ("accent", surface.accent, LARGE)):
            found = contrast(colours[role], fill)
            if found < least:
                findings.error(
                    "low-contrast",
                    f"{part} ({role}) stands out from {surface.fill or 'the page'} by {_ratio(found)} to 1; {least:g} to 1 is the least",
                    f"{path}: surfaces.{key}",
                    _remedy(role, colours[role], surface.fill, fill),
                )
        if surface.art:
            judge_art(library, theme, surface.art, f"{path}: surfaces.{key}.art", findings)
    return theme


def judge_art(library: Library, theme: Theme, name: str, where: str, findings: Findings) -> None:
    """Whether the art is there and the theme has its colours."""
    art = findings.catch(lambda: load_art(library.one("art", "assets/art", name)))
    for role in sorted({shape.role for shape in art.shapes} - theme.colours.keys()) if art else ():
        findings.error("no-colour", f"the art {name!r} needs a colour named {role!r}", where, f"add {role} under [colours]")


def luminance(colour: Rgb) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2, glossary)."""
    red, green, blue = ((v / 12.92) if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (part / 255 for part in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, glossary)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _remedy(role: str, colour: Rgb, ground: str, fill: Rgb) -> str:
    """Which of two colours to change: the text's, unless it is as dark or as light as it can be."""
    if ground and (luminance(colour) < 0.01 or luminance(colour) > 0.9):
        return f"make {ground} {'lighter' if luminance(colour) < 0.01 else 'darker'}"
    return f"make {role} {'darker' if luminance(fill) > 0.18 else 'lighter'}"


def _ratio(value: float) -> str:
    """Cut, not rounded: 6.96 must not be shown as the 7 it misses."""
    return f"{int(value * 10) / 10:g}"
