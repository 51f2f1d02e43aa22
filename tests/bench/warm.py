"""Time pieces made one after another in one process, as a batch makes them; each is another piece, none comes twice.

    python warm.py OUT.json

Milliseconds for each layout: of its `first` piece, of every `audience` and language that follows in the layout's own
size, and of those in every other `size` and orientation.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from generator.brief import Brief
from generator.content.audience import load_audiences
from generator.content.catalog import languages
from generator.errors import InputError
from generator.press import press
from generator.resources import Library, find_library
from generator.template.load import load_layout

LAYOUTS = ("poster", "wallet-card", "fact-sheet")


def milliseconds(library: Library, brief: Brief) -> float | None:
    """How long a piece takes; None if it is not offered."""
    began = time.perf_counter()
    try:
        press(library, brief)
    except InputError:
        return None
    return (time.perf_counter() - began) * 1000


def timed(library: Library, briefs: list[Brief]) -> list[float]:
    return [taken for brief in briefs if (taken := milliseconds(library, brief)) is not None]


def main(out: Path) -> None:
    library = find_library()
    every = [(lang, audience) for lang in languages(library) for audience in load_audiences(library)]
    found = {}
    for name in LAYOUTS:
        layout = load_layout(library, name)
        home = (layout.sizes[0], layout.orientation)
        others = [(size, way) for size in layout.sizes for way in layout.orientations if (size, way) != home]
        first, *rest = (Brief(name, audience, lang) for lang, audience in every)
        found[name] = {
            "first": timed(library, [first]),
            "audience": timed(library, rest),
            "size": timed(library, [Brief(name, audience, lang, *other) for other in others for lang, audience in every]),
        }
    out.write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
