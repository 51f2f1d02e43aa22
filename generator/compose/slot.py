"""A place in a layout whose words are another for each record, and what was placed there."""

from __future__ import annotations

from itertools import count

import msgspec

from generator.compose.element import Element, Fit, TooTight
from generator.compose.stage import Stage
from generator.content.words import Varying, Words
from generator.frame import Mark, Node
from generator.template.schema import Block, Layout
from generator.units import Rect

Answer = float | str
"""What an element said when it was asked; "tight" when it raised TooTight."""
_serials = count(1)
"""Numbers of marks, never twice in a process."""


class Slot(Element):
    """Stands for the element of the record in hand, and notes what the layout asks of it.

    Two records whose elements give the same answers get the same geometry: that is what makes a thousand cards cost
    little more than one.
    """

    def __init__(self, index: int, element: Element) -> None:
        self.index, self.element = index, element
        self.name, self.valign, self.bounds = element.name, element.valign, element.bounds
        self.answers: dict[tuple[str, float, Fit], Answer] = {}
        self.hole: Hole | None = None
        self.stage: Stage | None = None

    @property
    def empty(self) -> bool:
        return self.element.empty

    def natural_width(self, fit: Fit) -> float:
        return self._asked("width", 0.0, fit)

    def height(self, width: float, fit: Fit) -> float:
        return self._asked("height", width, fit)

    def _asked(self, what: str, width: float, fit: Fit) -> float:
        try:
            answer = ask(self.element, what, width, fit)
        except TooTight:
            self.answers[what, width, fit] = "tight"
            raise
        self.answers[what, width, fit] = answer
        return answer

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        before = stage.position
        self.element.place(stage, area, fit)
        self.stage, self.hole = stage, Hole(self.index, area, before, stage.position)

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        return self.element.texts(width, fit)


class Hole(msgspec.Struct, frozen=True):
    """Where a slot's marks and nodes stand on its stage: counts of surfaces, marks and nodes before and after it."""

    slot: int
    area: Rect
    before: tuple[int, int, int]
    after: tuple[int, int, int]


class Filling(msgspec.Struct, frozen=True, eq=False):
    """What an element puts into its hole. Nodes count its own marks from 0, surfaces not among them."""

    surfaces: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    nodes: tuple[Node, ...]


def ask(element: Element, what: str, width: float, fit: Fit) -> float:
    """An element's natural width, or its height at a width."""
    return element.natural_width(fit) if what == "width" else element.height(width, fit)


class Answering:
    """An element, and what it has answered: it is asked the same by every sweep."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self._answers: dict[tuple[str, float, Fit], Answer] = {}

    def alike(self, answers: dict[tuple[str, float, Fit], Answer]) -> bool:
        """Whether it would have answered everything as another did."""
        known = self._answers
        for question, answer in answers.items():
            found = known.get(question)
            if found is None:
                try:
                    found = ask(self.element, *question)
                except TooTight:
                    found = "tight"
                known[question] = found
            if found != answer:
                return False
        return True


def numbered(mark: Mark) -> Mark:
    """The mark with a serial number, for one that is drawn again and again."""
    return msgspec.structs.replace(mark, serial=next(_serials))


def block_varies(block: Block, layout: Layout, words: Words, varying: Varying) -> bool:
    """Whether a record writes some of what a block prints."""
    if block.kind in ("heading", "text", "list", "section"):
        return words.place(block.content, block.form) in varying.blocks
    if block.kind in ("number", "ways", "contacts"):
        return (block.select, block.form) in varying.contacts
    if block.kind == "code":
        return (block.select, block.form) in varying.codes
    if block.kind == "flow":
        return any(block_varies(layout.blocks[part], layout, words, varying) for part in block.flow)
    return (block.kind == "organisation" and varying.organisation) or (block.kind == "imprint" and varying.imprint)


def words_of(block: Block, words: Words) -> object:
    """What a block that varies prints, to tell records apart by."""
    if block.kind in ("number", "ways", "contacts"):
        return words.contacts[block.select, block.form]
    if block.kind == "code":
        return words.codes[block.select, block.form]
    if block.kind == "organisation":
        return words.organisation
    if block.kind == "imprint":
        return words.imprint
    return words.copy(block.content, block.form)
