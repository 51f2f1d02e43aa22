"""Rebuild the faces of assets/fonts from the packages that tools/font_sources.toml names.

From the project's root, with Python 3.11 or later, pip and npm at hand and both registries in reach:

    python -m venv fontbuild
    fontbuild/bin/pip install -r tools/requirements-fonts.txt
    fontbuild/bin/python -m tools.build_fonts --into rebuilt --compare
    fontbuild/bin/python -m tools.build_fonts

The first run writes to another folder and says which files differ from assets/fonts; the second replaces them. It is
needed only to change a face: the built files are part of the project, and its tests hold them to their checksums.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from tools.font_charsets import CHARACTER_SETS, EAST_ASIAN
from tools.font_manifest import manifest
from tools.font_sources import Source, fetch, read_member, read_sources

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"

AXES = {"wght": (400.0, 900.0, 400.0), "wdth": (75.0, 100.0, 100.0)}
"""Lowest, highest and default value that is kept of an axis: regular to black, condensed to normal."""

HORIZONTAL_FEATURES = (
    "calt", "ccmp", "halt", "kern", "liga", "ljmo", "locl", "mark", "mkmk", "palt", "tjmo", "vjmo"
)  # fmt: skip
"""What East Asian text in lines needs; the alternates for other regions and for columns would treble the glyphs."""

UNUSED_TABLES = ("BASE", "DSIG", "STAT", "VORG", "gasp", "meta", "vhea", "vmtx")
"""Vertical setting, screen hinting, signatures, and what font menus read."""

KEPT_NAMES = (0, 1, 2, 3, 4, 6, 13, 14, 16, 17)
"""OpenType name IDs: copyright, family and style names, unique and PostScript name, licence and its address."""


def build_face(source: Source, font: bytes) -> bytes:
    """The face as it goes into assets/fonts: a variable TrueType font, cut down to what the press uses."""
    face = hb.Face(_plain(font))
    job = hb.SubsetInput()
    # Print needs no hinting, and HarfBuzz does not read it.
    job.flags = hb.SubsetFlags.NO_HINTING
    present = set(face.unicodes)
    job.unicode_set.update(present & CHARACTER_SETS[source.characters]() if source.characters else present)
    features = job.layout_feature_tag_set
    features.clear()
    if source.characters in EAST_ASIAN:
        features.update(map(_tag, HORIZONTAL_FEATURES))
    else:
        features.invert()
    for axis in face.axis_infos:
        job.set_axis_range(face, axis.tag, *AXES[axis.tag])
    job.drop_table_tag_set.update(map(_tag, UNUSED_TABLES))
    job.name_id_set.clear()
    job.name_id_set.update(KEPT_NAMES)
    return bytes(hb.subset(face, job).blob.data)


def _plain(font: bytes) -> bytes:
    """The font without web compression; the time in its head table stays as it was, so that builds are equal."""
    if not font.startswith(b"wOF2"):
        return font
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    opened.flavor = None
    result = io.BytesIO()
    opened.save(result)
    return result.getvalue()


def _tag(tag: str) -> int:
    return int.from_bytes(tag.encode("ascii"), "big")


def build(downloads: Path) -> dict[str, bytes]:
    """Every file of assets/fonts but its README, by its path in there."""
    sources = read_sources()
    archives = {name: fetch(name, package, downloads) for name, package in sources.packages.items()}
    faces: dict[str, bytes] = {}
    licences: dict[str, bytes] = {}
    for stem, source in sources.faces.items():
        archive = archives[source.package]
        faces[stem] = build_face(source, read_member(archive, source.member))
        licences[f"licences/{stem.lower()}-OFL.txt"] = read_member(archive, source.licence)
    files = {f"{stem}.ttf": face for stem, face in faces.items()}
    return files | licences | {"fonts.toml": manifest(sources, faces).encode()}


def compare(files: dict[str, bytes], folder: Path) -> int:
    """Say which files are not the ones in `folder`; the number of them."""
    differing = 0
    for name, data in files.items():
        path = folder / name
        state = "missing" if not path.is_file() else "same" if path.read_bytes() == data else "differs"
        differing += state != "same"
        print(f"{state:8}{name}")
    print(f"{len(files) - differing} the same, {differing} not")
    return differing


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuild the fonts from registry packages.")
    parser.add_argument("--into", type=Path, default=FONTS, help="folder to write to (assets/fonts)")
    parser.add_argument("--downloads", type=Path, help="folder that keeps the packages for another run")
    parser.add_argument("--compare", action="store_true", help="compare with assets/fonts; exit 1 if anything differs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        files = build(options.downloads or Path(temporary))
    differing = compare(files, FONTS) if options.compare else 0
    for name, data in files.items():
        path = options.into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if differing:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
