"""Judge contacts that have been read: every fault in what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.content.dates import date_span, is_date
from generator.content.gather import Faults
from generator.content.links import check_url
from generator.content.phone import NANP_COUNTRIES, check_display, check_words, parse_number
from generator.content.records import PHONE_KINDS, Channel, Contact, Reference, Source
from generator.errors import InputError

_JURISDICTION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
"""ISO 3166-1 alpha-2, or ISO 3166-2."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The shape of a language tag (RFC 5646)."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_id(name: str, faults: Faults) -> None:
    """Text names an entry in braces, so its id is kebab-case."""
    if not _ID.fullmatch(name):
        message = f"the name {name!r} is not lower-case words joined by hyphens"
        faults.add("entry-id", "", message, "write it like national-hotline")


def check_contact(contact: Contact, faults: Faults) -> None:
    faults.texts(name=contact.name, label=contact.label, purpose=contact.purpose)
    faults.items("uncertain", contact.uncertain)
    if not contact.jurisdiction:
        faults.add("empty-value", "jurisdiction", "jurisdiction is empty", 'write for example ["US"] or ["US-CA"]')
    for code in contact.jurisdiction:
        if not _JURISDICTION.fullmatch(code) or code == "UK":
            hint = "the United Kingdom is GB" if code == "UK" else "write a country like US, or its part like US-CA"
            faults.add("jurisdiction", "jurisdiction", f"{code!r} is not an ISO 3166 code", hint)
    if not contact.channels:
        faults.add("empty-value", "channels", "there is no channel", "add a table with kind and number or url")
    nanp = bool(contact.countries) and contact.countries <= NANP_COUNTRIES
    for number, channel in enumerate(contact.channels, start=1):
        check_channel(channel, faults.at(f"channels.[{number}]"), nanp)
    check_source(contact.source, contact.checked_on, faults)


def check_channel(channel: Channel, faults: Faults, nanp: bool = True) -> None:
    """`nanp` allows a number without a country code."""
    if channel.kind in PHONE_KINDS:
        _check_number(channel, faults, nanp)
    else:
        _check_address(channel, faults)
    check_languages(channel.languages, faults)
    faults.items("keywords", channel.keywords)
    if channel.keywords and channel.kind != "sms":
        _foreign("keywords", channel, faults, "keywords belong to an sms channel")
    if channel.language_count < 0 or (channel.language_count and not channel.interpreter):
        message = f"language-count is {channel.language_count} without interpreter = true"
        faults.add("language-count", "language-count", message, "it counts the languages of an interpreter service")


def _check_number(channel: Channel, faults: Faults, nanp: bool) -> None:
    if channel.url:
        _foreign("url", channel, faults, "give it a number, or the kind chat or web")
    if not channel.number:
        faults.missing("number", f"a {channel.kind} channel needs number = …")
        return
    try:
        number = parse_number(channel.number, faults.where("number"), nanp)
    except InputError as fault:
        faults.found.extend(fault.diagnostics)
        return
    if channel.kind == "whatsapp" and number.is_short:
        message = f"the number {channel.number!r} is a short code, which WhatsApp cannot reach"
        faults.add("phone-length", "number", message, "write the full number with its country code")
    if channel.words:
        faults.catch(lambda: check_words(channel.words, number, faults.where("words")))
    if channel.display:
        faults.catch(lambda: check_display(channel.display, number, faults.where("display")))


def _check_address(channel: Channel, faults: Faults) -> None:
    for key, value in (("number", channel.number), ("display", channel.display), ("words", channel.words)):
        if value:
            _foreign(key, channel, faults, "give it a url, or a kind that is called or texted")
    if channel.url:
        faults.catch(lambda: check_url(channel.url, faults.where("url")))
    else:
        faults.missing("url", f"a {channel.kind} channel needs url = …")


def _foreign(key: str, channel: Channel, faults: Faults, hint: str) -> None:
    faults.add("wrong-key", key, f"a {channel.kind} channel has no {key}", hint)


def check_languages(tags: tuple[str, ...], faults: Faults) -> None:
    for tag in tags:
        if not _LANGUAGE.fullmatch(tag):
            faults.add("language-tag", "languages", f"{tag!r} is not a language tag", "write one like en or zh-Hans")


def check_source(source: Source, checked_on: str, faults: Faults) -> None:
    """A source, the others beside it, and when they were read: none can be newer than that."""
    read = date_span(checked_on) if is_date(checked_on) else None
    if read is None:
        hint = "write when the source was read, such as 2026-11-24 or 2026-11"
        faults.add("date", "checked-on", f"{checked_on!r} is not a date", hint)
    for number, reference in enumerate(source.all):
        own = faults.at(f"source.others.[{number}]" if number else "source")
        _check_reference(reference, own)
        dated = date_span(reference.date) if is_date(reference.date) else None
        if read and dated and dated[0] > read[1]:
            message = f"the source is dated {reference.date}, after it was read ({checked_on})"
            own.add("date-order", "date", message, "correct the one or the other")


def _check_reference(reference: Reference, faults: Faults) -> None:
    faults.texts(title=reference.title)
    if not is_date(reference.date):
        hint = 'write a day, month or year like 2018-02-07, 2018-02 or 2018, or "undated"'
        faults.add("date", "date", f"{reference.date!r} is not a date", hint)
    if not reference.url and not reference.where:
        faults.missing("where", "say in url or where the source can be found again")
    if reference.url and not re.fullmatch(r"https?://\S+\.\S+", reference.url):
        hint = "begin it with https://, or use where = … for a place in words"
        faults.add("wrong-value", "url", f"{reference.url!r} is not a web address", hint)


def check_duplicates(contacts: Iterable[Contact], faults: Faults, added: frozenset[str]) -> None:
    """Numbers that stand twice for one kind of channel, blamed on a contact of `added`, the file's own.

    A short code may stand again for another country. A relay number leads to every line, so it may stand in any.
    """
    seen: dict[tuple[str, str], list[Contact]] = {}
    for contact in sorted(contacts, key=lambda contact: contact.id in added):
        for index, channel in enumerate(contact.channels, start=1):
            phone = channel.phone
            if phone is None or channel.kind == "relay":
                continue
            earlier = seen.setdefault((channel.kind, phone.e164), [])
            twin = next((other for other in earlier if not phone.is_short or other.countries & contact.countries), None)
            earlier.append(contact)
            if twin is not None and contact.id in added:
                key = f"{contact.id}.channels.[{index}].number"
                message = f"the {channel.kind} number {channel.printed} stands in {twin.id!r} already"
                faults.add("duplicate-number", key, message, f"name {twin.id} where it is needed, or replace its table")
