"""What a translator is told of each text: where it stands, how much room it has, and to whom it speaks."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from generator.cli import names
from generator.content.assemble import load_directory
from generator.content.audience import Audience, Texts, load_audiences, load_texts
from generator.content.blocks import parts
from generator.content.fields import field_names
from generator.content.printed import ContactFields
from generator.content.sources import sources
from generator.resources import Library
from generator.template.load import cells, load_layout
from generator.template.schema import Block, Layout
from generator.tomlfile import read_toml

TABLE = "assets/locale/notes.toml"
_VOICES = {
    "victim": "Voice: to the person who reads it (you), in plain, warm words; never the word victim.",
    "bystander": "Voice: to a bystander who noticed something, calm and polite.",
    "professional": "Voice: to a professional, matter-of-fact.",
}
_ROOM = {"card": ("very little room", 1.15), "poster": ("little room", 1.3), "sheet": ("room for a sentence more", 1.5)}
"""By the scale of a layout: how it is, and how much longer than the English a text had better not be. The exact figures
are `translate status --room`."""
_PRINTED = {"heading": ("text",), "text": ("text",), "list": ("items",), "section": ("title", "text", "items")}
"""What each kind of block prints of an audience's."""
_STYLES = {
    "display": "headline, in the largest type",
    "kicker": "small line over the headline",
    "lead": "first sentence, under the headline",
    "safety": "sentence of caution",
    "call": "line over the number to call",
    "running": "running head",
}
_PLACES = {"title": "heading of a section", "text": "running text", "items": "item of a list"}


def comments(library: Library) -> dict[str, list[str]]:
    """The comments over each message, by context."""
    places = _places(library)
    audiences = load_audiences(library)
    directory, _ = load_directory(library)
    fields = ContactFields(directory, lambda kind, name, key, english: english, {})
    told: dict[str, str] = {}
    for path in library.layers(TABLE):
        told.update({pattern: str(note) for pattern, note in read_toml(path).items()})
    found: dict[str, list[str]] = {}
    for context, english in sources(library):
        lines = list(dict.fromkeys(places.get(context, {}).values()))
        lines += [note for pattern, note in told.items() if fnmatchcase(context, pattern)][:1]
        audience = audiences.get(context.partition("/")[0])
        if audience is not None:
            lines.append(_VOICES[audience.voice])
        filled = [
            f"{{{name}}} is printed as {fields[name].text.replace(chr(0x200B), '')}" for name in dict.fromkeys(field_names(english)) if name in fields
        ]
        if filled:
            lines.append("Keep as it is: " + "; ".join(filled) + ".")
        elif field_names(english):
            lines.append("Keep what stands in braces as it is.")
        found[context] = lines
    return found


def _places(library: Library) -> dict[str, dict[str, str]]:
    """By context and layout, one line on where and how large."""
    found: dict[str, dict[str, str]] = {}
    for name in names.known(library, "layout"):
        for audience, about in load_audiences(library).items():
            layout = _of(library, name, about)
            texts = load_texts(library, audience)
            for block in _shown(layout):
                for key, path, english in _printed(block, texts):
                    what = (_STYLES.get(block.style) if key == "text" else None) or _PLACES[key]
                    how, factor = _ROOM.get(layout.scale, _ROOM["poster"])
                    length = len(english)
                    line = f"{layout.title}: {what}; {how}: {length} characters in English, keep to about {int(length * factor + 0.5)}."
                    found.setdefault(f"{audience}/{path}", {}).setdefault(name, line)
    return found


def _of(library: Library, name: str, about: Audience) -> Layout:
    plain = load_layout(library, name)
    return load_layout(library, name, plain.sizes[0], plain.orientation, plain.theme, about.voice)


def _shown(layout: Layout) -> Iterator[Block]:
    """The blocks that have a place, in reading order."""
    waiting = [cell for page in layout.pages.values() for row in cells(page) for cell in row]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name in layout.panels:
            waiting = [cell for row in cells(layout.panels[name]) for cell in row] + waiting
        elif name in layout.blocks:
            block = layout.blocks[name]
            waiting = [*block.flow, *waiting]
            yield block


def _printed(block: Block, texts: Texts) -> Iterator[tuple[str, str, str]]:
    """(key, path, English) of what a block prints of an audience's."""
    for name in block.content.split("|"):
        content = name.strip().rstrip("?")
        if (content, block.form) in texts.blocks:
            for part in parts(texts, content, block.form):
                if part.key in _PRINTED.get(block.kind, ()):
                    yield part.key, part.path, part.english
            return
