"""A frame with what more than one check asks of it: where the ink of everything is, and what each line says."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import msgspec

from generator.frame import Box, Code, Fill, Frame, GlyphRun, Picture
from generator.preflight.extent import Extent, edges, ink, segments_extent
from generator.typeset.faces import Faces

TOUCHING = 0.1
"""Runs of one line follow each other without a gap; this much, in em, is rounding and not a space."""
QUOTED = 48
"""Characters of a text that a message repeats."""


class Text(NamedTuple):
    """A run at its place: which mark it is in, the how manieth item of the frame it is, and its ink."""

    mark: int
    order: int
    run: GlyphRun
    ink: Extent


class Painted(NamedTuple):
    """Anything else that is painted, in the same terms."""

    mark: int
    order: int
    item: Box | Fill | Code | Picture
    extent: Extent


class Line(NamedTuple):
    """Runs that stand side by side without a gap, from left to right, and what one reads there."""

    text: str
    marks: frozenset[int]


class Side(msgspec.Struct, frozen=True, eq=False, dict=True):
    """One frame of the piece."""

    frame: Frame
    faces: Faces

    @property
    def name(self) -> str:
        return self.frame.name

    @cached_property
    def runs(self) -> tuple[tuple[int, int, GlyphRun], ...]:
        """(mark, order, run) of every run, those of mere space among them."""
        return tuple((mark, order, item) for mark, order, item in self._items if isinstance(item, GlyphRun))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every run that draws something, in paint order."""
        faces = self.faces
        found = ((mark, order, run, ink(faces, run)) for mark, order, run in self.runs)
        return tuple(Text(mark, order, run, extent) for mark, order, run, extent in found if extent is not None)

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        """Everything that is not text, in paint order."""
        return tuple(
            Painted(mark, order, item, segments_extent(item.segments) if isinstance(item, Fill) else edges(item.rect))
            for mark, order, item in self._items
            if not isinstance(item, GlyphRun)
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All text as it stands on paper: glyphs from left to right, whatever their reading order."""
        found: list[Line] = []
        group: list[tuple[int, GlyphRun]] = []
        for mark, run in sorted(((m, r) for m, _, r in self.runs), key=lambda pair: (round(pair[1].y, 1), pair[1].x)):
            if group:
                last = group[-1][1]
                gap = run.x - (last.x + last.width)
                if abs(run.y - last.y) > 0.05 or abs(gap) > TOUCHING * run.size:
                    found.append(_line(group))
                    group = []
            group.append((mark, run))
        if group:
            found.append(_line(group))
        return tuple(found)

    @cached_property
    def _items(self) -> tuple[tuple[int, int, GlyphRun | Box | Fill | Code | Picture], ...]:
        pairs = [(number, item) for number, mark in enumerate(self.frame.marks) for item in mark.items]
        return tuple((number, order, item) for order, (number, item) in enumerate(pairs))


def _line(group: list[tuple[int, GlyphRun]]) -> Line:
    text = "".join(cluster.text for _, run in group for cluster in run.clusters)
    return Line(text, frozenset(mark for mark, _ in group))


def quoted(text: str) -> str:
    """A text as a message repeats it."""
    bare = " ".join(text.split())
    return repr(bare if len(bare) <= QUOTED else bare[: QUOTED - 1].rstrip() + "…")
