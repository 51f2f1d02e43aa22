"""A tree that leaves something out, says it twice, or has no outline."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.frame import Frame, Node
from generator.preflight import Subject
from generator.preflight.checks.structure import STRUCTURE
from tests.unit.preflight.breaking import codes, found, with_frame, with_structure


def roles(subject: Subject, old: str, new: str) -> Subject:
    return with_structure(subject, lambda node: replace(node, role=new) if node.role == old else node)


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(STRUCTURE, piece)


def test_a_mark_that_is_not_listed_is_found(piece: Subject) -> None:
    broken = with_structure(piece, lambda node: replace(node, kids=()) if node.role == "H1" else node)
    [finding] = [each for each in found(STRUCTURE, broken) if each.code == "mark-listed"]
    assert "stands 0 times" in finding.message
    assert finding.side == "front"


def test_a_mark_that_is_listed_twice_is_found(piece: Subject) -> None:
    broken = with_structure(piece, lambda node: replace(node, kids=node.kids * 2) if node.role == "H1" else node)
    assert codes(STRUCTURE, broken) == {"mark-listed"}


def test_a_mark_that_is_not_there_is_found(piece: Subject) -> None:
    frame = piece.frames[0]
    lost = Node("P", (len(frame.marks),))
    broken = with_frame(piece, replace(frame, structure=(*frame.structure, lost)))
    assert codes(STRUCTURE, broken) == {"mark-listed"}


def test_decoration_that_is_read_out_is_found(piece: Subject) -> None:
    frame = piece.frames[0]
    heading = next(node for node in frame.structure if node.role == "H1")
    at = heading.kids[0]
    assert isinstance(at, int)
    marks = (*frame.marks[:at], replace(frame.marks[at], artifact=True), *frame.marks[at + 1 :])
    assert "artifact-listed" in codes(STRUCTURE, with_frame(piece, replace(frame, marks=marks)))


def test_another_order_than_painted_is_found(piece: Subject) -> None:
    frame = piece.frames[0]
    assert "reading-order" in codes(STRUCTURE, with_frame(piece, replace(frame, structure=frame.structure[::-1])))


@pytest.mark.parametrize("alt", ["", "  "])
def test_a_figure_without_alternative_text_is_found(piece: Subject, alt: str) -> None:
    broken = with_structure(piece, lambda node: replace(node, alt=alt) if node.role == "Figure" else node)
    assert codes(STRUCTURE, broken) == {"no-alt"}


def test_a_first_heading_below_h1_is_found(piece: Subject) -> None:
    [finding] = found(STRUCTURE, roles(piece, "H1", "H2"))
    assert finding.code == "heading-first"
    assert "is H2; it must be H1" in finding.message


def test_a_skipped_level_is_found(piece: Subject) -> None:
    finding = found(STRUCTURE, roles(piece, "H2", "H3"))[0]
    assert finding.code == "heading-skipped"
    assert "follows H1; it must be H2" in finding.message


def test_levels_go_on_from_side_to_side(card: Subject) -> None:
    """The back of a card goes on under the heading of its front."""

    def outline(*levels: str) -> tuple[Node, ...]:
        return tuple(Node(level) for level in levels)

    def sides(front: tuple[Node, ...], back: tuple[Node, ...]) -> Subject:
        frames: list[Frame] = [replace(frame, marks=(), structure=tree) for frame, tree in zip(card.frames, (front, back), strict=True)]
        return replace(card, frames=tuple(frames))

    assert not found(STRUCTURE, sides(outline("H1"), outline("H2", "H3", "H2")))
    assert codes(STRUCTURE, sides(outline(), outline("H2"))) == {"heading-first"}
    assert codes(STRUCTURE, sides(outline("H1"), outline("H3"))) == {"heading-skipped"}


def test_a_document_without_a_title_is_found(piece: Subject) -> None:
    assert codes(STRUCTURE, replace(piece, document=replace(piece.document, title=" "))) == {"no-title"}
