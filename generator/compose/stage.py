"""Collect what is placed on a frame: marks in reading order, and the structure tree above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from generator.compose.mirror import turned_kid, turned_mark
from generator.frame import GlyphRun, Item, Link, Mark, Node
from generator.units import Rect


class Stage:
    """A frame in the making. Elements are opened and closed around what they hold, in reading order."""

    def __init__(self) -> None:
        self._under: list[Mark] = []
        self._marks: list[Mark] = []
        self._kids: list[list[Node | int | Link]] = [[]]
        self._roles: list[str] = ["P"]
        self._said: list[str] = [""]
        """What each open element says, where its glyphs do not stand in the order they are read in."""

    def surface(self, items: Sequence[Item]) -> None:
        """Decoration that lies under everything else: painted first, read by nobody."""
        if items:
            self._under.append(Mark(tuple(items), artifact=True))

    def artifact(self, items: Sequence[Item]) -> None:
        """Decoration painted at this point of the order: hanging marks, icons, rules."""
        if items:
            self._marks.append(Mark(tuple(items), artifact=True))

    @contextmanager
    def element(
        self, role: str, *, lang: str = "", alt: str = "", actual: str = "", attributes: str = "", bbox: Rect | None = None
    ) -> Iterator[None]:
        self._kids.append([])
        self._roles.append(role)
        self._said.append(actual)
        yield
        kids, actual = self._kids.pop(), self._said.pop()
        self._roles.pop()
        # An element with nothing in it would be read as an empty stop by a screen reader.
        if kids:
            self._kids[-1].append(Node(role, tuple(kids), lang, alt, actual, attributes, bbox))

    def mark(self, items: Sequence[Item]) -> None:
        """Content of the open element."""
        if items:
            self._kids[-1].append(len(self._marks))
            self._marks.append(Mark(tuple(items), role=self._roles[-1]))

    @contextmanager
    def turned(self, area: Rect) -> Iterator[None]:
        """What is placed meanwhile has left and right of the area exchanged."""
        across, kids = area.x + area.right, self._kids[-1]
        starts = len(self._under), len(self._marks), len(kids)
        yield
        for marks, start in zip((self._under, self._marks), starts, strict=False):
            marks[start:] = [turned_mark(mark, across) for mark in marks[start:]]
        kids[starts[2] :] = [turned_kid(kid, across) for kid in kids[starts[2] :]]

    def text(self, runs: Sequence[GlyphRun], links: Sequence[Link]) -> None:
        """Lines of text of the open element, in reading order; runs that lie under a link go into a Link element with it.

        What runs from right to left is said in full besides: its glyphs stand in the order of the eye, and no reader of
        the file turns them back without fail.
        """
        if not links:
            self.mark(runs)
            self._said[-1] += _said(runs)
            return
        areas = list(links)

        def under(run: GlyphRun) -> str:
            return next((link.uri for link in areas if _holds(link.rect, run)), "")

        for uri, group in groupby(runs, key=under):
            together = list(group)
            said = _said(together)
            if not uri:
                if said:
                    with self.element("Span", actual=said):
                        self.mark(together)
                else:
                    self.mark(together)
                continue
            with self.element("Link", actual=said):
                self.mark(together)
                self._kids[-1].extend(link for link in areas if any(_holds(link.rect, run) for run in together))

    @property
    def position(self) -> tuple[int, int, int]:
        """How many surfaces, marks and nodes at the top of the tree there are so far."""
        return len(self._under), len(self._marks), len(self._kids[0])

    def contents(self) -> tuple[tuple[Mark, ...], tuple[Mark, ...], tuple[Node, ...]]:
        """Surfaces, marks, and the top of the structure tree, whose nodes count the marks alone."""
        return tuple(self._under), tuple(self._marks), tuple(kid for kid in self._kids[0] if isinstance(kid, Node))

    def result(self) -> tuple[tuple[Mark, ...], tuple[Node, ...]]:
        """All marks in paint order and the top of the structure tree."""
        under, marks, nodes = self.contents()
        return (*under, *marks), tuple(shifted(node, len(under)) for node in nodes)


def _said(runs: Sequence[GlyphRun]) -> str:
    """The text of runs of which any goes from right to left; else nothing."""
    return "".join(run.text for run in runs) if any(run.rtl for run in runs) else ""


def _holds(area: Rect, run: GlyphRun) -> bool:
    return area.y <= run.y <= area.bottom and area.x - 0.01 <= run.x < area.right


def shifted(node: Node, by: int) -> Node:
    """The node with the indices of its marks moved, because others were put before them."""
    kids = tuple(shifted(kid, by) if isinstance(kid, Node) else kid + by if isinstance(kid, int) else kid for kid in node.kids)
    return Node(node.role, kids, node.lang, node.alt, node.actual, node.attributes, node.bbox)
