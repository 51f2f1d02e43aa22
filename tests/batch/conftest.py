"""A folder with a campaign of records, a command line to call, and processes of their own to be stopped or killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from .campaigns import CAMPAIGN, PLACES, environment, rows, write

Outreach = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The campaign's folder, which every test stands in: campaign.toml, and places.toml with three records."""
    here = tmp_path / "campaign"
    here.mkdir()
    monkeypatch.chdir(here)
    write("campaign.toml", CAMPAIGN)
    write("places.toml", PLACES)
    write("places.csv", rows(3))
    return here


@pytest.fixture
def outreach() -> Outreach:
    """Call the command line in this process: outreach("batch", "campaign.toml")."""

    def call(*args: str | Path) -> Result:
        jobs = () if "--jobs" in args or "--scheduler" in args or args[0] != "batch" else ("--jobs", "1")
        return CliRunner().invoke(main, [*map(str, args), *jobs], prog_name="outreach")

    return call


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Start the command line in a process of its own, which does not outlive the test."""
    running: list[subprocess.Popen[str]] = []

    def begin(*args: str, **more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "generator", *args]
        process = subprocess.Popen(command, cwd=folder, env=environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()
