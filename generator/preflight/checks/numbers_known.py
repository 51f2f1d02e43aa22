"""Every number a reader might dial is one of the piece's own, digit for digit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

import msgspec

from generator.content.words import Varying, Words
from generator.diagnostics import Severity
from generator.frame import GlyphRun, Link, Mark, Node
from generator.preflight.check import Check, Finding, Subject
from generator.preflight.digits import LONG, DigitRun, agree, ascii_digits, dialled, digit_runs, looks_dialled, parts
from generator.preflight.side import quoted
from generator.richtext import Inline, Rich, plain

SHORTEST = 3
"""Digits of the shortest number that is dialled."""
_TO_SOURCE = "check it against the contact's source in the data file"


def _find(subject: Subject) -> Iterator[Finding]:
    known = Known(subject.words)
    for words in subject.also:
        known = Known(words, known)
    printed: set[str] = set()
    for side in subject.sides:
        for line in side.lines:
            for run in digit_runs(line.text):
                printed.add(run.digits)
                printed.update(parts(run))
                if len(run.digits) >= SHORTEST and run.digits not in known.numbers:
                    yield from judged_run(side.name, line.text, run, known)
        yield from _links(side.name, side.frame.marks, side.frame.structure)
    texts = [line.text for side in subject.sides for line in side.lines]
    for words in (subject.words, *subject.also):
        yield from _words_agree(words, Known(words).linked)
        yield from _primary(words, printed, texts)


class Known(msgspec.Struct, frozen=True, eq=False, dict=True):
    """The numbers of a piece's words, and the digits that they have outside any number, worked out when they are asked for."""

    words: Words
    beside: Known | None = None
    """Of a record: what the words of its run have besides its own; of a language, what those before it have."""

    def with_record(self, words: Words, varying: Varying) -> Known:
        """What a record's words, which are settled, have beside these."""
        own = msgspec.structs.replace(
            words,
            blocks={place: words.blocks[place] for place in varying.blocks if place in words.blocks},
            contacts={place: words.contacts[place] for place in varying.contacts if place in words.contacts},
            codes={place: words.codes[place] for place in varying.codes if place in words.codes},
        )
        return Known(own, self)

    @cached_property
    def linked(self) -> tuple[Inline, ...]:
        """Every inline with a link under it."""
        return tuple(_inlines(self.words))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Digits of every number that is dialled."""
        own = frozenset(ascii_digits(inline.text) for inline in self.linked if dialled(inline.uri))
        return own | self.beside.numbers if self.beside else own

    @cached_property
    def told(self) -> frozenset[str]:
        """From data files, profiles and records: edition, hours, counts, addresses. They are meant as they stand."""
        own = _digits(chain((self.words.imprint,), self.words.figures, _data_texts(self.words)))
        return own | self.beside.told if self.beside else own

    @cached_property
    def written(self) -> frozenset[str]:
        """From running text."""
        own = _digits(_block_texts(self.words))
        return own | self.beside.written if self.beside else own


def judged_run(side: str, text: str, run: DigitRun, known: Known) -> Iterator[Finding]:
    """What is to be said of a run that is none of the piece's numbers."""
    if run.digits in known.told:
        return
    if run.digits in known.written:
        if looks_dialled(text, run):
            severity = Severity.ERROR if len(run.digits) >= LONG else Severity.WARNING
            yield Finding(
                "number-written-out",
                side,
                f"{run.text!r} in {quoted(text)} is written out in a text and is none of the piece's numbers",
                "name the contact in braces, so that the number stands in one place only",
                severity,
            )
        return
    every = known.numbers | known.told | known.written
    if len(parts(run)) > 1 and all(part in every for part in parts(run)):
        # A figure and a number that happen to stand side by side.
        return
    yield Finding("number-unknown", side, f"{run.text!r} in {quoted(text)} is none of the piece's numbers", _TO_SOURCE)


def _links(side: str, marks: tuple[Mark, ...], nodes: Iterable[Node]) -> Iterator[Finding]:
    for node in nodes:
        links = [kid for kid in node.kids if isinstance(kid, Link)]
        if links:
            inside = (marks[kid].items for kid in node.kids if isinstance(kid, int) and kid < len(marks))
            text = "".join(item.text for item in chain.from_iterable(inside) if isinstance(item, GlyphRun))
            for uri in dict.fromkeys(link.uri for link in links):
                if not agree(text, uri):
                    yield _disagreement(side, text, uri)
        yield from _links(side, marks, (kid for kid in node.kids if isinstance(kid, Node)))


def _words_agree(words: Words, linked: Iterable[Inline]) -> Iterator[Finding]:
    for inline in linked:
        if not agree(inline.text, inline.uri):
            yield _disagreement("", inline.text, inline.uri)
    for code in chain.from_iterable(words.codes.values()):
        if not agree(plain(code.destination), code.payload):
            yield _disagreement("", plain(code.destination), code.payload)


def _disagreement(side: str, text: str, uri: str) -> Finding:
    return Finding("number-disagrees", side, f"{quoted(text)} stands over a link to {uri}", _TO_SOURCE)


def _primary(words: Words, printed: set[str], texts: list[str]) -> Iterator[Finding]:
    wanted = {plain(contact.number) for (which, _), found in words.contacts.items() if which == "primary" for contact in found}

    def is_there(text: str) -> bool:
        digits = ascii_digits(text)
        if len(digits) >= SHORTEST:
            return digits in printed
        # A contact without any number is reached by an address, which stands whole on one line.
        return any(text in line for line in texts)

    if wanted and not any(is_there(text) for text in wanted):
        yield Finding(
            "number-missing",
            "",
            f"{' or '.join(sorted(wanted))}, the number this piece is for, is printed nowhere",
            "give the layout a block of the kind number or contacts",
        )


def _digits(texts: Iterable[Rich]) -> frozenset[str]:
    """Digits of every run outside a number, whole and in any row of its parts: a line may break at their spaces."""
    found: set[str] = set()
    for text in texts:
        bare = "".join("\n" if inline.uri and dialled(inline.uri) else inline.text for inline in text)
        for run in digit_runs(bare):
            groups = parts(run)
            ends = range(1, len(groups) + 1)
            found.update("".join(groups[start:end]) for end in ends for start in range(end))
    return frozenset(found)


def _data_texts(words: Words) -> Iterator[Rich]:
    """All texts of contacts, resources and the organisation."""
    own = () if words.organisation is None else (words.organisation,)
    for told in chain(*words.contacts.values(), *words.codes.values(), own):
        for value in msgspec.structs.astuple(told):
            yield from _rich(value)


def _block_texts(words: Words) -> Iterator[Rich]:
    for copy in words.blocks.values():
        yield copy.title
        yield from copy.paragraphs
        yield from copy.items


def _rich(value: object) -> Iterator[Rich]:
    """The texts in a field, which is one text, several or something else."""
    if isinstance(value, tuple) and value:
        if isinstance(value[0], Inline):
            yield value
        elif isinstance(value[0], tuple):
            yield from value


def _inlines(words: Words) -> Iterator[Inline]:
    """Every inline with a link under it."""
    texts = chain(_block_texts(words), _data_texts(words))
    return (inline for text in texts for inline in text if inline.uri)


NUMBERS_KNOWN = Check(
    "numbers-known",
    ("number-unknown", "number-written-out", "number-disagrees", "number-missing"),
    "A wrong digit sends someone in danger to a stranger, so what stands on paper is held against the data.",
    _find,
)
