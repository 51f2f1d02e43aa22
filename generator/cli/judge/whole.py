"""Judge everything in a library."""

from __future__ import annotations

from pathlib import Path

from generator.cli import names
from generator.cli.judge.contacts import judge_directory
from generator.cli.judge.files import FONTS, judge_fonts, judge_languages, judge_pictures, judge_sizes, judge_stock
from generator.cli.judge.findings import Findings
from generator.cli.judge.layouts import judge_layout
from generator.cli.judge.texts import judge_assembly, judge_audiences, judge_catalog, judge_texts
from generator.cli.judge.themes import judge_theme
from generator.content.audience import COMMON
from generator.content.catalog import SOURCE
from generator.resources import Library


def judge_library(library: Library, findings: Findings, profile: Path | None = None) -> None:
    """Content, layouts, themes, stocks, pictures, fonts, and every audience's words in every language for every layout."""
    judge_directory(library, findings)
    audiences = judge_audiences(library, findings)
    for name in (COMMON, *audiences):
        judge_texts(library, name, findings)
    judge_sizes(library, findings)
    for name in names.known(library, "stock"):
        judge_stock(library, name, findings)
    judge_pictures(library, findings)
    for name in names.known(library, "theme"):
        judge_theme(library, name, findings)
    layouts = [layout for name in names.known(library, "layout") if (layout := judge_layout(library, name, findings))]
    for lang in names.known(library, "language"):
        if lang != SOURCE:
            judge_catalog(library, lang, findings)
        for layout in layouts:
            judge_assembly(library, audiences, lang, (layout.name, layout.title), profile, findings)
    judge_languages(library, findings)
    judge_fonts(library.roots[0] / FONTS, findings)
