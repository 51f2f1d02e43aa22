"""The campaign of a new folder works as it stands, and so do its examples."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .campaigns import edit, pieces
from .conftest import Outreach


@pytest.fixture
def new(outreach: Outreach, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a new folder."""
    assert outreach("init", "new").exit_code == 0
    monkeypatch.chdir("new")


@pytest.mark.usefixtures("new")
def test_it_can_be_tried_and_made(outreach: Outreach) -> None:
    result = outreach("batch", "campaign.toml", "--dry-run")
    assert (result.exit_code, "5 would be made" in result.stderr, Path("output").exists()) == (0, True, False)
    assert outreach("batch", "campaign.toml").exit_code == 0
    assert pieces()[:2] == ["places/Northgate/wallet-card-victims-es.pdf", "places/Old-Town/wallet-card-victims-en.pdf"]
    assert outreach("check", "campaign.toml").exit_code == 0


@pytest.mark.usefixtures("new")
def test_its_examples_are_valid(outreach: Outreach) -> None:
    path = Path("campaign.toml")
    lines = [
        line.removeprefix("# ") if line.startswith("# ") and (" = " in line or line.startswith("# [")) else line
        for line in path.read_text("utf-8").splitlines()
    ]
    # One that would need a translator's review, and one that has a record whose theme then makes two names of one.
    text = "\n".join(line for line in lines if not line.startswith("reviewed-only"))
    path.write_text(text.replace('{lang}"', '{lang}-{size}-{theme}"'), "utf-8")
    assert tomllib.loads(text).keys() >= {"sizes", "themes", "organisations", "copies", "include", "exclude", "override"}
    result = outreach("batch", "campaign.toml", "--dry-run")
    assert result.exit_code == 0, result.stderr


@pytest.mark.usefixtures("new")
def test_check_says_what_is_wrong_with_a_campaign(outreach: Outreach) -> None:
    edit("places.csv", "+1-555-555-0111", "+1-555-555-011")
    edit("campaign.toml", '"es"]', '"es", "vi"]')
    result = outreach("check", "campaign.toml")
    assert result.exit_code == 1
    assert "places.csv: row 2, column line: error[phone-length]" in result.stderr
