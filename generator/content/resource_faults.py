"""Judge a resource that has been read: a code's target is either a sound address or a channel that exists."""

from __future__ import annotations

from generator.content.contact_faults import check_languages, check_source
from generator.content.gather import Faults
from generator.content.links import check_url
from generator.content.records import Directory, Resource
from generator.diagnostics import nearest


def check_resource(resource: Resource, faults: Faults, directory: Directory) -> None:
    faults.texts(title=resource.title, action=resource.action)
    faults.items("uncertain", resource.uncertain)
    check_languages(resource.languages, faults)
    if resource.source is not None:
        check_source(resource.source, resource.checked_on, faults)
    if resource.offers:
        name, _, kind = resource.offers.partition(".")
        contact = directory.contacts.get(name)
        if contact is None or contact.channel(kind) is None:
            message = f"{resource.offers!r} is no contact and channel"
            faults.add("unknown-channel", "offers", message, 'write it like "national-hotline.chat"')
    if bool(resource.url) == bool(resource.contact):
        hint = 'write url = "https://…", or contact = "…" and channel = "…"'
        faults.add("resource-target", "", "a resource has either url or contact", hint)
    elif resource.url:
        faults.catch(lambda: check_url(resource.url, faults.where("url")))
        if resource.source is None:
            faults.missing("source", "say where the address was read")
        if resource.channel:
            faults.add("wrong-key", "channel", "a resource with a url has no channel", "leave it out")
    else:
        _check_target(resource, faults, directory)


def _check_target(resource: Resource, faults: Faults, directory: Directory) -> None:
    contact = directory.contacts.get(resource.contact)
    if contact is None:
        message = f"there is no contact named {resource.contact!r}"
        faults.add("unknown-contact", "contact", message, nearest(resource.contact, directory.contacts))
        return
    kinds = dict.fromkeys(channel.kind for channel in contact.channels)
    if resource.channel is None:
        faults.missing("channel", "it is one of: " + ", ".join(kinds))
    elif resource.channel not in kinds:
        message = f"the contact {resource.contact!r} has no {resource.channel} channel"
        faults.add("unknown-channel", "channel", message, "it has: " + ", ".join(kinds))
