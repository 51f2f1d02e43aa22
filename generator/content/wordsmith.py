"""Make the words of one piece, each when it is asked for: blocks, contacts, codes, and which of them an audience shows."""

from __future__ import annotations

import msgspec

from generator.content.audience import Choice, Texts
from generator.content.blocks import make_copy, parts
from generator.content.contacts import Contact, Directory, Resource
from generator.content.organisation import Organisation
from generator.content.printed import ContactFields, Printer
from generator.content.records import Channel
from generator.content.shared import SharedWords
from generator.content.translator import Translator
from generator.content.words import CodeText, ContactText, Copy
from generator.diagnostics import nearest
from generator.errors import refuse
from generator.richtext import Inline

FORMS = ("text", "short", "long")
SELECTIONS = ("primary", "others", "local", "beside")


class Sources(msgspec.Struct, frozen=True):
    """What words are made of: an audience's text and the shared text, all contacts and resources, and a profile."""

    audience: str
    own: Texts
    shared: Texts
    directory: Directory
    resources: dict[str, Resource]
    organisation: Organisation | None
    called: str
    """What to call the language to who speaks English; "" if that is not known."""


class Wordsmith:
    """Makes the words of one piece. What an audience chooses is looked up at once, so that a wrong name is refused."""

    def __init__(self, sources: Sources, translator: Translator, shared: SharedWords | None = None, verbatim: frozenset[str] = frozenset()) -> None:
        """`shared` are shared words that are at hand; the words of contacts and links in `verbatim` are printed as they are."""
        self.sources, self.translator = sources, translator
        organisation = sources.organisation
        self.shared = shared or SharedWords(sources.shared, translator)
        self.printer = Printer(translator, self.shared, organisation, sources.called, verbatim)
        more = {"organisation": Inline(organisation.name)} if organisation else {}
        self.fields = ContactFields(sources.directory, self.printer.words, more)
        self._chosen = {(kind, form): self._choose(kind, form) for kind in ("contacts", "resources") for form in FORMS}

    # --- blocks

    def block(self, name: str, form: str) -> Copy:
        """A block of the audience's, or shared words of that name."""
        if (name, form) in self.sources.own.blocks:
            return make_copy(self.sources.audience, self.sources.own, name, form, self.translator, self.fields)
        return self.shared.block(name, form)

    def headline_form(self) -> str:
        """The first form whose headline is translated: a file may be titled by words that are not on the paper."""
        own, audience = self.sources.own, self.sources.audience
        for form in FORMS if ("headline", "text") in own.blocks else ():
            if all(self.translator.has(f"{audience}/{part.path}", part.english) for part in parts(own, "headline", form)):
                return form
        return "text"

    # --- contacts and codes

    def choice(self, kind: str, form: str) -> dict[str, tuple[str, ...]]:
        """Which contacts or resources a form shows, by selection."""
        return self._chosen[kind, form]

    def contact(self, name: str) -> ContactText:
        return self.printer.contact(self._find_contact(name))

    def contacts(self, place: tuple[str, str]) -> tuple[ContactText, ...]:
        """The contacts of a selection in a form."""
        select, form = place
        return tuple(map(self.contact, self.choice("contacts", form)[select]))

    def code(self, name: str) -> CodeText:
        """A resource's code, or the one that calls its contact where its channel does not serve the language."""
        resource = self._find_resource(name)
        channel = self._channel(resource.contact, resource.channel or "")
        if channel is not None and channel.kind == "sms" and not self.printer.serves(channel):
            return self.printer.dial(self.sources.directory.contacts[resource.contact])
        contact, _, kind = resource.offers.partition(".")
        return self.printer.code(resource, self._channel(contact, kind))

    def codes(self, place: tuple[str, str]) -> tuple[CodeText, ...]:
        """The codes of a selection in a form; one that would come twice on a piece, because it stands for another, once."""
        select, form = place
        if select == "dial":
            return tuple(self.printer.dial(self._find_contact(name)) for name in self.choice("contacts", form)["primary"])
        chosen = self.choice("resources", form)
        before = [] if select == "primary" else [self.code(name).payload for name in chosen["primary"]]
        found: dict[str, CodeText] = {}
        for code in map(self.code, chosen[select]):
            if code.payload not in before:
                found.setdefault(code.payload, code)
        return tuple(found.values())

    def _channel(self, contact: str, kind: str) -> Channel | None:
        found = self.sources.directory.contacts.get(contact)
        return found.channel(kind) if found else None

    def _choose(self, kind: str, form: str) -> dict[str, tuple[str, ...]]:
        organisation = self.sources.organisation
        chosen = self.sources.own.choices.get((kind, form), Choice())
        primary, others = chosen.primary or "", chosen.others or ()
        local: tuple[str, ...] = getattr(organisation, kind) if organisation else ()
        if kind == "contacts" and not primary:
            default = self.sources.directory.default
            primary, others = (default[0] if default else ""), chosen.others or default[1:]
        beside = local
        if organisation and organisation.show == "instead" and local:
            # The emergency number is nobody's competitor: it stays.
            kept = tuple(name for name in others if name == "emergency") if kind == "contacts" else ()
            primary, others, beside = local[0], (*local[1:], *kept), ()
        found = {"primary": (primary,) if primary else (), "others": others, "local": beside, "beside": (*others, *beside)}
        for name in (*found["primary"], *found["beside"]):
            self._find_contact(name) if kind == "contacts" else self._find_resource(name)
        return found

    def _find_contact(self, name: str) -> Contact:
        return self.sources.directory.find(name, self._where("contacts"))

    def _find_resource(self, name: str) -> Resource:
        found = self.sources.resources.get(name)
        if found is None:
            raise refuse("no-resource", f"there is no resource named {name!r}", self._where("resources"), nearest(name, self.sources.resources))
        return found

    def _where(self, kind: str) -> str:
        return f"{self.sources.own.files.get(kind, self.sources.audience + '.toml')}: {kind}"
