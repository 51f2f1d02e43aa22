"""Lines end where ICU lets them, or in fewer places, as a language is set better."""

from __future__ import annotations

import pytest
from icu4py.breakers import LineBreaker

from generator.language import language
from generator.typeset.breaking import line_ends
from tests.instruments.pieces import LIBRARY
from tests.instruments.tongues import SENTENCES

KOREAN = "누군가 내 여권이나 신분증을 가지고 있나요?"
JAPANESE = "あなたは働くことを強いられていますか？"


def parts(text: str, lang: str, breaks: str = "") -> list[str]:
    ends = line_ends(text, lang, breaks)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize("lang", SENTENCES)
def test_lines_end_where_icu_has_it(lang: str) -> None:
    text = SENTENCES[lang]
    assert line_ends(text, lang) == [end for _, end in LineBreaker(text, lang).segments()]


@pytest.mark.parametrize("lang", SENTENCES)
@pytest.mark.parametrize("headline", [False, True])
def test_no_language_adds_to_them(lang: str, headline: bool) -> None:
    """Nor loses the end of the text."""
    told = language(LIBRARY, lang)
    found = line_ends(SENTENCES[lang], lang, told.headline_breaks if headline else told.breaks)
    assert set(found) <= set(line_ends(SENTENCES[lang], lang))
    assert found[-1] == len(SENTENCES[lang])


def test_korean_breaks_at_spaces_alone() -> None:
    assert parts(KOREAN, "ko", language(LIBRARY, "ko").breaks) == [f"{word} " for word in KOREAN.split()[:-1]] + [KOREAN.split()[-1]]
    assert len(line_ends(KOREAN, "ko")) > len(KOREAN.split())


def test_a_japanese_headline_breaks_between_phrases() -> None:
    assert parts(JAPANESE, "ja", language(LIBRARY, "ja").headline_breaks) == ["あなたは", "働く", "ことを", "強いられ", "ていますか？"]


def test_a_small_kana_never_begins_a_line_of_japanese() -> None:
    text = "チャットやシェルターへ"
    assert not [part for part in parts(text, "ja", language(LIBRARY, "ja").breaks) if part[0] in "ャッェー"]


def test_a_chinese_headline_tears_no_word() -> None:
    found = parts("人口贩运受害者", "zh-Hans", language(LIBRARY, "zh-Hans").headline_breaks)
    assert "人口" in found
    assert len(found) < len(parts("人口贩运受害者", "zh-Hans"))


@pytest.mark.parametrize("lang", ["th", "lo", "km", "my"])
def test_scripts_without_spaces_break_between_words(lang: str) -> None:
    assert max(map(len, parts(SENTENCES[lang].replace(" ", ""), lang))) < 24


@pytest.mark.parametrize("lang", ["th", "lo", "km", "my", "ja", "zh-Hans"])
def test_translators_say_where_a_line_may_end_and_where_not(lang: str) -> None:
    text = SENTENCES[lang].replace(" ", "")
    first, second = line_ends(text, lang)[:2]
    assert first not in line_ends(f"{text[:first]}\u2060{text[first:]}", lang)
    inside = next(at for at in range(1, len(text)) if at not in line_ends(text, lang))
    assert inside + 1 in line_ends(f"{text[:inside]}\u200b{text[inside:]}", lang)
    assert second


def test_the_ethiopic_wordspace_ends_a_word() -> None:
    assert parts("እያንዳንዱ፡ሰው፡የዘር", "am") == ["እያንዳንዱ፡", "ሰው፡", "የዘር"]
