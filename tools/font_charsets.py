"""Which characters each large font keeps, as sets of code points.

The East Asian sets are the national standards, read off Python's own codecs, and the few characters beyond them that
the CLDR exemplars, written Cantonese or ordinary typography ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

CharacterSet = frozenset[int]


def latin_cyrillic_greek() -> CharacterSet:
    """The blocks that running text in a Latin, Cyrillic or Greek alphabet draws on."""
    return _blocks(
        (0x0020, 0x024F),  # Basic Latin to Latin Extended-B
        (0x02B0, 0x052F),  # Spacing Modifier Letters to Cyrillic Supplement
        (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
        (0x2000, 0x206F),  # General Punctuation
        (0x20A0, 0x20BF),  # Currency Symbols
        (0x2100, 0x214F),  # Letterlike Symbols
        (0x2212, 0x2212),  # MINUS SIGN
        (0x25CC, 0x25CC),  # DOTTED CIRCLE, which bears a mark that stands alone
        (0xA78B, 0xA78C),  # LATIN LETTER SALTILLO, of the Mayan languages
    )


def simplified_chinese() -> CharacterSet:
    """GB 2312, levels 1 and 2."""
    forms = _blocks((0xFE30, 0xFE31), (0xFE33, 0xFE44), (0xFE49, 0xFE52), (0xFE54, 0xFE57), (0xFE59, 0xFE61))
    more = _points("\u2025\u2035\u5463\ufe63\ufe68\ufe6a\ufe6b")
    return _east_asian() | _double_byte("gb2312", range(0xA1, 0xF8)) | forms | more


def traditional_chinese() -> CharacterSet:
    """Big5, levels 1 and 2, with the zhuyin letters and the characters that only written Cantonese uses."""
    cantonese = _points("吖咗哋啱啲喺嗰嗱嘅嘞嘢嘥嚟孭揸揾攞瞓踎")
    more = _points("\u2027\u5179\u522b\u53f6\u5965\u5f5e\u654d\u6b8b\u7b80\u88cf\u9262\u9759\ufe32\ufe51\ufe58\ufe68")
    zhuyin = _blocks((0x3105, 0x312F))
    # Rows 0xC7 and 0xC8 hold no Chinese: kana, Cyrillic and circled digits of a later extension.
    standard = _double_byte("big5", (*range(0xA1, 0xC7), *range(0xC9, 0xFA)))
    return _east_asian() | standard | zhuyin | cantonese | more


def japanese() -> CharacterSet:
    """JIS X 0208, levels 1 and 2, and both kana."""
    kana = _blocks((0x3040, 0x30FF), (0x31F0, 0x31FF))
    return _east_asian() | _double_byte("euc_jp", range(0xA1, 0xF5)) | kana | _points("\u203e\u62fc\u8d1b\u9304\u95a9")


def korean() -> CharacterSet:
    """All 11 172 composed syllables and the symbols of KS X 1001; no hanja."""
    return _east_asian() | _double_byte("euc_kr", range(0xA1, 0xB0)) | _blocks((0xAC00, 0xD7A3))


CHARACTER_SETS: dict[str, Callable[[], CharacterSet]] = {
    "latin-cyrillic-greek": latin_cyrillic_greek,
    "simplified-chinese": simplified_chinese,
    "traditional-chinese": traditional_chinese,
    "japanese": japanese,
    "korean": korean,
}
EAST_ASIAN = frozenset(CHARACTER_SETS) - {"latin-cyrillic-greek"}


def _east_asian() -> CharacterSet:
    """What every East Asian font has beside its own characters: Latin, full width forms, punctuation, list marks."""
    blocks = _blocks((0x0020, 0x007E), (0x00A0, 0x017F), (0x3000, 0x303F), (0xFF01, 0xFFEE))
    return blocks | _points("–—‘’“”†•…‰′″‹›€™→←↑↓−×÷■□▲△◆◇○●★☆◎￥·")


def _blocks(*ranges: tuple[int, int]) -> CharacterSet:
    """Code points of ranges, both ends included."""
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def _points(text: Iterable[str]) -> CharacterSet:
    return frozenset(map(ord, text))


def _double_byte(codec: str, leads: Iterable[int]) -> CharacterSet:
    """What the two-byte codes of a codec stand for, by their first byte."""
    found: set[str] = set()
    for lead in leads:
        for trail in range(0x40, 0xFF):
            try:
                found.update(bytes((lead, trail)).decode(codec))
            except UnicodeDecodeError:
                continue
    return _points(found)
