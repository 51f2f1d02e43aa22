"""A screen reader meets everything once, in order, under headings that make an outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from generator.frame import GlyphRun, Link, Mark, Node
from generator.preflight.check import Check, Finding, Subject
from generator.preflight.side import quoted

_HEADING = re.compile(r"H([1-6])")
_NEEDS_ALT = frozenset({"Figure", "Formula"})
"""ISO 14289-1, 7.3 and 7.7."""


def _find(subject: Subject) -> Iterator[Finding]:
    if not subject.document.title.strip():
        yield Finding("no-title", "", "the document has no title", "give the audience a headline")
    levels: list[tuple[str, int, str]] = []
    for frame in subject.frames:
        nodes = list(_walk(frame.structure))
        listed = list(_marks(frame.structure))
        yield from _listing(frame.name, frame.marks, listed)
        for node in nodes:
            if node.role in _NEEDS_ALT and not (node.alt.strip() or node.actual.strip()):
                yield Finding("no-alt", frame.name, f"a {node.role} has no alternative text", "say in words what it shows or does")
            heading = _HEADING.fullmatch(node.role)
            if heading:
                levels.append((frame.name, int(heading[1]), _words(frame.marks, node)))
    yield from _outline(levels)


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(tuple(kid for kid in node.kids if isinstance(kid, Node)))


def _marks(kids: tuple[Node | int | Link, ...]) -> Iterator[int]:
    """The marks under these, in the order they are read in."""
    for kid in kids:
        if isinstance(kid, int):
            yield kid
        elif isinstance(kid, Node):
            yield from _marks(kid.kids)


def _listing(side: str, marks: tuple[Mark, ...], listed: list[int]) -> Iterator[Finding]:
    times = Counter(listed)
    for number, mark in enumerate(marks):
        count = times.pop(number, 0)
        if count == (0 if mark.artifact else 1):
            continue
        what = quoted(_text(mark)) if _text(mark) else f"mark {number}"
        if mark.artifact:
            yield Finding(
                "artifact-listed",
                side,
                f"{what} is decoration and stands in the structure tree",
                "list only what is to be read",
            )
        else:
            yield Finding(
                "mark-listed",
                side,
                f"{what} stands {count} times in the structure tree; it must stand there once",
                "put it into one element, or make it an artifact",
            )
    for number in times:
        yield Finding("mark-listed", side, f"the structure tree lists mark {number}, and there is none", "list what is there")
    for before, after in pairwise(listed):
        if after < before and after < len(marks):
            yield Finding(
                "reading-order",
                side,
                f"{quoted(_text(marks[after]))} is read after what is painted later",
                "put the elements into the order of reading",
            )


def _outline(levels: list[tuple[str, int, str]]) -> Iterator[Finding]:
    """One H1 comes first, and going down no level is left out (ISO 14289-1, 7.4.2)."""
    before = 0
    for side, level, words in levels:
        if level > before + 1:
            skipped = f"H{level} {quoted(words)} follows H{before}" if before else f"the first heading, {quoted(words)}, is H{level}"
            yield Finding(
                "heading-skipped" if before else "heading-first",
                side,
                f"{skipped}; it must be H{before + 1}",
                f'give the block role = "H{before + 1}" in the layout',
            )
        before = level


def _text(mark: Mark) -> str:
    return "".join(item.text for item in mark.items if isinstance(item, GlyphRun))


def _words(marks: tuple[Mark, ...], node: Node) -> str:
    return "".join(_text(marks[kid]) for kid in _marks(node.kids) if kid < len(marks))


STRUCTURE = Check(
    "structure",
    ("mark-listed", "artifact-listed", "reading-order", "no-alt", "heading-first", "heading-skipped", "no-title"),
    "Who listens to a page instead of looking at it gets the structure tree and nothing else (ISO 14289-1, 7).",
    _find,
)
