"""What is asked for: one piece, as plain data."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Brief(msgspec.Struct, frozen=True):
    """A request for one piece; "" and None leave a choice to the layout."""

    layout: str
    audience: str
    lang: str = "en"
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
