"""What a reader of a PDF that keeps to the rules says: the structure tree with its ActualText, and the glyphs' ToUnicode.

Poppler's listing of the tree loses its place at marked content inside marked content, and knows nothing of ActualText.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.instruments.expected import INLINE

_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def spoken(pdf: bytes) -> str:
    """The text of the structure tree in reading order; each block begins a line."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        marked = {page.objgen: _marked(page) for page in file.pages}
        return "".join(_walk(file.Root.StructTreeRoot.K, marked))


def actual_texts(pdf: bytes) -> list[str]:
    """The ActualText of every element of the tree, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [str(element.ActualText) for element in _elements(file.Root.StructTreeRoot.K) if "/ActualText" in element]


def _elements(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _walk(element: Any, marked: dict[Any, dict[int, str]]) -> Iterator[str]:
    if str(element.S)[1:] not in INLINE:
        yield "\n"
    if "/ActualText" in element:
        yield str(element.ActualText)
        return
    for kid in _kids(element):
        if isinstance(kid, int):
            yield marked[element.Pg.objgen].get(kid, "")
        elif "/S" in kid:
            yield from _walk(kid, marked)


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked-content sequence of a page by its identifier."""
    fonts = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    stack: list[tuple[int | None, bool]] = []
    glyphs: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" else {}
            said = "/ActualText" in properties
            inherited, silent = stack[-1] if stack else (None, False)
            mark = int(properties["/MCID"]) if "/MCID" in properties else inherited
            if said and mark is not None and not silent:
                found[mark] = found.get(mark, "") + str(properties["/ActualText"])
            stack.append((mark, silent or said))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            glyphs = fonts[str(operands[0])]
        elif name == "TJ" and stack and stack[-1][0] is not None and not stack[-1][1]:
            mark = stack[-1][0]
            codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
            text = "".join(glyphs[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))
            found[mark] = found.get(mark, "") + text
    return found


def _to_unicode(font: Any) -> dict[int, str]:
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _ENTRY.findall(_blocks(font))}


def _blocks(font: Any) -> bytes:
    data: bytes = font.ToUnicode.read_bytes()
    return b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL))
