"""What --only takes, and what it does not."""

from __future__ import annotations

import pytest

from generator.batch.only import check_only, kept, parse_only
from generator.errors import InputError, MissingError


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("audience=victims", {"audiences": ("victims",)}),
        (" audience = victims , lang=es,lang=vi ", {"audiences": ("victims",), "languages": ("es", "vi")}),
        ("language=es,org=north.toml,record=St. Mary=7", {"languages": ("es",), "organisations": ("north.toml",), "records": ("St. Mary=7",)}),
        ("sizes=18x24", {"sizes": ("18x24",)}),
    ],
)
def test_it_is_read(text: str, found: dict[str, tuple[str, ...]]) -> None:
    assert parse_only(text) == found


@pytest.mark.parametrize("text", ["victims", "audience=", "=victims", "audiance=victims"])
def test_what_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_only(text)


def test_values_of_an_axis_are_alternatives_and_axes_are_not() -> None:
    only = parse_only("lang=es,lang=vi,audience=victims,record=x")
    assert kept({"languages": "vi", "audiences": "victims"}, only)
    assert not kept({"languages": "en", "audiences": "victims"}, only)
    assert not kept({"languages": "es", "audiences": "legal"}, only)


def test_a_value_that_nothing_has_is_told_with_the_nearest() -> None:
    with pytest.raises(MissingError) as caught:
        check_only({"languages": ("se",), "records": ("x",)}, [{"languages": "es"}, {"languages": "en"}])
    [fault] = caught.value.diagnostics
    assert (fault.code, fault.where, fault.hint) == ("no-language", "--only", "choose one of: en, es")
