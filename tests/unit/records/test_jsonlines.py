"""One object a line: its keys are the columns, and a line that cannot be read spoils no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.records import Column, check_records
from tests.unit.records.reading import TEXTS, fault, faults, opened, place, values

NAME = "people.jsonl"


@pytest.mark.parametrize("name", ["people.jsonl", "people.NDJSON"])
def test_objects_are_rows(tmp_path: Path, name: str) -> None:
    data = '{"name": "Ana", "note": "b"}\r\n{"note": null, "name": "Ni\\u00f1o"}\n{"name": "Cleo"}'
    assert values(opened(tmp_path, data, name=name)) == [("Ana", "b"), ("Niño", ""), ("Cleo", "")]


def test_a_number_is_the_digits_the_file_has(tmp_path: Path) -> None:
    data = '{"name": 12345678901234567890, "note": 1.50}\n'
    assert values(opened(tmp_path, data, name=NAME)) == [("12345678901234567890", "1.50")]


def test_a_truth_value_is_yes_or_no(tmp_path: Path) -> None:
    columns = {"name": Column(), "note": Column(type="yesno")}
    assert values(opened(tmp_path, '{"name": "a", "note": true}\n{"name": "b", "note": 0}\n', columns, NAME)) == [("a", "yes"), ("b", "no")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"name": "Bea", "note": {"a": "b"}}', "cell-nested"),
        ('{"name": "Bea", "note": ["a"]}', "cell-nested"),
        ('{"name": "Bea", "note": "\\ud800"}', "cell-characters"),
        ('{"name": "Bea", "note": "a\\u0000b"}', "cell-characters"),
        ('{"name": "Bea", "note": "a\\nb"}', "cell-lines"),
    ],
)
def test_a_value_that_is_no_text_is_refused_at_its_key(tmp_path: Path, line: str, code: str) -> None:
    found = fault(tmp_path, '{"name": "Ana", "note": "b"}\n' + line + "\n", name=NAME)
    assert (found.code, place(found)) == (code, "people.jsonl: line 2, column note")


@pytest.mark.parametrize(
    "line",
    [
        '{"name": "Bea"',
        '["Bea"]',
        '"Bea"',
        '{"name": "Bea", "name": "Bo"}',
        '{"name": NaN}',
        '{"name": "Bea"} {"name": "Bo"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_object_is_refused_alone(tmp_path: Path, line: str) -> None:
    data = f'{{"name": "Ana", "note": "b"}}\n{line}\n{{"name": 1, "note": []}}\n'
    found = faults(tmp_path, data, name=NAME)
    assert [(item.code, place(item)) for item in found] == [
        ("not-json", "people.jsonl: line 2"),
        ("cell-nested", "people.jsonl: line 3, column note"),
    ]


def test_a_number_is_no_phone_number(tmp_path: Path) -> None:
    columns = {"name": Column(type="phone")}
    assert fault(tmp_path, '{"name": 8883737888}\n', columns, NAME).code == "phone-damaged"
    assert values(opened(tmp_path, '{"name": "8883737888"}\n', columns, NAME)) == [("1-888-373-7888",)]


@pytest.mark.parametrize(("data", "code"), [("", "no-rows"), ("{}\n", "no-rows"), ("\n\n", "no-rows"), ("name,note\nAna,b\n", "not-json")])
def test_a_file_without_objects_is_refused(tmp_path: Path, data: str, code: str) -> None:
    assert faults(tmp_path, data, name=NAME)[0].code == code


def test_keys_of_later_objects_are_seen(tmp_path: Path) -> None:
    records = opened(tmp_path, '{"name": "Ana"}\n{"name": "Bea", "note": "b", "nota": "c"}\n', name=NAME)
    assert [remark.code for remark in records.remarks] == ["column-ignored"]
    assert values(records) == [("Ana", ""), ("Bea", "b")]


def test_keys_that_are_values_are_refused(tmp_path: Path) -> None:
    assert fault(tmp_path, "".join(f'{{"key {number}": "a"}}\n' for number in range(1100)), name=NAME).code == "json-keys"


def test_empty_lines_are_noted(tmp_path: Path) -> None:
    checked = check_records(opened(tmp_path, '{"name": "Ana", "note": ""}\n\n{"name": "Bea"}\n\n', TEXTS, NAME))
    assert (checked.count, checked.remarks[0].message) == (2, "1 empty line passed over: 2")
