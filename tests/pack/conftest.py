"""Campaigns that have been run, to be packed: one for audiences and languages, one for places."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.batch.campaign import Campaign, load_campaign_file
from generator.batch.conduct import Options, conduct
from generator.batch.library import library_of
from generator.batch.manifest import Entry
from generator.pack import Packed, pack

AUDIENCES = """\
name = "Winter <outreach> & more"
layouts = ["poster", "wallet-card"]
audiences = ["victims", "individuals"]
languages = ["en", "es"]
"""
PLACES = """\
name = "Clinics"
layouts = ["poster", "fact-sheet"]
audiences = ["victims"]
languages = ["en"]
sizes = ["a4"]

[records]
file = "places.csv"
name = "{place}"

[records.columns]
place = {}
phone = { type = "phone" }

[records.contacts.clinic]
name = "{place}"
label = "{place}"
purpose = "Nurses who can help."
jurisdiction = ["US"]
checked-on = "2026-10"
channels = [{ kind = "voice", number = "{phone}" }]
source = { title = "The clinics' own list", where = "a folder", date = "2026-10" }
"""
ROWS = "place,phone\nHarbour Light,+1-305-555-2368\nQuay Street & Sons,+1-305-555-2369\n"


class Silent:
    """Nobody who listens."""

    def expect(self, pieces: int) -> None:
        pass

    def done(self, entry: Entry) -> None:
        pass


def run(folder: Path) -> Campaign:
    """Run the campaign of a folder."""
    campaign = load_campaign_file(folder / "campaign.toml")
    conduct(library_of(campaign), campaign, Options(), Silent())
    return campaign


def packed(campaign: Campaign, kind: str = "folder", by: str = "audience", **more: object) -> Packed:
    return pack(campaign, library_of(campaign), kind, by, **more)  # type: ignore[arg-type]


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="session")
def _runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The campaigns, run once."""
    found = {}
    for name, text in (("audiences", AUDIENCES), ("places", PLACES)):
        found[name] = tmp_path_factory.mktemp(name)
        (found[name] / "campaign.toml").write_text(text, "utf-8")
        (found[name] / "places.csv").write_text(ROWS, "utf-8")
        run(found[name])
    return found


@pytest.fixture
def audiences(_runs: dict[str, Path], tmp_path: Path) -> Campaign:
    return _copy(_runs["audiences"], tmp_path / "campaign")


@pytest.fixture
def places(_runs: dict[str, Path], tmp_path: Path) -> Campaign:
    return _copy(_runs["places"], tmp_path / "campaign")


def _copy(run_of: Path, folder: Path) -> Campaign:
    shutil.copytree(run_of, folder)
    return load_campaign_file(folder / "campaign.toml")
