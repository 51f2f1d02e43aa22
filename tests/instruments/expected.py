"""What a piece ought to show, read from its frames and sheets: text in reading order, codes with their places."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frame import Code, Frame, GlyphRun, Node
from generator.press import Piece
from generator.sheet import Sheet
from generator.units import Rect
from tests.instruments.extract import Text, clean

INLINE = frozenset({"Link", "Span"})
"""Elements that stand inside a line; all others begin a new one."""

Line = tuple[float, str]
"""A baseline and what stands on it."""


def reading_order(frame: Frame) -> Iterator[tuple[int, int]]:
    """The marks as the structure tree lists them, each with a number that marks of the same block share."""
    count = 0

    def walk(node: Node, block: int) -> Iterator[tuple[int, int]]:
        nonlocal count
        if node.role not in INLINE:
            count += 1
            block = count
        for kid in node.kids:
            if isinstance(kid, Node):
                yield from walk(kid, block)
            elif isinstance(kid, int):
                yield kid, block

    for top in frame.structure:
        yield from walk(top, 0)


def blocks(frame: Frame, artifacts: bool) -> list[list[Line]]:
    """The runs of each block in reading order; text of artifacts, when wanted, where it is painted."""
    order = list(reading_order(frame))
    if artifacts:
        listed = {mark for mark, _ in order}
        # Painting order is reading order (that is tested by itself), so what is decoration falls into its place.
        order = sorted([*order, *((n, -n - 1) for n in range(len(frame.marks)) if n not in listed)])
    found: dict[int, list[Line]] = {}
    for mark, block in order:
        runs = [(item.y, item.text) for item in frame.marks[mark].items if isinstance(item, GlyphRun)]
        if runs:
            found.setdefault(block, []).extend(runs)
    return list(found.values())


def text_of(parts: list[list[Line]]) -> Text:
    """Blocks as one text: parted by their own spaces and from one another; the ends of lines are known."""
    characters = ""
    breaks: set[int] = set()
    line_ends: set[int] = set()
    for block in parts:
        breaks.add(len(characters))
        baseline = block[0][0]
        for y, run in block:
            if y != baseline:
                line_ends.add(len(characters))
                baseline = y
            for char in clean(run):
                if char.isspace():
                    breaks.add(len(characters))
                else:
                    characters += char
    ends = {0, len(characters)}
    return Text(characters, frozenset(breaks - ends), frozenset(line_ends - ends))


def page_text(sheet: Sheet) -> Text:
    """All that is printed on a side."""
    return text_of([block for placement in sheet.placements for block in blocks(placement.frame, artifacts=True)])


def structure_text(piece: Piece) -> Text:
    """All that is read: each frame once, however often it is printed."""
    frames = {id(p.frame): p.frame for sheet in piece.document.sheets for p in sheet.placements}
    return text_of([block for frame in frames.values() for block in blocks(frame, artifacts=False)])


def codes(frame: Frame) -> list[Code]:
    return [item for mark in frame.marks for item in mark.items if isinstance(item, Code)]


def page_codes(sheet: Sheet) -> list[tuple[str, Rect]]:
    """Payload and place of every code on a side, in points from the top left corner of the media."""
    return [
        (code.payload, Rect(placement.x + code.rect.x, placement.y + code.rect.y, code.rect.width, code.rect.height))
        for placement in sheet.placements
        for code in codes(placement.frame)
    ]


def module(sheet: Sheet) -> float:
    """The side of the smallest module on a side, in points."""
    return min(code.rect.width / len(code.modules) for placement in sheet.placements for code in codes(placement.frame))
