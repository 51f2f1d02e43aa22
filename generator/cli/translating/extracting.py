"""Write the template: every message, empty, with what a translator should know of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.cli import names, terminal
from generator.cli.output import STDOUT
from generator.cli.translating.notes import comments
from generator.cli.translating.writing import HEADER, po_text
from generator.content.assemble import load_directory
from generator.content.audience import load_audiences, load_texts, strings
from generator.content.fields import field_names
from generator.content.po import Message
from generator.content.sources import sources
from generator.resources import Library, find_library
from generator.writing import write


def run(audience: str | None, output: str | None) -> None:
    """Print the template, or write it and print its path."""
    library = find_library()
    if audience:
        names.require(library, "audience", audience)
    wanted = list(limited(library, audience) if audience else sources(library))
    messages = [Message(context, english, "", 0) for context, english in wanted]
    text = po_text({"Language": "", **HEADER}, ["The words of Outreach Press, to be translated."], messages, (), comments(library))
    if not output or output == STDOUT:
        terminal.result_bytes(text.encode())
    else:
        write(Path(output), text.encode())
        terminal.result(output)
    terminal.note(f"{len(wanted)} texts")


def limited(library: Library, audience: str) -> Iterator[tuple[str, str]]:
    """What the pieces of one audience may say: its own words, the shared ones, and the contacts and links it names."""
    texts = load_texts(library, audience)
    directory, resources = load_directory(library)
    chosen = {name for choice in texts.choices.values() for name in (choice.primary, *(choice.others or ())) if name}
    told = {field.partition(".")[0] for _, english in strings(audience, texts) for field in field_names(english)}
    entries = {*chosen, *told, *directory.default} & {*directory.contacts, *resources}
    others = {*load_audiences(library)} - {audience}
    for context, english in sources(library):
        room, _, path = context.partition("/")
        name = path.rpartition(".")[0]
        if room in others or (room == "audiences" and name != audience) or (room in ("hotlines", "resources") and name not in entries):
            continue
        yield context, english
