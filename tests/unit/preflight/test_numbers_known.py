"""Numbers that are not the piece's own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.content.words import Copy, Words
from generator.diagnostics import Severity
from generator.frame import Cluster, GlyphRun, Item, Link, Node
from generator.preflight import Subject
from generator.preflight.check import Finding
from generator.preflight.checks.numbers_known import NUMBERS_KNOWN
from generator.richtext import Inline, Rich
from tests.unit.preflight.breaking import codes, found, painting, retold, run_of, with_items, with_marks, with_structure

HOTLINE = "1-888-373-7888"


def changed(subject: Subject, old: str, new: str) -> Subject:
    """The digits of one printed number changed, its link and the words left alone."""
    run = run_of(subject, old)
    return with_items(subject, lambda item: retold(run, old, new) if item is run else item)


def printing(subject: Subject, text: str) -> Subject:
    """One more line on the front."""
    run = run_of(subject, HOTLINE)
    clusters = tuple(Cluster(char, ((20, 500, 0, 0),), 500) for char in text)
    line = replace(run, x=100, y=9, size=4, clusters=clusters, text=text, width=2.0 * len(text), tracking=0)
    return painting(subject, line)


def saying(words: Words, text: Rich) -> Words:
    """The words with one more block of running text."""
    return replace(words, blocks={**words.blocks, ("extra", "text"): Copy(paragraphs=(text,))})


def said_and_printed(subject: Subject, text: str) -> list[Finding]:
    """What is found when a block says this and the front prints it."""
    broken = printing(replace(subject, words=saying(subject.words, (Inline(text),))), text)
    return found(NUMBERS_KNOWN, broken)


def test_a_good_piece_passes(piece: Subject) -> None:
    assert not found(NUMBERS_KNOWN, piece)


@pytest.mark.parametrize(("old", "new"), [(HOTLINE, "1-888-373-7889"), (HOTLINE, "1-883-873-7888"), ("233733", "233773"), ("911", "912")])
def test_a_wrong_digit_is_found(piece: Subject, old: str, new: str) -> None:
    findings = found(NUMBERS_KNOWN, changed(piece, old, new))
    assert {"number-unknown", "number-disagrees"} <= {finding.code for finding in findings}
    assert any(repr(new) in finding.message for finding in findings)
    assert all(finding.severity is Severity.ERROR for finding in findings)


def test_digits_in_another_visual_order_are_found(piece: Subject) -> None:
    """What counts is what one reads on paper, not the text behind the glyphs."""
    run = run_of(piece, HOTLINE)
    turned = replace(run, clusters=run.clusters[::-1])
    assert "number-unknown" in codes(NUMBERS_KNOWN, with_items(piece, lambda item: turned if item is run else item))


def test_a_number_in_two_runs_is_one_number(piece: Subject) -> None:
    run = run_of(piece, HOTLINE)
    first = replace(run, clusters=run.clusters[:5], text=HOTLINE[:5], width=_width(run.clusters[:5], run))
    second = replace(run, clusters=run.clusters[5:], text=HOTLINE[5:], x=run.x + first.width, width=run.width - first.width)

    def cut(apart: float) -> Subject:
        moved = replace(second, x=second.x + apart)
        marks = tuple(
            replace(mark, items=tuple(part for item in mark.items for part in ((first, moved) if item is run else (item,))))
            for mark in piece.frames[0].marks
        )
        return with_marks(piece, marks)

    assert not found(NUMBERS_KNOWN, cut(0.0))
    assert "number-unknown" in codes(NUMBERS_KNOWN, cut(20.0))


def _width(clusters: tuple[Cluster, ...], run: GlyphRun) -> float:
    return sum(cluster.advance + run.tracking for cluster in clusters) * run.size / 1000


def test_a_piece_without_its_number_is_refused(piece: Subject) -> None:
    def drop(item: Item) -> Item:
        gone = isinstance(item, GlyphRun) and item.text == HOTLINE
        return replace(item, clusters=(), text="", width=0.0) if gone else item

    [finding] = found(NUMBERS_KNOWN, with_items(piece, drop))
    assert finding.code == "number-missing"
    assert HOTLINE in finding.message


def test_a_link_that_dials_something_else_is_found(piece: Subject) -> None:
    right, wrong = "tel:+18883737888", "tel:+18883737889"

    def redirect(node: Node) -> Node:
        kids = (replace(kid, uri=wrong) if isinstance(kid, Link) and kid.uri == right else kid for kid in node.kids)
        return replace(node, kids=tuple(kids))

    assert codes(NUMBERS_KNOWN, with_structure(piece, redirect)) == {"number-disagrees"}


def test_words_over_another_link_are_found(piece: Subject) -> None:
    words = saying(piece.words, (Inline("1-888-373-7888", uri="tel:+18883737889"),))
    [finding] = found(NUMBERS_KNOWN, replace(piece, words=words))
    assert finding.code == "number-disagrees"
    assert finding.side == ""


def test_a_code_that_dials_another_number_than_it_names_is_found(piece: Subject) -> None:
    code = replace(piece.words.codes["primary", "text"][0], payload="sms:233734", destination=(Inline("233733"),))
    words = replace(piece.words, codes={**piece.words.codes, ("others", "text"): (code,)})
    assert codes(NUMBERS_KNOWN, replace(piece, words=words)) == {"number-disagrees"}


@pytest.mark.parametrize("text", ["Call 1-866-347-2424 today", "Ring 0800 555 111", "+44 20 7946 0018"])
def test_a_number_written_into_a_text_is_refused(piece: Subject, text: str) -> None:
    [finding] = said_and_printed(piece, text)
    assert finding.code == "number-written-out"
    assert finding.severity is Severity.ERROR


def test_a_short_number_written_into_a_text_is_remarked(piece: Subject) -> None:
    [finding] = said_and_printed(piece, "Or call 988")
    assert finding.code == "number-written-out"
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "More than 200 languages",
        "About 27,600,000 people",
        "Up to $150000 in damages",
        "22 U.S.C. 7102 and 18 U.S.C. §§ 1581–1597",
        "Public Law 106-386",
        "Signed 2000-10-28, changed 2003-2008",
        "Figures of 11/24/2026",
        "Form I-914, 8 CFR 214.11",
    ],
)
def test_figures_dates_prices_and_sections_are_no_numbers(piece: Subject, text: str) -> None:
    assert not said_and_printed(piece, text)


def test_figures_that_the_words_do_not_have_are_found(piece: Subject) -> None:
    assert codes(NUMBERS_KNOWN, printing(piece, "More than 300 languages")) == {"number-unknown"}


def test_a_local_number_may_leave_out_the_country(piece: Subject) -> None:
    words = saying(piece.words, (Inline("888-373-7888", uri="tel:+18883737888"),))
    assert not found(NUMBERS_KNOWN, printing(replace(piece, words=words), "888-373-7888"))
