"""The built-in data is what its lists say: nothing unlisted, licences present, fonts and profile as described."""

from __future__ import annotations

import hashlib
import io
import itertools
import re
import runpy
import struct
import tomllib
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from PIL import Image, ImageCms

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
FONTS = ASSETS / "fonts"
PROFILE = ASSETS / "icc" / "srgb.icc"
MANIFEST: dict[str, Any] = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))
FACES: dict[str, dict[str, Any]] = MANIFEST["faces"]

TYPOGRAPHIC = "‐‑‒–—‘’‚“”„†‡•…‰′″‹›⁄€™−"
SAMPLES = {
    "Latn": "Ayuda Vượt Çağrı Żółć Mẍ",
    "Cyrl": "Допомога Звоните",
    "Grek": "Βοήθεια",
    "Arab": "مساعدة کمک مرسته مدد",
    "Hebr": "עזרה",
    "Deva": "सहायता",
    "Beng": "সাহায্য",
    "Guru": "ਮਦਦ",
    "Gujr": "મદદ",
    "Taml": "உதவி",
    "Telu": "సహాయం",
    "Thai": "ช่วยเหลือ",
    "Laoo": "ຊ່ວຍເຫຼືອ",
    "Khmr": "ជំនួយ",
    "Mymr": "အကူအညီ",
    "Ethi": "እርዳታ",
    "Armn": "օգնություն",
    "Geor": "დახმარება",
    "Hant": "免費求助電話",
    "Hans": "免费求助电话",
    "Hani": "人工助力",
    "Bopo": "ㄅㄆㄇ",
    "Jpan": "無料相談窓口",
    "Hira": "たすけ",
    "Kana": "ヘルプ",
    "Kore": "도움",
    "Hang": "한국어",
}


def listed(folder: Path) -> set[Path]:
    """The files of an assets folder that its README or fonts.toml names; a row that names no file fails."""
    found: set[Path] = set()
    for line in (folder / "README.md").read_text("utf-8").splitlines():
        if not line.startswith("| `"):
            continue
        for pattern in re.findall(r"`([^`]+)`", line.split("|")[1]):
            matches = set(folder.glob(pattern))
            assert matches, f"assets/README.md lists {pattern}, and there is none"
            found |= matches
    for stem, face in tomllib.loads((folder / "fonts" / "fonts.toml").read_text("utf-8"))["faces"].items():
        found |= {folder / "fonts" / f"{stem}.ttf", folder / "fonts" / face["licence"]}
    return found


def unlisted(folder: Path) -> list[str]:
    files = {path for path in folder.rglob("*") if path.is_file()}
    return sorted(str(path.relative_to(folder)) for path in files - listed(folder))


def opened(stem: str) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(FONTS / f"{stem}.ttf")))


def digit_widths(stem: str, weight: float, width: float, **features: bool) -> set[int]:
    """The different advances of 0-9, in 1/1000 em."""
    font = hb.Font(opened(stem))
    font.scale = (1000, 1000)
    font.set_variations({"wght": weight, "wdth": width})
    buffer = hb.Buffer()
    buffer.add_str("0123456789")
    buffer.guess_segment_properties()
    hb.shape(font, buffer, features)
    return {position.x_advance for position in buffer.glyph_positions}


def test_every_file_is_listed() -> None:
    assert unlisted(ASSETS) == []
    assert [path for path in listed(ASSETS) if not path.is_file()] == []


@pytest.mark.parametrize("stray", ["stray.png", "fonts/Stray.ttf", "fonts/licences/stray-OFL.txt", "icc/stray.icc"])
def test_a_file_that_is_not_listed_is_found(tmp_path: Path, stray: str) -> None:
    for path in listed(ASSETS) | {ASSETS / stray}:
        copy = tmp_path / path.relative_to(ASSETS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes() if path.suffix in {".md", ".toml"} else b"")
    assert unlisted(tmp_path) == [stray]


@pytest.mark.parametrize("stem", FACES)
def test_font_is_the_one_listed(stem: str) -> None:
    assert hashlib.sha256((FONTS / f"{stem}.ttf").read_bytes()).hexdigest() == FACES[stem]["sha256"]


@pytest.mark.parametrize("stem", FACES)
def test_licence_is_there(stem: str) -> None:
    licence = (FONTS / FACES[stem]["licence"]).read_text("utf-8")
    assert licence.startswith("Copyright ")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("stem", FACES)
def test_readme_tells_the_origin_of_the_font(stem: str) -> None:
    face = FACES[stem]
    (row,) = [line for line in (FONTS / "README.md").read_text("utf-8").splitlines() if line.startswith(f"| {stem}.ttf ")]
    assert f"| {face['package']} {face['version']} |" in row
    assert f"`{face['licence']}`" in row


@pytest.mark.parametrize("stem", FACES)
def test_axes_metrics_and_figures_are_as_stated(stem: str) -> None:
    stated, face = FACES[stem], opened(stem)
    axes = {axis.tag: {"min": axis.min_value, "default": axis.default_value, "max": axis.max_value} for axis in face.axis_infos}
    assert axes == stated["axes"]
    assert axes["wght"] == {"min": 400, "default": 400, "max": 900}
    assert axes.get("wdth", {"min": 75, "default": 100, "max": 100}) == {"min": 75, "default": 100, "max": 100}
    assert face.upem == stated["units-per-em"]
    assert len(face.unicodes) == stated["characters"]
    font = hb.Font(face)
    font.scale = (1000, 1000)
    extents = font.get_font_extents("ltr")
    assert (extents.ascender, -extents.descender) == (stated["ascent"], stated["descent"])
    if stated["figures"] == "none":
        assert not set(map(ord, "0123456789")) & set(face.unicodes)
    else:
        features = {"tnum": stated["figures"] == "tnum"}
        for weight, width in itertools.product((400, 700, 900), (75, 100)):
            assert len(digit_widths(stem, weight, width, **features)) == 1


@pytest.mark.parametrize("stem", FACES)
def test_face_has_its_scripts(stem: str) -> None:
    points = set(opened(stem).unicodes)
    for script in FACES[stem]["scripts"]:
        # PublicSans is not meant for Mam, whose Ẍ stands in the Latin sample.
        wanted = set(SAMPLES[script]) - {" "} - ({"ẍ"} if stem == "PublicSans" else set())
        assert [char for char in sorted(wanted) if ord(char) not in points] == []


def test_noto_sans_has_what_every_language_leans_on() -> None:
    wanted = [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, TYPOGRAPHIC), 0x02BC, 0xA78C]
    points = set(opened("NotoSans").unicodes)
    assert [f"U+{point:04X}" for point in wanted if point not in points] == []


def test_digits_are_tabular_by_default_in_noto_sans_and_by_tnum_in_public_sans() -> None:
    assert MANIFEST["digits"] == "NotoSans"
    corners = {(400, 100): 572, (900, 100): 586, (800, 75): 507}
    for (weight, width), advance in corners.items():
        assert digit_widths("NotoSans", weight, width) == digit_widths("NotoSans", weight, width, tnum=True) == {advance}
    assert len(digit_widths("PublicSans", 400, 100)) > 1
    assert digit_widths("PublicSans", 400, 100, tnum=True) == digit_widths("PublicSans", 900, 100, tnum=True) == {700}


def test_fallback_reaches_every_face() -> None:
    order = MANIFEST["fallback"]["order"]
    assert order[0] == "NotoSans"
    assert sorted(order) == sorted(FACES.keys() - {"PublicSans"})
    own = {"zh-Hant": "NotoSansTC", "zh-Hans": "NotoSansSC", "ja": "NotoSansJP", "ko": "NotoSansKR"}
    han = MANIFEST["fallback"]["han"]
    assert {language: faces[0] for language, faces in han.items()} == own
    assert all(sorted(faces) == sorted(own.values()) for faces in han.values())


def test_profile_is_the_one_its_script_makes() -> None:
    assert PROFILE.read_bytes() == runpy.run_path(str(ROOT / "tools" / "build_icc.py"))["profile"]()


def test_profile_has_the_form_of_an_icc_profile() -> None:
    data = PROFILE.read_bytes()
    assert len(data) < 1000
    assert struct.unpack(">I", data[:4]) == (len(data),)
    assert (data[12:16], data[16:20], data[20:24], data[36:40]) == (b"mntr", b"RGB ", b"XYZ ", b"acsp")
    assert data[84:100] == hashlib.md5(data[:84] + bytes(16) + data[100:], usedforsecurity=False).digest()
    (count,) = struct.unpack(">I", data[128:132])
    table = [struct.unpack(">4sII", data[132 + 12 * at : 144 + 12 * at]) for at in range(count)]
    needed = {b"desc", b"cprt", b"wtpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"}
    assert {name for name, _, _ in table} == needed
    assert all(offset % 4 == 0 and offset + size <= len(data) for _, offset, size in table)
    places = {name: offset for name, offset, _ in table}
    columns = [struct.unpack_from(">3i", data, places[name] + 8) for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
    white = struct.unpack_from(">3i", data, places[b"wtpt"] + 8)
    assert tuple(map(sum, zip(*columns, strict=True))) == white == struct.unpack_from(">3i", data, 68)


def test_profile_transforms_like_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(PROFILE.read_bytes()))
    srgb = ImageCms.createProfile("sRGB")
    levels = (0, 1, 5, 10, 11, 20, 51, 102, 128, 153, 204, 250, 254, 255)
    colours = [*itertools.product(levels, repeat=3), *((grey, grey, grey) for grey in range(256))]
    raw = bytes(itertools.chain.from_iterable(colours))
    image = Image.frombytes("RGB", (len(colours), 1), raw)
    for source, target in ((ours, srgb), (srgb, ours)):
        transform = ImageCms.buildTransform(source, target, "RGB", "RGB")
        result = ImageCms.applyTransform(image, transform)
        assert result is not None
        assert max(abs(one - other) for one, other in zip(raw, result.tobytes(), strict=True)) <= 1
