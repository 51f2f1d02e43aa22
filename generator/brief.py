"""What is asked for: one piece, as plain data."""

from __future__ import annotations

from pathlib import Path

import msgspec

AND = "+"
"""Between the languages of one piece, where they are written in one word: "en+es"."""


class Brief(msgspec.Struct, frozen=True):
    """A request for one piece; "" and None leave a choice to the layout."""

    layout: str
    audience: str
    lang: str = ""
    """The language it begins in; left out, the first of the layout's own, or English."""
    size: str = ""
    orientation: str = ""
    theme: str = ""
    profile: Path | None = None
    stock: str = ""
    copies: int | None = None
    single: bool = False
    draft: bool = False
    """Words that are missing or not agreed to are filled in, and every side says that it is a draft."""
    reviewed_only: bool = False
    """Refuse a language whose translation nobody has reviewed, or that has changed since."""
    edition: str = ""
    """The edition it bears; "" is that of the content."""
    also: tuple[str, ...] = ()
    """The languages it speaks besides."""

    @property
    def langs(self) -> tuple[str, ...]:
        """All its languages, in order."""
        return (self.lang, *self.also)

    @property
    def tongues(self) -> str:
        """All its languages in one word, as files and messages name them."""
        return AND.join(self.langs)


def split_langs(text: str) -> tuple[str, ...]:
    """The languages that "en+es" stands for."""
    return tuple(part.strip() for part in text.split(AND))
