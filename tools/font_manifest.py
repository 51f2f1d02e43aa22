"""Measure built faces and write assets/fonts/fonts.toml: what each face is for, what it can do, where it is from."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from tools.font_sources import Source, Sources

HEAD = """\
# The faces of the press, by file stem. Written by tools/build_fonts.py from tools/font_sources.toml: change that
# file and build again, never this one. tests/test_assets.py holds both the files and these figures to each other.
#
# Keys of a face
#   scripts       ISO 15924 codes of what it is made for; languages, BCP 47 tags of those it was checked for
#   axes          range and default of each variation axis: wght is the weight, wdth the width in per cent
#   ascent, descent, cap-height   distances from the baseline in 1/1000 em (tables hhea and OS/2)
#   units-per-em  of the file itself: set a font's scale to 1000 to get all its advances in 1/1000 em
#   figures       the digits 0-9 "tabular" by default, "tnum" only with that feature, "none" not in the file;
#                 measured at every end of every axis
#   characters    how many code points it has
#   registry, package, version    where it was built from; revision, the font's own version
#
# What the text engine relies on
#   NotoSans has wght 400-900 and wdth 75-100. Its default digits are tabular over both axes: 572 units each at
#   400/100, 586 at 900/100, 507 at 800/75. The feature tnum changes nothing there, and does no harm.
#   PublicSans has no wdth, 2000 units per em, and proportional digits by default; tnum makes each of them 0.700 em
#   (1400 units) at every weight. It lacks Cyrillic, U+2010 to U+2012, U+2015, and the primes U+2032 and U+2033.
#   The digits of most other faces have other widths (551 to 576 at 400/100), and four faces (Armenian, Georgian,
#   Gujarati, Gurmukhi) have none: so numbers are set in the face that `digits` names, in every language.
#   The East Asian faces have no wdth: a headline that is too wide there must be smaller, not narrower.
#   NotoSansKR has composed syllables only (normalise to NFC) and no hanja; NotoSansTC lacks U+7B80, which
#   NotoSansSC has. U+2011 and U+203E are in NotoSans. Arrows are in the East Asian faces alone and the tick U+2713
#   is in none: draw such marks.
"""

LINE = 120
"""Longest line of the file, in characters."""


def manifest(sources: Sources, faces: dict[str, bytes]) -> str:
    """The whole text of fonts.toml."""
    lines = [HEAD, f"digits = {_quoted(sources.digits)}", "", "[fallback]"]
    lines += ["# After the face of the text's own script. Han characters: by the text's language, below."]
    lines += _list("order", sources.fallback.order)
    lines += ["", "[fallback.han]"]
    for language, order in sources.fallback.han.items():
        lines += _list(language, order)
    for stem, source in sources.faces.items():
        lines += ["", f"[faces.{stem}]", *_face(stem, source, sources, faces[stem])]
    return "\n".join(lines) + "\n"


def _face(stem: str, source: Source, sources: Sources, data: bytes) -> Iterator[str]:
    package = sources.packages[source.package]
    with TTFont(io.BytesIO(data), lazy=True) as font:
        upm = font["head"].unitsPerEm
        yield from _list("scripts", source.scripts)
        yield from _list("languages", source.languages)
        for axis in font["fvar"].axes:
            low, start, high = (f"{value:g}" for value in (axis.minValue, axis.defaultValue, axis.maxValue))
            yield f"axes.{axis.axisTag} = {{ min = {low}, default = {start}, max = {high} }}"
        yield f"ascent = {_thousandths(font['hhea'].ascent, upm)}"
        yield f"descent = {_thousandths(-font['hhea'].descent, upm)}"
        yield f"cap-height = {_thousandths(font['OS/2'].sCapHeight, upm)}"
        yield f"units-per-em = {upm}"
        yield f"figures = {_quoted(_figures(data))}"
        yield f"characters = {len(font.getBestCmap())}"
        yield f"registry = {_quoted(package.registry)}"
        yield f"package = {_quoted(source.package)}"
        yield f"version = {_quoted(package.version)}"
        yield f'revision = "{font["head"].fontRevision:.3f}"'
    yield f"licence = {_quoted(f'licences/{stem.lower()}-OFL.txt')}"
    yield f"sha256 = {_quoted(hashlib.sha256(data).hexdigest())}"


def _figures(data: bytes) -> str:
    face = hb.Face(data)
    if not set(map(ord, "0123456789")) <= set(face.unicodes):
        return "none"
    for name, features in (("tabular", {}), ("tnum", {"tnum": True})):
        if all(len(_advances(face, place, features)) == 1 for place in _ends(face)):
            return name
    return "proportional"


def _ends(face: hb.Face) -> list[dict[str, float]]:
    """The corners of the design space."""
    places: list[dict[str, float]] = [{}]
    for axis in face.axis_infos:
        places = [place | {axis.tag: value} for place in places for value in (axis.min_value, axis.max_value)]
    return places


def _advances(face: hb.Face, place: dict[str, float], features: dict[str, bool]) -> set[int]:
    """The different widths that the ten digits have at a place in the design space."""
    font = hb.Font(face)
    font.set_variations(place)
    buffer = hb.Buffer()
    buffer.add_str("0123456789")
    buffer.guess_segment_properties()
    hb.shape(font, buffer, features)
    return {position.x_advance for position in buffer.glyph_positions}


def _thousandths(value: int, upm: int) -> int:
    return round(value * 1000 / upm)


def _quoted(text: str) -> str:
    return f'"{text}"'


def _list(key: str, items: tuple[str, ...]) -> list[str]:
    """A TOML list on one line, or filled lines when it is too long for one."""
    whole = f"{key} = [{', '.join(map(_quoted, items))}]"
    if len(whole) <= LINE:
        return [whole]
    lines = [f"{key} = ["]
    row = "   "
    for item in items:
        if len(f"{row} {_quoted(item)},") > LINE:
            lines.append(row)
            row = "   "
        row += f" {_quoted(item)},"
    return [*lines, row, "]"]
