"""A new campaign folder works as it stands, and nothing that is there is overwritten."""

from __future__ import annotations

import errno
import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.cli.init import STARTER
from generator.content.audience import load_texts
from generator.resources import find_library

from .conftest import codes, found_in, leavings, pdf_text, replace

Outreach = Callable[..., Result]


def test_it_writes_every_file_of_the_starter(outreach: Outreach) -> None:
    result = outreach("init", "mine")
    assert (result.exit_code, result.stdout) == (0, "mine\n")
    assert "cd mine" in result.stderr
    assert leavings(Path("mine")) == leavings(STARTER)
    for name in leavings(STARTER):
        assert (Path("mine") / name).read_bytes() == (STARTER / name).read_bytes()


def test_the_poster_of_a_new_folder_is_made(outreach: Outreach, campaign: Path) -> None:
    result = outreach("make", "my-poster", "-a", "victims")
    assert (result.exit_code, result.stdout) == (0, "output/my-poster-victims-en-letter.pdf\n"), result.stderr
    text = pdf_text(Path("output/my-poster-victims-en-letter.pdf"))
    assert "You have rights" in text
    assert "Our poster" in text


def test_a_new_folder_knows_what_to_make(outreach: Outreach, campaign: Path) -> None:
    assert outreach("make").stdout == "output/my-poster-victims-en-letter.pdf\n"


def test_the_poster_of_a_new_folder_is_made_in_spanish(outreach: Outreach, campaign: Path) -> None:
    result = outreach("make", "my-poster", "-a", "victims", "-l", "es", "--size", "tabloid", "-o", "es.pdf")
    assert result.exit_code == 0, result.stderr
    assert "Nuestro cartel" in pdf_text(Path("es.pdf"))


def test_a_new_folder_has_no_faults_of_its_own(outreach: Outreach, campaign: Path) -> None:
    result = outreach("check", ".", "--json")
    inherited = {"low-contrast"}
    assert codes(result) - inherited <= {"invented-number", "left-out"}, found_in(result)


def test_invented_numbers_are_warned_of(outreach: Outreach, campaign: Path) -> None:
    result = outreach("check", "org.toml", "--json")
    assert (result.exit_code, codes(result)) == (0, {"invented-number", "left-out"}), found_in(result)
    assert outreach("check", "org.toml", "--strict").exit_code == 1


def test_its_words_change_nothing_until_they_are_changed(outreach: Outreach, campaign: Path) -> None:
    built_in = load_texts(find_library(campaign.parent), "victims")
    for block, told in tomllib.loads((campaign / "assets/content/victims.toml").read_text("utf-8")).items():
        assert built_in.blocks[block, "text"].text == told["text"], "the starter's words are no longer the built-in ones"


def test_changed_words_are_on_the_poster(outreach: Outreach, campaign: Path) -> None:
    replace(campaign / "assets/content/victims.toml", 'text = "Your work, your life"', 'text = "Here in Fresno"')
    assert outreach("make", "my-poster", "-a", "victims", "-o", "mine.pdf").exit_code == 0
    assert "Here in Fresno" in pdf_text(Path("mine.pdf"))


def test_changed_words_are_refused_in_a_language_they_are_not_in(outreach: Outreach, campaign: Path) -> None:
    replace(campaign / "assets/content/victims.toml", 'text = "Your work, your life"', 'text = "Here in Fresno"')
    result = outreach("make", "my-poster", "-a", "victims", "-l", "es", "--size", "tabloid")
    assert (result.exit_code, leavings(Path("output"))) == (1, [])
    assert "victims/kicker.text" in result.stderr


def test_the_profile_the_theme_and_the_stock_are_used(outreach: Outreach, campaign: Path) -> None:
    result = outreach("make", "my-poster", "-a", "victims", "--org", "org.toml", "--theme", "my-theme", "--size", "a3", "-o", "mine.pdf")
    assert result.exit_code == 0, result.stderr
    text = pdf_text(Path("mine.pdf"))
    assert "Example Family Center" in text
    assert "1-555-555-0178" in text
    assert "8 copies on 1 sheet" in outreach("make", "wallet-card", "-a", "victims", "--stock", "my-stock").stderr


def test_the_examples_that_are_commented_out_are_valid_too(outreach: Outreach, campaign: Path) -> None:
    for name in ("outreach.toml", "assets/content/hotlines.toml"):
        path = campaign / name
        lines = path.read_text("utf-8").splitlines()
        data = [line.removeprefix("#").removeprefix(" ") if _is_data(line) else line for line in lines]
        path.write_text("\n".join(data) + "\n", "utf-8")
    result = outreach("check", "assets/content/hotlines.toml", "--json")
    assert codes(result) <= {"invented-number"}, found_in(result)
    assert tomllib.loads((campaign / "outreach.toml").read_text("utf-8")).keys() >= {"org", "lang", "size", "theme", "stock"}
    assert "county-line" in outreach("list", "hotlines").stdout


def _is_data(line: str) -> bool:
    text = line.removeprefix("#").strip()
    return line.startswith("#") and (text.startswith("[") or " = " in text) and not line.startswith("#  ")


@pytest.mark.parametrize("folder", [".", "empty", "a/new/one"])
def test_a_folder_that_is_new_or_empty_will_do(outreach: Outreach, folder: str) -> None:
    Path("empty").mkdir() if folder == "empty" else None
    assert outreach("init", folder).exit_code == 0
    assert leavings(Path(folder)) == leavings(STARTER)


def test_a_hidden_file_does_not_make_a_folder_full(outreach: Outreach) -> None:
    Path(".git").mkdir()
    assert outreach("init", ".").exit_code == 0


def test_a_folder_with_something_in_it_is_left_alone(outreach: Outreach) -> None:
    Path("full").mkdir()
    Path("full/letter.txt").write_text("keep me")
    result = outreach("init", "full")
    assert (result.exit_code, leavings(Path("full"))) == (5, ["letter.txt"])
    assert result.stderr == (
        "full: error[not-empty]: the folder is not empty, and nothing in it is to be overwritten\n  hint: name a folder that is new or empty\n"
    )


@pytest.mark.parametrize("folder", ["file", "file/deeper"])
def test_a_file_in_the_way_is_told(outreach: Outreach, folder: str) -> None:
    Path("file").write_text("keep me")
    result = outreach("init", folder)
    assert (result.exit_code, Path("file").read_text()) == (5, "keep me")
    assert "name another folder" in result.stderr


def test_a_full_disk_leaves_nothing_behind(outreach: Outreach, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 6:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = outreach("init", "mine")
    assert (result.exit_code, Path("mine").exists()) == (5, False)
    assert "the disk is full" in result.stderr
