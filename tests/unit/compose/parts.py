"""Elements and contexts to compose with: blocks of a known size, and text in the light theme on a Letter page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from generator.compose.context import Context
from generator.compose.element import Element, Fit, TooTight
from generator.compose.stage import Stage
from generator.frame import Box, GlyphRun, Ink, Item, Mark, Node
from generator.language import language
from generator.richtext import Rich, rich
from generator.stock.media import media_size
from generator.template.load import load_layout, load_theme
from generator.typeset.faces import open_faces
from generator.units import Rect
from tests.instruments.pieces import LIBRARY

INK = Ink("ink", (0, 0, 0))
FULL = Fit()

WORDS = st.sampled_from("a I no call help anyone someone passport trafficking free hour any or talk pay".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


class Block(Element):
    """So wide by nature, and as high at every width, or as high as its area is large."""

    def __init__(self, name: str = "block", wide: float = 10, tall: float = 10, empty: bool = False, least: float = 0, area: float = 0) -> None:
        self.name, self.wide, self.tall, self.gone, self.least, self.area = name, wide, tall, empty, least, area

    @property
    def empty(self) -> bool:
        return self.gone

    def natural_width(self, fit: Fit) -> float:
        return self.wide

    def height(self, width: float, fit: Fit) -> float:
        if width < self.least - 0.01:
            raise TooTight("too-wide", f"{self.name} is too wide", "make it narrower")
        return self.tall + self.area / max(width, 10)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        with stage.element("P"):
            stage.mark([Box(area, INK)])

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        return [(self.name, 2, 12.0, 60)]


def context(layout: str = "fact-sheet", theme: str = "light", size: str = "letter", lang: str = "en") -> Context:
    """What the elements of a piece share. At the layout's own size a plain length is so many points."""
    found = load_layout(LIBRARY, layout, size, "portrait", theme)
    return Context(
        LIBRARY,
        found,
        load_theme(LIBRARY, theme),
        media_size(LIBRARY, size),
        media_size(LIBRARY, found.reference),
        language(LIBRARY, lang),
        open_faces(LIBRARY),
    )


def texts(*words: str) -> list[Rich]:
    return [rich(text) for text in words]


def items(marks: Sequence[Mark]) -> Iterator[Item]:
    return (item for mark in marks for item in mark.items)


def lines(marks: Sequence[Mark]) -> list[str]:
    """The text of a frame's lines, in reading order."""
    found: list[str] = []
    last: float | None = None
    for item in items(marks):
        if isinstance(item, GlyphRun):
            if item.y == last:
                found[-1] += item.text
            else:
                found.append(item.text)
            last = item.y
    return [line.strip() for line in found]


def roles(nodes: Sequence[Node | object]) -> list[str]:
    """The tree's roles from the top, each before what it holds."""
    return [role for node in nodes if isinstance(node, Node) for role in (node.role, *roles(node.kids))]
