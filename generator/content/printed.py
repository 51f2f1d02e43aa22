"""Contacts and resources as they stand on paper in one language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from generator.content.catalog import SOURCE, Catalog
from generator.content.contacts import Channel, Contact, Directory, Resource
from generator.content.fields import fill
from generator.content.organisation import Organisation
from generator.content.words import CodeText, ContactText, Copy
from generator.richtext import Inline, Rich, plain, rich

TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
"""Area codes that cost the caller nothing (NANPA, toll-free codes in service)."""


class Printer:
    """Words for contacts and resources; what a profile says in its own words is printed as it is, with a warning."""

    def __init__(
        self, catalog: Catalog, patterns: dict[str, str], blocks: dict[tuple[str, str], Copy], organisation: Organisation | None, warnings: list[str]
    ) -> None:
        self.catalog, self.patterns, self.blocks, self.organisation, self.warnings = catalog, patterns, blocks, organisation, warnings
        self.lang = catalog.lang
        self._made: dict[str, ContactText] = {}

    def _own(self, name: str) -> bool:
        return self.organisation is not None and name in (*self.organisation.contacts, *self.organisation.resources)

    def words(self, kind: str, name: str, key: str, english: str) -> str:
        """A contact's or resource's text in this language."""
        if not self._own(name):
            return self.catalog.translate(f"{kind}/{name}.{key}", english)
        assert self.organisation is not None
        if self.lang != SOURCE and self.lang not in self.organisation.languages:
            warning = f"{self.organisation.file}: its contacts and links are printed in its own words; add [{self.lang}] tables for {self.lang}"
            if warning not in self.warnings:
                self.warnings.append(warning)
        return english

    def label(self, name: str) -> Rich:
        return self.blocks[name, "text"].paragraphs[0]

    def pattern(self, name: str, **values: str) -> Rich:
        fields = {key: Inline(value, keep=True) for key, value in values.items()}
        return fill(self.patterns[name], fields, f"common.toml: {name}.text")

    def contact(self, contact: Contact) -> ContactText:
        """A contact as it is printed, worked out once however often a piece shows it."""
        found = self._made.get(contact.id)
        if found is None:
            found = self._made[contact.id] = self._contact(contact)
        return found

    def _contact(self, contact: Contact) -> ContactText:
        first = main_channel(contact)
        name = self.words("hotlines", contact.id, "name", contact.name)
        label = self.words("hotlines", contact.id, "label", contact.label)
        purpose = self.words("hotlines", contact.id, "purpose", contact.purpose)
        ways = [(channel.kind, self._way(channel)) for channel in contact.channels if channel is not first and channel.serves(self.lang) is not False]
        return ContactText(
            contact.id,
            rich(label),
            rich(name),
            (number(first),),
            rich(purpose),
            tuple(line for kind, line in ways if kind == "sms" and line),
            tuple(line for _, line in ways if line),
            self._hours(contact, first),
            self._care(contact, first),
        )

    def _way(self, channel: Channel) -> Rich:
        """One line for a channel, or nothing when there is no word for it."""
        if channel.abroad:
            return ()
        if channel.kind == "sms":
            target = Inline(channel.printed, uri=channel.uri, strong=True, keep=True)
            if not channel.keyword:
                return (*self.label("label-sms"), Inline(" "), target)
            return fill(
                self.patterns["label-text"], {"keyword": Inline(channel.keyword, strong=True), "number": target}, "common.toml: label-text.text"
            )
        name = {"chat": "label-chat", "tty": "label-tty", "relay": "label-tty", "whatsapp": "label-whatsapp", "web": "label-web"}.get(channel.kind)
        if name is None:
            return (number(channel),)
        return (*self.label(name), Inline(": "), number(channel))

    def _hours(self, contact: Contact, first: Channel) -> Rich:
        phone = first.phone
        free = phone is not None and phone.country == "1" and phone.national[:3] in TOLL_FREE
        if first.hours == "24/7":
            return self.label("free-any-hour" if free else "any-hour")
        hours = rich(self.words("hotlines", contact.id, "hours", first.hours)) if first.hours else ()
        return _sentences(self.label("free") if free else (), hours)

    def _care(self, contact: Contact, first: Channel) -> Rich:
        languages: Rich = ()
        if first.interpreter:
            count = first.language_count
            languages = self.pattern("many-languages", count=str(count)) if count else self.label("by-interpreter")
        return _sentences(self.label("confidential") if contact.confidential else (), languages)

    def dial(self, contact: ContactText) -> CodeText:
        """A code that calls a contact; what is printed with it is the number alone."""
        target = contact.number[0]
        alt = plain(fill(self.patterns["alt-call"], {"target": Inline(target.text)}, "common.toml: alt-call.text"))
        return CodeText(contact.id, target.uri, self.label("label-call"), (Inline(target.text, keep=True),), alt, False)

    def code(self, resource: Resource) -> CodeText:
        action = self.words("resources", resource.id, "action", resource.action)
        web = resource.payload.startswith("https:")
        kind = "web" if web else "text" if resource.payload.startswith("sms:") else "call"
        alt = plain(fill(self.patterns[f"alt-{kind}"], {"target": Inline(resource.printed)}, f"common.toml: alt-{kind}.text"))
        destination = Inline(breakable(resource.printed) if web else resource.printed, uri=resource.payload, keep=not web)
        return CodeText(resource.id, resource.payload, rich(action), (destination,), alt, web)


def _sentences(*parts: Rich) -> Rich:
    """Parts one after another with a space between, but for scripts whose full stop brings its own (。)."""
    joined: list[Inline] = []
    for part in parts:
        apart = joined and part and unicodedata.east_asian_width(joined[-1].text[-1]) != "W"
        joined += [Inline(" "), *part] if apart else part
    return tuple(joined)


def breakable(address: str) -> str:
    """A web address that may break before a dot and after a slash, as style guides want it."""
    return address.replace(".", "\u200b.").replace("/", "/\u200b")


def number(channel: Channel) -> Inline:
    """A channel's number or address: never broken, live on screen."""
    return Inline(breakable(channel.printed) if channel.url else channel.printed, uri=channel.uri, strong=True, keep=not channel.url)


class ContactFields(Mapping[str, Inline]):
    """What a text may name: {id} is a contact's number, {id.name}, {id.sms}, {id.keyword}, {id.chat} and {id.web} the rest.

    Worked out when asked for: a name that no text uses needs no translation.
    """

    def __init__(self, directory: Directory, printer: Printer, more: Mapping[str, Inline]) -> None:
        self.directory, self.printer, self.more = directory, printer, dict(more)

    def __getitem__(self, key: str) -> Inline:
        if key in self.more:
            return self.more[key]
        name, _, part = key.partition(".")
        contact = self.directory.contacts[name]
        if not part:
            return number(main_channel(contact))
        if part == "name":
            return Inline(self.printer.words("hotlines", name, "name", contact.name))
        channel = contact.channel("sms" if part == "keyword" else part)
        if channel is None or (part == "keyword" and not channel.keyword):
            raise KeyError(key)
        return Inline(channel.keyword, strong=True, keep=True) if part == "keyword" else number(channel)

    def __iter__(self) -> Iterator[str]:
        yield from self.more
        for name, contact in self.directory.contacts.items():
            yield name
            yield f"{name}.name"
            yield from (f"{name}.{kind}" for kind in ("sms", "chat", "web") if contact.channel(kind))
            yield from (f"{name}.keyword" for channel in (contact.channel("sms"),) if channel and channel.keyword)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def main_channel(contact: Contact) -> Channel:
    """The channel whose number stands for the contact: its first with a number, else its first."""
    return next((channel for channel in contact.channels if channel.number), contact.channels[0])
