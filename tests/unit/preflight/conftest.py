"""A good poster and a good card as preflight sees them, and what breaks them one thing at a time."""

from __future__ import annotations

import pytest

from generator import press
from generator.brief import Brief
from generator.diagnostics import Diagnostic
from generator.preflight import Subject
from generator.resources import find_library


def _judged(**asked: str) -> Subject:
    """The subject that the press hands to preflight."""
    seen: list[Subject] = []

    def watch(subject: Subject) -> tuple[Diagnostic, ...]:
        seen.append(subject)
        return ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(press, "preflight", watch)
        press.press(find_library(), Brief(**asked))
    return seen[0]


@pytest.fixture(scope="session")
def poster() -> Subject:
    return _judged(layout="poster", audience="victims")


@pytest.fixture(scope="session")
def card() -> Subject:
    return _judged(layout="wallet-card", audience="victims")


@pytest.fixture(scope="session")
def sheet() -> Subject:
    return _judged(layout="fact-sheet", audience="victims")
