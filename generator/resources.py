"""Find layouts, themes, stocks, content, fonts and art; the only place that knows where they are kept.

Data comes from the built-in folders and, when the working folder is a campaign folder (it holds an `outreach.toml`),
from the same folders in there: a file of the same name replaces a built-in one, any other adds to them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.diagnostics import nearest
from generator.errors import missing

CAMPAIGN_FILE = "outreach.toml"


def builtin_root() -> Path:
    """The folder that holds the built-in `assets` and `layouts`: OUTREACH_DATA, the checkout, or the installed copy."""
    told = os.environ.get("OUTREACH_DATA")
    package = Path(__file__).resolve().parent
    candidates = [Path(told)] if told else [package.parent, package / "data"]
    for root in candidates:
        if (root / "layouts").is_dir() and (root / "assets").is_dir():
            return root
    raise missing(
        "no-data",
        "the folders layouts and assets are not there",
        str(candidates[0]),
        "install the package again, or let OUTREACH_DATA name the folder that holds them",
    )


class Library(msgspec.Struct, frozen=True):
    """The folders that data is looked for in, the built-in one first and the campaign's last."""

    roots: tuple[Path, ...]
    stamp: int = 0
    """Raised when files have changed: what was read for an earlier stamp, and is remembered, is another library's."""

    def every(self, folder: str, suffix: str) -> dict[str, Path]:
        """Files of `folder` by stem, sorted; a later root's file replaces an earlier one's."""
        found: dict[str, Path] = {}
        for root in self.roots:
            place = root / folder
            if place.is_dir():
                found.update({path.stem: path for path in sorted(place.iterdir()) if path.suffix == suffix})
        return dict(sorted(found.items()))

    def one(self, kind: str, folder: str, name: str, suffix: str = ".toml") -> Path:
        """The file of that name; MissingError naming the nearest one there is."""
        for root in reversed(self.roots):
            path = root / folder / (name + suffix)
            if path.is_file():
                return path
        known = list(self.every(folder, suffix))
        raise missing(f"no-{kind}", f"there is no {kind} named {name!r}", "", nearest(name, known))

    def layers(self, relative: str) -> Iterator[Path]:
        """The same file in each root that has it, built-in first."""
        for root in self.roots:
            path = root / relative
            if path.is_file():
                yield path


def find_library(folder: Path | None = None) -> Library:
    """The library as seen from a working folder."""
    here = folder if folder is not None else Path.cwd()
    builtin = builtin_root()
    campaign = (here / CAMPAIGN_FILE).is_file() and here.resolve() != builtin.resolve()
    return Library((builtin, here) if campaign else (builtin,))
