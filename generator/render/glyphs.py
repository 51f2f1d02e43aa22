"""A run of glyphs to PDF operators: every glyph at its shaped place, and the run copying as its text.

Readers of a file take it apart glyph by glyph and guess the words from the gaps. In scripts whose letters take several
glyphs, or change places, they guess wrong; so a run with such letters says its text in full (ActualText, ISO 32000-1,
14.9.4). From right to left that is of no use: Poppler and PDFium turn the characters of a line round whatever is said
of them. There the letters are drawn first, one glyph for each and so exact in every reader, and then their dots and
marks, which say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.frame import GlyphRun
from generator.render.fonts import EmbeddedFont
from generator.render.syntax import number

ZERO_WIDTH_SPACE = "\u200b"
"""What a glyph copies as when another bears the text of its cluster; UA-1 (7.21.7) wants something."""
OVERLOOKED = frozenset("\u2009\u202f")
"""Spaces so thin, as French has them before a question mark, that a reader takes the gap for none."""

GAP, OVERLAP = 100, 200
"""In 1/1000 em: so far on, or so far back, Poppler takes the next letter for the beginning of another word."""


class _Placed(NamedTuple):
    """A glyph that stands for a text, at its place from the start of the run and above the baseline, in 1/1000 em."""

    x: float
    up: int
    glyph: int
    text: str


class Text(NamedTuple):
    """The text object of a run, and which codes it shows."""

    operators: str
    groups: frozenset[int]
    """Groups of the font's fixed codes."""
    fixed: bool
    """Whether it shows no others, so that it is the same in every file."""


def run_operators(run: GlyphRun, font: EmbeddedFont) -> Text:
    """The text object of a run, in which `font` is embedded."""
    return _plain(run, font) or _any(run, font)


def _plain(run: GlyphRun, font: EmbeddedFont) -> Text | None:
    """The run if it is as most are: letters with fixed codes on the line, at most kerned. None if it is not."""
    cut = font.cut
    known, hexes, own, advances = cut.codes, cut.hexes, cut.groups, cut.advances
    parts: list[str] = []
    codes: list[str] = []
    groups: set[int] = set()
    back = 0
    for cluster in run.clusters:
        glyphs = cluster.glyphs
        if len(glyphs) != 1:
            return None
        glyph, advance, right, up = glyphs[0]
        code = known.get((glyph, cluster.text))
        if code is None or right or up or cluster.text in OVERLOOKED:
            return None
        if back:
            parts.append(f"<{''.join(codes)}>{back}")
            codes.clear()
        codes.append(hexes[code])
        groups.add(own[code])
        back = advances[code] - advance
    font.groups |= groups
    shown = f"[{''.join(parts)}<{''.join(codes)}>]TJ"
    return Text(_text_object(run, font, shown), frozenset(groups), True)


def _any(run: GlyphRun, font: EmbeddedFont) -> Text:
    writer = _Writer(run, font)
    if all(len(cluster.glyphs) == 1 and cluster.text not in OVERLOOKED for cluster in run.clusters):
        writer.draw(_glyphs(run))
        if writer.torn and not run.rtl:
            writer = _Writer(run, font)
            writer.say(run.text, _glyphs(run))
    elif run.rtl:
        letters, marks = _letters_and_marks(run)
        writer.draw(letters)
        writer.say("", marks)
    else:
        writer.say(run.text, _glyphs(run))
    return Text(writer.text_object(), frozenset(writer.groups), writer.fixed)


def _text_object(run: GlyphRun, font: EmbeddedFont, strings: str) -> str:
    # Tracking is added after every glyph by the operator; where it does not belong, the pen is moved back.
    spaced = f"{number(run.tracking * run.size / 1000)} Tc " if run.tracking else ""
    unspaced = " 0 Tc" if run.tracking else ""
    place = f"1 0 0 1 {number(run.x)} {number(-run.y)} Tm"
    return f"BT /{font.resource} {number(run.size)} Tf {spaced}{place} {strings}{unspaced} ET"


def _glyphs(run: GlyphRun) -> Iterator[_Placed]:
    """All glyphs in the order they stand in; the first of each cluster bears its text."""
    pen = 0.0
    for cluster in run.clusters:
        at, text = pen, cluster.text
        for glyph, advance, right, up in cluster.glyphs:
            yield _Placed(at + right, up, glyph, text)
            at += advance
            text = ZERO_WIDTH_SPACE
        pen += cluster.advance + run.tracking


def _letters_and_marks(run: GlyphRun) -> tuple[list[_Placed], list[_Placed]]:
    """The glyphs that take up room, of which the first of each cluster bears its text, and those that do not."""
    letters: list[_Placed] = []
    marks: list[_Placed] = []
    pen = 0.0
    for cluster in run.clusters:
        at, text = pen, cluster.text
        # A cluster without any width, such as a mark by itself, is as good as a letter.
        alone = not cluster.advance
        for glyph, advance, right, up in cluster.glyphs:
            if advance or alone:
                letters.append(_Placed(at + right, up, glyph, text))
                text, alone = ZERO_WIDTH_SPACE, False
            else:
                marks.append(_Placed(at + right, up, glyph, ZERO_WIDTH_SPACE))
            at += advance
        pen += cluster.advance + run.tracking
    return letters, marks


class _Writer:
    """Collects the strings of one text object and remembers where the pen is, in 1/1000 em from the start of the run."""

    def __init__(self, run: GlyphRun, font: EmbeddedFont) -> None:
        self.run, self.font = run, font
        self._strings: list[str] = []
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._pen = 0.0
        self._rise = 0
        self.groups: set[int] = set()
        self.fixed = True
        self.torn = False
        """Whether letters stand so far from where their widths put them that a reader sees a gap inside a word."""

    def draw(self, glyphs: Iterator[_Placed] | list[_Placed]) -> None:
        for placed in glyphs:
            code = self.font.code(placed.glyph, placed.text)
            if code < len(self.font.cut.groups):
                self.groups.add(self.font.cut.groups[code])
            else:
                self.fixed = False
            if placed.up != self._rise:
                self._show()
                self._strings.append(f"{number(placed.up * self.run.size / 1000)} Ts")
                self._rise = placed.up
            self.torn = self.torn or not -OVERLAP < placed.x - self._pen < GAP
            self._move(placed.x)
            self._codes.append(f"{code:04X}")
            self._pen = placed.x + self.font.advances[code] + self.run.tracking

    def say(self, text: str, glyphs: Iterator[_Placed] | list[_Placed]) -> None:
        """Draw glyphs that are to be copied as this text, whatever they stand for one by one."""
        self._show()
        said = f"<FEFF{text.encode('utf-16-be').hex().upper()}>" if text else "()"
        self._strings.append(f"/Span<</ActualText{said}>>BDC")
        self.draw(glyphs)
        self._show()
        self._strings.append("EMC")

    def text_object(self) -> str:
        self._show()
        if self._rise:
            self._strings.append("0 Ts")
        return _text_object(self.run, self.font, " ".join(self._strings))

    def _move(self, x: float) -> None:
        """Bring the pen to a place; a text array counts its moves backwards."""
        if x != self._pen:
            self._flush()
            self._parts.append(number(self._pen - x))
            self._pen = x

    def _flush(self) -> None:
        if self._codes:
            self._parts.append("<" + "".join(self._codes) + ">")
            self._codes.clear()

    def _show(self) -> None:
        self._flush()
        if self._parts:
            self._strings.append("[" + "".join(self._parts) + "]TJ")
            self._parts.clear()
