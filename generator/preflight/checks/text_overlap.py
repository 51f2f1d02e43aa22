"""No text stands on other text, on a code or on a picture."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frame import Code, Picture
from generator.preflight.check import Check, Finding, Subject
from generator.preflight.extent import Extent
from generator.preflight.ground import letters_covered
from generator.preflight.side import Painted, Side, Text, quoted
from generator.typeset.faces import CAP_HEIGHT, DESCENT
from generator.units import format_length

SLACK = 0.25
"""Points by which two texts may overlap in both directions: a hairline that no eye resolves in print."""


def _find(subject: Subject) -> Iterator[Finding]:
    for side in subject.sides:
        yield from _texts_over_texts(side)
        yield from _texts_over_others(side)


def _texts_over_texts(side: Side) -> Iterator[Finding]:
    """Sweep down the side: only texts whose heights overlap are compared."""
    boxes = sorted(((_body(text), text) for text in side.texts), key=lambda pair: pair[0].top)
    told: set[tuple[int, int]] = set()
    for number, (box, text) in enumerate(boxes):
        floor = box.bottom - SLACK
        for below in range(number + 1, len(boxes)):
            other, rival = boxes[below]
            if other.top >= floor:
                break
            if text.mark == rival.mark or not box.meets(other, SLACK) or _follow(text, rival):
                continue
            pair = (min(text.mark, rival.mark), max(text.mark, rival.mark))
            if pair in told:
                continue
            told.add(pair)
            first, second = sorted((text, rival), key=lambda each: each.order)
            yield Finding(
                "text-over-text",
                side.name,
                f"{quoted(second.run.text)} overlaps {quoted(first.run.text)} by {_amount(box, other)}; they must stand apart",
                "give the blocks more room or gap in the layout",
            )


def _texts_over_others(side: Side) -> Iterator[Finding]:
    """Text on what is content, and text under anything that is painted later."""
    told: set[tuple[int, int]] = set()
    for each in side.painted:
        solid = isinstance(each.item, (Code, Picture)) or not side.frame.marks[each.mark].artifact
        for text in side.texts:
            if not (solid or text.order < each.order) or not each.extent.meets(text.ink, SLACK):
                continue
            if (text.mark, each.mark) in told:
                continue
            if solid:
                code, what = _named(each)
            elif letters_covered(side, each, text):
                code, what = "text-covered", f"a {type(each.item).__name__.lower()} that is painted over it"
            else:
                continue
            told.add((text.mark, each.mark))
            yield Finding(
                code,
                side.name,
                f"{quoted(text.run.text)} overlaps {what} by {_amount(text.ink, each.extent)}; they must stand apart",
                "give the blocks more room or gap in the layout",
            )


def _named(each: Painted) -> tuple[str, str]:
    if isinstance(each.item, Code):
        return "text-over-code", f"the code for {each.item.payload}"
    return "text-over-picture", "a picture"


def _body(text: Text) -> Extent:
    """The ink of a run, at most from the capitals' height to the descenders: lines may not come nearer than that."""
    ink, run = text.ink, text.run
    top, bottom = max(ink.top, run.y - CAP_HEIGHT * run.size), min(ink.bottom, run.y + DESCENT * run.size)
    return Extent(ink.left, top, ink.right, bottom)


def _follow(one: Text, other: Text) -> bool:
    """Whether two runs stand one after the other on a line; a letter may then lean over its neighbour."""
    left, right = sorted((one.run, other.run), key=lambda run: run.x)
    return abs(left.y - right.y) < 0.01 and right.x >= left.x + left.width - 0.02 * left.size


def _amount(one: Extent, other: Extent) -> str:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return f"{format_length(across)} by {format_length(down)}"


TEXT_OVERLAP = Check(
    "text-overlap",
    ("text-over-text", "text-over-code", "text-over-picture", "text-covered"),
    "Two texts on one spot can be read by nobody, and ink on a code's modules makes it unreadable to a phone.",
    _find,
)
