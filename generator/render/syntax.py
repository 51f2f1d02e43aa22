"""PDF syntax for single values: numbers and text strings."""

from __future__ import annotations


def text_string(text: str) -> str:
    """A PDF text string: literal for plain ASCII, else UTF-16 with its byte order mark, in hex."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """A coordinate with at most three decimals, a third of a thousandth of a millimetre."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
