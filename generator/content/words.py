"""What one piece says, in one language, with every name, number and link resolved: content's hand-over to compose."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.diagnostics import nearest
from generator.errors import refuse
from generator.richtext import Rich


class Copy(msgspec.Struct, frozen=True):
    """A block of text in one form; what it has not is empty."""

    title: Rich = ()
    paragraphs: tuple[Rich, ...] = ()
    items: tuple[Rich, ...] = ()


class ContactText(msgspec.Struct, frozen=True):
    """A contact as it is printed."""

    id: str
    label: Rich
    name: Rich
    number: Rich
    purpose: Rich
    text: tuple[Rich, ...]
    """How to text: "Text HELP to 233733"."""
    channels: tuple[Rich, ...]
    """All ways beside the number, the text line among them."""
    hours: Rich
    """What it costs and when it answers, as far as sources state it."""
    care: Rich
    """Confidentiality and languages, likewise."""


class CodeText(msgspec.Struct, frozen=True):
    """A resource as a QR code: what is encoded, what stands above and below it."""

    id: str
    payload: str
    action: Rich
    destination: Rich
    alt: str
    web: bool


class OrganisationText(msgspec.Struct, frozen=True):
    """Whose piece it is."""

    name: Rich
    address: Rich
    website: Rich
    logo: Path | None


class Varying(msgspec.Struct, frozen=True):
    """What of the words of a merged run is another for each record: keys of `Words`, and two single texts."""

    blocks: frozenset[tuple[str, str]] = frozenset()
    contacts: frozenset[tuple[str, str]] = frozenset()
    codes: frozenset[tuple[str, str]] = frozenset()
    organisation: bool = False
    imprint: bool = False


class Words(msgspec.Struct, frozen=True, eq=False):
    """Everything a piece may print."""

    audience: str
    title: str
    subject: str
    lang: str
    voice: str
    blocks: dict[tuple[str, str], Copy]
    """By block and form; every block is there in every form."""
    contacts: dict[tuple[str, str], tuple[ContactText, ...]]
    """By selection (primary, others, local, beside: others and local) and form."""
    codes: dict[tuple[str, str], tuple[CodeText, ...]]
    """By selection, likewise."""
    imprint: Rich
    page_pattern: str
    """How a page names itself, with {page} and {pages} still in it."""
    organisation: OrganisationText | None = None
    figures: tuple[Rich, ...] = ()
    """Texts of a record whose numbers are meant as they stand, because whoever declared them said so."""
    warnings: tuple[str, ...] = ()
    """What is printed but not as it should be, such as words without a translation in a profile."""

    def copy(self, names: str, form: str) -> Copy | None:
        """The first block of "questions | signs" that there is, or None."""
        key = self.key(names, form)
        return self.blocks[key] if key else None

    def key(self, names: str, form: str) -> tuple[str, str] | None:
        """Which block `copy` finds."""
        keys = ((name.strip().rstrip("?"), form) for name in names.split("|"))
        return next((key for key in keys if key in self.blocks), None)

    def label(self, name: str) -> Rich:
        """A shared word or phrase of common.toml; InputError if there is none of that name."""
        found = self.blocks.get((name, "text"))
        if found is None or not found.paragraphs:
            known = sorted({block for block, _ in self.blocks})
            raise refuse("no-block", f"there are no shared words {name!r}", "common.toml", nearest(name, known))
        return found.paragraphs[0]
