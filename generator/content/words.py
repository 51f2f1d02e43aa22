"""What one piece says, in one language, with every name, number and link resolved: content's hand-over to compose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.content.late import Late, LateMapping
from generator.content.review import Review
from generator.content.translator import Asked
from generator.diagnostics import Diagnostic, nearest
from generator.errors import refuse
from generator.richtext import Rich, plain

K = TypeVar("K")
V = TypeVar("V")
Place = tuple[str, str]
"""A block or a selection, and a form."""


class Copy(msgspec.Struct, frozen=True):
    """A block of text in one form; what it has not is empty."""

    title: Rich = ()
    paragraphs: tuple[Rich, ...] = ()
    items: tuple[Rich, ...] = ()


class ContactText(msgspec.Struct, frozen=True):
    """A contact as it is printed."""

    id: str
    number: Rich
    label: Rich = ()
    name: Rich = ()
    purpose: Rich = ()
    text: tuple[Rich, ...] = ()
    """How to text: "Text HELP to 233733"; in a language that nobody answers a text in, what to say on the phone."""
    channels: tuple[Rich, ...] = ()
    """All ways beside the number, the text line among them."""
    hours: Rich = ()
    """What it costs and when it answers, as far as sources state it."""
    care: Rich = ()
    """Confidentiality and languages, likewise."""


class CodeText(msgspec.Struct, frozen=True):
    """A resource as a QR code: what is encoded, what stands above and below it."""

    id: str
    payload: str
    destination: Rich
    web: bool
    action: Rich = ()
    alt: str = ""


class OrganisationText(msgspec.Struct, frozen=True):
    """Whose piece it is."""

    name: Rich
    address: Rich
    website: Rich
    logo: Path | None


class Varying(msgspec.Struct, frozen=True):
    """What of the words of a merged run is another for each record: places of `Words`, and two single texts."""

    blocks: frozenset[Place] = frozenset()
    contacts: frozenset[Place] = frozenset()
    codes: frozenset[Place] = frozenset()
    organisation: bool = False
    imprint: bool = False


class Words(msgspec.Struct, frozen=True):
    """Everything a piece may print.

    As `assemble` gives it, an entry is made, and its translation looked for, when it is asked for. `settled` has what
    was asked for as plain values.
    """

    audience: str
    title: str
    lang: str
    voice: str
    blocks: Mapping[Place, Copy]
    """By block and form; every block is there in every form."""
    contacts: Mapping[Place, tuple[ContactText, ...]]
    """By selection (primary, others, local, beside: others and local) and form."""
    codes: Mapping[Place, tuple[CodeText, ...]]
    """By selection (likewise, and dial: a code that calls the primary contact) and form."""
    patterns: Mapping[str, str]
    """Shared texts with fields that are filled in where they are used, such as {page}."""
    imprint: Rich
    review: Review
    asked: Asked
    organisation: OrganisationText | None = None
    figures: tuple[Rich, ...] = ()
    """Texts of a record whose numbers are meant as they stand, because whoever declared them said so."""

    @property
    def subject(self) -> str:
        return plain(self.imprint)

    @property
    def page_pattern(self) -> str:
        """How a page names itself, with {page} and {pages} still in it."""
        return self.patterns["page"]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is printed but not as it should be, such as words without a translation in a profile."""
        return tuple(self.asked.warnings)

    @property
    def lacks(self) -> tuple[Diagnostic, ...]:
        """What has been asked for and has no translation; English, or words not agreed to, stand in for it."""
        return tuple(self.asked.lacks.values())

    def copy(self, names: str, form: str) -> Copy | None:
        """The first block of "questions | signs" that there is, or None."""
        place = self.place(names, form)
        return self.blocks[place] if place else None

    def place(self, names: str, form: str) -> Place | None:
        """Where `copy` finds its block."""
        places = ((name.strip().rstrip("?"), form) for name in names.split("|"))
        return next((place for place in places if place in self.blocks), None)

    def label(self, name: str) -> Rich:
        """A shared word or phrase of common.toml; InputError if there is none of that name."""
        found = self.blocks.get((name, "text"))
        if found is None or not found.paragraphs:
            known = sorted({block for block, _ in self.blocks})
            raise refuse("no-block", f"there are no shared words {name!r}", "common.toml", nearest(name, known))
        return found.paragraphs[0]

    def settled(self) -> Words:
        """What has been asked for and no more, and in any case the numbers that the piece is for."""
        for place in self.contacts:
            if place[0] == "primary":
                self.contacts[place]
        return msgspec.structs.replace(
            self,
            blocks=asked_for(self.blocks),
            contacts={place: _settled(found) for place, found in asked_for(self.contacts).items()},
            codes={place: _settled(found) for place, found in asked_for(self.codes).items()},
            patterns=asked_for(self.patterns),
            asked=Asked(dict(self.asked.messages), dict(self.asked.lacks), dict(self.asked.warnings)),
        )


def asked_for(mapping: Mapping[K, V]) -> dict[K, V]:
    """What has been asked for of a mapping of `Words`."""
    return mapping.made if isinstance(mapping, LateMapping) else dict(mapping)


def _settled(found: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(one.settled() if isinstance(one, Late) else one for one in found)
