"""Fonts are embedded, subset, and copy as the text they draw."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from generator.press import Piece
from tests.instruments.breaking import broken
from tests.instruments.pieces import AUDIENCES, LAYOUTS, audience_of, every
from tests.instruments.tools import FILE, need, output

Make = Callable[..., Piece]


def font_faults(pdf: bytes) -> list[str]:
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        fonts = [obj for obj in file.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
        whole = [font for font in fonts if font.Subtype != "/CIDFontType2"]
        if not whole:
            found.append("no fonts")
        for font in whole:
            name = str(font.BaseFont)
            if font.Subtype != "/Type0":
                found.append(f"{name} is {font.Subtype}")
            elif "/FontFile2" not in font.DescendantFonts[0].FontDescriptor:
                found.append(f"{name} is not embedded")
            if "/ToUnicode" not in font:
                found.append(f"{name} has no ToUnicode")
            if not re.fullmatch(r"/[A-Z]{6}\+\S+", name):
                found.append(f"{name} is not named as a subset")
        names = [str(font.BaseFont) for font in whole]
        if len(set(names)) != len(names):
            found.append("two fonts share a name")
    return found


def test_fonts_are_embedded_as_subsets_that_copy_as_text() -> None:
    assert not {name: bad for name, piece in every() if (bad := font_faults(piece.pdf))}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_poppler_finds_the_fonts_embedded(layout: str, make: Make) -> None:
    need("pdffonts")
    for line in output(make(layout, audience_of(layout)).pdf, "pdffonts", FILE).decode().splitlines()[2:]:
        assert re.search(r"CID TrueType\s+Identity-H\s+yes yes yes", line), line


@pytest.mark.parametrize("key", ["/ToUnicode", "/FontFile2"])
def test_a_font_without_its_parts_is_noticed(key: str, make: Make) -> None:
    def take_out(file: pikepdf.Pdf) -> None:
        del next(obj for obj in file.objects if isinstance(obj, pikepdf.Dictionary) and key in obj)[key]

    assert font_faults(broken(make(LAYOUTS[0], AUDIENCES[0]).pdf, take_out))
