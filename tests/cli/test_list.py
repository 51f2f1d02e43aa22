"""What `list` shows, to people and to programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.cli.list import ALIASES, KINDS
from generator.cli.listing import aligned, columns

Outreach = Callable[..., Result]

HEADS = {
    "layouts": "NAME TITLE SIZES",
    "audiences": "NAME TITLE VOICE",
    "languages": "TAG DONE REVIEW LANGUAGE",
    "hotlines": "NAME NUMBER HOURS SOURCE",
    "resources": "NAME ADDRESS ACTION SOURCE",
    "sizes": "NAME TITLE INCHES MILLIMETRES",
    "themes": "NAME TITLE",
    "stocks": "NAME TITLE SIZE A SHEET",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_table(outreach: Outreach, kind: str) -> None:
    result = outreach("list", kind)
    assert result.exit_code == 0, result.stderr
    head, *rows = result.stdout.splitlines()
    assert head.split() == HEADS[kind].split()
    assert rows
    assert all(len(row) <= 120 and row == row.rstrip() for row in rows)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_as_json_has_a_name_for_each_row(outreach: Outreach, kind: str) -> None:
    found = json.loads(outreach("list", kind, "--json").stdout)
    rows = outreach("list", kind).stdout.splitlines()[1:]
    key = "tag" if kind == "languages" else "name"
    assert [row.split()[0] for row in rows] == [one[key] for one in found]


def test_contacts_are_hotlines(outreach: Outreach) -> None:
    assert ALIASES == {"contacts": "hotlines"}
    assert outreach("list", "contacts").stdout == outreach("list", "hotlines").stdout


def test_a_hotline_shows_its_number_hours_and_how_old_its_source_is(outreach: Outreach, data: Path) -> None:
    result = outreach("list", "hotlines")
    row = next(row for row in result.stdout.splitlines() if row.startswith("national-hotline "))
    assert row.split() == ["national-hotline", "1-888-373-7888", "24/7", "2020-01-10", "old"]
    assert "within 12 months of the edition" in result.stderr


def test_a_fresh_source_is_not_marked(outreach: Outreach, data: Path) -> None:
    path = data / "assets/content/edition.toml"
    path.write_text('edition = "2020-06"\ndate = 2020-06-01\n', "utf-8")
    row = next(row for row in outreach("list", "hotlines").stdout.splitlines() if row.startswith("national-hotline "))
    assert not row.endswith("old")


def test_languages_say_how_far_they_are_and_a_gap_is_never_rounded_away(outreach: Outreach, data: Path) -> None:
    (data / "assets/locale/xx.po").write_text(
        'msgid ""\nmsgstr ""\n"X-Language-Name: Exish\\n"\n"X-Reviewed-By: Two people\\n"\n"X-Reviewed-On: 2026-11-20\\n"\n\n'
        'msgctxt "victims/kicker.text"\nmsgid "Your work, your life"\nmsgstr "x"\n',
        "utf-8",
    )
    found = {one["tag"]: one for one in json.loads(outreach("list", "languages", "--json").stdout)}
    assert (found["en"]["share"], found["en"]["review"]) == (100, "source language")
    assert (found["xx"]["name"], found["xx"]["translated"], found["xx"]["share"]) == ("Exish", 1, 0)
    assert (found["xx"]["state"], found["xx"]["review"]) == ("reviewed", "reviewed by Two people, 2026-11-20")
    result = outreach("list", "languages")
    assert "(u) not reviewed" in result.stderr


def test_a_layout_that_is_at_fault_is_named_and_hides_no_other(outreach: Outreach, data: Path) -> None:
    (data / "layouts" / "broken.toml").write_text('title = "Broken"\n', "utf-8")
    result = outreach("list", "layouts")
    assert result.exit_code == 1
    assert "poster" in result.stdout
    assert "broken.toml" in result.stderr


def test_a_campaigns_own_are_among_them(outreach: Outreach, campaign: Path) -> None:
    assert "my-poster" in outreach("list", "layouts").stdout
    assert "my-theme" in outreach("list", "themes").stdout
    assert "my-stock" in outreach("list", "stocks").stdout


def test_an_unknown_kind_is_a_usage_error(outreach: Outreach) -> None:
    result = outreach("list", "layout")
    assert result.exit_code == 2
    assert "layouts" in result.stderr


def test_columns_count_what_a_terminal_shows() -> None:
    assert [columns(text) for text in ("abc", "中文", "é", "e\u0301", "ไทย")] == [3, 4, 1, 1, 3]
    assert aligned([("a", "x"), ("中文", "y")]) == ["a      x", "中文   y"]
