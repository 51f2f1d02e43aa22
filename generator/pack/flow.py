"""Lay rows down a page and on to the next, with a foot on each: what the index on paper is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from generator.compose.stage import Stage
from generator.content.catalog import SOURCE
from generator.frame import Box, Frame, GlyphRun, Ink, Item
from generator.language import Language
from generator.richtext import Inline
from generator.typeset.faces import Faces, Stature, face_for
from generator.typeset.paragraph import Paragraph
from generator.typeset.shaping import Setting, shape
from generator.units import Insets, Rect, Size

FACE = "NotoSans"
REGULAR, STRONG, HEAVY = 450, 650, 850
"""The three weights of the light theme."""
INK, QUIET, FIELD, RULE, TINT = (
    Ink("ink", (22, 32, 46)), Ink("quiet", (69, 79, 93)), Ink("field", (18, 48, 90)), Ink("rule", (196, 204, 214)), Ink("tint", (241, 244, 248)),
)  # fmt: skip
"""Colours of the light theme (layouts/themes/light.toml)."""
NOTE = Ink("note", (138, 59, 0))
"""What is to be noticed; 7:1 on white."""
MARGIN = 44.0
"""Points of white around: more than office printers leave unprinted."""
FOOT = 26.0
SMALL = 8.0
LONG = 18
"""Characters of a word that may be broken when it has no place for it."""


class Words(msgspec.Struct, frozen=True, eq=False):
    """A text at a size in a colour."""

    paragraph: Paragraph
    size: float
    ink: Ink
    lang: str = ""

    def height(self, width: float) -> float:
        return self.paragraph.height(width, self.size)

    def runs(self, x: float, y: float, width: float) -> list[GlyphRun]:
        return self.paragraph.place(x, y, width, self.size, self.ink)[0]


class Row(msgspec.Struct, frozen=True, eq=False):
    """Something that stays together on a page: its height, and how it is put at a height on a stage."""

    height: float
    draw: Callable[[Stage, float], None]


class Flow:
    """Pages in the making."""

    def __init__(self, faces: Faces, size: Size) -> None:
        self.faces, self.size = faces, size
        self.stages: list[Stage] = []
        self.left, self.width, self.bottom = MARGIN, size.width - 2 * MARGIN, size.height - MARGIN - FOOT
        self.turn()

    @property
    def stage(self) -> Stage:
        return self.stages[-1]

    def turn(self) -> None:
        """Begin a page."""
        self.stages.append(Stage())
        self.y = MARGIN

    @property
    def top(self) -> bool:
        """Whether the page is still empty."""
        return self.y <= MARGIN

    def space(self, height: float) -> None:
        """Leave room, but none at the top of a page."""
        if not self.top:
            self.y += height

    def keep(self, height: float) -> None:
        """Turn the page unless so much room is left."""
        if self.y + height > self.bottom and not self.top:
            self.turn()

    def words(
        self,
        text: str,
        size: float,
        weight: int = REGULAR,
        ink: Ink = INK,
        tongue: Language | None = None,
        align: str = "start",
        balance: bool = False,
    ) -> Words:
        """A text to be placed, English unless it says otherwise.

        What no face has is shown by a question mark: it stands right in the index for the screen.
        """
        lang = tongue.tag if tongue else SOURCE
        face, stature = (tongue.face or FACE, Stature.of(tongue)) if tongue else (FACE, Stature())
        drawn = "".join(char if char.isspace() or face_for(self.faces, face, char, lang) else "?" for char in text.replace("\u00ad", ""))
        setting = Setting(face, weight, weight, lang=lang, latin=FACE, stature=stature)
        paragraph = Paragraph(shape(self.faces, (Inline(_breakable(drawn)),), setting), 1.3, align, balance)
        return Words(paragraph, size, ink, lang if lang != SOURCE else "")

    def text(self, role: str, words: Words, after: float = 0.0) -> None:
        """A paragraph over the whole measure."""
        height = words.height(self.width)
        self.keep(height)
        put(self.stage, role, words, self.left, self.y, self.width)
        self.y += height + after

    def rows(self, role: str, rows: Sequence[Row], head: Row | None = None, attributes: str = "") -> None:
        """Rows under one element, which is begun again on each page, with its head."""
        rest = [*rows]
        while rest:
            above = head.height if head else 0.0
            self.keep(above + rest[0].height)
            taken, y = 0, self.y + above
            while taken < len(rest) and (taken == 0 or y + rest[taken].height <= self.bottom):
                y += rest[taken].height
                taken += 1
            with self.stage.element(role, attributes=attributes):
                for row in [*([head] if head else []), *rest[:taken]]:
                    row.draw(self.stage, self.y)
                    self.y += row.height
            del rest[:taken]
            if rest:
                self.turn()

    def frames(self, foot: str) -> tuple[Frame, ...]:
        """The finished pages, each with its foot: what it belongs to, and its number."""
        for number, stage in enumerate(self.stages, 1):
            y = self.size.height - MARGIN - SMALL
            left = self.words(foot, SMALL, STRONG, QUIET)
            right = self.words(f"{number} / {len(self.stages)}", SMALL, STRONG, QUIET, align="end")
            items: list[Item] = [Box(Rect(self.left, y - 9, self.width, 0.75), RULE)]
            # A foot is one line, however long the names in it are.
            stage.artifact(
                [*items, *left.paragraph.place(self.left, y, self.width - 50, SMALL, QUIET, 0, 1)[0], *right.runs(self.left, y, self.width)]
            )
        made = [stage.result() for stage in self.stages]
        return tuple(
            Frame(f"page {number}", self.size, Insets(), Insets.all(18), SOURCE, marks, structure)
            for number, (marks, structure) in enumerate(made, 1)
        )


def put(stage: Stage, role: str, words: Words, x: float, y: float, width: float, attributes: str = "") -> None:
    """A text as an element."""
    with stage.element(role, lang=words.lang, attributes=attributes):
        stage.mark(words.runs(x, y, width))


def table_row(flow: Flow, cells: Sequence[Words], widths: Sequence[float], head: bool, gap: float = 14.0) -> Row:
    """A row of a table with a line above; the first cell of each is its heading."""
    height = max(cell.height(width - gap) for cell, width in zip(cells, widths, strict=True)) + 11

    def draw(stage: Stage, y: float) -> None:
        if not head:
            stage.artifact([Box(Rect(flow.left, y, flow.width, 0.75), RULE)])
        x = flow.left
        with stage.element("TR"):
            for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
                scope = "Column" if head else "Row"
                role, attributes = ("TH", f"<</O/Table/Scope/{scope}>>") if head or number == 0 else ("TD", "")
                with stage.element(role, attributes=attributes):
                    stage.mark(cell.runs(x, y + (0 if head else 6), width - (gap if number < len(cells) - 1 else 0)))
                x += width

    return Row(height - (4 if head else 0), draw)


def list_row(flow: Flow, label: str, words: Words, indent: float, pad: float = 0.0, after: float = 5.0) -> Row:
    """An item of a list with its label."""
    mark = flow.words(label, words.size, HEAVY, FIELD)
    measure = flow.width - 2 * pad - indent

    def draw(stage: Stage, y: float) -> None:
        with stage.element("LI"):
            put(stage, "Lbl", mark, flow.left + pad, y, indent)
            put(stage, "LBody", words, flow.left + pad + indent, y, measure)

    return Row(words.height(measure) + after, draw)


def shortened(texts: Iterable[str], most: int, more: Callable[[int], str], between: str = ", ") -> str:
    """As many of the texts as come to `most` characters, and in words how many more there are."""
    listed, taken, length = [*texts], 0, 0
    while taken < len(listed) and (taken == 0 or length + len(listed[taken]) <= most):
        length += len(listed[taken]) + len(between)
        taken += 1
    told = [text if len(text) <= most else text[:most].rstrip() + " …" for text in listed[:taken]]
    return between.join(told) + (more(len(listed) - taken) if taken < len(listed) else "")


def _breakable(text: str) -> str:
    """The text with places to break long words at: after the joints of a file's name, or where there are none anywhere."""

    def open_(match: re.Match[str]) -> str:
        return "\u200b".join(part[at : at + LONG] for part in re.split(r"(?<=[-_/@=])", match[0]) for at in range(0, len(part), LONG))

    return re.sub(rf"\S{{{LONG + 1},}}", open_, text)
