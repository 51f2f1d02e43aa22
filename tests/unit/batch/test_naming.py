"""Names of files: no two alike, none outside the output, none that a file system would not take."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.batch.campaign import Campaign, CampaignFile
from generator.batch.naming import FIELDS, FORBIDDEN, LONGEST, name_of, pattern_faults, slug
from generator.batch.plan import Run
from generator.brief import Brief
from generator.errors import InputError
from generator.merge.rules import Rules
from tests.instruments.pieces import layout_of

BRIEF = Brief("poster", "victims", "es", "letter", "portrait", "bold")


def campaign(names: str = "", merge: str = "") -> Campaign:
    records = Rules(file="x.csv", name="{a}", merge=merge) if merge else None  # type: ignore[arg-type]
    return Campaign(Path("campaign.toml"), CampaignFile(layouts="poster", audiences="victims", names=names, records=records))


def named(names: str, record: str | None = None, organisation: str = "", merge: str = "") -> str:
    told = {"record": record, "row": "7"} if record is not None else None
    return name_of(campaign(names, merge), Run(BRIEF, organisation, merge), layout_of("poster"), "2026-11", told)


@pytest.mark.parametrize(
    ("names", "record", "expected"),
    [
        ("", None, "poster-victims-es-letter.pdf"),
        ("", "Fresno County", "poster-victims-es-letter-Fresno-County.pdf"),
        ("{audience}/{layout}-{lang}", None, "victims/poster-es.pdf"),
        ("{ audience }-{lang}.pdf", None, "victims-es.pdf"),
        ("{layout}-{stock}-{lang}", None, "poster-es.pdf"),
        ("{stock}/{layout}", None, "poster.pdf"),
        ("{edition}/{record}-{row}", "St. Mary’s / North", "2026-11/St.-Mary-s-North-7.pdf"),
        ("{record}", "Kreis Düren", "Kreis-Düren.pdf"),
        ("{record}", "東京", "東京.pdf"),
        ("{record}", "../../etc/passwd", "etc-passwd.pdf"),
    ],
)
def test_a_name(names: str, record: str | None, expected: str) -> None:
    assert named(names, record) == expected


def test_two_spellings_of_one_letter_are_one_name() -> None:
    assert slug("Du\u0308ren") == slug("D\u00fcren")


pattern = st.lists(st.sampled_from([*(f"{{{field}}}" for field in FIELDS), "/", "..", ".", "-", "a", "é", " ", "//"]), max_size=8).map("".join)


@given(pattern, st.text(max_size=300), st.sampled_from(["", "offices/north.toml", "...toml"]))
def test_no_name_leads_out_of_the_output(names: str, record: str, organisation: str) -> None:
    if not names or [*pattern_faults(campaign(names, "files"))]:
        return
    try:
        name = named(names, record, organisation, "files")
    except InputError:
        return
    parts = PurePosixPath(name).parts
    assert parts
    assert not PurePosixPath(name).is_absolute()
    assert "/".join(parts) == name
    assert not {".", ".."} & {*parts}
    assert all(0 < len(part.encode()) <= LONGEST for part in parts)
    assert not set(name) & set(FORBIDDEN)
    assert name.endswith(".pdf")
    assert parts[-1] != ".pdf"


@pytest.mark.parametrize("names", ["{layout}", "{audience}/{layout}-{lang}.pdf", "Flyer {lang}"])
def test_a_good_pattern_has_no_fault(names: str) -> None:
    assert not [*pattern_faults(campaign(names))]
