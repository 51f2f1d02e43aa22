"""Text to set: shaped in the built-in faces, or made up of widths alone where only the arithmetic matters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from hypothesis import strategies as st

from generator.frame import GlyphRun, Ink, Link
from generator.richtext import Inline, Rich, rich
from generator.typeset.faces import Faces, open_faces
from generator.typeset.paragraph import Paragraph
from generator.typeset.shaping import Segment, Setting, Shaped, shape
from tests.instruments.pieces import LIBRARY

FACES: Faces = open_faces(LIBRARY)
INK = Ink("ink", (0, 0, 0))
ZWSP = "\u200b"

WORDS = st.sampled_from(
    "a I no not call help anyone someone passport trafficking 911 1-888-373-7888 sí días ¿está? well-known end. so, why? (or)".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


def shaped(text: str | Rich, face: str = "NotoSans", weight: int = 450, **setting: Any) -> Shaped:
    """The text in a face; `setting` may give width, tracking or lang."""
    return shape(FACES, rich(text) if isinstance(text, str) else text, Setting(face, weight, 650, **setting))


def paragraph(text: str | Rich, leading: float = 1.3, align: str = "start", balance: bool = False, **setting: Any) -> Paragraph:
    return Paragraph(shaped(text, **setting), leading, align, balance)


def kept(text: str) -> Inline:
    return Inline(text, keep=True)


def drawn(shaped: Shaped) -> str:
    """The characters that have glyphs, in logical order."""
    return "".join(cluster.text for piece in shaped.pieces for _, cluster in piece.clusters)


def placed(paragraph: Paragraph, measure: float, size: float = 10.0, **lines: int) -> tuple[list[GlyphRun], list[Link]]:
    return paragraph.place(0, 0, measure, size, INK, **lines)


def lines_of(runs: Sequence[GlyphRun]) -> list[str]:
    """The text of each line, from the top; runs of one line stand on one baseline."""
    found: dict[float, str] = {}
    for run in runs:
        found[run.y] = found.get(run.y, "") + run.text
    return [found[y] for y in sorted(found)]


def made_up(*words: tuple[str, float], space: float = 2.0, tracking: float = 0.0) -> Shaped:
    """Words with these widths and a space after each but the last; a word that ends in a line feed ends its line."""
    text = " ".join(word for word, _ in words)
    ends = list(accumulate(len(word) + 1 for word, _ in words))
    ends[-1] -= 1
    starts = [0, *ends[:-1]]
    segments = tuple(
        Segment(start, end, width, 0.0 if end == ends[-1] else space, word.endswith("\n"))
        for start, end, (word, width) in zip(starts, ends, words, strict=True)
    )
    return Shaped(text, rich(text), Setting("NotoSans", 450, 650, tracking=tracking), (), segments, ())


def numbered(widths: Sequence[float], space: float = 2.0) -> Shaped:
    """Words without any meaning, of these widths."""
    return made_up(*((f"w{number}", width) for number, width in enumerate(widths)), space=space)
