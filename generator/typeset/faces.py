"""Open variable fonts and answer for their instances: glyphs, advances, coverage, and how tall their script stands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import msgspec
import uharfbuzz as hb

from generator.errors import missing
from generator.frame import FontKey
from generator.language import ScriptSetting, all_scripts
from generator.resources import Library
from generator.tomlfile import read_toml

FOLDER = "assets/fonts"
CAP_HEIGHT = 0.714
"""Height of the Latin capitals in Noto Sans and, within a hundredth, in Public Sans, in em (their OS/2 tables)."""
DESCENT = 0.22
"""How far the Latin descenders reach below the baseline, in em."""


class Stature(msgspec.Struct, frozen=True):
    """How tall a text stands, in em: above the baseline, below it, and the least distance of two baselines."""

    ascent: float = CAP_HEIGHT
    descent: float = DESCENT
    leading: float = 0.0

    @classmethod
    def of(cls, setting: ScriptSetting) -> Stature:
        return cls(setting.ascent, setting.descent, setting.least_leading)


class Faces:
    """The fonts of a library, each opened once and only when it is needed."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._instances: dict[FontKey, hb.Font] = {}
        self._faces: dict[str, hb.Face] = {}
        self._covered: dict[str, set[str]] = {}
        self._fallback: dict[str, Any] = {}
        self._statures: dict[str, Stature] = {}

    def face(self, stem: str) -> hb.Face:
        """The opened face; MissingError if the file is not there."""
        found = self._faces.get(stem)
        if found is None:
            paths = list(self.library.layers(f"{FOLDER}/{stem}.ttf"))
            if not paths:
                raise missing("no-font", f"the font file {stem}.ttf is not there", str(self.library.roots[0] / FOLDER))
            found = self._faces[stem] = hb.Face(hb.Blob.from_file_path(str(paths[-1])))
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

    def covers_all(self, stem: str, chars: Iterable[str]) -> bool:
        """Whether the face has every one of the characters; what it was found to have is not looked up again."""
        known = self._covered.setdefault(stem, set())
        for char in set(chars) - known:
            if not self.covers(stem, char):
                return False
            known.add(char)
        return True

    def fallbacks(self, lang: str) -> list[str]:
        """Faces to try, in order, for a character that a text's own face lacks; for Han, in the order of its language."""
        if not self._fallback:
            self._fallback = read_toml(list(self.library.layers(f"{FOLDER}/fonts.toml"))[-1])["fallback"]
        order, han = self._fallback["order"], self._fallback["han"]
        mine = han.get(lang, ())
        return [*(stem for stem in order if stem not in mine), *mine]

    def stature(self, stem: str) -> Stature:
        """How tall the script of a face stands; a face that no script names is Latin."""
        if not self._statures:
            for script in all_scripts(self.library).values():
                self._statures.setdefault(script.face, Stature.of(script))
        return self._statures.get(stem) or Stature()


@cache
def open_faces(library: Library) -> Faces:
    """One `Faces` for a library and process: opened faces and shaped text are shared by all pieces."""
    return Faces(library)


@lru_cache(maxsize=8192)
def face_for(faces: Faces, own: str, char: str, lang: str) -> str | None:
    """The face that draws `char`: the text's own, else the first fallback that has it, else None."""
    if faces.covers(own, char):
        return own
    return next((stem for stem in faces.fallbacks(lang) if faces.covers(stem, char)), None)
