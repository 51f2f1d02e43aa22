"""Judge catalogs that have come back: every message, the header, and every piece that can be made with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator.cli import names, terminal
from generator.cli.checking import report
from generator.cli.judge.findings import Findings
from generator.cli.translating.faults import catalog_header_faults, message_faults
from generator.cli.translating.pieces import briefs, refusal, tried
from generator.content.catalog import LOCALE, SOURCE, Catalog, catalog_of, load_catalog
from generator.content.po import PoFile, read_po
from generator.content.sources import sources
from generator.errors import missing
from generator.language import every_language
from generator.press import fonts
from generator.resources import Library, find_library

TOLD = ("no-glyph", "soft-hyphen", "lone-brace", "no-field")
"""Why a piece may be refused that has been said of the message already, with its line."""


def run(files: tuple[Path, ...], as_json: bool) -> int:
    """Judge and report. The exit code is MISSING for a file that is not there, FAILED if there is any error."""
    library = find_library()
    findings = Findings()
    for path in dict.fromkeys(found for told in files for found in _paths(library, told)):
        po = findings.catch(partial(read_po, path))
        if po is not None:
            _judge(library, path, po, findings)
    return report(findings, as_json)


def _paths(library: Library, told: Path) -> list[Path]:
    """A file, or the files of a language that is named by its tag."""
    if told.is_file():
        return [told]
    found = list(library.layers(f"{LOCALE}/{told}.po")) if told.name == str(told) else []
    if not found:
        known = [name for name in names.known(library, "language") if name != SOURCE]
        raise missing("no-file", "there is no such file, and no language of that name has a catalog", str(told), "languages: " + ", ".join(known))
    return found


def _judge(library: Library, path: Path, po: PoFile, findings: Findings) -> None:
    lang = path.stem if path.stem in names.known(library, "language") else (po.header.get("Language") or path.stem).replace("_", "-")
    findings.add(*catalog_header_faults(po, lang))
    if lang not in {row.tag for row in every_language(library)}:
        findings.warning(
            "no-row",
            f"the table of languages has no row for {lang!r}",
            "assets/content/languages.toml",
            f"add [{lang}] with name, english and script",
        )
    english = dict(sources(library))
    faces = fonts(library)
    for one in po.current:
        where = f"{po.file}:{one.line}"
        if one.context not in english:
            findings.warning(
                "unknown-message",
                f"{one.context or one.english!r}: there is no such text",
                where,
                f"`outreach translate update {lang}` sets it aside",
            )
            continue
        if one.english != english[one.context]:
            hint = f"`outreach translate update {lang}` brings the file up to date"
            findings.error("english-changed", f"{one.context}: the English is now {english[one.context]!r}", where, hint)
        if one.fuzzy:
            findings.warning(
                "fuzzy", f"{one.context}: it is marked fuzzy and is not printed", where, "compare it with the English, then take the mark away"
            )
        if one.text:
            findings.add(*message_faults(po.file, one, faces))
    _judge_pieces(library, _catalog(library, lang, path, po), findings)


def _catalog(library: Library, lang: str, path: Path, po: PoFile) -> Catalog:
    """What would be printed with: the installed files when this is one of them, else this file alone."""
    installed = [layer.resolve() for layer in library.layers(f"{LOCALE}/{lang}.po")]
    return load_catalog(library, lang) if path.resolve() in installed else catalog_of(lang, [po])


def _judge_pieces(library: Library, catalog: Catalog, findings: Findings) -> None:
    """Make what can be made, and say once how much of the rest is missing."""
    made, lacking, every = 0, 0, list(briefs(library, catalog.lang))
    for brief in every:
        told = findings.catch(partial(tried, library, brief, catalog), *TOLD)
        if told is None:
            continue
        asked, faults = told
        if asked.lacks:
            lacking += 1
            continue
        faults = faults or refusal(library, brief, catalog)
        made += not faults
        findings.add(*(fault for fault in faults if fault.code not in TOLD))
    absent = [context for context, english in sources(library) if not catalog.find(context, english)]
    if absent:
        findings.warning(
            "untranslated",
            f"{len(absent)} texts are empty or fuzzy, the first is {absent[0]}; {lacking} of {len(every)} pieces need one of them",
            catalog.file,
            "those pieces are refused in this language; the others can be made",
        )
    terminal.note(f"{catalog.lang}: {made} of {len(every)} pieces can be made")
