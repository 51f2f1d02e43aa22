"""No renderer leaves grey seams between the modules of a code, at any resolution."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache

import pikepdf
import pytest
from PIL import Image

from generator.press import Piece
from generator.stock.media import media_size
from generator.units import Rect
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
    """A piece of the layout in the size that is quickest to draw, the page with its first code, and the code's place."""

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


def with_paths(pdf: bytes, piece: Piece) -> bytes:
    """The file with its code drawn as a filled square a module instead of a mask: what is known to leave seams."""
    code = next(item for frame in piece.frames for mark in frame.marks for item in mark.items if hasattr(item, "modules"))
    side = len(code.modules)
    squares = "".join(
        f"{column / side:.5f} {1 - (row + 1) / side:.5f} {1 / side:.5f} {1 / side:.5f} re\n"
        for row, modules in enumerate(code.modules)
        for column, dark in enumerate(modules)
        if dark == "1"
    ).encode()
    return changed(pdf, lambda data: data[: data.index(b"BI /W")] + squares + b"f " + data[data.index(b"EI Q") + 3 :])


def with_grey_ink(pdf: bytes, piece: Piece) -> bytes:
    """The file with its code in a middle grey."""
    return changed(pdf, lambda data: data.replace(b" BI /W", b" 0.5 g BI /W"))


def changed(pdf: bytes, change: Callable[[bytes], bytes]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            data = page.obj.Contents.read_bytes()
            if b"BI /W" in data:
                page.obj.Contents.write(change(data))
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("spoil", [with_paths, with_grey_ink])
def test_seams_and_grey_ink_are_noticed(spoil: Callable[[bytes, Piece], bytes], name: str) -> None:
    draw = renderer(name)
    piece, page, place = smallest(LAYOUTS[0])
    assert grey_share(draw(spoil(piece.pdf, piece), page, 150), place, 150) > 0.01
