"""Pieces as preflight sees them: a specimen to break, and the shipped layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.brief import Brief
from generator.preflight import Subject
from generator.resources import Library
from tests.unit.preflight.breaking import judged

SPECIMEN = Path(__file__).with_name("specimen")


@pytest.fixture(scope="session")
def piece(library: Library) -> Subject:
    """A good piece of one side. Its layout is the tests' own, so that they break only what they mean to break."""
    return judged(Library((*library.roots, SPECIMEN)), Brief("specimen", "victims"))


@pytest.fixture(scope="session")
def card(library: Library) -> Subject:
    """A shipped piece of two sides, many on a sheet."""
    return judged(library, Brief("wallet-card", "victims"))
