"""Which digits of a text belong together, and which of them one would dial."""

from __future__ import annotations

import pytest

from generator.preflight.digits import agree, dialled, digit_runs, looks_dialled


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Call 1-888-373-7888.", ["18883737888"]),
        ("Text HELP to 233733. 911 in danger", ["233733", "911"]),
        ("+52 800 5533 000, or (305) 555-2368", ["528005533000", "3055552368"]),
        ("+1 (888) 373 7888", ["18883737888"]),
        ("1\u2011888\u2011373\u20117888", ["18883737888"]),
        ("١-٨٨٨-٣٧٣-٧٨٨٨", ["18883737888"]),
        ("24/7", ["247"]),
        ("27,600,000", ["27", "600", "000"]),
        ("no digits", []),
    ],
)
def test_runs(text: str, digits: list[str]) -> None:
    assert [run.digits for run in digit_runs(text)] == digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 988", True),
        ("Text 233733", True),
        ("888-373-7888", True),
        ("0800 555 111", True),
        ("988,000 people", False),
        ("$988", False),
        ("911%", False),
        ("in 2019–2024", False),
        ("on 2026-11-03", False),
        ("§ 1581-1597", False),
        ("18 U.S.C. 1591-1595", False),
        ("200 languages", False),
        ("106-386", False),
    ],
)
def test_what_looks_dialled(text: str, expected: bool) -> None:
    assert any(looks_dialled(text, run) for run in digit_runs(text)) is expected


@pytest.mark.parametrize(
    ("printed", "uri", "expected"),
    [
        ("1-888-373-7888", "tel:+18883737888", True),
        ("888-373-7888", "tel:+18883737888", True),
        ("373-7888", "tel:+18883737888", False),
        ("1-888-373-7889", "tel:+18883737888", False),
        ("020 7946 0018", "tel:+442079460018", True),
        ("+44 20 7946 0018", "tel:+442079460018", True),
        ("911", "tel:911", True),
        ("233733", "sms:233733", True),
        ("233733", "sms:233733?body=HELP", True),
        ("1-866-DHS-2-ICE", "tel:+18663472423", True),
        ("1-866-DHS-2-ICY", "tel:+18663472423", False),
        ("Call the hotline", "tel:+18883737888", True),
        ("+1 888 373 7888", "https://wa.me/18883737888", True),
        ("+1 888 373 7889", "https://wa.me/18883737888", False),
        ("example.org/24", "https://example.org/24", True),
    ],
)
def test_print_and_link_agree(printed: str, uri: str, expected: bool) -> None:
    assert agree(printed, uri) is expected


def test_what_a_link_dials() -> None:
    assert dialled("tel:911") == {"911"}
    assert "18883737888" in dialled("tel:+18883737888")
    assert dialled("https://example.org") == frozenset()
    assert dialled("tel:5") == {"5"}
