"""A command line to call, a working folder of its own, and data that a test may break."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test stands in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture
def outreach() -> Callable[..., Result]:
    """Call the command line: outreach("make", "poster", "-a", "victims")."""

    def call(*args: str | Path) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], prog_name="outreach")

    return call


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built-in data with one layout, which a test may change; fonts are not copied but linked."""
    root = tmp_path / "data"
    shutil.copytree(ROOT / "layouts", root / "layouts")
    for name in ("wallet-card", "fact-sheet", "fact-sheet-beside", "poster-languages"):
        (root / "layouts" / f"{name}.toml").unlink(missing_ok=True)
    shutil.copytree(ROOT / "assets", root / "assets", ignore=shutil.ignore_patterns("fonts"))
    (root / "assets" / "fonts").symlink_to(ROOT / "assets" / "fonts")
    monkeypatch.setenv("OUTREACH_DATA", str(root))
    return root


@pytest.fixture
def campaign(outreach: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A new campaign folder, which the test stands in."""
    folder = tmp_path / "campaign"
    assert outreach("init", folder).exit_code == 0
    monkeypatch.chdir(folder)
    return folder


def environment(**more: str) -> dict[str, str]:
    """What a process of its own needs to find the package, installed or not."""
    return os.environ | {"PYTHONPATH": str(ROOT)} | more


def leavings(folder: Path) -> list[str]:
    """Every file in a folder, for a test that there are none."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def codes(result: Result) -> set[str]:
    """The codes in the JSON that `check --json` prints."""
    return {found["code"] for found in found_in(result)}


def found_in(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)["found"]
    return found


def replace(path: Path, old: str, new: str) -> None:
    """Change one place in a file, which must be there."""
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def pdf_text(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
