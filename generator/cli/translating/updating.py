"""Bring catalogs up to date, start new ones, and write down who has reviewed one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator.cli import terminal
from generator.cli.translating.merge import merge
from generator.cli.translating.notes import comments
from generator.cli.translating.writing import HEADER, po_text
from generator.content.catalog import LOCALE, SOURCE, catalog_of
from generator.content.po import PoFile, parse_po, read_po
from generator.content.review import BY, DIGEST, ON, REVIEW, STATUS, UNREVIEWED, digest
from generator.content.sources import sources
from generator.language import LANGUAGES, every_language
from generator.resources import Library, find_library
from generator.writing import cannot_write, write

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def run(langs: tuple[str, ...], name: str | None = None, reviewed_by: str | None = None, reviewed_on: str | None = None) -> None:
    """Update each catalog and say what is to be done in it. UsageError for options that contradict each other."""
    _check(langs, name, reviewed_by, reviewed_on)
    library = find_library()
    told = comments(library)
    for lang in dict.fromkeys(langs):
        path = library.roots[-1] / LOCALE / f"{lang}.po"
        old = read_po(path) if path.is_file() else PoFile(str(path), {}, ())
        merged = merge(old.messages, wanted(library, lang, old))
        header = _header(library, lang, old, name)
        if reviewed_by:
            header = _reviewed(header, reviewed_by, reviewed_on or date.today().isoformat())
        notes = old.notes or (f"Translation for Outreach Press: {lang}",)
        text = po_text(header, notes, merged.messages, merged.obsolete, told)
        if reviewed_by:
            header[DIGEST] = digest(parse_po(text, str(path)).messages)
            text = po_text(header, notes, merged.messages, merged.obsolete, told)
        _write(path, text)
        terminal.result(str(path))
        counts = [f"{len(merged.messages)} texts", f"{merged.missing} to be translated", f"{merged.fuzzy} to be looked at again"]
        if merged.obsolete:
            counts.append(f"{len(merged.obsolete)} no longer used")
        terminal.note(f"{lang}: " + ", ".join(counts))
        if lang not in {row.tag for row in every_language(library)}:
            row = f'{lang} = {{ name = "{name or "…"}", english = "…", script = "Latn" }}'
            terminal.note(f"{lang}: before it can be printed it needs a row in {library.roots[-1] / LANGUAGES}, such as: {row}")
        if reviewed_by and merged.fuzzy:
            terminal.warn(f"{lang}: it counts as partly reviewed while texts are marked fuzzy")


def _check(langs: tuple[str, ...], name: str | None, reviewed_by: str | None, reviewed_on: str | None) -> None:
    for lang in langs:
        if lang == SOURCE or not _TAG.fullmatch(lang):
            why = "English is what is translated" if lang == SOURCE else "a language is named by its tag, such as vi or zh-Hans"
            raise click.UsageError(f"{lang!r} has no catalog; {why}")
    if len(langs) > 1 and (name or reviewed_by):
        raise click.UsageError(f"{'--name' if name else '--reviewed-by'} is for one language at a time")
    if reviewed_on and not reviewed_by:
        raise click.UsageError("--reviewed-on goes with --reviewed-by")
    if reviewed_by is not None and not reviewed_by.strip():
        raise click.UsageError("--reviewed-by has no name")
    if reviewed_on:
        try:
            date.fromisoformat(reviewed_on)
        except ValueError:
            raise click.UsageError(f"{reviewed_on!r} is not a date; write it as 2026-11-27") from None


def wanted(library: Library, lang: str, old: PoFile) -> Iterator[tuple[str, str]]:
    """What the catalog should have: in a campaign folder what the built-in catalog has not, and what is there already."""
    below = [read_po(path) for path in Library(library.roots[:-1]).layers(f"{LOCALE}/{lang}.po")]
    translated = catalog_of(lang, below).strings if below else {}
    here = {(one.context, one.english) for one in old.current}
    return (key for key in sources(library) if key not in translated or key in here)


def _header(library: Library, lang: str, old: PoFile, name: str | None) -> dict[str, str]:
    row = next((row for row in every_language(library) if row.tag == lang), None)
    own = name or old.header.get("X-Language-Name") or (row.name if row else "")
    header = {"Language": lang, **HEADER, **old.header, "X-Language-Name": own} | {"Language": lang}
    if STATUS not in header and BY not in header:
        header.setdefault(REVIEW, UNREVIEWED)
    if header.get(BY):
        header.pop(REVIEW, None)
        # What was reviewed is what stands there now, before anything is changed.
        header.setdefault(DIGEST, digest(old.messages))
    return header


def _reviewed(header: dict[str, str], by: str, on: str) -> dict[str, str]:
    kept = {key: value for key, value in header.items() if key not in (REVIEW, STATUS)}
    return {**kept, BY: by.strip(), ON: on}


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise cannot_write(str(path.parent), fault) from fault
    write(path, text.encode())
