"""Press all records of a run onto shared sheets, written as they come: memory does not grow with their number.

The first sheets are written, and after them parts, each from where the first sheets have left off. So a part is the same
whoever makes it: this process, or a copy of it for each core, which hands it over to be written in its turn (`hands`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

import msgspec

from generator.compose.element import Fit
from generator.content.words import Words, asked_for
from generator.diagnostics import Diagnostic
from generator.errors import GeneratorError
from generator.frame import Frame
from generator.impose.gathered import Gatherer
from generator.impose.single import single
from generator.press.hands import Hand, can_fork
from generator.press.run import Failed, RunPress
from generator.records import Record
from generator.render.file import Sink
from generator.render.pdf import DocumentWriter, Growth, Part
from generator.richtext import plain

FIRST = 2
"""Sheets before the first part: on the second, what is the same on every sheet is drawn as it will be drawn from then on."""
PART = 50
"""Sheets of a part: a tenth of a second of work, many times what a copy of the process costs."""
MOST_VAIN = 2
"""Parts that could not be handed over, after which no more copies are made."""


class Merged(msgspec.Struct, frozen=True):
    """What became of a run on shared sheets."""

    pieces: int
    sheets: int
    pages: int
    warnings: tuple[Diagnostic, ...]
    numbers: tuple[tuple[str, str], ...]
    """Name and number of every contact that is on them."""


class _Told(msgspec.Struct, frozen=True, array_like=True):
    """What a copy says of its part before it is asked for it."""

    growth: Growth
    pieces: int
    sheets: int
    pages: int
    warnings: tuple[Diagnostic, ...]
    numbers: tuple[tuple[str, str], ...]
    whole: bool
    """Whether every record was made."""


def numbers_of(words: Words) -> list[tuple[str, str]]:
    """Name and number of each contact that the words have been asked for."""
    found = {contact.id: plain(contact.number) for chosen in asked_for(words.contacts).values() for contact in chosen}
    return [*found.items()]


class SheetPress:
    """One file of all records."""

    def __init__(self, press: RunPress, fit: Fit, out: Sink, failed: Failed) -> None:
        """A record that cannot be made is told to `failed`, and the next takes its place: such sheets are not for print."""
        self.press, self.fit, self.failed, self._out = press, fit, failed, out
        stock = press.ticket.stock
        self._gatherer = Gatherer(stock) if stock else None
        self._slots = len(stock.slots) if stock else 1
        self._writer: DocumentWriter | None = None
        self._pieces = self._sheets = self._pages = 0
        self._warnings: dict[Diagnostic, None] = {}
        self._numbers: dict[tuple[str, str], None] = {}

    def run(self, records: Iterable[Record], hands: int = 1) -> Merged:
        """Write the file, by so many processes side by side."""
        every = iter(records)
        self._make(islice(every, FIRST * self._slots))
        if self._writer is not None:
            parts = iter(lambda: [*islice(every, PART * self._slots)], [])
            self._all(parts, hands if can_fork() else 1)
            self._writer.finish()
        return Merged(self._pieces, self._sheets, self._pages, tuple(self._warnings), tuple(self._numbers))

    def _all(self, parts: Iterator[list[Record]], hands: int) -> None:
        assert self._writer is not None
        rest, vain = self._writer.rest(), 0
        waiting: deque[tuple[list[Record], Hand | None, tuple[int, int]]] = deque()
        try:
            while True:
                # One more than there are cores: they work on while we write.
                while len(waiting) <= hands and (records := next(parts, None)):
                    alone = hands == 1 or vain == MOST_VAIN
                    self._writer.resume(rest)
                    hand = None if alone else Hand(partial(self._hand_over, records=records))
                    waiting.append((records, hand, self._writer.size))
                    if alone:
                        break
                if not waiting:
                    return
                records, hand, size = waiting.popleft()
                if hand is None or not self._taken(hand, size):
                    vain += hand is not None
                    self._writer.resume(rest)
                    self._make(records)
        finally:
            for _, hand, _ in waiting:
                if hand is not None:
                    hand.drop()

    def _make(self, records: Iterable[Record]) -> None:
        """Write the sheets of these records."""
        pieces = self._made(records)
        while batch := list(islice(pieces, self._slots)):
            if self._writer is None:
                self._writer = self.press.writer(self._out)
            sides = self._gatherer.sheets(batch) if self._gatherer else single(batch[0])
            for sheet in sides:
                self._writer.page(sheet)
            self._writer.release(self.press.coming_again(batch[-1]))
            self._pieces, self._sheets, self._pages = self._pieces + len(batch), self._sheets + 1, self._pages + len(sides)

    def _made(self, records: Iterable[Record]) -> Iterator[tuple[Frame, ...]]:
        for record in records:
            try:
                sides, remarks, words = self.press.sides(record, self.fit)
            except GeneratorError as fault:
                self.failed(record, fault)
                continue
            self._warnings.update(dict.fromkeys(remarks))
            self._numbers.update(dict.fromkeys(numbers_of(words) if words is not None else ()))
            yield from (sides for _ in range(self.press.rules.copies))

    def _hand_over(self, hand: Hand, records: list[Record]) -> None:
        """In a copy of this process: make a part and hand it over."""
        assert self._writer is not None
        faults: list[GeneratorError] = []
        self.failed = lambda record, fault: faults.append(fault)
        self._pieces = self._sheets = self._pages = 0
        self._warnings, self._numbers = {}, {}
        self._writer.branch()
        self._make(records)
        growth = self._writer.grown()
        hand.tell(_Told(growth, self._pieces, self._sheets, self._pages, tuple(self._warnings), tuple(self._numbers), not faults))
        found = hand.hear(tuple[int, int])
        if found is not None:
            hand.tell(self._writer.part(*found))

    def _taken(self, hand: Hand, size: tuple[int, int]) -> bool:
        """Write the part that a copy has made; False if it has to be made here, so that faults and new codes are known here.

        `size` is the file's when the copy was made.
        """
        assert self._writer is not None
        told = hand.hear(_Told)
        if told is None or not (told.whole and told.growth.portable):
            hand.drop()
            return False
        objects, keys = self._writer.size
        hand.tell((objects - size[0], keys - size[1]))
        part = hand.hear(Part)
        hand.close()
        if part is None:
            return False
        self._writer.graft(part, told.growth)
        self._pieces, self._sheets, self._pages = self._pieces + told.pieces, self._sheets + told.sheets, self._pages + told.pages
        self._warnings.update(dict.fromkeys(told.warnings))
        self._numbers.update(dict.fromkeys(told.numbers))
        return True
