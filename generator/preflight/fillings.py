"""Judge what a record puts into a mould: its numbers and its codes.

A mould's first piece is judged whole, by every check. The pieces that follow have the same geometry, inks and type sizes;
what can be wrong with them alone is what they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from generator.content.words import CodeText, Varying, Words, asked_for
from generator.diagnostics import Diagnostic, Severity
from generator.errors import PreflightError
from generator.frame import Code, GlyphRun, Mark
from generator.preflight.check import Finding
from generator.preflight.checks.code_reads import decode
from generator.preflight.checks.numbers_known import SHORTEST, Known, judged_run
from generator.preflight.digits import DigitRun, agree, digit_runs
from generator.richtext import Rich, plain


class Told(msgspec.Struct, frozen=True, eq=False):
    """What the checks ask of a filling, worked out once however often it stands on a piece."""

    runs: tuple[tuple[str, DigitRun], ...]
    """Digits that a reader might dial, each with its line."""
    codes: tuple[Code, ...]


def told(marks: Iterable[Mark]) -> Told:
    """What a filling says that can be wrong."""
    lines: list[str] = []
    codes: list[Code] = []
    for mark in marks:
        texts = [item for item in mark.items if isinstance(item, GlyphRun)]
        codes += [item for item in mark.items if isinstance(item, Code)]
        lines += _lines(texts)
    runs = tuple((line, run) for line in lines for run in digit_runs(line) if len(run.digits) >= SHORTEST)
    return Told(runs, tuple(codes))


def _lines(texts: list[GlyphRun]) -> Iterator[str]:
    """The glyphs of each line as one reads them."""
    baseline = None
    parts: list[str] = []
    for run in texts:
        if parts and run.y != baseline:
            yield "".join(parts)
            parts = []
        baseline = run.y
        parts += [cluster.text for cluster in run.clusters]
    if parts:
        yield "".join(parts)


class RecordJudge:
    """Judges record after record of a run whose other words are known."""

    def __init__(self, piece: str, base: Words, varying: Varying) -> None:
        self.piece, self.varying = piece, varying
        # Of the record that the base was made with nothing may be taken for known: it would pass in another's piece.
        self._fixed = Known(
            msgspec.structs.replace(
                base,
                blocks={key: copy for key, copy in base.blocks.items() if key not in varying.blocks},
                contacts={key: found for key, found in base.contacts.items() if key not in varying.contacts},
                codes={key: found for key, found in base.codes.items() if key not in varying.codes},
                organisation=None if varying.organisation else base.organisation,
                figures=(),
            )
        )

    def sound(self, fillings: Iterable[Told], known: Iterable[str], payloads: frozenset[str]) -> bool:
        """Whether there is surely nothing to say of a record; `known` are its texts whose digits are meant as they stand."""
        figures: set[str] | None = None
        for filling in fillings:
            for _, run in filling.runs:
                if run.digits not in self._fixed.numbers:
                    figures = figures if figures is not None else {figure.digits for text in known for figure in digit_runs(text)}
                    if run.digits not in figures:
                        return False
            for code in filling.codes:
                if code.payload not in payloads or not _reads(code.modules, code.payload):
                    return False
        return True

    def judge(self, where: str, fillings: Iterable[Told], words: Words) -> tuple[Diagnostic, ...]:
        """What is worth knowing of a record's piece. PreflightError with everything that is wrong with it."""
        found: list[Finding] = []
        known: Known | None = None
        figures: set[str] = set()
        codes = [code for place, chosen in asked_for(words.codes).items() if place in self.varying.codes for code in chosen]
        payloads = {code.payload for code in codes}
        for filling in fillings:
            for line, run in filling.runs:
                if run.digits in self._fixed.numbers:
                    continue
                figures = figures or {figure.digits for text in self._told(words, codes) for figure in digit_runs(plain(text))}
                if run.digits in figures:
                    continue
                known = known or self._fixed.with_record(words.settled(), self.varying)
                if run.digits not in known.numbers:
                    found += judged_run("", line, run, known)
            for code in filling.codes:
                if not _reads(code.modules, code.payload):
                    message = f"the code for {code.payload!r} does not read as what it stands for"
                    found.append(Finding("code-unreadable", "", message, "use a shorter address"))
                if code.payload not in payloads:
                    message = f"the code for {code.payload!r} is none of the piece's resources"
                    found.append(Finding("code-unknown", "", message, "name the resource in the campaign"))
        found += self._disagreements(words, codes)
        if not found:
            return ()
        where = f"{where}: {self.piece}" if where else self.piece
        told = [Diagnostic(each.code, each.message, where, each.hint, each.severity) for each in found]
        errors = [each for each in told if each.severity is Severity.ERROR]
        if errors:
            raise PreflightError(*errors)
        return tuple(told)

    @staticmethod
    def _told(words: Words, codes: list[CodeText]) -> Iterator[Rich]:
        """Texts of a record whose digits are meant as they stand: those it declares, and the addresses below its codes."""
        yield from words.figures
        yield from (code.destination for code in codes)

    def _disagreements(self, words: Words, codes: list[CodeText]) -> Iterator[Finding]:
        """Codes and numbers of the record whose printed form is not what they dial."""
        pairs = [(plain(code.destination), code.payload) for code in codes]
        contacts = (contact for place, chosen in asked_for(words.contacts).items() if place in self.varying.contacts for contact in chosen)
        pairs += [(inline.text, inline.uri) for contact in contacts for inline in contact.number]
        for printed, uri in pairs:
            if not agree(printed, uri):
                message = f"{printed} stands over a link to {uri}, or below a code for it"
                yield Finding("number-disagrees", "", message, "check it against the contact's source in the data file")


@lru_cache(maxsize=256)
def _reads(modules: tuple[str, ...], payload: str) -> bool:
    return decode(modules) == payload.encode()
