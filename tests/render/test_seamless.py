"""No renderer leaves grey seams between the modules of a code, at any resolution."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import pikepdf
import pytest
from PIL import Image

from generator.press import Piece
from generator.stock.media import media_size
from generator.units import Rect
from tests.instruments.breaking import broken, stencils
from tests.instruments.expected import module, page_codes
from tests.instruments.pieces import LAYOUTS, LIBRARY, layout_of, make
from tests.instruments.rasters import RENDERERS, grey_share
from tests.instruments.scan import misread, read
from tests.instruments.tools import need

AUDIENCE = "victims"
PDFIUM_SMOOTHS = 3
"""Below so many pixels a module PDFium smooths a mask, whatever the file says: it does where the enlargement in area is
less than eightfold, which is 2.83 pixels a sample. On paper no printer is that coarse."""


@lru_cache
def smallest(layout: str) -> tuple[Piece, int, Rect]:
    """A piece of the layout in the size that is quickest to draw, a page with a code, and the code's place."""

    def area(size: str) -> float:
        trim = media_size(LIBRARY, size)
        return trim.width * trim.height

    piece = make(layout, AUDIENCE, size=min(layout_of(layout).sizes, key=area), single=True)
    for number, sheet in enumerate(piece.document.sheets):
        for _, place in page_codes(sheet):
            return piece, number, place
    raise AssertionError(f"the {layout} has no code")


def renderer(name: str) -> Callable[[bytes, int, int], Image.Image]:
    program, draw = RENDERERS[name]
    if program:
        need(program)
    return draw


@pytest.mark.parametrize("dpi", [150, 300, 600])
@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_grey_inside_a_code(layout: str, name: str, dpi: int) -> None:
    piece, page, place = smallest(layout)
    image = renderer(name)(piece.pdf, page, dpi)
    sheet = piece.document.sheets[page]
    if name == "pdfium" and module(sheet) * dpi / 72 < PDFIUM_SMOOTHS:
        assert misread(page_codes(sheet), read(image, dpi)) == [], "smoothed, but as good to read"
    else:
        assert grey_share(image, place, dpi) == 0


def with_paths(file: pikepdf.Pdf) -> None:
    """Each code as a path of one square a module instead of a stencil: what is known to leave seams."""
    for drawing in stencils(file):
        side = int(drawing.Width)
        bits = [f"{byte:08b}" for byte in drawing.read_bytes()]
        rows = ["".join(bits[at : at + len(bits) // side]) for at in range(0, len(bits), len(bits) // side)]
        squares = (
            f"{column / side:.5f} {1 - (row + 1) / side:.5f} {1 / side:.5f} {1 / side:.5f} re"
            for row, modules in enumerate(rows)
            for column in range(side)
            if modules[column] == "1"
        )
        drawing.write(("\n".join(squares) + " f").encode())
        for key in ("/Width", "/Height", "/ImageMask", "/BitsPerComponent", "/Decode"):
            del drawing[key]
        drawing.Subtype, drawing.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 1, 1])


def with_grey_ink(file: pikepdf.Pdf) -> None:
    """Each code in a middle grey."""
    for page in file.pages:
        data = page.obj.Contents.read_bytes()
        page.obj.Contents = file.make_stream(re.sub(rb"(/I\d+ Do)", rb"0.5 g \1", data))


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("spoil", [with_paths, with_grey_ink])
def test_seams_and_grey_ink_are_noticed(spoil: Callable[[pikepdf.Pdf], None], name: str) -> None:
    draw = renderer(name)
    piece, page, place = smallest(LAYOUTS[0])
    assert grey_share(draw(broken(piece.pdf, spoil), page, 150), place, 150) > 0.01
