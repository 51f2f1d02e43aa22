"""Compose the pieces of a merged run: one type scale for all, set by the tightest record, and geometry shared by moulds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from generator.compose.build import Builder
from generator.compose.composition import Composition, largest_fit
from generator.compose.context import Context
from generator.compose.copyfit import SCALES, Shortfall
from generator.compose.element import Element, Fit, TooTight
from generator.compose.mould import Mould, cast
from generator.compose.slot import Answering, Filling, Slot, block_varies, numbered, words_of
from generator.compose.stage import Stage
from generator.compose.typist import Content, Typist, typist_of
from generator.content.words import Varying, Words
from generator.errors import InputError
from generator.frame import Frame
from generator.template.schema import Block
from generator.units import Rect

Numbered = tuple[int, tuple[Content, ...] | None, Callable[[], Words]]
"""A record's number, what is typed for it, and its words."""
NOTHING = Filling((), (), ())
REMEMBERED = 4096
"""Elements and fillings that are kept, for texts that come again."""
MOST_MOULDS = 256
"""A run whose records all differ in geometry keeps no more than so many."""
TYPED_INTO = 4
"""Moulds that are tried for a record before it is composed."""
MOST_SWEEPS = 8
"""A run is settled in two sweeps over its records, or three; more means that it moves in a circle."""


class Cast(msgspec.Struct, frozen=True, eq=False):
    """The finished sides of a record, and what is new on them."""

    frames: tuple[Frame, ...]
    mould: Mould | None
    """None when the piece was composed by itself, and is to be judged whole."""
    fillings: tuple[Filling, ...] = ()


class RunComposer:
    """Composes record after record of one audience, language, size and theme."""

    def __init__(self, context: Context, varying: Varying, example: Words) -> None:
        self.context, self.varying, self.example = context, varying, example
        self._specs: list[tuple[str, Block, str]] = []
        first = Composition(context, example, self._note)
        # Text that flows may come to another number of pages: such pieces are composed one by one.
        self.flows = first.flowing
        self.what = first.what
        self._moulds: list[Mould] = []
        self._elements: OrderedDict[tuple[int, object], Answering] = OrderedDict()
        self._fillings: OrderedDict[tuple[int, Rect, Fit], tuple[Element, Filling]] = OrderedDict()
        self._lines: dict[tuple[int, str], Filling] = {}
        """What was typed, by typist and text; typists live as long as this."""
        self._typists: dict[int, tuple[Mould, list[Typist] | None]] = {}
        self._same: dict[tuple[str, Fit], Frame] = {}
        """Sides without a hole: one frame each, whatever the mould, so that it is drawn once."""

    @property
    def same(self) -> Iterable[Frame]:
        """Sides that are the same for every record."""
        return self._same.values()

    def _note(self, name: str, block: Block, surface: str, element: Element) -> Element:
        """Note the blocks that vary, in the order in which they are built."""
        varies = block.kind != "flow" and block_varies(block, self.context.layout, self.example, self.varying)
        if varies and self._spec_of(name) is None:
            self._specs.append((name, block, surface))
        return element

    def _spec_of(self, name: str) -> int | None:
        return next((index for index, (known, _, _) in enumerate(self._specs) if known == name), None)

    # One scale for the run

    def settle(self, records: Callable[[], Iterable[Numbered]], failed: Callable[[int, InputError], None]) -> Fit:
        """The fit at which every record holds that holds at all; the others are told to `failed`, once each.

        `records` begins a sweep over all records: their numbers, what is typed for each if that will do, and their words.
        """
        fit: Fit | None = None
        bad: set[int] = set()
        for _ in range(MOST_SWEEPS):
            changed = False
            for number, contents, words in records():
                if number in bad or (fit is not None and contents is not None and self._surely(contents, fit)):
                    continue
                try:
                    found = self._settled(words(), fit)
                except InputError as fault:
                    bad.add(number)
                    failed(number, fault)
                    continue
                if found != fit:
                    changed = changed or fit is not None
                    fit = found
            if not changed:
                break
        return fit or Fit()

    def _settled(self, words: Words, fit: Fit | None) -> Fit:
        """`fit`, or a tighter one at which these words hold. InputError when there is none."""
        elements = None if self.flows else self._elements_of(words)

        def attempt(at: Fit) -> Shortfall | None:
            if elements is None:
                return Composition(self.context, words).shortfall(at)
            return self._mould(elements, words, at).shortfall

        if fit is not None and _holds(attempt, fit):
            return fit
        own = largest_fit((self.context,), attempt, self.what)
        if fit is None:
            return own
        both = Fit(min(own.scale, fit.scale), max(own.step, fit.step), min(own.air, fit.air))
        least = self.context.least_scale()
        while both.scale > least and not _holds(attempt, both):
            scale = max(least, both.scale - (1 - least) / SCALES)
            both = Fit(scale, both.step, max(0.5, both.air - 0.5 / SCALES))
        return both

    # Records

    def typed(self, contents: tuple[Content, ...], fit: Fit) -> Cast | None:
        """The finished sides of a record, typed into the mould of the one before; None if it has to be composed.

        `contents` has what stands in each place that varies, as `places` has them.
        """
        for mould in self._moulds[:TYPED_INTO]:
            if mould.at == fit and mould.shortfall is None:
                fillings = self._typed_into(mould, contents)
                if fillings is not None:
                    return self._cast(mould, fillings, fit)
        return None

    def _surely(self, contents: tuple[Content, ...], fit: Fit) -> bool:
        """Whether a record surely holds at a fit, without setting a word of it."""
        for mould in self._moulds[:TYPED_INTO]:
            if mould.at == fit and mould.shortfall is None:
                typists = self._typists_of(mould)
                if typists is not None and all(typist.holds(content) for typist, content in zip(typists, contents, strict=True)):
                    return True
        return False

    def _typed_into(self, mould: Mould, contents: tuple[Content, ...]) -> list[Filling] | None:
        typists = self._typists_of(mould)
        if typists is None:
            return None
        fillings: list[Filling] = []
        for typist, content in zip(typists, contents, strict=True):
            key = (id(typist), content) if isinstance(content, str) else None
            filling = self._lines.get(key) if key else None
            if filling is None:
                filling = typist.type(content)
                if filling is None:
                    return None
                if key:
                    if len(self._lines) >= REMEMBERED:
                        self._lines.clear()
                    self._lines[key] = filling
            fillings.append(filling)
        return fillings

    def places(self) -> list[Block]:
        """The blocks that vary, in the order in which `typed` takes what stands in them."""
        return [block for _, block, _ in self._specs]

    def _typists_of(self, mould: Mould) -> list[Typist] | None:
        """Whoever types into each place of a mould; None if one of them cannot be typed into."""
        known = self._typists.get(id(mould))
        if known is None or known[0] is not mould:
            found: list[Typist] = []
            mould.sides()
            for slot, (_, block, _) in zip(mould.slots, self._specs, strict=True):
                filling = self._filling(slot.index, slot.element, mould, mould.at) if slot.hole else None
                typist = typist_of(slot, filling, self.context.faces, mould.at, block.level) if filling else None
                if typist:
                    found.append(typist)
            known = self._typists[id(mould)] = (mould, found if len(found) == len(mould.slots) else None)
        return known[1]

    def _cast(self, mould: Mould, fillings: Sequence[Filling], fit: Fit) -> Cast:
        """The sides of a mould with these fillings, one for each slot."""
        frames, used = [], []
        for side in mould.sides():
            if side.frame is not None:
                frames.append(self._same.setdefault((side.name, fit), side.frame))
                continue
            found = [fillings[index] for index in side.slots]
            frames.append(cast(self.context, side, found, self.example.lang))
            used += found
        return Cast(tuple(frames), mould, tuple(used))

    def compose(self, words: Words, fit: Fit) -> Cast:
        """The finished sides of a record. InputError when it does not hold at this fit."""
        if self.flows:
            return Cast(Composition(self.context, words).frames(fit), None)
        elements = self._elements_of(words)
        mould = self._mould(elements, words, fit)
        sides = mould.sides()
        if not mould.suits(elements):
            # Placing asked what fitting had not: this record's geometry is its own.
            mould = self._made(elements, words, fit)
            sides = mould.sides()
        if mould.shortfall is not None:
            largest_fit((self.context,), lambda at: mould.shortfall, self.what)
        placed = {index for side in sides for index in side.slots}
        fillings = [self._filling(index, own.element, mould, fit) if index in placed else NOTHING for index, own in enumerate(elements)]
        return self._cast(mould, fillings, fit)

    def _elements_of(self, words: Words) -> list[Answering]:
        """An element for each block that varies; blocks of equal words share theirs."""
        builder: Builder | None = None
        found: list[Answering] = []
        for index, (name, block, surface) in enumerate(self._specs):
            key = (index, words_of(block, words))
            element = self._elements.get(key)
            if element is None:
                builder = builder or Builder(self.context, words)
                element = self._elements[key] = Answering(builder.block(name, block, surface))
                if len(self._elements) > REMEMBERED:
                    self._elements.popitem(last=False)
            found.append(element)
        return found

    def _mould(self, elements: list[Answering], words: Words, fit: Fit) -> Mould:
        """The mould that suits these elements at a fit, a new one if there is none. Raises TooTight."""
        for mould in self._moulds:
            if mould.at == fit and mould.suits(elements):
                return mould
        return self._made(elements, words, fit)

    def _made(self, elements: list[Answering], words: Words, fit: Fit) -> Mould:
        slots = [Slot(index, element.element) for index, element in enumerate(elements)]

        def wrap(name: str, block: Block, surface: str, element: Element) -> Element:
            index = self._spec_of(name)
            return element if index is None else slots[index]

        mould = Mould(Composition(self.context, words, wrap), slots, fit)
        # The one that was made last is the likeliest to come again.
        self._moulds.insert(0, mould)
        del self._moulds[MOST_MOULDS:]
        return mould

    def _filling(self, index: int, element: Element, mould: Mould, fit: Fit) -> Filling:
        hole = mould.slots[index].hole
        assert hole is not None
        key = (id(element), hole.area, fit)
        known = self._fillings.get(key)
        if known is not None and known[0] is element:
            return known[1]
        stage = Stage()
        element.place(stage, hole.area, fit)
        surfaces, marks, nodes = stage.contents()
        filling = Filling(tuple(map(numbered, surfaces)), tuple(map(numbered, marks)), nodes)
        self._fillings[key] = (element, filling)
        if len(self._fillings) > REMEMBERED:
            self._fillings.popitem(last=False)
        return filling


def _holds(attempt: Callable[[Fit], Shortfall | None], fit: Fit) -> bool:
    try:
        return attempt(fit) is None
    except TooTight:
        return False
