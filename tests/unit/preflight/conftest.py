"""Pieces as preflight sees them: a specimen to break, and the shipped layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import press
from generator.brief import Brief
from generator.diagnostics import Diagnostic
from generator.preflight import Subject
from generator.resources import Library

SPECIMEN = Path(__file__).with_name("specimen")


def judged(library: Library, brief: Brief) -> Subject:
    """What the press hands to preflight."""
    seen: list[Subject] = []

    def watch(subject: Subject) -> tuple[Diagnostic, ...]:
        seen.append(subject)
        return ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(press, "preflight", watch)
        press.press(library, brief)
    return seen[0]


@pytest.fixture(scope="session")
def piece(library: Library) -> Subject:
    """A good piece of one side. Its layout is the tests' own, so that they break only what they mean to break."""
    return judged(Library((*library.roots, SPECIMEN)), Brief("specimen", "victims"))


@pytest.fixture(scope="session")
def card(library: Library) -> Subject:
    """A shipped piece of two sides, many on a sheet."""
    return judged(library, Brief("wallet-card", "victims"))
