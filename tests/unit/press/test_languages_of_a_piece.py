"""Which languages a piece is in: as a brief tells them, as a layout has them, as a campaign writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batch.campaign import load_campaign_file
from generator.batch.naming import name_of
from generator.batch.plan import Plan, make_plan
from generator.brief import Brief, split_langs
from generator.errors import InputError, MissingError
from generator.press import complete
from generator.press.run import RunPress
from generator.template.load import counts
from tests.instruments.pieces import LIBRARY, layout_of


def planned(folder: Path, text: str) -> Plan:
    path = folder / "campaign.toml"
    path.write_text(text, "utf-8")
    return make_plan(LIBRARY, load_campaign_file(path))


def test_a_brief_names_them_in_one_word() -> None:
    brief = Brief("poster", "victims", "en", also=("es", "ar"))
    assert (brief.langs, brief.tongues) == (("en", "es", "ar"), "en+es+ar")
    assert split_langs("en + es") == ("en", "es")


@pytest.mark.parametrize(
    ("layout", "lang", "found"),
    [("poster", "", ("en",)), ("poster", "es", ("es",)), ("fact-sheet-beside", "", ("en", "es"))],
)
def test_what_is_not_told_is_the_layouts_own(layout: str, lang: str, found: tuple[str, ...]) -> None:
    assert complete(LIBRARY, Brief(layout, "victims", lang))[0].langs == found


@pytest.mark.parametrize(
    ("wanted", "number", "so"), [(None, 7, True), (2, 2, True), (2, 3, False), ((2, 4), 4, True), ((2, 4), 5, False), ((2, 4), 1, False)]
)
def test_a_number_of_languages_is_one_or_a_range(wanted: int | tuple[int, int] | None, number: int, so: bool) -> None:
    assert counts(wanted, number) is so


def test_a_campaign_joins_languages_with_a_plus(tmp_path: Path) -> None:
    plan = planned(tmp_path, 'layouts = "poster"\naudiences = "victims"\nlanguages = ["en", "en+es"]\n')
    assert [run.brief.langs for run in plan.runs] == [("en",), ("en", "es")]
    campaign = load_campaign_file(tmp_path / "campaign.toml")
    assert name_of(campaign, plan.runs[1], layout_of("poster"), "2026-11", None) == "poster-victims-en+es-letter.pdf"
    assert plan.runs[1].choice["languages"] == "en+es"


def test_a_language_that_is_not_there_is_found_inside(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="there is no language named 'xy'"):
        planned(tmp_path, 'layouts = "poster"\naudiences = "victims"\nlanguages = ["en+xy"]\n')


def test_where_a_campaign_names_no_language_a_layout_has_its_own(tmp_path: Path) -> None:
    plan = planned(tmp_path, 'layouts = ["poster", "fact-sheet-beside"]\naudiences = "victims"\n')
    assert [run.brief.langs for run in plan.runs] == [("en",), ("en", "es")]


def test_too_many_are_blocked_with_the_reason(tmp_path: Path) -> None:
    (blocked,) = planned(tmp_path, 'layouts = "poster"\naudiences = "victims"\nlanguages = "en+es+fr"\n').blocked
    assert [diagnostic.code for diagnostic in blocked.diagnostics] == ["languages"]


def test_records_are_merged_into_one_language(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("name\nA\n", "utf-8")
    rules = '[records]\nfile = "places.csv"\nname = "{name}"\n[records.columns.name]\n'
    campaign = tmp_path / "campaign.toml"
    plan = planned(tmp_path, 'layouts = "wallet-card"\naudiences = "victims"\nlanguages = ["es", "en+es"]\n' + rules)
    assert [run.brief.tongues for run in plan.runs] == ["es"]
    assert [diagnostic.code for diagnostic in plan.blocked[0].diagnostics] == ["one-language"]
    found = load_campaign_file(campaign).file.records
    assert found is not None
    with pytest.raises(InputError, match="not merged into a piece in several languages"):
        RunPress(LIBRARY, Brief("wallet-card", "victims", "en", also=("es",)), found, "campaign.toml")
