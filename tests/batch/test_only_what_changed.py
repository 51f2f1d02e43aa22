"""What has not changed is left as it stands; what has is made again, and comes out as if all had been made anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .campaigns import CAMPAIGN, PLACES, ROOT, bytes_of, edit, manifest, pieces, rows, times, write
from .conftest import Outreach

VICTIMS = {"wallet-card-victims-en-3.5x2.pdf", "wallet-card-victims-es-3.5x2.pdf"}
INDIVIDUALS = {"wallet-card-individuals-en-3.5x2.pdf", "wallet-card-individuals-es-3.5x2.pdf"}
ALL = VICTIMS | INDIVIDUALS

UNUSED = """
[unused]
name = "A line that nothing prints"
label = "Unused"
purpose = "For the test."
jurisdiction = ["US"]
checked-on = "2026-11"
channels = [{ kind = "voice", number = "+1-555-555-0142", hours = "24/7" }]
source = { title = "Its page", url = "https://example.org", date = "2026-10" }
"""
CATALOG = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgctxt "victims/headline.short.text"\nmsgid "Who decides where you can go?"\nmsgstr "¿Quién decide por ti?"\n'


@pytest.fixture
def remade(outreach: Outreach) -> Callable[[str], set[str]]:
    """Run a campaign again: which pieces are other files now. What it leaves is what making all anew gives."""

    def run(campaign: str) -> set[str]:
        before = times()
        result = outreach("batch", campaign)
        assert result.exit_code == 0, result.stderr
        after = times()
        kept = Path("output").rename("kept")
        assert outreach("batch", campaign).exit_code == 0
        assert bytes_of("output") == bytes_of(kept)
        shutil.rmtree(kept)
        return {name for name in after if before.get(name) != after[name]}

    return run


@pytest.fixture
def made(outreach: Outreach) -> None:
    """The campaign, made; its folder has data of its own."""
    write("assets/content/hotlines.toml", (ROOT / "assets/content/hotlines.toml").read_text("utf-8") + UNUSED)
    write("outreach.toml", "")
    assert outreach("batch", "campaign.toml").exit_code == 0


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("campaign.toml", "name =", "# a remark\nname =", set()),
        ("campaign.toml", "name =", "copies = 12\nname =", ALL),
        ("campaign.toml", "languages =", 'edition = "2027-02"\nlanguages =', ALL),
        ("assets/content/hotlines.toml", "373-7888", "373-7889", ALL),
        ("assets/content/hotlines.toml", "555-0142", "555-0143", set()),
        ("assets/content/hotlines.toml", 'checked-on = "2026-11"', 'checked-on = "2026-12"', ALL),
        ("assets/content/victims.toml", "", '[questions]\nitems = ["A question on no card"]\n', set()),
        ("assets/locale/es.po", "", CATALOG, {"wallet-card-victims-es-3.5x2.pdf"}),
        (
            "assets/content/languages.toml",
            'es = { name = "Español"',
            'es = { overshoot = 0.2, name = "Español"',
            {name for name in ALL if "-es-" in name},
        ),
        ("assets/content/scripts.toml", "[Latn]", "[Zzzz]\ntitle = 'None'\nascent = 1.0\ndescent = 0.2\n\n[Latn]", ALL),
        ("layouts/wallet-card.toml", 'safe = "0.125in"', 'safe = "0.13in"', ALL),
        ("layouts/poster.toml", 'safe = "0.25in"', 'safe = "0.3in"', set()),
        ("layouts/themes/bold.toml", "#0f2747", "#0a3a5c", ALL),
        ("layouts/stocks/avery-5371.toml", "confidence", 'marks = "crop"\nconfidence', ALL),
    ],
)
def test_an_edit_remakes_what_it_touches(remade: Callable[[str], set[str]], file: str, old: str, new: str, expected: set[str]) -> None:
    built_in = ROOT / file
    if not Path(file).exists():
        write(file, built_in.read_text("utf-8") if old else new)
    if old:
        edit(file, old, new)
    assert remade("campaign.toml") == expected


def test_an_override_remakes_what_it_is_for(outreach: Outreach, remade: Callable[[str], set[str]]) -> None:
    outreach("batch", "campaign.toml")
    write("campaign.toml", CAMPAIGN + '[[override]]\nwhen = { audiences = "victims" }\nset = { copies = 2 }\n')
    assert remade("campaign.toml") == VICTIMS


def test_nothing_is_made_twice(outreach: Outreach, remade: Callable[[str], set[str]]) -> None:
    outreach("batch", "campaign.toml")
    assert remade("campaign.toml") == set()


@pytest.mark.parametrize("harm", ["vanished", "altered", "cut", "emptied"])
def test_what_is_not_as_it_was_written_is_made_again(outreach: Outreach, remade: Callable[[str], set[str]], harm: str) -> None:
    outreach("batch", "campaign.toml")
    path = Path("output", sorted(VICTIMS)[0])
    data = path.read_bytes()
    if harm == "vanished":
        path.unlink()
    else:
        path.write_bytes({"altered": data[:-1] + b"!", "cut": data[:100], "emptied": b""}[harm])
    assert remade("campaign.toml") == {path.name}
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (rows(3).replace("555-1001", "555-1009"), {"Bell.pdf"}),
        (rows(4), {"Dale.pdf"}),
        # The rows of the others move down; nothing prints them.
        (rows(3).replace("Alma", "Zora,559-555-1008\nAlma"), {"Zora.pdf"}),
        (rows(3).replace("place,number", "place,notes,number").replace(",559", ",a note,559"), set()),
        (rows(3).replace("Cary", "Cary and all the long valley of the river below it"), None),
    ],
)
def test_a_changed_record_remakes_its_piece(outreach: Outreach, remade: Callable[[str], set[str]], table: str, expected: set[str] | None) -> None:
    outreach("batch", "places.toml")
    write("places.csv", table)
    if expected is None:
        # One that needs smaller type brings all of them down: they lie in one stack.
        expected = {"Alma.pdf", "Bell.pdf", "Cary-and-all-the-long-valley-of-the-river-below-it.pdf"}
        outreach("batch", "places.toml", "--prune")
        assert len({tuple(line["scale"]) for line in manifest().values()}) == 1
        assert set(pieces()) == expected
        return
    assert remade("places.toml") == expected


def test_shared_sheets_are_made_again_when_a_record_is_taken_out(outreach: Outreach, remade: Callable[[str], set[str]]) -> None:
    write("places.toml", PLACES.replace('names = "{record}"\n', "").replace('name = "{place}"', 'merge = "sheets"\nname = "{place}"', 1))
    outreach("batch", "places.toml")
    [file] = pieces()
    write("places.toml", Path("places.toml").read_text("utf-8") + '\n[[exclude]]\nrecords = "Bell"\n')
    assert remade("places.toml") == {file}
    assert manifest()[file]["pieces"] == 2


def test_what_is_in_the_plan_no_more_is_listed_and_pruned(outreach: Outreach) -> None:
    edit("campaign.toml", "name =", 'names = "{lang}/{audience}"\nname =')
    outreach("batch", "campaign.toml")
    edit("campaign.toml", '"en", "es"', '"en"')
    result = outreach("batch", "campaign.toml")
    assert "2 of earlier runs in the campaign no more; --prune removes: es/individuals.pdf, es/victims.pdf" in result.stderr
    assert len(pieces()) == 4
    result = outreach("batch", "campaign.toml", "--prune")
    assert "2 of earlier runs removed" in result.stderr
    assert (pieces(), Path("output/es").exists()) == (["en/individuals.pdf", "en/victims.pdf"], False)
    assert [*manifest()] == ["en/victims.pdf", "en/individuals.pdf"]


def test_pruning_keeps_what_is_not_ours(outreach: Outreach) -> None:
    outreach("batch", "campaign.toml")
    outreach("batch", "places.toml")
    write("output/letter.pdf", "mine")
    edit("places.csv", "Cary,559-555-1002\n", "")
    assert "1 of earlier runs removed: Cary.pdf" in outreach("batch", "places.toml", "--prune").stderr
    assert set(pieces()) == {"Alma.pdf", "Bell.pdf", "letter.pdf", *ALL}


def test_pruning_keeps_the_piece_of_a_row_that_is_at_fault(outreach: Outreach) -> None:
    outreach("batch", "places.toml")
    edit("places.csv", "559-555-1002", "559-555-100")
    result = outreach("batch", "places.toml", "--prune")
    assert (result.exit_code, pieces()) == (1, ["Alma.pdf", "Bell.pdf", "Cary.pdf"])
    edit("places.csv", "559-555-100\n", "559-555-1002\n")
    assert outreach("batch", "places.toml", "--prune").exit_code == 0
    assert sorted(manifest()) == ["Alma.pdf", "Bell.pdf", "Cary.pdf"]


def test_a_part_of_a_campaign_prunes_nothing(outreach: Outreach) -> None:
    outreach("batch", "campaign.toml")
    outreach("batch", "campaign.toml", "--only", "lang=es", "--prune")
    assert set(pieces()) == ALL


def test_a_piece_that_fails_now_is_not_taken_for_the_old_one(outreach: Outreach) -> None:
    outreach("batch", "places.toml")
    before = bytes_of("output")
    edit("places.csv", "Bell", "B" * 150)
    edit("places.toml", 'name = "{place}"', 'name = "{number}"')
    outreach("batch", "places.toml")
    edit("places.csv", "B" * 150, "Bell")
    edit("places.toml", 'name = "{number}"', 'name = "{place}"')
    outreach("batch", "places.toml", "--prune")
    assert bytes_of("output") == before
    edit("places.toml", "Are you safe in {place}?", "Are you safe in {place}? " * 60)
    result = outreach("batch", "places.toml")
    assert result.exit_code == 1
    assert "still stands in the output: do not print it (3 pieces) [old-piece]" in result.stderr
    edit("places.toml", "Are you safe in {place}? " * 60, "Are you safe in {place}?")
    assert outreach("batch", "places.toml").exit_code == 0
    assert bytes_of("output") == before


def test_two_campaigns_do_not_write_over_one_another(outreach: Outreach) -> None:
    outreach("batch", "campaign.toml")
    write("other.toml", CAMPAIGN)
    result = outreach("batch", "other.toml")
    assert result.exit_code == 1
    assert "in the output is a piece of the campaign campaign.toml\n  hint: name another output in one of the two" in result.stderr


def test_a_half_edited_layout_prunes_nothing(outreach: Outreach) -> None:
    write("outreach.toml", "")
    outreach("batch", "campaign.toml")
    write("layouts/wallet-card.toml", "title = ")
    result = outreach("batch", "campaign.toml", "--prune")
    assert (result.exit_code, set(pieces())) == (1, ALL)
    assert "layouts/wallet-card.toml: error[not-toml]" in result.stderr
    assert "nothing was pruned" in result.stderr
