"""Open variable fonts and answer for their instances: glyphs, advances, metrics, coverage."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb

from generator.errors import missing
from generator.frame import FontKey

CAP_HEIGHT = 0.714
"""Height of the Latin capitals in Noto Sans and, within a hundredth, in Public Sans, in em (their OS/2 tables)."""
DESCENT = 0.22
"""How far the Latin descenders reach below the baseline, in em."""
LATIN_LINE = 1.362
"""Ascent plus descent of Noto Sans in em; faces that need more get their leading raised by the ratio."""


class Faces:
    """The font files of one folder, each opened once and only when it is needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._instances: dict[FontKey, hb.Font] = {}
        self._faces: dict[str, hb.Face] = {}
        self._order: tuple[str, ...] | None = None

    def face(self, stem: str) -> hb.Face:
        """The opened face; MissingError if the file is not there."""
        found = self._faces.get(stem)
        if found is None:
            path = self.folder / f"{stem}.ttf"
            if not path.is_file():
                raise missing("no-font", f"the font file {stem}.ttf is not there", str(self.folder))
            found = self._faces[stem] = hb.Face(hb.Blob.from_file_path(str(path)))
        return found

    def instance(self, key: FontKey) -> hb.Font:
        """The font with its axes set; advances and offsets come in 1/1000 em, whatever units the file has."""
        found = self._instances.get(key)
        if found is None:
            found = hb.Font(self.face(key.face))
            found.scale = (1000, 1000)
            found.set_variations({"wght": key.weight, "wdth": key.width})
            self._instances[key] = found
        return found

    def covers(self, stem: str, char: str) -> bool:
        return self.instance(FontKey(stem, 400)).get_nominal_glyph(ord(char)) is not None

    def fallbacks(self) -> tuple[str, ...]:
        """Faces to try, in order, for a character that the style's own face lacks."""
        if self._order is None:
            with open(self.folder / "fonts.toml", "rb") as file:
                table = tomllib.load(file)
            self._order = tuple(table["fallback"]["order"])
        return self._order

    def line_height(self, stem: str) -> float:
        """Ascent plus descent in em."""
        extents = self.instance(FontKey(stem, 400)).get_font_extents("ltr")
        return float(extents.ascender - extents.descender) / 1000


@cache
def open_faces(folder: Path) -> Faces:
    """One `Faces` for a folder and process: opened faces and shaped text are shared by all pieces."""
    return Faces(folder)


@lru_cache(maxsize=4096)
def face_for(faces: Faces, own: str, char: str) -> str | None:
    """The face that draws `char`: the style's own, else the first fallback that has it, else None."""
    if faces.covers(own, char):
        return own
    return next((stem for stem in faces.fallbacks() if faces.covers(stem, char)), None)
