"""Type another record's words into a place that has been composed before, when they take one line as those did.

Most of what a record changes is a line of text, or a code with its address. Where such a line is no wider than its
measure nothing else moves, so that neither elements nor layout are needed: only its glyphs are. Whatever is in doubt
gets no answer, and is composed in full; the marks are the same either way (tests hold the two to each other).
"""

from __future__ import annotations

from generator.compose.codes import CodeElement
from generator.compose.element import Fit
from generator.compose.slot import Filling, Slot, numbered
from generator.compose.stacks import Stack
from generator.compose.texts import TextElement
from generator.content.words import CodeText
from generator.frame import Code, GlyphRun, Link, Mark, Node
from generator.qr.symbol import encode, side_of
from generator.typeset.bidi import is_plain_ltr
from generator.typeset.faces import Faces
from generator.typeset.itemise import UNSEEN
from generator.typeset.paragraph import SLACK, Paragraph, link_of
from generator.typeset.shaping import SOFT_HYPHEN, shape_run
from generator.units import Rect

KERNED = 1.05
"""More than kerning ever adds to a line: it draws letters together, and a few apart by a hundredth of an em or two."""
Content = str | CodeText
"""What a record puts into a place: a line of text, or a code."""


class Typist:
    """Types into one slot."""

    def holds(self, content: Content) -> bool:
        """Whether the content surely takes the place as the one before did."""
        raise NotImplementedError

    def type(self, content: Content) -> Filling | None:
        """The marks of the content, or None when it has to be composed."""
        raise NotImplementedError


def typist_of(slot: Slot, filling: Filling, faces: Faces, fit: Fit, level: str) -> Typist | None:
    """Whoever types into this slot, or None when its words cannot be typed."""
    hole = slot.hole
    if hole is None or any(what == "width" for what, _, _ in slot.answers):
        # Where a column is as wide as its content, other words move it.
        return None
    element = slot.element
    if type(element) is TextElement:
        line = _line_of(element, hole.area, fit, faces)
        alone = len(filling.marks) == 1 and not filling.surfaces and len(filling.marks[0].items) == 1
        return _TextTypist(line, filling) if line and alone else None
    found = element.only_part(hole.area, fit) if isinstance(element, Stack) else None
    if found is None or not isinstance(found[0], CodeElement):
        return None
    code, area = found[0].only_code(found[1], fit)
    below = _line_of(code.below, area, fit, faces)
    return _CodeTypist(code, below, filling, level) if below and any(mark.items == (below.run,) for mark in filling.marks) else None


class _Line:
    """A place for one line: where it stands and how it is set."""

    def __init__(self, paragraph: Paragraph, run: GlyphRun, measure: float, faces: Faces) -> None:
        self.setting, self.run, self.measure, self.faces = paragraph.shaped.setting, run, measure, faces
        self.align = paragraph.align
        self._advances: dict[str, int] = {"\u200b": 0}
        # Where lines start: what stands before the first one at the left edge of the measure.
        self.left = run.x - self._shift(run.width - run.tracking * run.size / 1000)

    def _shift(self, wide: float) -> float:
        return {"start": 0.0, "centre": (self.measure - wide) / 2, "end": self.measure - wide}[self.align]

    def holds(self, text: str) -> bool:
        """Whether a text surely fits: by the advances of its letters, with room for whatever kerning may add."""
        try:
            units = sum(map(self._advances.__getitem__, text))
        except KeyError:
            self._learn(text)
            return self.typed(text) is not None
        return (units * KERNED + self.run.tracking * len(text)) * self.run.size / 1000 <= self.measure and text[-1:].strip() != ""

    def _learn(self, text: str) -> None:
        font = self.faces.instance(self.run.font)
        for char in set(text):
            glyph = font.get_nominal_glyph(ord(char))
            if glyph is not None and char not in UNSEEN and char != SOFT_HYPHEN and is_plain_ltr(char):
                self._advances[char] = font.get_glyph_h_advance(glyph)

    def typed(self, text: str) -> GlyphRun | None:
        """The line with another text; None if it is wider than the measure or needs more than one face or direction."""
        run = self.run
        shown = text.replace("\u200b", "")
        if not shown or SOFT_HYPHEN in text or not UNSEEN.isdisjoint(shown) or shown[-1].isspace() or not is_plain_ltr(text):
            return None
        if not self.faces.covers_all(run.font.face, shown):
            return None
        clusters = tuple(cluster for _, cluster in shape_run(self.faces, run.font, text, False, self.setting.lang))
        units: float = sum([cluster.advance for cluster in clusters])
        if run.tracking:
            units += run.tracking * len(clusters)
        wide = (units - run.tracking) * run.size / 1000
        if wide > self.measure + SLACK:
            return None
        return GlyphRun(self.left + self._shift(wide), run.y, run.font, run.size, run.ink, clusters, shown, units * run.size / 1000, run.tracking)


def _line_of(element: TextElement, area: Rect, fit: Fit, faces: Faces) -> _Line | None:
    """The one line of an element, if it has but one, of one stretch in one face from left to right."""
    placed = element.only_line(area, fit)
    if placed is None:
        return None
    paragraph, run, measure = placed
    return _Line(paragraph, run, measure, faces)


class _TextTypist(Typist):
    def __init__(self, line: _Line, filling: Filling) -> None:
        self.line, self.filling = line, filling

    def holds(self, content: Content) -> bool:
        return isinstance(content, str) and self.line.holds(content)

    def type(self, content: Content) -> Filling | None:
        run = self.line.typed(content) if isinstance(content, str) else None
        if run is None:
            return None
        return Filling((), (numbered(Mark((run,), role=self.filling.marks[0].role)),), self.filling.nodes)


class _CodeTypist(Typist):
    def __init__(self, element: CodeElement, below: _Line, filling: Filling, level: str) -> None:
        self.code, self.side, self.level, self.below, self.filling = element.code, element.symbol.side, level, below, filling
        self.place = next(n for n, mark in enumerate(filling.marks) if any(isinstance(item, Code) for item in mark.items))
        self.words = next(n for n, mark in enumerate(filling.marks) if mark.items == (below.run,))

    def holds(self, content: Content) -> bool:
        if not isinstance(content, CodeText) or content.web != self.code.web or len(content.destination) != 1:
            return False
        return side_of(content.payload, self.level) == self.side and self.below.holds(content.destination[0].text)

    def type(self, content: Content) -> Filling | None:
        if not isinstance(content, CodeText) or content.web != self.code.web or len(content.destination) != 1:
            return None
        symbol = encode(content.payload, self.level)
        inline = content.destination[0]
        run = self.below.typed(inline.text)
        if run is None or symbol.side != self.side:
            return None
        marks = list(self.filling.marks)
        [drawn] = marks[self.place].items
        assert isinstance(drawn, Code)
        marks[self.place] = Mark((Code(drawn.rect, content.payload, symbol.modules, drawn.ink),), role=marks[self.place].role)
        marks[self.words] = Mark((run,), role=marks[self.words].role)
        link = link_of(run, inline)
        return Filling(self.filling.surfaces, tuple(marks), tuple([_retold(node, content, link) for node in self.filling.nodes]))


def _retold(node: Node, code: CodeText, link: Link) -> Node:
    """The node with another code's alternative text, and its link in place of the old one."""
    kids = tuple(_retold(kid, code, link) if isinstance(kid, Node) else link if isinstance(kid, Link) else kid for kid in node.kids)
    alt = code.alt if node.role == "Figure" else node.alt
    return Node(node.role, kids, node.lang, alt, node.actual, node.attributes, node.bbox)
