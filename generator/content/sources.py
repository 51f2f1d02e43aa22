"""Every English string that a translator sees, with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.assemble import load_directory
from generator.content.audience import COMMON, load_audiences, load_texts, strings
from generator.resources import Library
from generator.tomlfile import read_toml


def sources(library: Library) -> Iterator[tuple[str, str]]:
    """(context, English) of every string of the library, in a stable order."""
    yield from strings(COMMON, load_texts(library, COMMON))
    for name, audience in load_audiences(library).items():
        yield f"audiences/{name}.title", audience.title
        yield from strings(name, load_texts(library, name))
    for name, path in library.every("layouts", ".toml").items():
        if name != "sizes":
            title = read_toml(path).get("title")
            if title:
                yield f"layouts/{name}.title", title
    directory, resources = load_directory(library)
    for contact in directory.contacts.values():
        for key in ("name", "label", "purpose"):
            yield f"hotlines/{contact.id}.{key}", getattr(contact, key)
        hours = {channel.hours for channel in contact.channels} - {"", "24/7"}
        yield from ((f"hotlines/{contact.id}.hours", text) for text in sorted(hours))
    for resource in resources.values():
        yield f"resources/{resource.id}.action", resource.action
