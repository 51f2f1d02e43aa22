"""Codes that are too small, too pale, or crowded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from generator.diagnostics import Severity
from generator.frame import Box, Code, Fill, Ink, Item
from generator.preflight import Subject
from generator.preflight.checks.code_size import CODE_SIZE
from generator.units import Rect
from tests.unit.preflight.breaking import codes, found, painting, run_of, with_items

WHITE, BLACK = Ink("white", (255, 255, 255)), Ink("black", (0, 0, 0))


def code_in(subject: Subject) -> Code:
    return next(each.item for each in subject.sides[0].painted if isinstance(each.item, Code))


def changed(subject: Subject, change: Callable[[Code], Code]) -> Subject:
    return with_items(subject, lambda item: change(item) if isinstance(item, Code) else item)


def beside(subject: Subject, modules: float) -> Rect:
    """A speck to the left of the code, so many modules from it."""
    rect = code_in(subject).rect
    module = rect.width / len(code_in(subject).modules)
    return Rect(rect.x - modules * module - 1, rect.y, 1, 1)


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(CODE_SIZE, piece)


def test_modules_below_the_floor_are_found(piece: Subject) -> None:
    def shrink(code: Code) -> Code:
        side = 0.95 * piece.limits.module * len(code.modules)
        return replace(code, rect=Rect(code.rect.x + 1, code.rect.y + 1, side, side))

    [finding] = found(CODE_SIZE, changed(piece, shrink))
    assert finding.code == "code-too-small"
    assert "0.95mm" in finding.message
    assert "1mm" in finding.message


def test_a_stretched_code_is_found(piece: Subject) -> None:
    def squeeze(code: Code) -> Code:
        return replace(code, rect=replace(code.rect, width=code.rect.width - 1))

    assert "code-not-square" in codes(CODE_SIZE, changed(piece, squeeze))


def test_what_is_painted_in_the_quiet_zone_is_found(piece: Subject) -> None:
    rect = beside(piece, 2)
    star: Item = Fill((("M", rect.x, rect.y), ("L", rect.right, rect.y), ("L", rect.x, rect.bottom), ("Z",)), BLACK)
    for item in (Box(rect, BLACK), star):
        [finding] = found(CODE_SIZE, painting(piece, item))
        assert finding.code == "code-quiet-zone"


def test_the_ground_of_the_code_may_be_painted_twice(piece: Subject) -> None:
    rect = beside(piece, 2)
    field = next(each.item for each in reversed(piece.sides[0].painted) if isinstance(each.item, Box))
    assert not found(CODE_SIZE, painting(piece, Box(rect, field.ink)))


def test_what_stands_outside_the_quiet_zone_is_no_fault(piece: Subject) -> None:
    assert not found(CODE_SIZE, painting(piece, Box(beside(piece, 4.2), BLACK)))


def test_a_shape_that_only_circles_the_quiet_zone_is_no_fault(piece: Subject) -> None:
    """Its box meets the quiet zone, it does not: two small triangles far to both sides."""
    r = code_in(piece).rect
    far = r.width
    left = (("M", r.x - far, r.y), ("L", r.x - far + 2, r.y), ("L", r.x - far, r.y + 2), ("Z",))
    right = (("M", r.right + far, r.y), ("L", r.right + far - 2, r.y), ("L", r.right + far, r.y + 2), ("Z",))
    assert not found(CODE_SIZE, painting(piece, Fill(left + right, BLACK)))


def test_text_in_the_quiet_zone_is_found(piece: Subject) -> None:
    rect = beside(piece, 1)
    run = replace(run_of(piece, "911"), x=rect.x, y=rect.y + 6)
    broken = painting(piece, run)
    [finding] = found(CODE_SIZE, broken)
    assert finding.code == "code-quiet-zone"
    assert "'911'" in finding.message


def test_a_quiet_zone_cut_by_the_trim_is_found(piece: Subject) -> None:
    def to_edge(code: Code) -> Code:
        return replace(code, rect=replace(code.rect, x=1.0))

    assert "code-quiet-zone" in codes(CODE_SIZE, changed(piece, to_edge))


@pytest.mark.parametrize(("grey", "severity"), [(160, Severity.WARNING), (185, Severity.ERROR), (255, Severity.ERROR)])
def test_a_pale_code_is_found(piece: Subject, grey: int, severity: Severity) -> None:
    ink = Ink("grey", (grey, grey, grey))
    [finding] = found(CODE_SIZE, changed(piece, lambda code: replace(code, ink=ink)))
    assert finding.code == "code-contrast"
    assert finding.severity is severity


def test_light_on_dark_is_found(piece: Subject) -> None:
    code = code_in(piece)

    def invert(item: Item) -> Item:
        if isinstance(item, Code):
            return replace(item, ink=WHITE)
        wide = isinstance(item, Box) and item.rect.x < code.rect.x < item.rect.right and item.rect.y < code.rect.y
        return replace(item, ink=BLACK) if wide else item

    assert "code-contrast" in codes(CODE_SIZE, with_items(piece, invert))
