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
