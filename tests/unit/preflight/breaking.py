"""Break one thing in a good piece, and say what a check makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from generator.brief import Brief
from generator.diagnostics import Diagnostic
from generator.frame import Cluster, Frame, GlyphRun, Item, Mark, Node
from generator.preflight import Subject
from generator.preflight.check import Check, Finding
from generator.press import piece
from generator.resources import Library


def judged(library: Library, brief: Brief) -> Subject:
    """What the press hands to preflight."""
    seen: list[Subject] = []

    def watch(subject: Subject) -> tuple[Diagnostic, ...]:
        seen.append(subject)
        return ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(piece, "preflight", watch)
        piece.press(library, brief)
    return seen[0]


def found(check: Check, subject: Subject) -> list[Finding]:
    """What the check finds, each with a code that it declares."""
    findings = list(check.find(subject))
    assert {finding.code for finding in findings} <= set(check.codes)
    return findings


def codes(check: Check, subject: Subject) -> set[str]:
    return {finding.code for finding in check.find(subject)}


def with_frame(subject: Subject, frame: Frame) -> Subject:
    """The piece with another first frame, printed wherever the old one was."""
    old, *others = subject.frames
    sheets = tuple(
        replace(
            sheet,
            placements=tuple(replace(each, frame=frame) if each.frame is old else each for each in sheet.placements),
        )
        for sheet in subject.document.sheets
    )
    return replace(subject, frames=(frame, *others), document=replace(subject.document, sheets=sheets))


def with_marks(subject: Subject, marks: tuple[Mark, ...]) -> Subject:
    return with_frame(subject, replace(subject.frames[0], marks=marks))


def with_items(subject: Subject, change: Callable[[Item], Item]) -> Subject:
    """The first frame with every item put through `change`; one that it gives back as it is stays as it is."""
    marks = subject.frames[0].marks
    return with_marks(subject, tuple(replace(mark, items=tuple(change(item) for item in mark.items)) for mark in marks))


def painting(subject: Subject, *items: Item, first: bool = False) -> Subject:
    """The first frame with an artifact painted after, or before, everything else."""
    mark, frame = Mark(items, artifact=True), subject.frames[0]
    if first:
        shifted = tuple(moved(node, 1) for node in frame.structure)
        return with_frame(subject, replace(frame, marks=(mark, *frame.marks), structure=shifted))
    return with_frame(subject, replace(frame, marks=(*frame.marks, mark)))


def moved(node: Node, by: int) -> Node:
    kids = (moved(kid, by) if isinstance(kid, Node) else kid + by if isinstance(kid, int) else kid for kid in node.kids)
    return replace(node, kids=tuple(kids))


def with_structure(subject: Subject, change: Callable[[Node], Node]) -> Subject:
    """The first frame with every node of its tree put through `change`, the deepest first."""

    def walk(node: Node) -> Node:
        return change(replace(node, kids=tuple(walk(kid) if isinstance(kid, Node) else kid for kid in node.kids)))

    frame = subject.frames[0]
    return with_frame(subject, replace(frame, structure=tuple(walk(node) for node in frame.structure)))


def run_of(subject: Subject, words: str) -> GlyphRun:
    """The first run of the first frame that has these words."""
    items = (item for mark in subject.frames[0].marks for item in mark.items)
    return next(item for item in items if isinstance(item, GlyphRun) and words in item.text)


def retold(run: GlyphRun, old: str, new: str) -> GlyphRun:
    """The run with one text put for another of the same length, its glyphs left as they are."""
    assert old in run.text
    assert len(old) == len(new)
    text = run.text.replace(old, new)
    assert all(len(cluster.text) == 1 for cluster in run.clusters)
    clusters = tuple(Cluster(char, c.glyphs, c.advance) for char, c in zip(text, run.clusters, strict=True))
    return replace(run, text=text, clusters=clusters)
