"""The pieces of a language, as far as translators are concerned: one for every audience and layout, as it comes without options."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.brief import Brief
from generator.cli import names
from generator.compose.composition import Composition
from generator.content.catalog import SOURCE, Catalog
from generator.content.translator import Asked
from generator.diagnostics import Diagnostic
from generator.errors import GeneratorError
from generator.press import complete, prepare, press
from generator.resources import Library
from generator.template.load import load_layout


def briefs(library: Library, lang: str, audience: str | None = None, layout: str | None = None) -> Iterator[Brief]:
    """A brief for each audience and layout, or for the ones named."""
    for one in [audience] if audience else names.known(library, "audience"):
        for form in [layout] if layout else names.known(library, "layout"):
            # A draft is never refused for what it lacks, which is told by itself.
            beside = [SOURCE, *load_layout(library, form).languages.default]
            least = load_layout(library, form).languages.least
            brief = Brief(form, one, lang, draft=True, also=tuple(dict.fromkeys(other for other in beside if other != lang))[: least - 1])
            if _possible(library, brief):
                yield brief


def _possible(library: Library, brief: Brief) -> bool:
    """Whether the layout makes such a piece: one of many languages may speak to people at risk alone."""
    try:
        complete(library, brief)
    except GeneratorError as fault:
        return fault.diagnostics[0].code != "impossible"
    return True


def tried(library: Library, brief: Brief, catalog: Catalog) -> tuple[Asked, tuple[Diagnostic, ...]]:
    """Which messages a piece has, and, when none is missing, why its words cannot be set."""
    ready = prepare(library, brief, catalog)
    asked = ready.words.asked
    try:
        # Elements ask for their words when they are built; fitting them takes ten times as long.
        composition = Composition(ready.context, ready.words, also=ready.also)
        if not asked.lacks:
            composition.frames(composition.fit())
    except GeneratorError as fault:
        return asked, fault.diagnostics
    return asked, ()


def refusal(library: Library, brief: Brief, catalog: Catalog) -> tuple[Diagnostic, ...]:
    """Why a piece cannot be made; nothing if it can and passes all checks."""
    try:
        press(library, brief, catalog=catalog)
    except GeneratorError as fault:
        return fault.diagnostics
    return ()


def with_text(catalog: Catalog, context: str, english: str, text: str) -> Catalog:
    """The catalog with one string put otherwise."""
    return msgspec.structs.replace(catalog, strings={**catalog.strings, (context, english): text})
