"""The words of a record: those of the audience, with what the record writes worked out anew and all else shared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from generator.content.assemble import FORMS, Assembly, organisation_text
from generator.content.audience import Wording
from generator.content.contacts import Directory, Resource, merge_contacts, merge_resources
from generator.content.fields import field_names, fill
from generator.content.links import check_url
from generator.content.organisation import Organisation, checked_organisation
from generator.content.phone import dial_uri, display, parse_number
from generator.content.printed import ContactFields, breakable
from generator.content.words import Copy, Varying, Words
from generator.diagnostics import nearest
from generator.errors import refuse
from generator.merge.rules import Rules, Template, fields_of, filled
from generator.records import Record
from generator.resources import Library
from generator.richtext import Inline, Rich

_FIELD_ALONE = re.compile(r"\s*\{[^{}]*\}\s*")
PARTS = ("title", "text", "items")
Key = tuple[str, str]


class MergedWords:
    """The words of one audience in one language, record by record.

    `printed` are the blocks that the layout prints: no other is worked out for a record, or stands in its words.
    """

    def __init__(
        self,
        library: Library,
        audience: str,
        lang: str,
        layout: tuple[str, str],
        profile: Path | None,
        neutral: bool,
        rules: Rules,
        folder: Path,
        where: str,
        printed: frozenset[Key],
    ) -> None:
        self.assembly = Assembly(library, audience, lang, layout, profile, neutral)
        self.rules, self.folder, self.where, self.lang, self.printed = rules, folder, where, lang, printed
        self._phone = frozenset(name for name, column in rules.columns.items() if column.type == "phone")
        self._url = frozenset(name for name, column in rules.columns.items() if column.type == "url")
        self._figures = frozenset(name for name, column in rules.columns.items() if column.numbers)
        clash = sorted(set(rules.columns) & set(self.assembly.directory.contacts))
        if clash:
            raise refuse("column-name", f"{clash[0]!r} is the name of a contact", f"{where}: columns.{clash[0]}", "give the column another name")
        self._texts = dict(_templates(rules, lang, where))
        self._lay_over()
        own = self.assembly.directory.contacts
        self._new_contacts = tuple(name for name in rules.contacts if name not in own)
        self._new_resources = tuple(name for name in rules.resources if name not in self.assembly.resources)
        self._base: Words | None = None
        self._varying: Varying | None = None
        self._aimed = {name: table["url"] for name, table in rules.resources.items() if self._only_aims(table)}
        """Links that differ in their address and caption alone, with the field that has the address."""
        self._links: dict[str, Resource] = {}

    def words(self, record: Record) -> Words:
        """The words of a record. InputError says its row where a value of it is at fault."""
        if self._base is None:
            self._base = self._whole(record)
            return self._base
        assert self._varying is not None
        return self._changed(self._base, self._varying, record)

    def varying(self, record: Record) -> Varying:
        """What is another for each record; `record` is any of them."""
        self.words(record)
        assert self._varying is not None
        return self._varying

    @property
    def base(self) -> Words:
        """The words of the first record, which the others are changes of."""
        assert self._base is not None
        return self._base

    @property
    def varying_keys(self) -> frozenset[Key]:
        """The blocks that a record writes."""
        return self._varying.blocks if self._varying else frozenset()

    def _lay_over(self) -> None:
        """Put the rules' texts in place of the audience's."""
        blocks = self.assembly.own.blocks
        laid: dict[Key, Wording] = dict(blocks)
        files = dict(self.assembly.own.files)
        for (block, form, part), text in self._texts.items():
            forms = (form,) if form else FORMS
            for each in forms:
                old = laid.get((block, each), Wording())
                laid[block, each] = msgspec.structs.replace(old, **{part: text})
            if form and (block, "text") not in laid:
                laid[block, "text"] = Wording()
            files.setdefault(block, f"{self.where}: text")
        self.assembly.own = msgspec.structs.replace(self.assembly.own, blocks=laid, files=files)

    def _whole(self, record: Record) -> Words:
        """All words, and what of them a record changes."""
        cells, directory, resources, organisation = self._data(record)
        printer = self.assembly.printer_for(organisation)
        fields = ContactFields(directory, printer, self._fields(record, organisation))
        names = {*self.rules.columns, "row", *self.rules.contacts, *({"organisation"} if self.rules.organisation else ())}
        blocks: dict[Key, Copy] = dict(self.assembly.shared)
        varying = set()
        for key, wording in self.assembly.own.blocks.items():
            if not any(name.partition(".")[0] in names for text in _every_text(wording) for name in field_names(text)):
                blocks[key] = self._block(key, wording, fields, cells)
            elif key in self.printed:
                blocks[key] = self._block(key, wording, fields, cells)
                varying.add(key)
        contacts = self.assembly.contacts(directory, organisation, printer)
        codes = self.assembly.codes(resources, organisation, printer, contacts)
        changed_contacts = {key for key, found in contacts.items() if any(contact.id in self.rules.contacts for contact in found)}
        changed_codes = {key for key, found in codes.items() if any(code.id in {*self.rules.resources, *self.rules.contacts} for code in found)}
        self._varying = Varying(
            frozenset(varying),
            frozenset(changed_contacts),
            frozenset(changed_codes),
            organisation=bool(self.rules.organisation),
            # It bears the date of the oldest contact.
            imprint=bool(changed_contacts),
        )
        whole = self.assembly.words_of(blocks, contacts, codes, directory)
        return msgspec.structs.replace(whole, organisation=organisation_text(organisation), figures=self._told(cells))

    def _changed(self, base: Words, varying: Varying, record: Record) -> Words:
        cells, directory, resources, organisation = self._data(record)
        printer = self.assembly.printer_for(organisation)
        fields = ContactFields(directory, printer, self._fields(record, organisation))
        blocks = dict(base.blocks)
        for key in varying.blocks:
            blocks[key] = self._block(key, self.assembly.own.blocks[key], fields, cells)
        contacts, codes = base.contacts, base.codes
        if varying.contacts:
            contacts = self.assembly.contacts(directory, organisation, printer)
        if varying.codes:
            codes = self.assembly.codes(resources, organisation, printer, contacts)
        return msgspec.structs.replace(
            base,
            title=self.assembly.title(blocks),
            blocks=blocks,
            contacts=contacts,
            codes=codes,
            organisation=organisation_text(organisation) if varying.organisation else base.organisation,
            imprint=self.assembly.imprint(directory, contacts) if varying.imprint else base.imprint,
            figures=self._told(cells),
        )

    def _data(self, record: Record) -> tuple[dict[str, str], Directory, dict[str, Resource], Organisation | None]:
        """The record's cells, and contacts, links and organisation as it would have them."""
        cells = {**record.values, "row": str(record.number)}
        assembly, rules, where = self.assembly, self.rules, record.where()
        directory, resources, organisation = assembly.directory, assembly.resources, assembly.organisation
        if rules.contacts:
            directory = merge_contacts(directory, filled(rules.contacts, cells), where, "contacts")
        if rules.resources:
            resources = self._resources(resources, cells, directory, where)
        if rules.organisation:
            organisation = checked_organisation(filled(rules.organisation, cells), organisation, self.folder, where)
        if self._new_contacts or self._new_resources:
            known = organisation or Organisation("", "", "", "", None, rules.show, (), (), where, ())
            contacts, links = (*known.contacts, *self._new_contacts), (*known.resources, *self._new_resources)
            organisation = msgspec.structs.replace(known, contacts=contacts, resources=links, show=rules.show)
        return cells, directory, resources, organisation

    def _only_aims(self, table: dict[str, Any]) -> bool:
        """Whether a link's address is a column of addresses, which is judged as it is read, and all else but its caption stands."""
        rest = {key: value for key, value in table.items() if key not in ("url", "action")}
        url = table.get("url")
        return not any(fields_of(rest)) and isinstance(url, str) and url.strip()[1:-1].strip() in self._url

    def _resources(self, base: dict[str, Resource], cells: Mapping[str, str], directory: Directory, where: str) -> dict[str, Resource]:
        """The links with those of a record."""
        tables = self.rules.resources
        if not self._links or len(self._aimed) < len(tables):
            merged = merge_resources(base, filled(tables, cells), where, "resources", directory=directory)
            self._links = {name: merged[name] for name in tables}
            return merged
        found = dict(base)
        for name, field in self._aimed.items():
            url = filled(field, cells)
            if not url:
                return merge_resources(base, filled(tables, cells), where, "resources", directory=directory)
            action = filled(tables[name].get("action", ""), cells)
            found[name] = msgspec.structs.replace(self._links[name], url=url, payload=url, printed=check_url(url, where), action=action)
        return found

    def _fields(self, record: Record, organisation: Organisation | None) -> dict[str, Inline]:
        """What a text may name besides contacts."""
        found = {name: self._inline(name, value, record) for name, value in zip(record.head.names, record.cells, strict=True)}
        found["row"] = Inline(str(record.number))
        if organisation is not None and organisation.name:
            found["organisation"] = Inline(organisation.name)
        return found

    def _inline(self, name: str, value: str, record: Record) -> Inline:
        if not value:
            return Inline("")
        if name in self._phone:
            number = parse_number(value, record.where(name))
            return Inline(display(value), uri=dial_uri("voice", number), strong=True, keep=True)
        if name in self._url:
            return Inline(breakable(check_url(value, record.where(name))), uri=value)
        return Inline(value)

    def _told(self, cells: Mapping[str, str]) -> tuple[Rich, ...]:
        """Values whose numbers are meant as they stand, because their columns are declared so."""
        return tuple((Inline(cells[name]),) for name in sorted(self._figures))

    def _block(self, key: Key, wording: Wording, fields: Mapping[str, Inline], cells: Mapping[str, str]) -> Copy:
        """A block with its fields filled; texts of the rules need no translation beyond the one that they bring."""
        block, form = key
        if not any((block, each, part) in self._texts for each in ("", form) for part in PARTS):
            return self.assembly.block(block, form, fields)
        made: dict[str, tuple[Rich, ...]] = {}
        for part in PARTS:
            value = getattr(wording, part)
            texts = () if value is None else (value,) if isinstance(value, str) else value
            laid = (block, form, part) in self._texts or (block, "", part) in self._texts
            if laid:
                where = f"{self.where}: text.{block}"
                # An optional column that a row leaves empty leaves its line out; in the midst of a text it is an error.
                kept = (text for text in texts if not (_FIELD_ALONE.fullmatch(text) and not cells.get(text.strip()[1:-1].strip(), "x")))
                made[part] = tuple(fill(text, fields, where) for text in kept)
            elif texts:
                old = self.assembly.block(block, form, fields)
                made[part] = (old.title,) if part == "title" else old.paragraphs if part == "text" else old.items
            else:
                made[part] = ()
        return Copy(made["title"][0] if made["title"] else (), made["text"], made["items"])


def _templates(rules: Rules, lang: str, where: str) -> Iterator[tuple[tuple[str, str, str], str | tuple[str, ...]]]:
    """The rules' texts in a language, by block, form ("" is every form) and part."""
    for key, template in rules.text.items():
        block, *rest = key.split(".")
        form = rest.pop(0) if rest and rest[0] in FORMS[1:] else ""
        part = rest.pop(0) if rest else "text"
        if rest or part not in PARTS:
            raise refuse(
                "text-key", f"{key!r} names no part of a block", f"{where}: text.{key}", "write it like headline, headline.short or signs.items"
            )
        yield (block, form, part), _in_language(template, lang, f"{where}: text.{key}")


def _in_language(template: Template, lang: str, where: str) -> str | tuple[str, ...]:
    """The text of a language. One without words of its own, such as "{name}", is the same in all."""
    if isinstance(template, dict):
        if lang not in template:
            raise refuse("no-translation", f"there is no text in {lang}", where, nearest(lang, template) or f"add {lang} = …")
        return template[lang]
    texts = (template,) if isinstance(template, str) else template
    if lang != "en" and any(any(c.isalpha() for c in re.sub(r"\{[^{}]*\}", "", text)) for text in texts):
        raise refuse("no-translation", f"the text has words of its own, and none in {lang}", where, f'write {{ en = "…", {lang} = "…" }}')
    return template


def _every_text(wording: Wording) -> Iterator[str]:
    for part in PARTS:
        value = getattr(wording, part)
        if value is not None:
            yield from (value,) if isinstance(value, str) else value
