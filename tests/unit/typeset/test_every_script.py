"""Every script: shaped as HarfBuzz shapes the whole, each part in the right face, and as tall as its marks."""

from __future__ import annotations

import pytest
import uharfbuzz as hb

from generator.errors import InputError
from generator.frame import FontKey, GlyphRun
from generator.language import language
from generator.richtext import Inline, Rich, plain, rich
from generator.typeset.bidi import levels
from generator.typeset.faces import Stature
from generator.typeset.paragraph import Paragraph
from generator.typeset.shaping import Setting, Shaped, shape
from tests.instruments.pieces import LIBRARY, ROOT
from tests.instruments.tongues import RIGHT_TO_LEFT, SENTENCES
from tests.unit.typeset.setting import FACES, INK

NUMBER = Inline("1-888-373-7888", uri="tel:+18883737888", keep=True)
ADDRESS = Inline("humantraffickinghotline\u200b.org/\u200bchat", uri="https://humantraffickinghotline.org/chat")
ORDER = {"zh-Hans": "NotoSansSC", "zh-Hant": "NotoSansTC", "ja": "NotoSansJP", "ko": "NotoSansTC", "en": "NotoSansTC", "ar": "NotoSansTC"}


def setting(lang: str, weight: int = 450) -> Setting:
    told = language(LIBRARY, lang)
    return Setting(told.face or "NotoSans", weight, 650, 100.0, 0.0, lang, "NotoSans", told.rtl, told.breaks, Stature.of(told))


def shaped(text: str | Rich, lang: str, weight: int = 450) -> Shaped:
    return shape(FACES, rich(text) if isinstance(text, str) else text, setting(lang, weight))


def lines(text: str | Rich, lang: str, measure: float = 10_000.0, size: float = 10.0) -> list[GlyphRun]:
    told = language(LIBRARY, lang)
    return Paragraph(shaped(text, lang), 1.3 * told.leading).place(0, 0, measure, size, INK)[0]


def faces(text: str | Rich, lang: str) -> dict[str, str]:
    """The face of each character."""
    return {char: piece.font.face for piece in shaped(text, lang).pieces for _, cluster in piece.clusters for char in cluster.text}


# --- shaping


@pytest.mark.parametrize("weight", [450, 850])
@pytest.mark.parametrize("lang", SENTENCES)
def test_glyphs_are_those_that_harfbuzz_gives_for_the_whole(lang: str, weight: int) -> None:
    # Georgian and Armenian have no comma of their own.
    text = "".join(char for char in SENTENCES[lang] if FACES.covers(setting(lang).face, char))
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(ROOT / f"assets/fonts/{setting(lang).face}.ttf"))))
    font.scale = (1000, 1000)
    font.set_variations({"wght": weight, "wdth": 100})
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = lang
    hb.shape(font, buffer, {"tnum": True})
    wanted = [
        (info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    found = shaped(text, lang, weight)
    assert {piece.font.face for piece in found.pieces} == {setting(lang).face}
    clusters = [cluster for piece in found.pieces for _, cluster in piece.clusters]
    if lang in RIGHT_TO_LEFT:
        clusters.reverse()
    assert [glyph for cluster in clusters for glyph in cluster.glyphs] == wanted


# --- faces


@pytest.mark.parametrize("lang", [lang for lang in SENTENCES if lang not in ("vi", "ru", "el")])
def test_numbers_addresses_and_latin_words_are_in_the_latin_face(lang: str) -> None:
    word = SENTENCES[lang].split()[0].strip(",、，")[:6]
    chosen = faces((Inline(f"{word} HELP "), NUMBER, Inline(f" {word} "), ADDRESS, Inline(f" {word}")), lang)
    assert {chosen[char] for char in "HELP1-887chat./"} == {"NotoSans"}
    assert {chosen[char] for char in word} == {setting(lang).face}


@pytest.mark.parametrize("lang", ["ar", "hi", "th", "my", "am", "ko"])
def test_a_name_from_data_in_the_texts_own_script_is_not_broken_off_at_its_spaces(lang: str) -> None:
    name = SENTENCES[lang]
    found = shaped((Inline("911 "), Inline(name, field=True)), lang)
    assert "".join(cluster.text for piece in found.pieces if piece.font.face == setting(lang).face for _, cluster in piece.clusters).strip() == name


@pytest.mark.parametrize("lang", ["ar", "hi", "th", "zh-Hans", "ja"])
def test_brackets_around_a_number_are_the_texts_own(lang: str) -> None:
    word = SENTENCES[lang].split()[0][:4]
    found = shaped((Inline(f"{word} ("), NUMBER, Inline(f") {word}")), lang)
    brackets = {cluster.text: piece.font.face for piece in found.pieces for _, cluster in piece.clusters if cluster.text in "()"}
    assert brackets == {"(": setting(lang).face, ")": setting(lang).face}


@pytest.mark.parametrize("lang", ORDER)
def test_han_is_drawn_in_the_order_of_the_language(lang: str) -> None:
    """U+9AA8 is drawn otherwise in each; the Korean font has none at all."""
    assert faces("骨", lang)["骨"] == ORDER[lang]


def test_a_character_that_the_own_han_face_lacks_comes_from_the_next() -> None:
    assert faces("简", "zh-Hant")["简"] == "NotoSansSC"


@pytest.mark.parametrize("lang", ["ar", "ja", "my"])
def test_what_no_font_has_is_refused_by_name_in_every_language(lang: str) -> None:
    with pytest.raises(InputError) as caught:
        shaped(f"{SENTENCES[lang]} 🙂", lang)
    assert "U+1F642" in caught.value.diagnostics[0].message


@pytest.mark.parametrize("lang", SENTENCES)
def test_fonts_of_other_scripts_stay_shut(lang: str) -> None:
    from generator.typeset.faces import Faces

    fresh = Faces(LIBRARY)
    shape(fresh, (Inline(SENTENCES[lang]), NUMBER), setting(lang))
    assert set(fresh._faces) <= {"NotoSans", setting(lang).face}


# --- direction


@pytest.mark.parametrize("lang", RIGHT_TO_LEFT)
@pytest.mark.parametrize("value", ["1-888-373-7888", "233733", "+1 202 555 0143", "911", "humantraffickinghotline.org", "HELP"])
def test_what_comes_from_data_runs_from_left_to_right(lang: str, value: str) -> None:
    """After an Arabic letter the rules alone would set 7888-373-888-1."""
    word = SENTENCES[lang].split()[0]
    found = lines((Inline(f"{word} "), Inline(value, keep=True), Inline(f" {word}")), lang)
    [run] = [run for run in found if value in run.text]
    assert "".join(cluster.text for cluster in run.clusters) == value
    assert not run.rtl


def test_the_rules_alone_would_turn_it_round() -> None:
    """So that the test above can fail."""
    text = f"{SENTENCES['ar'].split()[0]} 1-888-373-7888"
    assert len(set(levels(text, 1)[-14:])) > 1


@pytest.mark.parametrize("lang", RIGHT_TO_LEFT)
def test_the_paragraph_runs_as_its_language_does_whatever_comes_first(lang: str) -> None:
    word = SENTENCES[lang].split()[0]
    found = lines((NUMBER, Inline(f" {word}")), lang)
    at = {run.text.strip(): run.x for run in found}
    assert at[NUMBER.text] == 0 < at[word]


def test_english_with_an_arabic_name_in_it_still_starts_at_the_left() -> None:
    found = lines("العربية is spoken here", "en")
    assert found[0].x == 0
    assert found[0].rtl
    assert not found[-1].rtl


@pytest.mark.parametrize("lang", RIGHT_TO_LEFT)
def test_runs_are_told_in_reading_order(lang: str) -> None:
    text = (Inline(f"{SENTENCES[lang]} "), NUMBER, Inline(f" {SENTENCES[lang]}."))
    assert "".join(run.text for run in lines(text, lang, 150)) == plain(text)


@pytest.mark.parametrize("lang", RIGHT_TO_LEFT)
@pytest.mark.parametrize("measure", [60, 90, 140, 400])
def test_white_space_at_the_end_of_a_line_hangs_past_its_end(lang: str, measure: float) -> None:
    """Rule L1: also where the line ends inside words that run the other way."""
    text = f"{SENTENCES[lang]} United States of America {SENTENCES[lang]}"
    by_line: dict[float, list[GlyphRun]] = {}
    for run in lines(text, lang, measure):
        by_line.setdefault(run.y, []).append(run)
    for runs in by_line.values():
        start = min(run.x for run in runs)
        last = max(runs, key=lambda run: run.x)
        assert start == pytest.approx(0, abs=0.01)
        if runs[-1].text.endswith(" "):
            assert last.text.isspace() or last is runs[-1]


# --- stature


@pytest.mark.parametrize("size", [10.0, 40.0])
@pytest.mark.parametrize("lang", SENTENCES)
def test_the_box_holds_the_marks_of_the_script(lang: str, size: float) -> None:
    """Its ink, but for the hair that Latin letters reach over, and what a row says does not count."""
    told = language(LIBRARY, lang)
    paragraph = Paragraph(shaped(SENTENCES[lang], lang, 850), 1.3)
    top = (told.overshoot + 0.03) * size
    for run in paragraph.place(0, 0, 1e6, size, INK)[0]:
        for cluster in run.clusters:
            for glyph, _, _, up in cluster.glyphs:
                extents = FACES.instance(run.font).get_glyph_extents(glyph)
                if extents and extents.height:
                    high = run.y - (extents.y_bearing + up) * size / 1000
                    low = run.y - (extents.y_bearing + extents.height + up) * size / 1000
                    assert high >= -top, cluster.text
                    assert low <= paragraph.height(1e6, size) + 0.14 * size, cluster.text


@pytest.mark.parametrize("lang", SENTENCES)
def test_lines_never_stand_closer_than_the_script_allows(lang: str) -> None:
    assert Paragraph(shaped(SENTENCES[lang], lang), 0.9).pitch >= language(LIBRARY, lang).least_leading


def test_a_number_by_itself_stands_as_tall_as_its_figures() -> None:
    for lang in SENTENCES:
        assert shaped((NUMBER,), lang).stature.ascent == Stature().ascent


def test_a_word_of_a_taller_script_raises_the_line_it_stands_in() -> None:
    latin, mixed = shaped("Call now", "en"), shaped("Call ไทย", "en")
    assert mixed.stature.ascent > latin.stature.ascent
    assert Paragraph(mixed, 1.0).pitch > Paragraph(latin, 1.0).pitch == 1.0


def test_a_font_is_asked_for_by_its_axes() -> None:
    assert FACES.instance(FontKey("NotoSansSC", 450)) is not FACES.instance(FontKey("NotoSansSC", 850))
