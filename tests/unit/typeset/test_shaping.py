"""Text to glyphs: every character drawn once, in a face that has it, figures in columns, breaks where Unicode has them."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from generator.errors import InputError
from generator.richtext import Inline
from generator.typeset.shaping import Shaped
from tests.unit.typeset.setting import TEXTS, ZWSP, drawn, kept, shaped

HELP = {
    "NotoSansArabic": "مساعدة",
    "NotoSansHebrew": "עזרה",
    "NotoSansDevanagari": "सहायता",
    "NotoSansThai": "ช่วยเหลือ",
    "NotoSansKhmer": "ជំនួយ",
    "NotoSansEthiopic": "እርዳታ",
    "NotoSansKR": "도움",
}
"""The word help in scripts that the built-in styles' own face does not have, by the face that has them."""

LANGUAGES = {
    "en": "Call 1-888-373-7888 (free), any hour—or text “HELP” to 233733. It’s up to you!",
    "es": "¿Está a salvo? Llame al 911; es gratis, a cualquier hora.",
    "fr": "Appelez le 911 : c’est gratuit « jour et nuit » !",
    "th": "โทรสายด่วนได้ฟรีตลอดเวลา",
    "km": "ជំនួយដោយឥតគិតថ្លៃ",
    "ja": "無料相談窓口、24時間。「たすけて」",
    "zh": "免費求助電話（二十四小時）",
    "ar": "اتصل بالرقم 911 مجانا",
}


def ends(text: Shaped) -> list[int]:
    """Where lines may end."""
    return [segment.end for segment in text.segments]


def faces_of(text: Shaped) -> list[str]:
    """Face after face; runs of one face may follow each other."""
    return [face for face, _ in groupby(piece.font.face for piece in text.pieces)]


# --- glyphs


@given(TEXTS)
def test_every_character_is_drawn_once_and_in_order(text: str) -> None:
    assert drawn(shaped(text)) == text


@pytest.mark.parametrize("text", [*HELP.values(), *LANGUAGES.values()])
def test_every_script_is_drawn_whole(text: str) -> None:
    found = shaped(text)
    assert drawn(found) == text
    assert all(glyph[0] != 0 for piece in found.pieces for _, cluster in piece.clusters for glyph in cluster.glyphs)


def test_a_mark_stays_with_its_letter() -> None:
    [piece] = shaped("x\u0308a").pieces
    assert [(at, cluster.text) for at, cluster in piece.clusters] == [(0, "x\u0308"), (2, "a")]


def test_an_empty_text_has_nothing() -> None:
    found = shaped("")
    assert (found.pieces, found.segments) == ((), ())


@pytest.mark.parametrize("char", ["\U00012000", "\ue000", "\x07", "🙂"])
def test_a_character_that_no_font_has_is_refused_by_name(char: str) -> None:
    with pytest.raises(InputError) as caught:
        shaped(f"before {char} after")
    (fault,) = caught.value.diagnostics
    assert fault.code == "no-glyph"
    assert f"U+{ord(char):04X} {unicodedata.name(char, 'a character without a name')}" in fault.message


def test_a_line_that_is_ended_in_the_file_is_ended_on_paper() -> None:
    assert [segment.forced for segment in shaped("Call\nnow").segments] == [True, False]
    assert drawn(shaped("Call\nnow")) == "Callnow"


def test_a_soft_hyphen_is_refused_and_not_lost() -> None:
    with pytest.raises(InputError) as caught:
        shaped("Unter\u00adstützung")
    assert caught.value.diagnostics[0].code == "soft-hyphen"


# --- faces


@pytest.mark.parametrize("face", HELP)
def test_a_script_that_the_face_lacks_is_drawn_in_one_that_has_it(face: str) -> None:
    chosen = {char: piece.font.face for piece in shaped(f"Call {HELP[face]} now").pieces for _, cluster in piece.clusters for char in cluster.text}
    assert {chosen[char] for char in "Callnow"} == {"NotoSans"}
    assert {chosen[char] for char in HELP[face]} == {face}


def test_digits_and_words_keep_the_styles_own_face() -> None:
    assert faces_of(shaped("Call 911 – ¿dónde?", face="PublicSans")) == ["PublicSans"]
    assert faces_of(shaped(f"{HELP['NotoSansHebrew']} 911")) == ["NotoSansHebrew", "NotoSans"]


def test_points_and_spaces_stay_in_the_run_they_stand_in() -> None:
    """Else a comma in another face would stand between two words of one."""
    word = HELP["NotoSansDevanagari"]
    assert faces_of(shaped(f"{word}, {word}!")) == ["NotoSansDevanagari"]


def test_emphasis_is_a_weight() -> None:
    found = shaped((Inline("Text "), Inline("HELP", strong=True), Inline(" now")))
    assert [(piece.font.weight, piece.inline) for piece in found.pieces] == [(450, 0), (650, 1), (450, 2)]


# --- figures


@pytest.mark.parametrize("face", ["NotoSans", "PublicSans"])
@pytest.mark.parametrize("weight", [400, 450, 650, 850, 900])
@pytest.mark.parametrize("width", [100, 87.5, 75])
def test_all_ten_figures_of_a_number_are_equally_wide(face: str, weight: int, width: float) -> None:
    [piece] = shaped("1234567890", face=face, weight=weight, width=width).pieces
    assert len({cluster.advance for _, cluster in piece.clusters}) == 1


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["NotoSans", "PublicSans"]))
def test_numbers_of_one_pattern_stand_in_columns(one: int, other: int, face: str) -> None:
    widths = {sum(segment.width for segment in shaped(f"1-800-{n:04}-{n:04}", face=face, weight=850).segments) for n in (one, other)}
    assert len(widths) == 1


def test_a_number_is_read_from_the_left_in_right_to_left_text() -> None:
    found = shaped(f"{HELP['NotoSansHebrew']} 1-888-373-7888, {HELP['NotoSansHebrew']}")
    levels = {cluster.text: piece.level for piece in found.pieces for _, cluster in piece.clusters}
    assert levels["8"] % 2 == 0
    assert levels["ע"] % 2 == 1


# --- where lines may break


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_break_where_unicode_has_it(lang: str) -> None:
    text = LANGUAGES[lang]
    assert ends(shaped(text, lang=lang)) == [end for _, end in LineBreaker(text, lang).segments()]


@given(TEXTS)
def test_lines_of_any_words_break_where_unicode_has_it(text: str) -> None:
    assert ends(shaped(text)) == [end for _, end in LineBreaker(text, "en").segments()]


def test_a_script_without_spaces_breaks_between_words() -> None:
    assert [LANGUAGES["th"][s.start : s.end] for s in shaped(LANGUAGES["th"], lang="th").segments] == [
        "โทร",
        "สาย",
        "ด่วน",
        "ได้",
        "ฟรี",
        "ตลอด",
        "เวลา",
    ]


def test_a_soft_break_is_a_break_that_is_not_drawn() -> None:
    whole, soft = shaped("humantrafficking.org"), shaped(f"humantrafficking{ZWSP}.org")
    assert len(whole.segments) == 1
    assert [soft.text[s.start : s.end] for s in soft.segments] == [f"humantrafficking{ZWSP}", ".org"]
    assert drawn(soft) == "humantrafficking.org"
    assert sum(s.width for s in soft.segments) == sum(s.width for s in whole.segments)


@pytest.mark.parametrize("control", ["\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f"])
def test_controls_are_not_drawn(control: str) -> None:
    assert drawn(shaped(f"Call{control}911")) == "Call911"


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_kept_has_no_break_inside(before: str, number: str, after: str) -> None:
    found = shaped((Inline(f"{before} "), kept(number), Inline(f" {after}")))
    start = len(before) + 1
    assert not [end for end in ends(found) if start < end < start + len(number)]


def test_two_kept_numbers_may_part() -> None:
    found = shaped((kept("1 2 "), kept("3 4")))
    assert ends(found) == [4, 7]


# --- widths


@given(TEXTS, st.floats(-20, 40))
def test_segments_are_as_wide_as_their_glyphs(text: str, tracking: float) -> None:
    found = shaped(text, tracking=tracking)
    clusters = [cluster for piece in found.pieces for _, cluster in piece.clusters]
    assert sum(s.width + s.trail for s in found.segments) == pytest.approx(sum(c.advance + tracking for c in clusters))


def test_the_space_after_a_word_is_told_apart() -> None:
    word, last = shaped("Call now").segments
    alone = shaped("Call").segments[0]
    assert word.width == pytest.approx(alone.width, abs=1)
    assert word.trail == shaped("a b").segments[0].trail > 0
    assert last.trail == 0


def test_a_narrower_face_takes_less_room() -> None:
    wide, narrow = (shaped("Who decides where you can go?", width=width) for width in (100, 75))
    assert sum(s.width for s in narrow.segments) < 0.9 * sum(s.width for s in wide.segments)
