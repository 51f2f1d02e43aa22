"""The words of a record: those of the audience, with what the record writes made anew and all else shared."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.brief import Brief
from generator.content.assemble import imprint_of, make_smith, organisation_text, spoken, title_of
from generator.content.audience import Texts, Wording, find_audience
from generator.content.blocks import parts
from generator.content.contacts import Directory, Resource, merge_contacts, merge_resources
from generator.content.fields import field_names, fill
from generator.content.late import LateMapping
from generator.content.links import check_url
from generator.content.organisation import Organisation, checked_organisation
from generator.content.phone import dial_uri, display, parse_number
from generator.content.printed import breakable
from generator.content.words import CodeText, Copy, Place, Varying, Words, asked_for
from generator.content.wordsmith import FORMS, Wordsmith
from generator.diagnostics import nearest
from generator.errors import refuse
from generator.merge.rules import Rules, Template, fields_of, filled
from generator.merge.spoken import in_language
from generator.records import Record
from generator.resources import Library
from generator.richtext import Inline, Rich

_FIELD_ALONE = re.compile(r"\s*\{[^{}]*\}\s*")
PARTS = ("title", "text", "items")


class MergedWords:
    """The words of one audience in one language, record by record."""

    def __init__(self, library: Library, brief: Brief, layout: tuple[str, str], neutral: bool, rules: Rules, where: str) -> None:
        """`layout` is its name and English title; `where` is the file and key of the rules."""
        rules = in_language(rules, brief.lang, where)
        self.library, self.brief, self.layout, self.neutral, self.rules, self.where = library, brief, layout, neutral, rules, where
        lang = brief.lang
        self.title = find_audience(library, brief.audience).title
        self._laid = dict(_templates(rules, lang, where))
        base = make_smith(library, brief.audience, lang, brief.profile)
        clash = sorted(set(rules.columns) & set(base.sources.directory.contacts))
        if clash:
            raise refuse("column-name", f"{clash[0]!r} is the name of a contact", f"{where}.columns.{clash[0]}", "give the column another name")
        known = base.sources
        self._sources = msgspec.structs.replace(known, own=_laid_over(known.own, self._laid, where))
        self._plain = Wordsmith(self._sources, base.translator)
        self._new_contacts = tuple(name for name in rules.contacts if name not in known.directory.contacts)
        self._new_resources = tuple(name for name in rules.resources if name not in known.resources)
        self._of_type = {kind: frozenset(name for name, column in rules.columns.items() if column.type == kind) for kind in ("phone", "url")}
        self._figures = tuple(sorted(name for name, column in rules.columns.items() if column.numbers))
        self._aimed = {name: table["url"] for name, table in rules.resources.items() if self._only_aims(table)}
        self._links: dict[str, Resource] = {}
        self.varying = self._varying()
        title = "" if ("headline", "text") in self.varying.blocks else None
        self.base = spoken(library, self._plain, layout, neutral, brief.edition, title)
        """The words without any record: what no record changes is made here, once."""

    def words(self, record: Record) -> Words:
        """The words of a record. InputError says its row where a value of it is at fault."""
        cells = {**record.values, "row": str(record.number)}
        smith = self._smith(record, cells)
        base, varying = self.base, self.varying

        def block(place: Place) -> Copy:
            return self._block(smith, place, cells) if place in varying.blocks else base.blocks[place]

        blocks = LateMapping(base.blocks, block)
        contacts, codes = base.contacts, base.codes
        if varying.contacts:
            contacts = LateMapping(base.contacts, lambda place: smith.contacts(place) if place in varying.contacts else base.contacts[place])
        if varying.codes:
            codes = LateMapping(base.codes, lambda place: smith.codes(place) if place in varying.codes else base.codes[place])
        return msgspec.structs.replace(
            base,
            title=title_of(smith, blocks, self.neutral) if ("headline", "text") in varying.blocks else base.title,
            blocks=blocks,
            contacts=contacts,
            codes=codes,
            imprint=imprint_of(self.library, smith, self.layout, self.title, self.neutral, self.brief.edition) if varying.imprint else base.imprint,
            organisation=organisation_text(smith.sources.organisation) if varying.organisation else base.organisation,
            figures=tuple((Inline(cells[name]),) for name in self._figures),
        )

    def contents(self, places: Sequence[Place | None]) -> Callable[[Record], tuple[str | CodeText, ...]] | None:
        """What stands in places when each is a column by itself, or a code whose address is one; None when any is more.

        A place is one of `varying.blocks` or `varying.codes`; None is neither.
        """
        found = [self._column_of(place) if place in self.varying.blocks else self._code_of(place) for place in places if place]
        made = [each for each in found if each is not None]
        if len(made) < len(places):
            return None
        return lambda record: tuple([make(record) for make in made])

    def _column_of(self, place: Place) -> Callable[[Record], str] | None:
        """A block that is one column of plain text."""
        block, form = place
        [*every] = parts(self._sources.own, block, form)
        if len(every) != 1 or every[0].key != "text" or not self._is_laid(block, form, "text") or not _FIELD_ALONE.fullmatch(every[0].english):
            return None
        name = every[0].english.strip()[1:-1].strip()
        column = self.rules.columns.get(name)
        if column is None or column.type in ("phone", "url"):
            return None
        index = [*self.rules.columns].index(name)
        return lambda record: record.cells[index]

    def _code_of(self, place: Place) -> Callable[[Record], CodeText] | None:
        """The one code of a selection, when it differs in its address alone."""
        select, form = place
        names = self._plain.choice("resources", form).get(select, ())
        table = self.rules.resources.get(names[0], {}) if len(names) == 1 else {}
        if not table or names[0] not in self._aimed or any(fields_of(table.get("action", ""))) or self._new_resources:
            return None
        index = [*self.rules.columns].index(self._aimed[names[0]].strip()[1:-1].strip())
        before, _, after = self._plain.shared.pattern("alt-web").partition("{target}")

        def code(record: Record) -> CodeText:
            url = record.cells[index]
            printed = check_url(url, record.where())
            return CodeText(names[0], url, (Inline(breakable(printed), uri=url),), True, (), f"{before}{printed}{after}")

        return code

    def share(self, words: Words) -> None:
        """Let a record's words know what is printed of the words that all records share, whichever record it was set for."""
        for kind in ("blocks", "contacts", "codes"):
            own, changed = getattr(words, kind), getattr(self.varying, kind)
            for place in asked_for(getattr(self.base, kind)):
                if place not in changed:
                    own[place]

    def templates(self) -> list[object]:
        """What records share of the words that they write: texts with their fields open, and contacts and links beside their own."""
        smith, sources = self._plain, self._sources
        found: list[object] = []
        for block, form in sorted(self.varying.blocks):
            for part in parts(sources.own, block, form):
                found.append(
                    (
                        block,
                        form,
                        part.path,
                        smith.translator.text(f"{sources.audience}/{part.path}", part.english)
                        if not self._is_laid(block, form, part.key)
                        else part.english,
                    )
                )
        for kind, known in (("contacts", sources.directory.contacts), ("resources", sources.resources)):
            places = self.varying.contacts if kind == "contacts" else self.varying.codes
            for select, form in sorted(places):
                names = smith.choice("contacts" if select == "dial" else kind, form)["primary" if select == "dial" else select]
                found.append(
                    (
                        kind,
                        select,
                        form,
                        [(name, msgspec.to_builtins(known[name])) for name in names if name in known and name not in self.rules.contacts],
                    )
                )
        return found

    def _is_laid(self, block: str, form: str, part: str) -> bool:
        """Whether the rules write a part of a block."""
        return (block, form, part) in self._laid or (block, "", part) in self._laid

    def _varying(self) -> Varying:
        """What a record changes."""
        rules, sources = self.rules, self._sources
        names = {*rules.columns, "row", *rules.contacts, *({"organisation"} if rules.organisation else ())}
        blocks = {
            place
            for place, wording in sources.own.blocks.items()
            if any(name.partition(".")[0] in names for text in _every_text(wording) for name in field_names(text))
        }
        local = bool(self._new_contacts or self._new_resources)
        return Varying(
            frozenset(blocks),
            frozenset(self._shown("contacts", {*rules.contacts}, local)),
            frozenset(self._shown("resources", {*rules.resources, *rules.contacts}, local)),
            organisation=bool(rules.organisation),
            # It bears the date of the oldest contact.
            imprint=bool(rules.contacts),
        )

    def _shown(self, kind: str, names: set[str], local: bool) -> Iterator[Place]:
        """Selections, by form, in which a record's contacts or links stand."""
        for form in FORMS:
            for select, chosen in self._plain.choice(kind, form).items():
                if names & set(chosen) or (local and (select in ("local", "beside") or self.rules.show == "instead")):
                    yield select, form
            dials = self._plain.choice("contacts", form)["primary"]
            if kind == "resources" and (set(self.rules.contacts) & set(dials) or (local and self.rules.show == "instead")):
                yield "dial", form

    def _smith(self, record: Record, cells: Mapping[str, str]) -> Wordsmith:
        """The wordsmith with what a record brings."""
        rules, sources, where = self.rules, self._sources, record.where()
        directory, resources, organisation = sources.directory, sources.resources, sources.organisation
        if rules.contacts:
            directory = merge_contacts(directory, filled(rules.contacts, cells), where, "contacts")
        if rules.resources:
            resources = self._resources(resources, cells, directory, where)
        if rules.organisation:
            organisation = checked_organisation(filled(rules.organisation, cells), organisation, self.folder_of(record), where)
        if self._new_contacts or self._new_resources:
            known = organisation or Organisation("", "", "", "", None, rules.show, (), (), where, ())
            contacts, links = (*known.contacts, *self._new_contacts), (*known.resources, *self._new_resources)
            organisation = msgspec.structs.replace(known, contacts=contacts, resources=links, show=rules.show)
        more = {name: self._inline(name, value, record) for name, value in zip(record.head.names, record.cells, strict=True)}
        more["row"] = Inline(str(record.number))
        if directory is sources.directory and organisation is sources.organisation:
            # Neither contacts nor what is chosen of them changes: the same wordsmith, with other fields and links.
            smith = copy.copy(self._plain)
            smith.sources = msgspec.structs.replace(sources, resources=resources)
            smith.fields = smith.fields.with_more(more)
            return smith
        own = msgspec.structs.replace(sources, directory=directory, resources=resources, organisation=organisation)
        smith = Wordsmith(own, self._plain.translator, self._plain.shared, verbatim=frozenset((*rules.contacts, *rules.resources)))
        smith.fields = smith.fields.with_more(more)
        return smith

    def folder_of(self, record: Record) -> Path:
        """Where a row's paths start: the folder that its file is in."""
        return Path(record.head.file).parent

    def _only_aims(self, table: dict[str, Any]) -> bool:
        """Whether a link's address is a column of addresses, which is judged as it is read, and all else but its caption stands."""
        rest = {key: value for key, value in table.items() if key not in ("url", "action")}
        url = table.get("url")
        return not any(fields_of(rest)) and isinstance(url, str) and url.strip()[1:-1].strip() in self._of_type["url"]

    def _resources(self, base: dict[str, Resource], cells: Mapping[str, str], directory: Directory, where: str) -> dict[str, Resource]:
        """The links with those of a record."""
        tables = self.rules.resources
        urls = {name: filled(field, cells) for name, field in self._aimed.items()}
        if not self._links or len(urls) < len(tables) or not all(urls.values()):
            merged = merge_resources(base, filled(tables, cells), where, "resources", directory=directory)
            self._links = {name: merged[name] for name in tables}
            return merged
        found = dict(base)
        for name, url in urls.items():
            action = filled(tables[name].get("action", ""), cells)
            found[name] = msgspec.structs.replace(self._links[name], url=url, payload=url, printed=check_url(url, where), action=action)
        return found

    def _inline(self, name: str, value: str, record: Record) -> Inline:
        if value and name in self._of_type["phone"]:
            number = parse_number(value, record.where(name))
            return Inline(display(value), uri=dial_uri("voice", number), strong=True, keep=True)
        if value and name in self._of_type["url"]:
            return Inline(breakable(check_url(value, record.where(name))), uri=value)
        return Inline(value)

    def _block(self, smith: Wordsmith, place: Place, cells: Mapping[str, str]) -> Copy:
        """A block with its fields filled. Texts of the rules are in the piece's language already."""
        block, form = place
        sources = smith.sources
        made: dict[str, list[Rich]] = {part: [] for part in PARTS}
        for part in parts(sources.own, block, form):
            text, where = part.english, f"{sources.own.files[block]}: {part.path}"
            if not self._is_laid(block, form, part.key):
                text = smith.translator.text(f"{sources.audience}/{part.path}", text)
            elif _FIELD_ALONE.fullmatch(text) and not cells.get(text.strip()[1:-1].strip(), "x"):
                # An optional column that a row leaves empty leaves its line out; in the midst of a text it is an error.
                continue
            made[part.key].append(fill(text, smith.fields, where))
        return Copy(made["title"][0] if made["title"] else (), tuple(made["text"]), tuple(made["items"]))


def _laid_over(own: Texts, laid: Mapping[tuple[str, str, str], str | tuple[str, ...]], where: str) -> Texts:
    """The audience's text with the rules' in its place."""
    blocks, files = dict(own.blocks), dict(own.files)
    for (block, form, part), text in laid.items():
        for each in (form,) if form else FORMS:
            blocks[block, each] = msgspec.structs.replace(blocks.get((block, each), Wording()), **{part: text})
        blocks.setdefault((block, "text"), Wording())
        files.setdefault(block, f"{where}.text")
    return msgspec.structs.replace(own, blocks=blocks, files=files)


def _templates(rules: Rules, lang: str, where: str) -> Iterator[tuple[tuple[str, str, str], str | tuple[str, ...]]]:
    """The rules' texts in a language, by block, form ("" is every form) and part."""
    for key, template in rules.text.items():
        block, *rest = key.split(".")
        form = rest.pop(0) if rest and rest[0] in FORMS[1:] else ""
        part = rest.pop(0) if rest else "text"
        if rest or part not in PARTS:
            raise refuse(
                "text-key", f"{key!r} names no part of a block", f"{where}.text.{key}", "write it like headline, headline.short or signs.items"
            )
        yield (block, form, part), _in_language(template, lang, f"{where}.text.{key}")


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
