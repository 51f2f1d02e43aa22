"""The rules of a merged run: fields are found wherever they stand, and filled; what cannot be is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.merge.rules import Rules, fields_of, filled, rule_faults
from generator.records import Column

CELLS = {"a": "Alma", "b": "", "row": "7"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("in {a}", "in Alma"),
        ("{ a }{row}", "Alma7"),
        ("plain", "plain"),
        ("", ""),
        ({"name": "{a}", "hours": "{b}"}, {"name": "Alma"}),
        ({"name": "the {b}"}, {"name": "the "}),
        (["{a}", "{b}", " {b} ", "x"], ["Alma", "x"]),
        ({"channels": [{"kind": "voice", "number": "{b}"}], "confidential": True}, {"channels": [{"kind": "voice"}], "confidential": True}),
    ],
)
def test_a_table_is_filled(value: Any, expected: Any) -> None:
    assert filled(value, CELLS) == expected


@given(
    st.recursive(st.sampled_from(["{a}", "{row}", "x", "a {b} c", ""]), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner))
)
def test_nothing_that_is_filled_has_fields(value: Any) -> None:
    assert not [*fields_of(filled(value, CELLS))]


def test_fields_are_known_with_the_key_that_names_them_first() -> None:
    rules = Rules(file="x.csv", name="{a}", text={"headline": {"en": "in {b}", "es": "en {b}"}}, contacts={"x": {"channels": [{"number": "{c}"}]}})
    assert rules.fields() == {"a": "name", "b": "text.headline.en", "c": "contacts.x.channels.[1].number"}


@pytest.mark.parametrize(
    ("told", "code", "where"),
    [
        ({"name": "{z}"}, "no-column", "c.toml: records.name"),
        ({"name": "all"}, "same-name", "c.toml: records.name"),
        ({"copies": 0}, "wrong-count", "c.toml: records.copies"),
        ({"only": {"languages": "a"}}, "no-column", "c.toml: records.only.languages"),
        ({"only": {"languages": "{a} {b}"}}, "no-column", "c.toml: records.only.languages"),
        ({"organisation": {"logo": "{a}"}}, "column-type", "c.toml: records.columns.a.type"),
        ({"columns": {"row": Column(), "a": Column()}}, "column-name", "c.toml: records.columns.row"),
    ],
)
def test_what_is_wrong_with_them(told: dict[str, Any], code: str, where: str) -> None:
    rules = Rules(**{"file": "x.csv", "name": "{a}", "columns": {"a": Column(), "b": Column()}, **told})
    assert [(fault.code, fault.where) for fault in rule_faults(rules, "c.toml: records")] == [(code, where)]


def test_good_rules_have_no_fault() -> None:
    columns = {"a": Column(), "b": Column(type="file"), "tags": Column()}
    rules = Rules(
        file="x.csv", name="{a}-{row}", columns=columns, organisation={"logo": "{b}"}, only={"languages": " {tags} "}, text={"lead": "{some-contact}"}
    )
    assert not [*rule_faults(rules, "c.toml: records")]
