"""Resources: a code's target is a sound address, or a channel that exists."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.content.contacts import Directory, load_contacts, load_resources, merge_contacts, merge_resources
from generator.errors import InputError

CONTENT = Path(__file__).resolve().parents[3] / "assets/content"
RESOURCES = CONTENT / "resources.toml"

PAGE: dict[str, Any] = {
    "title": "Harbour House",
    "action": "Find local help",
    "url": "https://www.harbour.example.org/help/",
    "audiences": ["victims"],
    "languages": ["en"],
    "checked-on": "2026-11",
    "source": {"title": "Flyer", "where": "front desk", "date": "2026"},
}
CALL: dict[str, Any] = {
    "title": "Hotline",
    "action": "Call now",
    "contact": "national-hotline",
    "channel": "voice",
}


def without(entry: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != key}


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_contacts(CONTENT / "hotlines.toml")


def faults_of(run: Callable[[], object]) -> list[tuple[str, str]]:
    """(code, where) of each fault."""
    with pytest.raises(InputError) as caught:
        run()
    return [(fault.code, fault.where) for fault in caught.value.diagnostics]


def test_the_good_resources_are_good(directory: Directory) -> None:
    found = merge_resources({}, {"page": PAGE, "call": CALL}, "f.toml", directory=directory)
    assert (found["page"].payload, found["page"].printed) == (PAGE["url"], "harbour.example.org/help")
    assert (found["call"].payload, found["call"].printed) == ("tel:+18883737888", "1-888-373-7888")


@pytest.mark.parametrize(
    ("entry", "code", "where"),
    [
        (without(PAGE, "url"), "resource-target", ""),
        ({**PAGE, "contact": "emergency"}, "resource-target", ""),
        ({**PAGE, "channel": "web"}, "wrong-key", ".channel"),
        ({**PAGE, "url": "http://harbour.example.org"}, "url-scheme", ".url"),
        ({**PAGE, "url": "https://harbour.example.org/?gclid=1"}, "url-tracker", ".url"),
        (without(PAGE, "source"), "missing-key", ""),
        (without(PAGE, "action"), "missing-key", ""),
        (without(PAGE, "checked-on"), "date", ".checked-on"),
        ({**PAGE, "title": ""}, "empty-value", ".title"),
        ({**PAGE, "languages": ["English"]}, "language-tag", ".languages"),
        ({**PAGE, "colour": "red"}, "unknown-key", ".colour"),
        ({**CALL, "contact": "national-hotlin"}, "unknown-contact", ".contact"),
        ({**CALL, "channel": "whatsapp"}, "unknown-channel", ".channel"),
        ({**CALL, "channel": "phone"}, "wrong-value", ".channel"),
        (without(CALL, "channel"), "missing-key", ""),
    ],
)
def test_one_thing_broken(directory: Directory, entry: dict[str, Any], code: str, where: str) -> None:
    faults = faults_of(lambda: merge_resources({}, {"local": entry}, "f.toml", directory=directory))
    assert faults == [(code, f"f.toml: local{where}")]


@pytest.mark.parametrize("key", ["id", "payload", "printed"])
def test_what_is_worked_out_cannot_be_written(directory: Directory, key: str) -> None:
    tables = {"local": {**PAGE, key: "tel:1"}}
    faults = faults_of(lambda: merge_resources({}, tables, "f.toml", directory=directory))
    assert faults == [("unknown-key", f"f.toml: local.{key}")]


def test_a_later_file_adds_and_replaces(directory: Directory) -> None:
    first = load_resources(RESOURCES, directory=directory)
    found = merge_resources(first, {"otip": PAGE, "local": PAGE}, "f.toml", directory=directory)
    assert set(found) == {*first, "local"}
    assert found["otip"].printed == "harbour.example.org/help"


def test_a_resource_follows_a_contact_that_is_replaced(directory: Directory) -> None:
    lines = (CONTENT / "hotlines.toml").read_text("utf-8").replace("+1-888-373-7888", "+1-614-555-2368")
    own = merge_contacts(directory, {"national-hotline": tomllib.loads(lines)["national-hotline"]}, "f.toml")
    assert load_resources(RESOURCES, directory=own)["hotline-call"].payload == "tel:+16145552368"
