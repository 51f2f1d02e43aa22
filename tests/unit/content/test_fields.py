"""Fields: numbers get into a text one way only, every digit of them, and never from nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.fields import field_names, fill
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.richtext import Inline, plain

HOTLINE = Inline("1-888-373-7888", uri="tel:+18883737888", strong=True, keep=True)
FIELDS = {"national-hotline": HOTLINE, "emergency": Inline("911", keep=True), "empty": Inline("  ")}
WHERE = "victims.toml: lead.text"

TEXT = st.text(st.characters(blacklist_characters="{}", blacklist_categories=("Cs",)), max_size=20)


def refusal(text: str) -> Diagnostic:
    with pytest.raises(InputError) as caught:
        fill(text, FIELDS, WHERE)
    (fault,) = caught.value.diagnostics
    assert fault.where == WHERE
    return fault


def test_a_field_stands_where_it_is_named() -> None:
    assert fill("Call {national-hotline} now", FIELDS, WHERE) == (Inline("Call "), HOTLINE, Inline(" now"))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("", ""),
        ("Call now", "Call now"),
        ("{emergency}", "911"),
        ("{emergency}{emergency}", "911911"),
        ("{ emergency }", "911"),
        ("Text {emergency}, or call {national-hotline}.", "Text 911, or call 1-888-373-7888."),
    ],
)
def test_all_else_stays_as_it_is(text: str, filled: str) -> None:
    assert plain(fill(text, FIELDS, WHERE)) == filled


@given(st.lists(TEXT | st.sampled_from(["{emergency}", "{national-hotline}"]), max_size=8))
def test_every_character_and_every_digit_is_kept(parts: list[str]) -> None:
    expected = "".join(FIELDS[part[1:-1]].text if part.startswith("{") else part for part in parts)
    found = fill("".join(parts), FIELDS, WHERE)
    assert plain(found) == expected
    assert field_names("".join(parts)) == [part[1:-1] for part in parts if part.startswith("{")]
    assert sum(inline.keep for inline in found) == len(field_names("".join(parts))), "a field's value stays an inline of its own"


def test_an_unknown_field_gets_the_nearest_that_is_known() -> None:
    fault = refusal("Call {national-hot-line}")
    assert (fault.code, fault.hint) == ("no-field", "did you mean 'national-hotline'?")
    assert "{national-hot-line}" in fault.message


@pytest.mark.parametrize("text", ["{}", "{ }", "{0}", "{National-Hotline}", "{emergency.}", "{emergency!r}"])
def test_there_are_no_other_ways_to_write_a_field(text: str) -> None:
    assert refusal(text).code == "no-field"


def test_an_empty_field_is_never_nothing() -> None:
    assert refusal("Call {empty} now").code == "empty-field"


@pytest.mark.parametrize("text", ["Call {emergency", "Call emergency}", "{{emergency}}", "{emergency}}", "}{", "{a{emergency}}"])
def test_a_brace_without_its_partner_is_refused(text: str) -> None:
    assert refusal(text).code == "lone-brace"
