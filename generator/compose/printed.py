"""What of its words a layout prints, without setting any of it: two pieces of equal words, layout and theme are equal."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.slot import block_varies
from generator.content.words import Varying, Words
from generator.template.load import cells, panel_of
from generator.template.schema import Block, Grid, Layout


def printed(layout: Layout, words: Words, varying: Varying | None = None) -> dict[str, object]:
    """What each block on a page says, by the block's name, and what the file says of itself: plain values.

    Blocks that a record writes are left out when `varying` is given.
    """
    subject = "" if varying and varying.imprint else words.subject
    found: dict[str, object] = {"": (words.lang, words.voice, words.title, subject)}
    for name in _placed(layout):
        block = layout.blocks[name]
        if varying is None or not block_varies(block, layout, words, varying):
            found.update(_said(name, block, layout, words))
    return found


def _placed(layout: Layout) -> Iterator[str]:
    """The blocks that stand on a page, once each."""
    seen: set[str] = set()
    waiting: list[Grid] = list(layout.pages.values())
    while waiting:
        grid = waiting.pop(0)
        for name in (cell for row in cells(grid) for cell in row):
            if name == "." or name in seen:
                continue
            seen.add(name)
            panel = panel_of(layout, name)
            if panel:
                waiting.append(layout.panels[panel])
            else:
                yield name


def _said(name: str, block: Block, layout: Layout, words: Words) -> Iterator[tuple[str, object]]:
    if block.kind in ("heading", "text", "list", "section"):
        yield name, words.copy(block.content, block.form)
    elif block.kind in ("number", "ways", "contacts"):
        if block.content:
            yield f"{name} words", words.copy(block.content, block.form)
        contacts = words.contacts[block.select, block.form]
        parts = {"number": ("number",), "ways": block.parts}.get(block.kind, ("number", *block.parts))
        yield name, [[contact.id, *(getattr(contact, part) for part in dict.fromkeys(parts))] for contact in contacts]
        if block.kind == "contacts" and block.inline:
            yield f"{name} labels", [contact.label for contact in contacts]
    elif block.kind == "code":
        codes = words.codes[block.select, block.form]
        yield name, [(code.payload, code.action if block.action else (), code.destination, code.alt, code.web) for code in codes]
        if words.voice == "victim":
            yield f"{name} caution", words.label("code-caution")
    elif block.kind == "organisation":
        organisation = words.organisation
        yield name, organisation and (organisation.name, organisation.address, organisation.website)
    elif block.kind == "imprint":
        yield name, words.imprint
    elif block.kind == "flow":
        for part in block.flow:
            yield from _said(part, layout.blocks[part], layout, words)
    if block.label:
        yield f"{name} label", words.page_pattern if block.label == "page" else block.label == "language" or words.label(block.label)
