"""What `batch` says of packs, and what it refuses before hours of work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

CAMPAIGN = """\
layouts = ["wallet-card"]
audiences = ["victims"]
"""


@pytest.fixture
def file() -> Path:
    path = Path("campaign.toml")
    path.write_text(CAMPAIGN, "utf-8")
    return path


def test_packs_are_results_and_what_became_of_them_is_told(outreach: Callable[..., Result], file: Path) -> None:
    result = outreach("batch", file, "--jobs", 1, "--pack", "zip")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].endswith("output/packs/victims.zip")
    assert "1 packs made" not in result.stderr
    assert "1 pack made, 0 unchanged" in result.stderr
    assert "0 packs made, 1 unchanged" in outreach("batch", file, "--jobs", 1, "--pack", "zip").stderr


@pytest.mark.parametrize(
    ("options", "told", "code"),
    [
        (["--pack", "zip", "--only", "lang=es"], "--only makes a part of it", 2),
        (["--pack-by", "place"], "--pack-by goes with --pack", 2),
        (["--pack", "zip", "--pack-by", "place"], "no-places", 1),
    ],
)
def test_what_cannot_be_packed_is_refused_before_anything_is_made(
    options: list[str], told: str, code: int, outreach: Callable[..., Result], file: Path
) -> None:
    result = outreach("batch", file, *options)
    assert result.exit_code == code
    assert told in result.stderr
    assert not Path("output").exists()
