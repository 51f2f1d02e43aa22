"""Whether what was measured did its job: pages, size, every text of the poster, a code that reads, fonts inside.

    python check.py FOLDER FILE.pdf=PAGES ...

FOLDER holds poster.json; FILE.pdf=PAGES:text asks for the poster's texts too. What is wrong is printed; exit code 1.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

LETTER = (612, 792)
DPI = 200


def faults(path: Path, pages: int, told: dict[str, Any] | None) -> Iterator[str]:
    """What is wrong with a file; with `told` its first page must be the poster."""
    with pypdfium2.PdfDocument(path) as document:
        if len(document) != pages:
            yield f"{len(document)} pages, not {pages}"
        page = document[0]
        if tuple(round(side) for side in page.get_size()) != LETTER:
            yield f"a page of {page.get_size()}"
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4):
            if not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)):
                yield "a font is not embedded"
        if told is not None:
            found = squashed(page.get_textpage().get_text_bounded())
            yield from (f"the text {text!r} is missing" for text in texts(told) if squashed(text) not in found)
            picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
            if told["payload"] not in {code.text for code in zxingcpp.read_barcodes(picture)}:
                yield "the code does not read"


def texts(told: dict[str, Any]) -> Iterator[str]:
    """Each text of the poster as one string."""
    single = ("kicker", "headline", "lead", "asked", "safety", "call", "number", "action", "destination", "caution", "imprint")
    for runs in (*(told[name] for name in single), *told["items"], *told["ways"], *told["others"]):
        yield "".join(run[0] for run in runs)


def squashed(text: str) -> str:
    """Without white space and without what is not seen."""
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")


def main(folder: Path, *asked: str) -> int:
    told = json.loads((folder / "poster.json").read_text("utf-8"))
    worst = 0
    for one in asked:
        name, _, pages = one.rpartition("=")
        number, _, text = pages.partition(":")
        for fault in faults(Path(name), int(number), told if text else None):
            print(f"{name}: {fault}")
            worst = 1
    return worst


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
