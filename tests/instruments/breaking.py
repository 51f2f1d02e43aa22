"""Break a good file on purpose, to see whether an instrument notices."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf

from generator.frame import Code


def broken(pdf: bytes, break_it: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file after something was done to its objects."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        break_it(file)
        out = io.BytesIO()
        # Not compressed: a compressed stream may end in a carriage return, which QPDF parts from "endstream" by a mere
        # line feed, and that is a fault of its own (ISO 19005-2, 6.1.7.1).
        file.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return out.getvalue()


def elements(file: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    """The structure elements of a role, at least one."""
    every = (obj for obj in file.objects if isinstance(obj, pikepdf.Dictionary) and "/P" in obj)
    found: list[pikepdf.Object] = [obj for obj in every if obj.get("/S") == role]
    assert found, f"the piece has no {role}"
    return found


def stencils(file: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """The drawings of the codes, at least one."""
    found = [obj for obj in file.objects if isinstance(obj, pikepdf.Stream) and obj.get("/ImageMask", False)]
    assert found, "the piece draws no code"
    return found


def samples(modules: tuple[str, ...]) -> bytes:
    """The rows of a symbol, each filled up to whole bytes, as a stencil holds them."""
    wide = len(modules) + -len(modules) % 8
    return b"".join(int(row.ljust(wide, "0"), 2).to_bytes(wide // 8, "big") for row in modules)


def redrawn(pdf: bytes, code: Code, modules: tuple[str, ...]) -> bytes:
    """The file with other modules of the same number in the place of a code's."""

    def draw(file: pikepdf.Pdf) -> None:
        drawings = [drawing for drawing in stencils(file) if drawing.read_bytes() == samples(code.modules)]
        assert drawings, "the code is drawn otherwise than it stands in its frame"
        for drawing in drawings:
            drawing.write(samples(modules))

    return broken(pdf, draw)


def appended(file: pikepdf.Pdf, operators: bytes) -> None:
    """Write operators at the end of the last page."""
    contents = file.pages[-1].obj.Contents
    file.pages[-1].obj.Contents = file.make_stream(contents.read_bytes() + b"\n" + operators)
