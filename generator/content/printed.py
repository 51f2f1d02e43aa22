"""Contacts and resources as they stand on paper in one language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import cast

from generator.content.catalog import SOURCE
from generator.content.contacts import Channel, Contact, Directory, Resource
from generator.content.late import Late
from generator.content.organisation import Organisation
from generator.content.shared import SharedWords
from generator.content.translator import Translator
from generator.content.words import CodeText, ContactText
from generator.richtext import Inline, Rich, plain, rich

TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
"""Area codes that cost the caller nothing (NANPA, toll-free codes in service)."""


class Printer:
    """Words for contacts and resources; what a profile says in its own words is printed as it is, with a warning."""

    def __init__(
        self,
        translator: Translator,
        shared: SharedWords,
        organisation: Organisation | None,
        called: str,
        verbatim: frozenset[str] = frozenset(),
    ) -> None:
        self.translator, self.shared, self.organisation, self.called = translator, shared, organisation, called
        self.verbatim = verbatim
        self.lang = translator.lang
        self.label = shared.label
        self._made: dict[str, ContactText] = {}

    def words(self, kind: str, name: str, key: str, english: str) -> str:
        """A contact's or resource's text in this language."""
        if name in self.verbatim:
            return english
        own = self.organisation
        if own is None or name not in (*own.contacts, *own.resources):
            return self.translator.text(f"{kind}/{name}.{key}", english)
        if self.lang != SOURCE and self.lang not in own.languages:
            self.translator.warn(f"{own.file}: its contacts and links are printed in its own words; add [{self.lang}] tables for {self.lang}")
        return english

    def contact(self, contact: Contact) -> ContactText:
        """A contact as it is printed, worked out once however often a piece shows it."""
        found = self._made.get(contact.id)
        if found is None:
            found = self._made[contact.id] = self._contact(contact)
        return found

    def _contact(self, contact: Contact) -> ContactText:
        first = main_channel(contact)

        def own(key: str) -> Callable[[], Rich]:
            return lambda: rich(self.words("hotlines", contact.id, key, getattr(contact, key)))

        late = Late(
            ContactText,
            {"id": contact.id, "number": (number(first),)},
            {
                "label": own("label"),
                "name": own("name"),
                "purpose": own("purpose"),
                "text": lambda: tuple(self._ways(contact, first, texts_only=True)),
                "channels": lambda: tuple(self._ways(contact, first, texts_only=False)),
                "hours": lambda: self._hours(contact, first),
                "care": lambda: self._care(contact, first),
            },
        )
        return cast("ContactText", late)

    def _ways(self, contact: Contact, first: Channel, texts_only: bool) -> Iterator[Rich]:
        """Lines for the channels beside the first. Where nobody answers a text in this language, what to say on the phone."""
        texts = [channel for channel in contact.channels if channel.kind == "sms" and not channel.abroad]
        if texts and not any(map(self.serves, texts)) and first.interpreter and self.called:
            yield self.shared.filled("say-language", language=Inline(self.called, keep=True))
        for channel in contact.channels:
            if channel is not first and self.serves(channel) and not (texts_only and channel.kind != "sms"):
                line = self._way(channel)
                if line:
                    yield line

    def serves(self, channel: Channel) -> bool:
        """Whether a channel may be offered to who reads this language."""
        return channel.serves(self.lang) is not False

    def _way(self, channel: Channel) -> Rich:
        """One line for a channel, or nothing when there is no word for it."""
        if channel.abroad:
            return ()
        if channel.kind == "sms":
            target = Inline(channel.printed, uri=channel.uri, strong=True, keep=True)
            if not channel.keyword:
                return (*self.label("label-sms"), Inline(" "), target)
            return self.shared.filled("label-text", keyword=Inline(channel.keyword, strong=True), number=target)
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
        return sentences(self.label("free") if free else (), hours)

    def _care(self, contact: Contact, first: Channel) -> Rich:
        languages: Rich = ()
        if first.interpreter:
            count = first.language_count
            languages = self.shared.filled("many-languages", count=Inline(str(count), keep=True)) if count else self.label("by-interpreter")
        return sentences(self.label("confidential") if contact.confidential else (), languages)

    def dial(self, contact: Contact) -> CodeText:
        """A code that calls a contact; what is printed with it is the number alone."""
        target = number(main_channel(contact))
        known = {"id": contact.id, "payload": target.uri, "destination": (Inline(target.text, keep=True),), "web": False}
        make = {"action": lambda: self.label("label-call"), "alt": lambda: self._alt("call", target.text)}
        return cast("CodeText", Late(CodeText, known, make))

    def code(self, resource: Resource, promised: Channel | None = None) -> CodeText:
        """A resource's code; its caption is a plainer one where the channel it promises does not serve this language."""
        web = resource.payload.startswith("https:")
        kind = "web" if web else "text" if resource.payload.startswith("sms:") else "call"
        destination = Inline(breakable(resource.printed) if web else resource.printed, uri=resource.payload, keep=not web)

        def action() -> Rich:
            if promised is not None and not self.serves(promised):
                return self.label("more-help")
            return rich(self.words("resources", resource.id, "action", resource.action))

        known = {"id": resource.id, "payload": resource.payload, "destination": (destination,), "web": web}
        return cast("CodeText", Late(CodeText, known, {"action": action, "alt": lambda: self._alt(kind, resource.printed)}))

    def _alt(self, kind: str, target: str) -> str:
        return plain(self.shared.filled(f"alt-{kind}", target=Inline(target)))


def sentences(*parts: Rich) -> Rich:
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

    def __init__(self, directory: Directory, words: Callable[[str, str, str, str], str], more: Mapping[str, Inline]) -> None:
        """`words` translates, as `Printer.words` does; `more` are fields that are no contact's."""
        self.directory, self.words, self.more = directory, words, dict(more)

    def with_more(self, more: Mapping[str, Inline]) -> ContactFields:
        """The same with other fields beside the contacts."""
        return ContactFields(self.directory, self.words, {**self.more, **more})

    def __getitem__(self, key: str) -> Inline:
        if key in self.more:
            return self.more[key]
        name, _, part = key.partition(".")
        contact = self.directory.contacts[name]
        if not part:
            return number(main_channel(contact))
        if part == "name":
            return Inline(self.words("hotlines", name, "name", contact.name))
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
