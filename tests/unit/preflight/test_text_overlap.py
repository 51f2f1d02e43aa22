"""Text on text, on a code, on a picture, and text that something is painted over."""

from __future__ import annotations

from msgspec.structs import replace

from generator.frame import Box, Code, Fill, Frame, GlyphRun, Ink, Mark, Node, Picture
from generator.preflight import Subject
from generator.preflight.checks.text_overlap import TEXT_OVERLAP
from generator.units import Rect
from tests.unit.preflight.breaking import codes, found, painting, run_of, with_frame, with_items

INK = Ink("black", (0, 0, 0))


def put(subject: Subject, old: GlyphRun, x: float, y: float, size: float = 0.0) -> Subject:
    """The run at another place."""
    new = replace(old, x=x, y=y, size=size or old.size)
    return with_items(subject, lambda item: new if item is old else item)


def picture_at(subject: Subject, rect: Rect) -> Frame:
    """The first frame with a picture as its last element."""
    frame = subject.frames[0]
    picture = Mark((Picture(rect, (1, 1), b"\xff\xff\xff", "white"),))
    figure = Node("Figure", (len(frame.marks),), alt="A picture")
    return replace(frame, marks=(*frame.marks, picture), structure=(*frame.structure, figure))


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(TEXT_OVERLAP, piece)


def test_text_on_text_is_found(piece: Subject) -> None:
    number = run_of(piece, "1-888-373-7888")
    [finding] = found(TEXT_OVERLAP, put(piece, run_of(piece, "911"), number.x + 20, number.y - 3))
    assert finding.code == "text-over-text"
    assert "'911'" in finding.message
    assert "'1-888-373-7888'" in finding.message
    assert finding.side == "front"


def test_lines_that_only_come_near_are_no_fault(piece: Subject) -> None:
    """Digits have no descenders: a line of capitals may come up to their baseline."""
    number = run_of(piece, "1-888-373-7888")
    assert not found(TEXT_OVERLAP, put(piece, run_of(piece, "911"), number.x, number.y + 8, size=10))


def test_text_on_a_code_is_found(piece: Subject) -> None:
    code = next(each.item for each in piece.sides[0].painted if isinstance(each.item, Code))
    findings = found(TEXT_OVERLAP, put(piece, run_of(piece, "911"), code.rect.x + 5, code.rect.y + 30))
    [finding] = [each for each in findings if each.code == "text-over-code"]
    assert code.payload in finding.message


def test_text_on_a_picture_is_found(piece: Subject) -> None:
    run = run_of(piece, "911")
    frame = picture_at(piece, Rect(run.x + 5, run.y - 5, 5, 5))
    assert codes(TEXT_OVERLAP, with_frame(piece, frame)) == {"text-over-picture"}


def test_text_on_a_drawn_logo_is_found(piece: Subject) -> None:
    run, frame = run_of(piece, "911"), piece.frames[0]
    drawn = Fill((("M", run.x, run.y), ("L", run.x + 9, run.y), ("L", run.x, run.y - 9), ("Z",)), INK)
    figure = Node("Figure", (len(frame.marks),), alt="A logo")
    logo = replace(frame, marks=(*frame.marks, Mark((drawn,))), structure=(*frame.structure, figure))
    assert codes(TEXT_OVERLAP, with_frame(piece, logo)) == {"text-over-picture"}


def test_text_that_is_painted_over_is_found(piece: Subject) -> None:
    run = run_of(piece, "911")
    over = Box(Rect(run.x - 1, run.y - 3, run.width + 2, 2), INK)
    assert codes(TEXT_OVERLAP, painting(piece, over)) == {"text-covered"}
    assert not found(TEXT_OVERLAP, painting(piece, over, first=True))


def test_a_line_with_a_link_in_it_is_no_fault(piece: Subject) -> None:
    """A link parts a line into marks whose runs touch, and a letter may lean over its neighbour."""
    runs = [item for mark in piece.frames[0].marks for item in mark.items if isinstance(item, GlyphRun)]
    link = run_of(piece, "233733")
    before = next(run for run in runs if abs(run.x + run.width - link.x) < 0.01 and run.y == link.y)
    assert not found(TEXT_OVERLAP, put(piece, before, before.x - 0.01 * before.size, before.y))
    assert not found(TEXT_OVERLAP, put(piece, link, link.x - 0.015 * link.size, link.y))
