"""Where the lines of a text may end, by ICU: as Unicode has it, or as its language is set better."""

from __future__ import annotations

from icu4py.breakers import LineBreaker, WordBreaker

ZERO_WIDTH_SPACE = "\u200b"


def line_ends(text: str, lang: str, breaks: str = "") -> list[int]:
    """Offsets at which a line may end, the end of the text among them.

    `breaks` is "" for the rules of UAX #14 and ICU's dictionaries; "spaces" for those of them at white space alone
    (Korean, whose words carry their particles); "words" for those that tear no word of ICU's dictionary (Chinese
    headlines); or keywords of a Unicode locale, such as "lb-strict-lw-phrase" (Japanese).
    """
    if breaks == "spaces":
        return [end for end in _ends(text, lang) if end == len(text) or text[end - 1].isspace() or text[end - 1] == ZERO_WIDTH_SPACE]
    if breaks == "words":
        words = {end for _, end in WordBreaker(text, lang).segments()}
        return [end for end in _ends(text, lang) if end in words]
    return _ends(text, f"{lang}-u-{breaks}" if breaks else lang)


def _ends(text: str, locale: str) -> list[int]:
    return [end for _, end in LineBreaker(text, locale).segments()]
