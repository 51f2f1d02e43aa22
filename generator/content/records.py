"""What a contact, its channels, its sources and a resource are."""

from __future__ import annotations

from typing import Literal

import msgspec

from generator.content.links import check_url
from generator.content.phone import PhoneNumber, dial_uri, display, parse_number
from generator.diagnostics import nearest
from generator.errors import missing

Kind = Literal["voice", "sms", "tty", "relay", "whatsapp", "chat", "web"]

PHONE_KINDS: frozenset[str] = frozenset({"voice", "sms", "tty", "relay", "whatsapp"})
"""Kinds that have a number; the others have a web address."""

EVERY_LANGUAGE = 100
"""An interpreter service of so many languages can be counted on for any that is printed; one of fewer cannot."""


class Channel(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """One way to reach a contact. Hours, languages and the like are empty where no source states them."""

    kind: Kind
    number: str = ""
    display: str = ""
    """How the number is written at home, for a country outside North America."""
    url: str = ""
    words: str = ""
    """The end of the number as it is spelt on a keypad."""
    keywords: tuple[str, ...] = ()
    """What to text, the word to print first."""
    hours: str = ""
    languages: tuple[str, ...] = ()
    interpreter: bool = False
    language_count: int = 0
    """At least so many languages, by interpreter."""
    abroad: bool = False
    """For callers outside the contact's jurisdiction."""
    caution: str = ""
    unverified: bool = False
    """No source that was read gives this number or address."""

    @property
    def phone(self) -> PhoneNumber | None:
        return parse_number(self.number) if self.number else None

    @property
    def printed(self) -> str:
        """The number or address as it stands on paper."""
        if self.url:
            return check_url(self.url)
        return self.display or display(self.number)

    @property
    def uri(self) -> str:
        """Where a link or a code leads."""
        return self.url or dial_uri(self.kind, parse_number(self.number))

    @property
    def keyword(self) -> str:
        return self.keywords[0] if self.keywords else ""

    def serves(self, language: str) -> bool | None:
        """Whether someone can be helped in this language here; None if no source says."""
        if language.split("-")[0] in {tag.split("-")[0] for tag in self.languages}:
            return True
        if self.interpreter:
            return True if not 0 < self.language_count < EVERY_LANGUAGE else None
        return False if self.languages else None


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page or paper that a fact was read in, and the date it bears: a day, a month, a year or "undated"."""

    title: str
    date: str
    url: str = ""
    where: str = ""


class Source(Reference, frozen=True, forbid_unknown_fields=True):
    """The newest dated source of a contact or resource, and the others."""

    others: tuple[Reference, ...] = ()

    @property
    def all(self) -> tuple[Reference, ...]:
        return (self, *self.others)


class Contact(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Someone who can be reached for help or to report.

    `checked_on` is when the source was read, in a stored copy; it does not mean that anyone called.
    """

    id: str
    name: str
    label: str
    purpose: str
    jurisdiction: tuple[str, ...]
    """ISO 3166 codes: a country, such as US, or a part of one, such as US-CA."""
    channels: tuple[Channel, ...]
    source: Source
    checked_on: str
    confidential: bool | None = None
    """None where no source says."""
    uncertain: tuple[str, ...] = ()

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(code.split("-")[0] for code in self.jurisdiction)

    @property
    def number(self) -> str:
        """The printed form of the first number, or of the first address if there is no number."""
        first = next((channel for channel in self.channels if channel.number), self.channels[0])
        return first.printed

    def channel(self, kind: str) -> Channel | None:
        """The first channel of this kind, one for callers at home before one for callers abroad."""
        found = [channel for channel in self.channels if channel.kind == kind]
        return min(found, key=lambda channel: channel.abroad, default=None)


class Resource(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What a code may open. `payload` and `printed` are worked out when the file is read."""

    id: str
    payload: str
    printed: str
    title: str
    action: str
    url: str = ""
    contact: str = ""
    channel: Kind | None = None
    offers: str = ""
    """A channel that its action promises, such as "national-hotline.chat"; where that does not serve the language, the
    caption is the shared words `more-help`."""
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    source: Source | None = None
    checked_on: str = ""
    uncertain: tuple[str, ...] = ()


class Directory(msgspec.Struct, frozen=True):
    """All contacts by id, and those that stand on a piece that names none."""

    contacts: dict[str, Contact]
    default: tuple[str, ...] = ()

    def find(self, name: str, where: str = "") -> Contact:
        """The contact of that id; MissingError (no-contact) with the nearest id there is."""
        contact = self.contacts.get(name)
        if contact is None:
            raise missing("no-contact", f"there is no contact named {name!r}", where, nearest(name, self.contacts))
        return contact
