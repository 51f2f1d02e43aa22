"""The pieces of a language, as far as translators are concerned: one for every audience and layout, as it comes without options."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from generator.brief import Brief
from generator.cli import names
from generator.compose import compose
from generator.content.catalog import Catalog
from generator.content.translator import Asked
from generator.diagnostics import Diagnostic
from generator.errors import GeneratorError, InputError
from generator.press import prepare, press
from generator.resources import Library


def briefs(library: Library, lang: str, audience: str | None = None, layout: str | None = None) -> Iterator[Brief]:
    """A brief for each audience and layout, or for the ones named."""
    for one in [audience] if audience else names.known(library, "audience"):
        for form in [layout] if layout else names.known(library, "layout"):
            # A draft is never refused for what it lacks, which is told by itself.
            yield Brief(form, one, lang, draft=True)


def asked(library: Library, brief: Brief, catalog: Catalog) -> Asked:
    """Which messages a piece has, and which of them are not translated."""
    ready = prepare(library, brief, catalog)
    # Whether it fits is another question: its words are asked for before they are set.
    with suppress(InputError):
        compose(ready.context, ready.words)
    return ready.words.asked


def refusal(library: Library, brief: Brief, catalog: Catalog, whole: bool = True) -> tuple[Diagnostic, ...]:
    """Why a piece cannot be made; nothing if it can. `whole` runs all checks, else the words are only set."""
    try:
        if whole:
            press(library, brief, catalog=catalog)
        else:
            ready = prepare(library, brief, catalog)
            compose(ready.context, ready.words)
    except GeneratorError as fault:
        return fault.diagnostics
    return ()


def with_text(catalog: Catalog, context: str, english: str, text: str) -> Catalog:
    """The catalog with one string put otherwise."""
    return msgspec.structs.replace(catalog, strings={**catalog.strings, (context, english): text})
