"""Read audiences and their English text: blocks, each with a short and a long form where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from generator.diagnostics import Diagnostic, nearest
from generator.errors import InputError, missing, raise_all, refuse
from generator.resources import Library
from generator.tomlfile import convert, read_tables, read_toml

CONTENT = "assets/content"
COMMON = "common"
CHOICES = ("contacts", "resources")
BLANK = " \t\n\u00a0\u200b\u2060"
"""What leaves nothing on paper."""
FORMS = ("text", "short", "long")


class Audience(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a piece speaks to, and in which voice."""

    title: str
    voice: Literal["victim", "bystander", "professional"]
    who: str


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a block says in one form; None is what that form does not say otherwise than the block itself."""

    title: str | None = None
    text: str | tuple[str, ...] | None = None
    items: tuple[str, ...] | None = None

    def over(self, base: Wording) -> Wording:
        """This wording with the base's where it says nothing."""
        pairs = [(getattr(self, key), getattr(base, key)) for key in ("title", "text", "items")]
        return Wording(*(mine if mine is not None else theirs for mine, theirs in pairs))

    def texts(self) -> tuple[str, ...]:
        """All it says."""
        values = (self.title, self.text, self.items)
        return tuple(text for value in values if value is not None for text in ((value,) if isinstance(value, str) else value))


class BlockFile(Wording, frozen=True):
    """A block as its file gives it."""

    short: Wording = Wording()
    long: Wording = Wording()


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which contacts or resources a piece shows: the one that dominates, and the others in order."""

    primary: str | None = None
    others: tuple[str, ...] | None = None


class ChoiceFile(Choice, frozen=True):
    """A choice as its file gives it."""

    short: Choice = Choice()
    long: Choice = Choice()


class Texts(msgspec.Struct, frozen=True, eq=False):
    """An audience's English: wordings by block and form, with the place each was read from, and its choices."""

    blocks: dict[tuple[str, str], Wording]
    choices: dict[tuple[str, str], Choice]
    files: dict[str, str]


def load_audiences(library: Library) -> dict[str, Audience]:
    """Every audience, in the order of the files; a later root's replaces an earlier one's of the same name."""
    found: dict[str, Audience] = {}
    for path in library.layers(f"{CONTENT}/audiences.toml"):
        found.update(read_tables(path, Audience))
    return found


def find_audience(library: Library, name: str) -> Audience:
    known = load_audiences(library)
    if name not in known:
        raise missing("no-audience", f"there is no audience named {name!r}", "", nearest(name, known))
    return known[name]


@lru_cache(maxsize=64)
def load_texts(library: Library, name: str) -> Texts:
    """The text of an audience (or `common`). A campaign's file of the same name replaces single blocks."""
    blocks: dict[tuple[str, str], Wording] = {}
    choices: dict[tuple[str, str], Choice] = {}
    files: dict[str, str] = {}
    faults: list[Diagnostic] = []
    layers = list(library.layers(f"{CONTENT}/{name}.toml"))
    if not layers:
        raise missing("no-content", f"the audience {name!r} has no text", f"{CONTENT}/{name}.toml", "write that file")
    for path in layers:
        for block, raw in read_toml(path).items():
            try:
                if block in CHOICES:
                    choice = convert(raw, ChoiceFile, str(path), block)
                    choices.update(_choice_forms(block, choice))
                else:
                    forms = dict(_forms(block, convert(raw, BlockFile, str(path), block)))
                    if any(not text.strip(BLANK) for wording in forms.values() for text in wording.texts()):
                        raise refuse("empty-text", "the text is empty", f"{path}: {block}", "write something, or take the block out")
                    blocks.update(forms)
            except InputError as fault:
                faults.extend(fault.diagnostics)
            files[block] = str(path)
    raise_all(faults)
    return Texts(blocks, choices, files)


def _forms(block: str, file: BlockFile) -> Iterator[tuple[tuple[str, str], Wording]]:
    base = Wording(file.title, file.text, file.items)
    yield (block, "text"), base
    yield (block, "short"), file.short.over(base)
    yield (block, "long"), file.long.over(base)


def _choice_forms(block: str, file: ChoiceFile) -> Iterator[tuple[tuple[str, str], Choice]]:
    for form, over in (("text", Choice()), ("short", file.short), ("long", file.long)):
        primary = over.primary if over.primary is not None else file.primary
        others = over.others if over.others is not None else file.others
        yield (block, form), Choice(primary, others or ())


def strings(name: str, texts: Texts) -> Iterator[tuple[str, str]]:
    """(context, English) of every string a translator sees, in the order of the file; equal wordings come once.

    The context is the path of the string: "victims/questions.long.items.3".
    """
    for (block, form), wording in texts.blocks.items():
        base = texts.blocks[block, "text"]
        for key in ("title", "text", "items"):
            value = getattr(wording, key)
            if value is None or (form != "text" and value == getattr(base, key)):
                continue
            stem = f"{name}/{block}." + (f"{form}." if form != "text" else "") + key
            if isinstance(value, str):
                yield stem, value
            else:
                yield from ((f"{stem}.{number}", part) for number, part in enumerate(value, 1))


def need(texts: Texts, name: str, block: str) -> Wording:
    """A block that must be there."""
    found = texts.blocks.get((block, "text"))
    if found is None:
        raise refuse("no-block", f"the block {block!r} is missing", f"{CONTENT}/{name}.toml", f"add [{block}]")
    return found
