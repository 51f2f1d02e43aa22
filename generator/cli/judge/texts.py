"""Judge audiences and their words: readable, every field known, every language whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator.cli.judge.findings import Findings
from generator.content.assemble import assemble, load_directory
from generator.content.audience import COMMON, CONTENT, load_audiences, load_texts, strings
from generator.content.catalog import SOURCE, load_catalog
from generator.content.fields import field_names, fill
from generator.content.printed import ContactFields
from generator.content.shared import LATE
from generator.content.sources import sources
from generator.content.words import CodeText, ContactText, Words
from generator.diagnostics import nearest
from generator.resources import Library
from generator.richtext import Inline


def judge_audiences(library: Library, findings: Findings) -> list[str]:
    """The audiences that can be read."""
    known = findings.catch(lambda: load_audiences(library)) or {}
    for name in known:
        if not list(library.layers(f"{CONTENT}/{name}.toml")):
            findings.error("no-content", f"the audience {name!r} has no text", f"{CONTENT}/{name}.toml", "write that file")
    return list(known)


def judge_texts(library: Library, name: str, findings: Findings) -> None:
    """The blocks of an audience, or the shared ones, and every field that they name."""
    texts = findings.catch(lambda: load_texts(library, name))
    loaded = findings.catch(lambda: load_directory(library))
    if texts is None or loaded is None:
        return
    known = ContactFields(loaded[0], lambda kind, name, key, english: english, {"organisation": Inline("…")})
    for context, english in strings(name, texts):
        path = context.partition("/")[2]
        block = path.partition(".")[0]
        if name == COMMON and block in LATE:
            continue
        where = f"{texts.files[block]}: {path}"
        findings.catch(partial(fill, english, known, where))


def judge_catalog(library: Library, lang: str, findings: Findings) -> None:
    """How far a language is translated, and that no translation has lost or gained a field."""
    catalog = findings.catch(lambda: load_catalog(library, lang))
    wanted = findings.catch(lambda: list(sources(library)))
    if catalog is None or wanted is None or lang == SOURCE:
        return
    missing = [context for context, english in wanted if not catalog.strings.get((context, english))]
    if missing:
        findings.warning(
            "untranslated",
            f"{len(missing)} of {len(wanted)} strings have no {lang} translation, the first is {missing[0]}",
            catalog.file,
            "a piece that needs one of them is refused in this language",
        )
    for context, english in wanted:
        translated = catalog.strings.get((context, english), "")
        if not translated:
            continue
        ours, theirs = set(field_names(english)), set(field_names(translated))
        for field in sorted(ours - theirs):
            hint = "write it where the English has it, letter for letter"
            findings.error("lost-field", f"the {lang} translation has lost {{{field}}}", f"{catalog.file}: {context}", hint)
        for field in sorted(theirs - ours):
            message = f"the {lang} translation has {{{field}}}, which the English has not"
            findings.error("strange-field", message, f"{catalog.file}: {context}", nearest(field, ours))


def judge_assembly(library: Library, audiences: list[str], lang: str, layout: tuple[str, str], profile: Path | None, findings: Findings) -> None:
    """Whether an audience's words come together in a language for a layout, told by name and title.

    What has no translation is not told here: it is no fault until a piece needs it.
    """
    for audience in audiences:
        words = findings.catch(partial(assemble, library, audience, lang, layout, profile))
        if words is not None:
            _ask_for_all(words, findings)


def _ask_for_all(words: Words, findings: Findings) -> None:
    """Words are made when they are asked for, so ask."""
    for place in words.blocks:
        findings.catch(partial(words.blocks.__getitem__, place))
    for kind, mapping in ((ContactText, words.contacts), (CodeText, words.codes)):
        for place in mapping:
            for made in findings.catch(partial(mapping.__getitem__, place)) or ():
                for field in kind.__struct_fields__:
                    findings.catch(partial(getattr, made, field))


def judge_title(library: Library, layout: str, title: str, lang: str, findings: Findings) -> None:
    """Whether a layout's title, which every imprint names, is there in a language."""
    catalog = findings.catch(lambda: load_catalog(library, lang))
    if catalog is not None:
        findings.catch(lambda: catalog.translate(f"layouts/{layout}.title", title))
