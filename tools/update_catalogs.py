"""Bring the PO catalogs up to date with the English: new strings are added empty, strings that are gone are dropped.

    python -m tools.update_catalogs [LANG]...

A string whose English has changed keeps its old translation, marked fuzzy, so that a translator sees it; a fuzzy
string is not printed.
"""

from __future__ import annotations

import sys

import polib

from generator.content.sources import sources
from generator.resources import Library, builtin_root

HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "MIME-Version": "1.0",
    "X-Review": "not yet reviewed by a translator",
}


def update(library: Library, lang: str) -> tuple[int, int]:
    """Rewrite one catalog; (strings, of them untranslated)."""
    path = library.roots[0] / "assets" / "locale" / f"{lang}.po"
    old = polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)
    known = {entry.msgctxt: entry for entry in old}
    new = polib.POFile(wrapwidth=110)
    new.header = old.header
    new.metadata = {**HEADER, "Language": lang, **old.metadata}
    for context, english in sources(library):
        before = known.get(context)
        entry = polib.POEntry(msgctxt=context, msgid=english, msgstr=before.msgstr if before else "")
        entry.tcomment = before.tcomment if before else ""
        if before and before.msgstr and (before.msgid != english or "fuzzy" in before.flags):
            entry.flags.append("fuzzy")
        new.append(entry)
    new.save(str(path))
    return len(new), len(new) - len(new.translated_entries())


def main() -> None:
    library = Library((builtin_root(),))
    for lang in sys.argv[1:] or library.every("assets/locale", ".po"):
        total, empty = update(library, lang)
        print(f"{lang}: {total} strings, {empty} not translated")


if __name__ == "__main__":
    main()
