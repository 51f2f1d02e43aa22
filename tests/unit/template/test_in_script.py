"""A theme for a script: larger leading where letters stand taller, no tricks that its letters do not bear."""

from __future__ import annotations

import pytest

from generator.language import every_language, language
from generator.template.load import load_theme
from generator.template.scripts import LEAST_GAP, NARROWEST, in_script
from tests.instruments.pieces import LIBRARY, THEMES

TAGS = [each.tag for each in every_language(LIBRARY)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tag", ["en", "es", "ru", "el"])
def test_latin_is_set_as_the_theme_says(theme: str, tag: str) -> None:
    plain = load_theme(LIBRARY, theme)
    assert in_script(plain, language(LIBRARY, tag)) == plain


@pytest.mark.parametrize("tag", TAGS)
def test_no_size_falls_below_the_smallest_and_no_line_below_the_least_leading(tag: str) -> None:
    plain, told = load_theme(LIBRARY, "light"), language(LIBRARY, tag)
    for name, style in in_script(plain, told).styles.items():
        before = plain.styles[name]
        for scale, (least, most) in style.size.items():
            assert least == before.size[scale][0]
            assert least <= most <= before.size[scale][1]
        assert style.leading >= max(before.leading, told.least_leading) - 1e-9
        assert style.gap >= min(before.gap, LEAST_GAP)
        assert min(style.widths) >= NARROWEST
        assert list(style.widths) == sorted(style.widths, reverse=True)


@pytest.mark.parametrize("tag", ["ar", "he", "hi", "th", "zh-Hans"])
def test_letters_are_not_parted(tag: str) -> None:
    assert {style.tracking for style in in_script(load_theme(LIBRARY, "light"), language(LIBRARY, tag)).styles.values()} == {0.0}


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_a_face_without_widths_is_not_set_narrower_and_so_not_lighter(tag: str) -> None:
    for style in in_script(load_theme(LIBRARY, "light"), language(LIBRARY, tag)).styles.values():
        assert (style.widths, style.weights) == ((100.0,), ())


def test_paragraphs_keep_their_distance_in_leadings() -> None:
    """A box of Burmese holds marks that a box of Latin has no room for; the gap makes up for them."""
    plain, told = load_theme(LIBRARY, "light").styles["body"], language(LIBRARY, "my")
    found = in_script(load_theme(LIBRARY, "light"), told).styles["body"]
    apart = (0.934 + plain.gap) / plain.leading
    assert (told.ascent + told.descent + found.gap) / found.leading == pytest.approx(apart)
