"""Text on grounds it does not stand out from."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.frame import Box, Fill, GlyphRun, Ink
from generator.preflight import Subject
from generator.preflight.checks.contrast import CONTRAST, is_large
from generator.preflight.luminance import luminance, ratio
from generator.units import Rect
from tests.unit.preflight.breaking import found, painting, run_of, with_frame, with_items

WHITE, MID = Ink("white", (255, 255, 255)), Ink("mid", (118, 118, 118))


def inked(subject: Subject, words: str, ink: Ink) -> Subject:
    old = run_of(subject, words)
    return with_items(subject, lambda item: replace(old, ink=ink) if item is old else item)


def around(run: GlyphRun) -> Rect:
    return Rect(run.x - 2, run.y - run.size, run.width + 4, 1.4 * run.size)


def under(subject: Subject, words: str, item: Box | Fill) -> Subject:
    """The item painted directly under the mark that has these words."""
    run = run_of(subject, words)
    frame = subject.frames[0]
    at = next(number for number, mark in enumerate(frame.marks) if any(each is run for each in mark.items))
    mark = replace(frame.marks[at], items=(item, *frame.marks[at].items))
    marks = (*frame.marks[:at], mark, *frame.marks[at + 1 :])
    return with_frame(subject, replace(frame, marks=marks))


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(CONTRAST, piece)


def test_pale_text_is_found(piece: Subject) -> None:
    run = run_of(piece, "911")
    under_it = under(piece, "911", Box(around(run), WHITE))
    broken = with_items(under_it, lambda item: replace(item, ink=Ink("pale", (150, 150, 150))) if item is run else item)
    [finding] = found(CONTRAST, broken)
    assert finding.code == "contrast-too-low"
    assert "'911' in pale on white has a contrast of 3.0:1" in finding.message


def test_the_ground_is_what_is_painted_last_under_the_text(piece: Subject) -> None:
    run = run_of(piece, "911")
    dark, light = Box(around(run), Ink("dark", run.ink.rgb)), Box(around(run), WHITE)
    assert found(CONTRAST, under(piece, "911", dark))
    assert not found(CONTRAST, under(under(piece, "911", light), "911", dark))


def test_a_ground_under_a_part_of_the_text_counts(piece: Subject) -> None:
    run = run_of(piece, "911")
    rect = replace(around(run), width=run.width / 3)
    assert found(CONTRAST, under(piece, "911", Box(rect, Ink("dark", run.ink.rgb))))


def test_art_that_passes_between_the_letters_does_not_count(piece: Subject) -> None:
    """A triangle in the corner of the run's box, above a letter without ascender, and one that the letter stands on."""
    run = run_of(piece, "1-888-373-7888")
    dash = run.clusters[1]
    assert dash.text == "-"
    left = run.x + run.clusters[0].advance * run.size / 1000
    right = left + dash.advance * run.size / 1000
    ink = Ink("same", run.ink.rgb)

    def wedge(tip: float) -> Fill:
        top = run.y - run.size
        return Fill((("M", left + 1, top), ("L", right - 1, top), ("L", (left + right) / 2, tip), ("Z",)), ink)

    assert not found(CONTRAST, under(piece, run.text, wedge(run.y - 0.55 * run.size)))
    assert found(CONTRAST, under(piece, run.text, wedge(run.y)))


def test_the_inside_of_a_curve_is_a_ground(piece: Subject) -> None:
    run = run_of(piece, "911")
    x, y, r = run.x + run.width / 2, run.y, 2 * run.size
    k = 0.5523 * r
    disc = Fill(
        (
            ("M", x - r, y),
            ("C", x - r, y - k, x - k, y - r, x, y - r),
            ("C", x + k, y - r, x + r, y - k, x + r, y),
            ("C", x + r, y + k, x + k, y + r, x, y + r),
            ("C", x - k, y + r, x - r, y + k, x - r, y),
            ("Z",),
        ),
        Ink("same", run.ink.rgb),
    )
    assert found(CONTRAST, under(piece, "911", disc))


def test_what_is_painted_later_is_no_ground(piece: Subject) -> None:
    run = run_of(piece, "911")
    assert not found(CONTRAST, painting(piece, Box(around(run), run.ink)))


@pytest.mark.parametrize(("size", "weight", "large"), [(18, 400, True), (17.9, 600, False), (14, 700, True), (13.9, 900, False)])
def test_large_text_needs_less(piece: Subject, size: float, weight: int, large: bool) -> None:
    run = run_of(piece, "911")
    assert is_large(replace(run, size=size, font=replace(run.font, weight=weight))) is large


def test_ratios_are_those_of_wcag() -> None:
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert ratio((255, 255, 255), (118, 118, 118)) == pytest.approx(4.54, abs=0.005)
    assert luminance((255, 0, 0)) == pytest.approx(0.2126)
