"""A geometry that many records share: everything placed once, with holes for what is each record's own."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from generator.compose.composition import Composition, turned
from generator.compose.context import Context
from generator.compose.copyfit import Shortfall
from generator.compose.element import Fit
from generator.compose.slot import Answering, Filling, Slot, numbered
from generator.compose.stage import Stage, shifted
from generator.frame import Frame, Mark, Node
from generator.units import Insets, parse_length


class Part(msgspec.Struct, frozen=True, eq=False):
    """What stands between two holes: surfaces, marks, and nodes that count the marks of the part from 0."""

    surfaces: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    nodes: tuple[Node, ...]


class Side(msgspec.Struct, frozen=True, eq=False):
    """One side of the mould: parts and, between them, the slots whose fillings stand there."""

    name: str
    parts: tuple[Part, ...]
    slots: tuple[int, ...]
    frame: Frame | None
    """The finished side, when it has no hole: the same one for every record."""


class Mould:
    """The layout as it stands at a fit for all records that answer it alike."""

    def __init__(self, composition: Composition, slots: Sequence[Slot], fit: Fit) -> None:
        self.composition, self.slots, self.at = composition, slots, fit
        self.shortfall: Shortfall | None = composition.shortfall(fit)
        self._sides: tuple[Side, ...] | None = None

    def suits(self, elements: Sequence[Answering]) -> bool:
        """Whether these elements would be given the same geometry."""
        for slot, own in zip(self.slots, elements, strict=True):
            if slot.element is not own.element and not (slot.empty == own.element.empty and own.alike(slot.answers)):
                return False
        return True

    def sides(self) -> tuple[Side, ...]:
        """The sides with their holes. Placing asks more of the elements: `suits` may be stricter afterwards."""
        if self._sides is None:
            stages = self.composition.stages(self.at)
            self._sides = tuple(self._side(name, stage) for name, stage in stages)
        return self._sides

    def _side(self, name: str, stage: Stage) -> Side:
        surfaces, marks, nodes = stage.contents()
        holes = sorted((slot.hole for slot in self.slots if slot.hole and slot.stage is stage), key=lambda hole: hole.before)
        parts: list[Part] = []
        at = (0, 0, 0)
        for before, after in [*((hole.before, hole.after) for hole in holes), ((len(surfaces), len(marks), len(nodes)), at)]:
            own = tuple(shifted(node, -at[1]) for node in nodes[at[2] : before[2]])
            parts.append(Part(tuple(map(numbered, surfaces[at[0] : before[0]])), tuple(map(numbered, marks[at[1] : before[1]])), own))
            at = after
        side = Side(name, tuple(parts), tuple(hole.slot for hole in holes), None)
        if holes:
            return side
        return msgspec.structs.replace(side, frame=cast(self.composition.context, side, (), self.composition.words.lang))


def cast(context: Context, side: Side, fillings: Sequence[Filling], lang: str) -> Frame:
    """A finished side: the mould with a record's fillings in its holes."""
    if side.frame is not None:
        return side.frame
    surfaces: list[Mark] = []
    marks: list[Mark] = []
    pieces: list[Part | Filling] = []
    for number, part in enumerate(side.parts):
        pieces.append(part)
        if number < len(fillings):
            pieces.append(fillings[number])
    for piece in pieces:
        surfaces += piece.surfaces
    nodes: list[Node] = []
    base = len(surfaces)
    for piece in pieces:
        nodes += _moved(piece, base + len(marks))
        marks += piece.marks
    layout = context.layout
    bleed, safe = Insets.all(parse_length(layout.bleed)), Insets.all(parse_length(layout.safe))
    return turned(context, Frame(side.name, context.trim, bleed, safe, lang, (*surfaces, *marks), tuple(nodes)))


_MOVED: dict[tuple[int, int], tuple[Part | Filling, tuple[Node, ...]]] = {}


def _moved(piece: Part | Filling, by: int) -> tuple[Node, ...]:
    """Its nodes counting from `by`; remembered, because most records have as many marks as the one before."""
    key = (id(piece), by)
    found = _MOVED.get(key)
    if found is None or found[0] is not piece:
        if len(_MOVED) > 4096:
            _MOVED.clear()
        found = _MOVED[key] = (piece, tuple(shifted(node, by) for node in piece.nodes))
    return found[1]
