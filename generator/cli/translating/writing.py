"""Write PO files, with Babel: the only place that knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.content.po import Message
from generator.errors import missing

UNWRAPPED = 1_000_000
"""Columns: a text on one line is found by search, and changes on one line; Babel breaks a wrapped `#|` inside its quotes."""
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
"""What every catalog's header says."""


def po_text(
    header: Mapping[str, str], notes: Iterable[str], messages: Iterable[Message], obsolete: Iterable[Message], comments: Mapping[str, list[str]]
) -> str:
    """A PO file: `notes` stand at its top, `comments` (by context) over the messages."""
    try:
        from babel.messages.catalog import Catalog
        from babel.messages.catalog import Message as Entry
        from babel.messages.pofile import generate_po, normalize
    except ModuleNotFoundError as fault:
        if fault.name != "babel":
            raise
        raise missing("no-babel", "Babel, which writes PO files, is not installed", hint="pip install 'outreach-press[translate]'") from None
    catalog = Catalog()
    for one in messages:
        entry = catalog.add(
            one.english,
            one.text,
            auto_comments=comments.get(one.context, []),
            user_comments=one.notes,
            previous_id=one.previous if one.fuzzy and one.previous else (),
            context=one.context,
        )
        # Babel takes our fields for Python's, which may not have a hyphen in them; other programs would find fault.
        entry.flags = {"fuzzy"} if one.fuzzy else set()
    for one in obsolete:
        catalog.obsolete[one.context, one.english] = Entry(one.english, one.text, user_comments=one.notes, context=one.context)
    top = "".join(f"# {note}".rstrip() + "\n" for note in notes)
    fields = normalize("".join(f"{key}: {value}\n" for key, value in header.items()), width=UNWRAPPED)
    lines = generate_po(catalog, omit_header=True, include_previous=True, width=UNWRAPPED)
    return f'{top}msgid ""\nmsgstr {fields}\n\n{"".join(lines)}'.rstrip("\n") + "\n"
