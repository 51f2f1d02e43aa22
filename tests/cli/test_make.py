"""What `make` writes, where, under which name, and what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from .conftest import leavings, pdf_text, replace

Outreach = Callable[..., Result]


def test_a_poster_goes_to_the_output_folder_and_its_path_to_standard_output(outreach: Outreach) -> None:
    result = outreach("make", "poster", "-a", "victims")
    assert (result.exit_code, result.stdout) == (0, "output/poster-victims-en-letter.pdf\n")
    assert result.stderr == "1 copy on 1 sheet; paper: Letter\n"
    assert Path("output/poster-victims-en-letter.pdf").read_bytes().startswith(b"%PDF-")
    assert leavings(Path("output")) == ["poster-victims-en-letter.pdf"]


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["--size", "a3"], "poster-victims-en-a3.pdf"),
        (["--landscape"], "poster-victims-en-letter-landscape.pdf"),
        (["--portrait"], "poster-victims-en-letter.pdf"),
        (["--theme", "light"], "poster-victims-en-letter-light.pdf"),
        (["--theme", "bold"], "poster-victims-en-letter.pdf"),
        (["--single"], "poster-victims-en-letter.pdf"),
        (["--theme", "light", "--landscape", "--size", "tabloid"], "poster-victims-en-tabloid-landscape-light.pdf"),
        (["--format", "png", "--dpi", "20"], "poster-victims-en-letter-page-1.png"),
    ],
)
def test_the_name_says_what_the_file_is(outreach: Outreach, options: list[str], name: str) -> None:
    result = outreach("make", "poster", "-a", "victims", *options)
    assert (result.exit_code, result.stdout) == (0, f"output/{name}\n"), result.stderr


def test_several_languages_are_one_piece(outreach: Outreach) -> None:
    result = outreach("make", "wallet-card", "-a", "victims", "-l", "en", "-l", "es", "-l", "en", "--json")
    (made,) = json.loads(result.stdout)
    assert (made["file"], made["lang"]) == ("output/wallet-card-victims-en+es-3.5x2.pdf", "en+es"), result.stderr
    text = pdf_text(Path(made["file"]))
    assert "Who decides" in text
    assert "¿Quién decide" in text


def test_more_languages_than_a_layout_holds_are_refused_with_what_helps(outreach: Outreach) -> None:
    result = outreach("make", "poster", "-a", "victims", "-l", "en", "-l", "es", "-l", "fr")
    assert result.exit_code == 1
    assert "is made in 1 to 2 languages, not in 3 (en+es+fr)" in result.stderr
    assert "--each" in result.stderr


def test_each_goes_with_languages(outreach: Outreach) -> None:
    result = outreach("make", "poster", "-a", "victims", "--each")
    assert result.exit_code == 2
    assert "--each" in result.stderr


def test_a_campaign_lists_files_and_joins_languages(outreach: Outreach, campaign: Path) -> None:
    (campaign / "outreach.toml").write_text('layout = "wallet-card"\naudience = "victims"\nlang = ["es", "en+es"]\n', "utf-8")
    result = outreach("make")
    wanted = ["output/wallet-card-victims-es-3.5x2.pdf", "output/wallet-card-victims-en+es-3.5x2.pdf"]
    assert (result.exit_code, result.stdout.splitlines()) == (0, wanted), result.stderr


def test_each_language_gets_its_own_file_once(outreach: Outreach, campaign: Path) -> None:
    replace(campaign / "layouts" / "my-poster.toml", "Our poster", "Poster")
    spanish = 'msgctxt "layouts/my-poster.title"\nmsgid "Poster"\nmsgstr "Cartel"\n'
    (campaign / "assets/locale/es.po").write_text(spanish, "utf-8")
    result = outreach("make", "my-poster", "-a", "victims", "-l", "en", "-l", "en", "-l", "es", "--each", "--size", "tabloid")
    wanted = [f"output/my-poster-victims-{lang}-tabloid.pdf" for lang in ("en", "es")]
    assert (result.exit_code, result.stdout.splitlines()) == (0, wanted), result.stderr
    assert "Cartel" in pdf_text(Path(wanted[1]))


def test_copies_are_pages_and_sheets(outreach: Outreach) -> None:
    result = outreach("make", "poster", "-a", "victims", "--copies", "3", "--json")
    (made,) = json.loads(result.stdout)
    assert (made["copies"], made["sheets"]) == (3, 3)
    assert "3 copies on 3 sheets" in result.stderr


def test_cards_come_on_a_full_sheet_of_their_stock(outreach: Outreach) -> None:
    result = outreach("make", "wallet-card", "-a", "victims", "--json")
    (made,) = json.loads(result.stdout)
    assert (made["stock"], made["copies"], made["sheets"]) == ("avery-5371", 10, 1)
    assert result.stderr == "10 copies on 1 sheet, both sides, turned on the long edge; paper: Avery 5371: ten cards on Letter\n"


def test_copies_of_cards_fill_sheets(outreach: Outreach) -> None:
    (made,) = json.loads(outreach("make", "wallet-card", "-a", "victims", "--copies", "11", "--json").stdout)
    assert made["sheets"] == 2


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["--stock", "8371"], "wallet-card-victims-en-3.5x2.pdf"),
        (["--stock", "L7414"], "wallet-card-victims-en-90x52.pdf"),
        (["--single"], "wallet-card-victims-en-3.5x2-single.pdf"),
    ],
)
def test_a_stock_is_found_by_its_part_number(outreach: Outreach, options: list[str], name: str) -> None:
    result = outreach("make", "wallet-card", "-a", "victims", *options)
    assert (result.exit_code, result.stdout) == (0, f"output/{name}\n"), result.stderr


def test_json_says_what_was_made(outreach: Outreach) -> None:
    result = outreach("make", "poster", "-a", "victims", "--theme", "light", "--json")
    (made,) = json.loads(result.stdout)
    data = Path(made["file"]).read_bytes()
    assert made["file"] == "output/poster-victims-en-letter-light.pdf"
    assert (made["bytes"], made["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert {key: made[key] for key in ("layout", "audience", "lang", "size", "orientation", "theme", "stock", "copies", "sheets", "page")} == {
        "layout": "poster", "audience": "victims", "lang": "en", "size": "letter", "orientation": "portrait", "theme": "light",
        "stock": "", "copies": 1, "sheets": 1, "page": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("mine.pdf", "mine.pdf"),
        ("mine", "mine"),
        ("new/", "new/poster-victims-en-letter.pdf"),
        ("there", "there/poster-victims-en-letter.pdf"),
        ("there/mine.pdf", "there/mine.pdf"),
    ],
)
def test_the_output_is_a_file_or_a_folder(outreach: Outreach, told: str, written: str) -> None:
    Path("there").mkdir()
    result = outreach("make", "poster", "-a", "victims", "-o", told)
    assert (result.exit_code, result.stdout) == (0, f"{written}\n"), result.stderr
    assert leavings(Path()) == [written]


def test_a_name_that_ends_in_png_asks_for_one(outreach: Outreach) -> None:
    result = outreach("make", "poster", "-a", "victims", "-o", "look.png", "--dpi", "30")
    assert result.exit_code == 0, result.stderr
    assert Path("look.png").read_bytes().startswith(b"\x89PNG")


def test_every_page_or_one(outreach: Outreach) -> None:
    result = outreach("make", "wallet-card", "-a", "victims", "--format", "png", "--dpi", "20")
    assert result.stdout.splitlines() == [f"output/wallet-card-victims-en-3.5x2-page-{page}.png" for page in (1, 2)]
    result = outreach("make", "wallet-card", "-a", "victims", "--page", "2", "-o", "back.png", "--dpi", "20")
    assert (result.exit_code, result.stdout) == (0, "back.png\n"), result.stderr


def test_standard_output_takes_the_piece_and_nothing_else(outreach: Outreach) -> None:
    result = outreach("make", "poster", "-a", "victims", "-o", "-")
    assert result.stdout_bytes.startswith(b"%PDF-")
    assert result.stdout_bytes.rstrip().endswith(b"%%EOF")
    assert leavings(Path()) == []


def test_a_file_is_written_over_whole_and_keeps_the_permissions_of_new_files(outreach: Outreach) -> None:
    Path("mine.pdf").write_text("old")
    Path("other").touch()
    assert outreach("make", "poster", "-a", "victims", "-o", "mine.pdf").exit_code == 0
    assert Path("mine.pdf").read_bytes().startswith(b"%PDF-")
    assert Path("mine.pdf").stat().st_mode == Path("other").stat().st_mode


def test_a_link_to_a_file_stays_a_link(outreach: Outreach) -> None:
    Path("real").mkdir()
    Path("link.pdf").symlink_to("real/mine.pdf")
    assert outreach("make", "poster", "-a", "victims", "-o", "link.pdf").exit_code == 0
    assert Path("link.pdf").is_symlink()
    assert leavings(Path("real")) == ["mine.pdf"]


def test_the_same_words_give_the_same_bytes(outreach: Outreach) -> None:
    one, two = (outreach("make", "poster", "-a", "victims", "-o", "-").stdout_bytes for _ in range(2))
    assert one == two


def test_a_profile_is_on_the_piece(outreach: Outreach, campaign: Path) -> None:
    result = outreach("make", "poster", "-a", "victims", "--size", "a3", "--org", "org.toml", "-o", "mine.pdf")
    assert "1-555-555-0142" in pdf_text(Path("mine.pdf")), result.stderr
    assert "warning" not in result.stderr


def test_what_a_profile_leaves_untranslated_is_said_and_told_in_the_json(outreach: Outreach, campaign: Path) -> None:
    path = campaign / "org.toml"
    path.write_text(path.read_text("utf-8").replace("[es.", "[fr."), "utf-8")
    result = outreach("make", "poster", "-a", "victims", "-l", "es", "--size", "18x24", "--org", "org.toml", "--json")
    (made,) = json.loads(result.stdout)
    assert "warning[own-words]: org.toml: its contacts and links are printed in its own words" in result.stderr
    assert len(made["warnings"]) == result.stderr.count("warning[") > 0


def test_a_campaign_says_what_options_do_not(outreach: Outreach, campaign: Path) -> None:
    told = 'layout = "poster"\naudience = "victims"\nlang = "en"\nsize = { poster = "a3", wallet-card = "85x55" }\ntheme = "light"\n'
    (campaign / "outreach.toml").write_text(told + 'output = "out/pdf"\n', "utf-8")
    assert outreach("make").stdout == "out/pdf/poster-victims-en-a3-light.pdf\n"
    assert outreach("make", "--size", "letter").stdout == "out/pdf/poster-victims-en-letter-light.pdf\n"
    assert outreach("make", "--theme", "bold", "-o", "x/").stdout == "x/poster-victims-en-a3.pdf\n"


def test_a_stock_or_a_size_that_is_told_puts_the_campaigns_aside(outreach: Outreach, campaign: Path) -> None:
    (campaign / "outreach.toml").write_text('audience = "victims"\nsize = { wallet-card = "85x55" }\n', "utf-8")
    assert outreach("make", "wallet-card").stdout == "output/wallet-card-victims-en-85x55.pdf\n"
    assert outreach("make", "wallet-card", "--stock", "L7414").stdout == "output/wallet-card-victims-en-90x52.pdf\n"


def test_a_campaigns_own_stock(outreach: Outreach, campaign: Path) -> None:
    (campaign / "outreach.toml").write_text('audience = "victims"\nstock = { wallet-card = "my-stock" }\n', "utf-8")
    assert outreach("make", "wallet-card").stdout == "output/wallet-card-victims-en-3.5x2-my-stock.pdf\n"
    assert outreach("make", "wallet-card", "--single").stdout == "output/wallet-card-victims-en-3.5x2-single.pdf\n"


def test_outreach_toml_counts_only_where_one_stands(outreach: Outreach, campaign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(campaign / "layouts")
    result = outreach("make", "my-poster", "-a", "victims")
    assert (result.exit_code, "no-layout" in result.stderr) == (4, True)
