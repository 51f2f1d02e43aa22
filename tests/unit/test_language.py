"""Every language of the callers has a row, and a row says all that setting it takes."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from generator.content.catalog import load_catalog
from generator.errors import InputError
from generator.language import all_scripts, every_language, language
from generator.resources import Library, find_library
from generator.richtext import rich
from generator.typeset.faces import CAP_HEIGHT, DESCENT, open_faces
from generator.typeset.shaping import Setting, shape
from tests.instruments.pieces import LANGUAGES, LIBRARY, ROOT

CALLERS = (
    "en es fr pt ht vi pl ro ru uk tr fil id so sw hmn el quc mam ar fa prs ps ur he hi ne bn pa gu ta te th lo km my am ti hy ka "
    "zh-Hans zh-Hant ja ko"
).split()


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    (tmp_path / "outreach.toml").write_text("", "utf-8")
    (tmp_path / "assets/content").mkdir(parents=True)
    return tmp_path


def rows(campaign: Path, name: str, text: str) -> Library:
    """The library with rows in the campaign's table of that name."""
    (campaign / f"assets/content/{name}.toml").write_text(text, "utf-8")
    return find_library(campaign)


def test_every_language_of_the_callers_is_there() -> None:
    assert [each.tag for each in every_language(LIBRARY)] == CALLERS


@pytest.mark.parametrize("tag", CALLERS)
def test_a_language_writes_its_name_in_its_own_face(tag: str) -> None:
    found = language(LIBRARY, tag)
    face = found.face or "NotoSans"
    pieces = shape(open_faces(LIBRARY), rich(found.name), Setting(face, 450, 650, lang=tag)).pieces
    assert {piece.font.face for piece in pieces} == {face}


@pytest.mark.parametrize("tag", CALLERS)
def test_its_english_name_and_what_is_said_for_it_are_plain_english(tag: str) -> None:
    found = language(LIBRARY, tag)
    assert found.english.replace("’", "").isascii()
    assert found.say.replace("’", "").isalpha() or " " in found.say


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_catalog_and_the_table_name_a_language_alike(tag: str) -> None:
    assert load_catalog(LIBRARY, tag).name == language(LIBRARY, tag).name


def test_no_two_languages_share_a_name() -> None:
    for key in ("name", "english", "say"):
        names = [getattr(each, key) for each in every_language(LIBRARY)]
        assert len(set(names)) == len(names)


def test_latin_stands_as_tall_as_the_figures_do() -> None:
    latin = all_scripts(LIBRARY)["Latn"]
    assert (latin.ascent, latin.descent, latin.leading, latin.size) == (CAP_HEIGHT, DESCENT, 1.0, 1.0)


@pytest.mark.parametrize("code", all_scripts(LIBRARY))
def test_a_script_has_a_face_that_is_made_for_it(code: str) -> None:
    script = all_scripts(LIBRARY)[code]
    manifest = tomllib.loads((ROOT / "assets/fonts/fonts.toml").read_text("utf-8"))["faces"]
    face = manifest[script.face or "NotoSans"]
    assert code in face["scripts"]
    assert script.condensed is ("wdth" in face["axes"])


def test_right_to_left_are_the_arabic_and_the_hebrew_scripts() -> None:
    assert [each.tag for each in every_language(LIBRARY) if each.rtl] == ["ar", "fa", "prs", "ps", "ur", "he"]


@pytest.mark.parametrize("tag", ["ar", "fa", "ur", "ps", "he", "hi", "bn", "ta", "th", "km", "my", "am", "zh-Hans", "ja"])
def test_letters_are_parted_only_where_the_script_allows_it(tag: str) -> None:
    assert not language(LIBRARY, tag).tracking


def test_a_row_may_set_a_figure_of_its_script_otherwise() -> None:
    pashto, arabic = language(LIBRARY, "ps"), language(LIBRARY, "ar")
    assert pashto.descent > arabic.descent
    assert pashto.ascent == arabic.ascent


def test_a_tag_without_a_row_is_set_as_the_longest_part_that_has_one() -> None:
    found = language(LIBRARY, "zh-Hant-HK")
    assert (found.tag, found.face) == ("zh-Hant-HK", "NotoSansTC")
    assert language(LIBRARY, "es-MX").english == "Spanish"


@pytest.mark.parametrize("tag", ["xx", "zh", ""])
def test_a_language_that_nobody_knows_is_refused(tag: str) -> None:
    with pytest.raises(InputError) as caught:
        language(LIBRARY, tag)
    assert caught.value.diagnostics[0].code == "no-row"


def test_a_campaign_adds_a_language(campaign: Path) -> None:
    library = rows(campaign, "languages", 'lg = { name = "Luganda", english = "Luganda", script = "Latn" }\n')
    assert language(library, "lg").name == "Luganda"
    assert language(library, "vi").english == "Vietnamese"


def test_a_campaign_adds_a_script_with_its_font(campaign: Path) -> None:
    rows(campaign, "languages", 'nod = { name = "ไทย", english = "Northern Thai", script = "Lana" }\n')
    library = rows(campaign, "scripts", '[Lana]\ntitle = "Tham"\nface = "Tham"\nascent = 1.1\ndescent = 0.6\n')
    (campaign / "assets/fonts").mkdir()
    shutil.copy(ROOT / "assets/fonts/NotoSansThai.ttf", campaign / "assets/fonts/Tham.ttf")
    found = language(library, "nod")
    faces = open_faces(library)
    assert {piece.font.face for piece in shape(faces, rich("ช่วยเหลือ"), Setting(found.face, 450, 650, lang="nod")).pieces} == {"Tham"}
    assert faces.stature("Tham").ascent == 1.1


@pytest.mark.parametrize(
    ("row", "code", "where"),
    [
        ('xx = { name = "X", english = "X", script = "Latin" }', "no-script", "xx.script"),
        ('xx = { name = "X", script = "Latn" }', "missing-key", "xx"),
        ('xx = { name = "X", english = "X", script = "Latn", ascend = 1 }', "unknown-key", "xx.ascend"),
    ],
)
def test_a_row_at_fault_is_named(campaign: Path, row: str, code: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        language(rows(campaign, "languages", row), "xx")
    [fault] = caught.value.diagnostics
    assert fault.code == code
    assert where in fault.where
