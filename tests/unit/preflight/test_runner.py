"""All checks together."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace

from generator.brief import Brief
from generator.diagnostics import Severity
from generator.errors import ExitCode, PreflightError
from generator.frame import Code, Ink, Item
from generator.preflight import Subject, preflight
from generator.preflight.check import Check, Finding
from generator.preflight.runner import CHECKS
from generator.press import piece
from generator.resources import Library
from tests.unit.preflight.breaking import judged, run_of, with_items


def test_a_good_piece_passes(piece: Subject) -> None:
    assert preflight(piece) == ()


@pytest.mark.parametrize("layout", ["poster", "wallet-card", "fact-sheet"])
def test_shipped_layouts_pass(library: Library, layout: str) -> None:
    assert [str(found) for found in preflight(judged(library, Brief(layout, "victims")))] == []


def test_ids_and_codes_are_one_of_a_kind() -> None:
    ids = [check.id for check in CHECKS]
    codes = [code for check in CHECKS for code in check.codes]
    for names in (ids, codes):
        assert len(set(names)) == len(names)
        assert all(name == name.lower() and name.replace("-", "").isalpha() for name in names)
    assert all(check.rationale.endswith(".") for check in CHECKS)


def test_errors_come_before_warnings(piece: Subject) -> None:
    old = run_of(piece, "911")

    def change(item: Item) -> Item:
        if item is old:
            return replace(old, x=1.0)
        return replace(item, ink=Ink("grey", (160, 160, 160))) if isinstance(item, Code) else item

    found = preflight(with_items(piece, change))
    assert [diagnostic.severity for diagnostic in found] == [Severity.ERROR, Severity.WARNING]
    assert found[0].where == "specimen for victims in en: front"
    assert found[0].hint


def test_what_is_found_twice_is_told_once(piece: Subject) -> None:
    finding = Finding("twice", "", "it is there twice", "take one away")
    check = Check("double", ("twice",), "Once is enough.", lambda _: [finding, finding])
    [diagnostic] = preflight(piece, (check,))
    assert diagnostic.where == "specimen for victims in en"


def test_the_press_refuses_with_every_error(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    """And nothing of it is made; a warning travels with the piece."""
    seen: list[Subject] = []

    def find(subject: Subject, severity: Severity) -> list[Finding]:
        seen.append(subject)
        return [Finding(f"fault-{n}", "front", "it is wrong", "mend it", severity) for n in (1, 2)]

    def judge(severity: Severity) -> None:
        check = Check("fault", ("fault-1", "fault-2"), "A test.", lambda subject: find(subject, severity))
        monkeypatch.setattr(piece, "preflight", lambda subject: preflight(subject, (check,)))

    judge(Severity.ERROR)
    with pytest.raises(PreflightError) as refusal:
        piece.press(library, Brief("poster", "victims"))
    assert [diagnostic.code for diagnostic in refusal.value.diagnostics] == ["fault-1", "fault-2"]
    assert refusal.value.exit_code is ExitCode.PREFLIGHT
    judge(Severity.WARNING)
    made = piece.press(library, Brief("poster", "victims"))
    assert [diagnostic.code for diagnostic in made.warnings] == ["fault-1", "fault-2"]
    assert made.frames == seen[-1].frames


def test_it_costs_little(piece: Subject) -> None:
    """A batch of thousands judges every piece: a warm piece in 3 ms, with room for a slow machine."""

    def once() -> float:
        start = time.perf_counter()
        preflight(replace(piece))
        return time.perf_counter() - start

    assert min(once() for _ in range(30)) < 0.009
