"""Draw the small pictures that the README shows, into output/gallery.

python -m tools.build_gallery
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from generator.brief import Brief
from generator.press import press
from generator.render.proof import render_png
from generator.resources import Library, builtin_root

GALLERY = Path("output/gallery")
PIECES: dict[str, tuple[Brief, int]] = {
    "poster-victims": (Brief("poster", "victims"), 1),
    "poster-individuals-es": (Brief("poster", "individuals", "es", theme="bold"), 1),
    "poster-business-light": (Brief("poster", "business", theme="light"), 1),
    "poster-ngos-large-print": (Brief("poster", "ngos", theme="large-print"), 1),
    "poster-legal-landscape": (Brief("poster", "legal", orientation="landscape"), 1),
    "poster-victims-ar": (Brief("poster", "victims", "ar"), 1),
    "poster-victims-en-es": (Brief("poster", "victims", "en", also=("es",)), 1),
    "poster-languages": (Brief("poster-languages", "victims"), 1),
    "poster-victims-hi-light": (Brief("poster", "victims", "hi", theme="light"), 1),
    "card-zh-front": (Brief("wallet-card", "victims", "zh-Hans", single=True), 1),
    "card-zh-back": (Brief("wallet-card", "victims", "zh-Hans", single=True), 2),
    "fact-sheet-victims-vi": (Brief("fact-sheet", "victims", "vi"), 1),
    "card-victims-front": (Brief("wallet-card", "victims", single=True), 1),
    "card-victims-back": (Brief("wallet-card", "victims", single=True), 2),
    "card-discreet-front": (Brief("wallet-card", "victims", "es", theme="discreet", single=True), 1),
    "card-discreet-back": (Brief("wallet-card", "victims", "es", theme="discreet", single=True), 2),
    "cards-sheet": (Brief("wallet-card", "law-enforcement"), 1),
    "fact-sheet-victims-1": (Brief("fact-sheet", "victims"), 1),
    "fact-sheet-victims-2": (Brief("fact-sheet", "victims"), 2),
    "fact-sheet-law-enforcement-es": (Brief("fact-sheet", "law-enforcement", "es", theme="light"), 1),
}
"""What is shown, by file name: the brief, and which page."""
WIDTH = 460
"""Pixels of the longer side; a picture of the gallery stays under 60 kB."""


def draw(library: Library, brief: Brief, page: int) -> Image.Image:
    """A page at the gallery's size, drawn large first so that small type stays fine."""
    image = Image.open(io.BytesIO(render_png(press(library, brief).pdf, page, 200))).convert("RGB")
    image.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
    return image


def main() -> None:
    library = Library((builtin_root(),))
    GALLERY.mkdir(parents=True, exist_ok=True)
    for name, (brief, page) in PIECES.items():
        image = draw(library, brief, page).quantize(96, dither=Image.Dither.NONE)
        image.save(GALLERY / f"{name}.png", optimize=True)
    for stray in set(GALLERY.glob("*.png")) - {GALLERY / f"{name}.png" for name in PIECES}:
        stray.unlink()
    print(f"{len(PIECES)} pictures in {GALLERY}")


if __name__ == "__main__":
    main()
