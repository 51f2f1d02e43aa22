"""A dry run says what would be made and what is in the way, and leaves no trace."""

from __future__ import annotations

import json
from pathlib import Path

from .campaigns import bytes_of, edit, pieces, write
from .conftest import Outreach

CARD = "wallet-card-{}-{}-3.5x2.pdf"


def counts(outreach: Outreach, *args: str) -> dict[str, int]:
    """What a dry run comes to, without what is nought."""
    result = outreach("batch", *args, "--dry-run", "--json")
    told: dict[str, int] = json.loads(result.stdout)["counts"]
    return {status: number for status, number in told.items() if number}


def test_it_writes_nothing(outreach: Outreach, folder: Path) -> None:
    before = bytes_of(folder)
    result = outreach("batch", "campaign.toml", "--dry-run")
    assert (result.exit_code, bytes_of(folder), sorted(folder.iterdir())) == (0, before, sorted(folder.iterdir()))
    assert not (folder / "output").exists()
    outreach("batch", "campaign.toml")
    edit("campaign.toml", '"en", "es"', '"en"')
    before = bytes_of(folder)
    assert outreach("batch", "campaign.toml", "--dry-run").exit_code == 0
    assert bytes_of(folder) == before


def test_the_table_counts_what_is_made_unchanged_blocked_and_excluded(outreach: Outreach) -> None:
    write(
        "campaign.toml",
        'layouts = ["wallet-card", "poster"]\naudiences = ["victims"]\nlanguages = ["en", "es"]\nthemes = { wallet-card = "light", poster = "discreet" }\n[[exclude]]\nlayouts = ["wallet-card"]\nlanguages = "es"\nreason = "no room"\n',
    )
    outreach("batch", "campaign.toml", "--only", "layout=wallet-card")
    result = outreach("batch", "campaign.toml", "--dry-run")
    assert result.exit_code == 1
    table = [line.split() for line in result.stdout.splitlines()]
    assert table[0][:3] == ["LAYOUT", "AUDIENCE", "LANGUAGES"]
    assert ["wallet-card", "victims", "en", "es", "-", "1", "-", "-", "1"] in table
    assert ["poster", "victims", "en", "es", "-", "-", "-", "2", "-"] in table
    assert "no room" in result.stdout
    assert "not made in that form:" in result.stdout


def test_old_numbers_and_missing_translations_are_told(outreach: Outreach) -> None:
    write("outreach.toml", "")
    write("assets/content/victims.toml", '[kicker]\ntext = "Here in Fresno"\n')
    result = outreach("batch", "campaign.toml", "--dry-run", "--only", "audience=victims")
    assert "stale contacts:\n  emergency (911) has no source" in result.stdout
    assert "missing translations:\n" in result.stdout or result.exit_code == 0
    edit("campaign.toml", '"wallet-card"', '"poster"')
    result = outreach("batch", "campaign.toml", "--dry-run", "--only", "audience=victims")
    assert result.exit_code == 1
    assert "missing translations:\n  poster-victims-es-letter.pdf:" in result.stdout
    assert "victims/kicker.text" in result.stderr


def test_only_keeps_what_it_names(outreach: Outreach) -> None:
    assert counts(outreach, "campaign.toml") == {"made": 4}
    assert counts(outreach, "campaign.toml", "--only", "audience=victims,lang=es") == {"made": 1}
    assert counts(outreach, "campaign.toml", "--only", "lang=es,lang=en,audience=victims") == {"made": 2}
    assert counts(outreach, "places.toml", "--only", "record=Bell") == {"made": 1}
    outreach("batch", "places.toml", "--only", "record=Bell")
    assert pieces() == ["Bell.pdf"]


def test_include_exclude_and_override(outreach: Outreach) -> None:
    write(
        "campaign.toml",
        """
        layouts = ["wallet-card"]
        audiences = ["victims", "individuals"]
        [[include]]
        layouts = "poster"
        languages = "es"
        sizes = "a5"
        [[exclude]]
        layouts = "poster"
        audiences = "individuals"
        [[override]]
        when = { audiences = "victims", sizes = "3.5x2" }
        set = { theme = "discreet", copies = 3 }
        """,
    )
    assert outreach("batch", "campaign.toml").exit_code == 0
    assert pieces() == ["poster-victims-es-a5.pdf", "wallet-card-individuals-en-3.5x2.pdf", "wallet-card-victims-en-3.5x2-discreet.pdf"]


def test_all_stands_for_every_one_that_is_made(outreach: Outreach) -> None:
    write("campaign.toml", 'layouts = "poster"\naudiences = "all"\nlanguages = "all"\nthemes = "all"\nsizes = ["letter"]\norientations = "all"\n')
    found = counts(outreach, "campaign.toml", "--only", "audience=victims,lang=en,orientation=portrait")
    # A poster is not made discreet; nobody has asked for that one by name.
    assert found == {"made": 3, "excluded": 1}


def test_a_size_that_is_left_out_can_be_matched(outreach: Outreach) -> None:
    write("campaign.toml", 'layouts = "wallet-card"\naudiences = "victims"\n[[exclude]]\nsizes = "3.5x2"\n')
    assert counts(outreach, "campaign.toml") == {"excluded": 1}


def test_a_stock_makes_pieces_of_its_size(outreach: Outreach) -> None:
    write("campaign.toml", 'layouts = "wallet-card"\naudiences = "victims"\nsizes = ["3.5x2", "85x55"]\nstocks = ["avery-5371", "a4-cut-85x55"]\n')
    outreach("batch", "campaign.toml")
    assert pieces() == ["wallet-card-victims-en-3.5x2.pdf", "wallet-card-victims-en-85x55.pdf"]


def test_copies_a_layout(outreach: Outreach) -> None:
    write("campaign.toml", 'layouts = "wallet-card"\naudiences = "victims"\ncopies = { wallet-card = 12 }\n')
    result = outreach("batch", "campaign.toml")
    assert result.exit_code == 0
    line = next(json.loads(line) for line in Path("output/manifest.jsonl").read_text("utf-8").splitlines() if '"piece"' in line)
    assert (line["copies"], line["pieces"], line["pages"], line["sheets"]) == (12, 12, 4, 2)


def test_a_profile_for_each_office(outreach: Outreach) -> None:
    profile = 'name = "{}"\n[contacts.{}]\nname = "Line"\nlabel = "Near"\npurpose = "Help."\njurisdiction = ["US"]\nchecked-on = "2026-11"\nchannels = [{{ kind = "voice", number = "+1-555-555-0142", hours = "24/7" }}]\nsource = {{ title = "x", where = "x", date = "2026-11" }}\n'
    for name in ("north", "south"):
        write(f"offices/{name}.toml", profile.format(name.title(), name))
    write("campaign.toml", 'layouts = "wallet-card"\naudiences = "victims"\norganisations = ["offices/north.toml", "offices/south.toml"]\n')
    assert outreach("batch", "campaign.toml").exit_code == 0
    assert pieces() == ["wallet-card-victims-en-3.5x2-north.pdf", "wallet-card-victims-en-3.5x2-south.pdf"]
    lines = [json.loads(line) for line in Path("output/manifest.jsonl").read_text("utf-8").splitlines()]
    north = next(line for line in lines if line.get("organisation") == "offices/north.toml")
    assert {"id": "north", "number": "1-555-555-0142", "checked-on": "2026-11"} in north["contacts"]
    write(
        "campaign.toml",
        'layouts = "wallet-card"\naudiences = "victims"\nnames = "{organisation}/{layout}"\norganisations = ["offices/north.toml", "offices/south.toml"]\n',
    )
    assert counts(outreach, "campaign.toml") == {"made": 2}


def test_reviewed_only(outreach: Outreach) -> None:
    edit("campaign.toml", "name =", "reviewed-only = true\nname =")
    result = outreach("batch", "campaign.toml", "--dry-run")
    assert result.exit_code == 1
    assert "not-reviewed" in result.stderr
    assert counts(outreach, "campaign.toml") == {"made": 2, "failed": 2}


def test_names_make_folders(outreach: Outreach) -> None:
    edit("campaign.toml", "name =", 'names = "{audience}/{layout}-{lang}-{edition}"\nedition = "2027 1"\nname =')
    outreach("batch", "campaign.toml", "--only", "lang=es")
    assert pieces() == ["individuals/wallet-card-es-2027-1.pdf", "victims/wallet-card-es-2027-1.pdf"]
