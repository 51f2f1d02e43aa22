"""What a careless hand writes into a campaign: each mistake has its code, its place, and a remedy."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from .campaigns import PLACES, bytes_of, edit, pieces, rows, write
from .conftest import Outreach

CAMPAIGN_FAULTS = [
    # what is written instead of what, what is said, the exit code
    ('"wallet-card"', '"walet-card"', "campaign.toml: layouts: error[no-layout]: there is no layout named 'walet-card'\n  hint: did you mean 'wallet-card'?", 4),
    ('"victims"', '"victim"', "campaign.toml: audiences: error[no-audience]: there is no audience named 'victim'\n  hint: did you mean 'victims'?", 4),
    ('"es"', '"spanish"', "campaign.toml: languages: error[no-language]: there is no language named 'spanish'\n  hint: did you mean 'es'?", 4),
    ("name =", 'sizes = "3,5x2"\nname =', "campaign.toml: sizes: error[no-size]: there is no size named '3,5x2'\n  hint: did you mean '3.5x2'?", 4),
    ("name =", 'orientations = "landscap"\nname =', "campaign.toml: orientations: error[no-orientation]: there is no orientation named 'landscap'\n  hint: did you mean 'landscape'?", 4),
    ("name =", 'themes = { walletcard = "light" }\nname =', "campaign.toml: themes.walletcard: error[no-layout]", 4),
    ("name =", 'themes = { wallet-card = "lite" }\nname =', "campaign.toml: themes.wallet-card: error[no-theme]: there is no theme named 'lite'\n  hint: did you mean 'light'?", 4),
    ("name =", 'stocks = "avery-5372"\nname =', "campaign.toml: stocks: error[no-stock]: there is no stock named 'avery-5372'\n  hint: did you mean 'avery-5371'?", 4),
    ("name =", 'organisations = "harbour.toml"\nname =', "campaign.toml: organisations: error[no-profile]: there is no profile 'harbour.toml'", 4),
    ("name =", 'organisations = "all"\nname =', "campaign.toml: organisations: error[wrong-value]", 1),
    ("name =", "copies = { walletcard = 3 }\nname =", "campaign.toml: copies.walletcard: error[no-layout]", 4),
    ("name =", "copies = -3\nname =", "campaign.toml: copies: error[wrong-count]: copies is -3\n  hint: write a number from 1 to 100000, or leave it out", 1),
    ("name =", "copies = 10000000\nname =", "campaign.toml: copies: error[wrong-count]", 1),
    ("name =", 'copies = "3"\nname =', "campaign.toml: copies: error[wrong-value]", 1),
    ("layouts =", "layuots =", "campaign.toml: layuots: error[unknown-key]: unknown key 'layuots'\n  hint: did you mean 'layouts'?", 1),
    ('layouts = ["wallet-card"]', "", "campaign.toml: layouts: error[missing-key]: the key 'layouts' is missing\n  hint: write layouts = [\"…\"], or \"all\"", 1),
    ('["en", "es"]', "[]", "campaign.toml: languages: error[empty-value]: the list is empty\n  hint: write at least one name", 1),
    ('["en", "es"]', "[en]", "campaign.toml: error[not-toml]", 1),
    ('["en", "es"]', "[1]", "campaign.toml: languages", 1),
    ("name =", 'names = "{layout}-{language}"\nname =', "campaign.toml: names: error[no-field]: there is no field {language}", 1),
    ("name =", 'names = "{layout"\nname =', "campaign.toml: names: error[wrong-value]: a brace in '{layout' has no other one", 1),
    ("name =", 'names = "../{layout}"\nname =', "campaign.toml: names: error[wrong-value]: '../{layout}' leads out of the output", 1),
    ("name =", 'names = "/tmp/{layout}"\nname =', "campaign.toml: names: error[wrong-value]: '/tmp/{layout}' leads out of the output", 1),
    ("name =", 'names = "{audience}/"\nname =', "campaign.toml: names: error[wrong-value]: '{audience}/' names a folder and no file", 1),
    ("name =", 'names = "{audience}: {lang}"\nname =', "campaign.toml: names: error[wrong-value]: a file's name cannot have ':' on every system", 1),
    ("name =", 'names = "{audience}-{record}"\nname =', "campaign.toml: names: error[no-records]: {record} has no meaning without records", 1),
    ("name =", 'names = "{audience}"\nname =', "campaign.toml: names: error[same-name]: the piece would be called victims.pdf, as another is", 1),
    ("name =", 'names = "{stock}"\nname =', "error[same-name]", 1),
    ("name =", 'names = "{orientation}{organisation}/.{organisation}./{lang}"\nname =', "leads out of the output", 1),
    ("name =", f'names = "{{audience}}-{{lang}}-{"x" * 300}"\nname =', "bytes; the limit is 200\n  hint: name fewer fields, or shorten the values", 1),
    ("name =", 'output = ""\nname =', "campaign.toml: output: error[wrong-value]: the output is the campaign's own folder, or one around it", 1),
    ("name =", 'output = ".."\nname =', "campaign.toml: output: error[wrong-value]", 1),
    ("name =", 'output = "assets/made"\nname =', "campaign.toml: output: error[wrong-value]: the output 'assets/made' is in a folder of data", 1),
    ("name =", 'output = "s4://bucket/x"\nname =', "campaign.toml: output: error[no-file-system]", 4),
    ("name =", 'output = "readme.txt/made"\nname =', "readme.txt/made: error[no-folder]: a part of the path is a file, where a folder is needed", 5),
    ("languages", "[[exclude]]\nreason = \"no\"\n#", "campaign.toml: exclude.[1]: error[empty-value]: it would exclude every piece", 1),
    ("languages", "[[exclude]]\naudiences = \"victms\"\n#", "campaign.toml: exclude.[1].audiences: error[no-audience]", 4),
    ("languages", "[[exclude]]\nrecords = \"Bell\"\n#", "campaign.toml: exclude.[1].records: error[no-records]: the campaign has no records", 1),
    ("languages", "[[override]]\nwhen = {}\nset = {}\n#", "campaign.toml: override.[1].set: error[empty-value]: nothing is set", 1),
    ("languages", "[[override]]\nwhen = {}\nset = { theme = \"lite\" }\n#", "campaign.toml: override.[1].set.theme: error[no-theme]", 4),
    ("languages", "[[override]]\nwhen = {}\nset = { copies = -1 }\n#", "campaign.toml: override.[1].set.copies: error[wrong-count]", 1),
    ("languages", "[[override]]\nset = { theme = \"light\" }\n#", "campaign.toml: override.[1]: error[missing-key]: the key 'when' is missing", 1),
    ("languages", "[[include]]\nlayouts = \"postr\"\n#", "campaign.toml: include.[1].layouts: error[no-layout]: there is no layout named 'postr'\n  hint: did you mean 'poster'?", 4),
    ('"wallet-card"', '"poster"]\nsizes = ["3.5x2"', "error[no-size]: the poster is not made in the size '3.5x2'", 4),
    ("name =", 'stocks = "avery-5371"\nsizes = "85x55"\nname =', "error[stock-size]: the stock avery-5371 is for the size 3.5x2, not 85x55", 1),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "code"), CAMPAIGN_FAULTS, ids=[new.replace("\n", " ")[:50] for _, new, _, _ in CAMPAIGN_FAULTS])
def test_a_mistake_in_the_campaign(outreach: Outreach, old: str, new: str, said: str, code: int) -> None:
    write("readme.txt", "")
    edit("campaign.toml", old, new)
    result = outreach("batch", "campaign.toml")
    assert said in result.stderr
    assert (result.exit_code, "[bug]" in result.stderr) == (code, False)


RECORD_FAULTS = [
    ("places.toml", "places.csv", "place.csv", "place.csv: error[no-file]: there is no such file", 4),
    ("places.toml", "places.csv", "places.doc", "error[records-type]", 1),
    ("places.toml", 'name = "{place}"', 'name = "{plaice}"', "places.toml: records.name: error[no-column]: no column is named 'plaice'\n  hint: did you mean 'place'?", 1),
    ("places.toml", 'name = "{place}"', 'name = "place"', "places.toml: records.name: error[same-name]: every record would be called 'place'", 1),
    ("places.toml", '"{number}"', '"{phone}"', "places.toml: records.contacts.local-line.channels.[1].number: error[no-column]: no column is named 'phone'", 1),
    ("places.toml", "in {place}?", "in {town}?", "{town}", 1),
    ("places.toml", "headline =", "headlin =", "places.toml: records.text.headlin: error[no-block]: neither victims nor the wallet-card has a block 'headlin'\n  hint: did you mean 'headline'?", 1),
    ("places.toml", "headline =", '"headline.tiny" =', "error[text-key]", 1),
    ("places.toml", 'type = "phone"', 'type = "telephone"', "places.toml: records.columns.number.type: error[wrong-value]", 1),
    ("places.toml", "number = {", "row = {}\nnumber = {", "places.toml: records.columns.row: error[column-name]", 1),
    ("places.toml", "number = {", "national-hotline = {}\nnumber = {", "error[column-name]: 'national-hotline' is the name of a contact", 1),
    ("places.toml", "number = {", "numbers = { required = true }\nnumber = {", "places.csv: row 1: error[no-column]: there is no column 'numbers'", 1),
    ("places.toml", '[records.text]', '[records.only]\nlanguages = "place"\n[records.text]', "places.toml: records.only.languages: error[no-column]: 'place' names no column\n  hint: write the column in braces, such as \"{languages}\"", 1),
    ("places.toml", '[records.text]', '[records.organisation]\nname = "x"\nlogo = "{place}"\n[records.text]', "places.toml: records.columns.place.type: error[column-type]", 1),
    ("places.toml", 'names = "{record}"', 'names = "{layout}"', "places.toml: names: error[same-name]: every record would have the same file", 1),
    ("places.toml", "[records]", '[records]\nmerge = "sheets"', "places.toml: names: error[wrong-value]: all records are in one file", 1),
    ("places.toml", "[records]", '[records]\nmerge = "shets"', "places.toml: records.merge: error[wrong-value]", 1),
    ("places.toml", "[records]", "[records]\ncopies = 0", "places.toml: records.copies: error[wrong-count]", 1),
    ("places.toml", "[records]", '[[exclude]]\nrecords = "Ala"\n[records]', "places.toml: exclude.[1].records: error[no-record]: no record is called 'Ala'\n  hint: did you mean 'Alma'?", 4),
    ("places.toml", "[records]", '[records]\nsheet = "Sheet1"', "places.csv: error[no-sheet]", 1),
    ("places.csv", "place,number", "plac,number", "places.csv: row 1: error[no-column]: there is no column 'place'", 1),
    ("places.csv", rows(3), "place,number\n", "places.csv: error[no-rows]", 1),
    ("places.csv", rows(3), "", "places.csv: row 1: error[no-header]", 1),
    ("places.csv", "559-555-1001", "559-555-101", "places.csv: row 3, column number: error[", 1),
    ("places.csv", "Bell,", ",", "places.csv: row 3, column place: error[cell-empty]: the cell is empty", 1),
    ("places.csv", "Bell,559-555-1001", "Bell", "places.csv: row 3: error[row-short]", 1),
    ("places.csv", "Bell", "Alma", "places.csv: row 3: error[same-name]: the piece would be called Alma.pdf, as another is\n  hint: name more fields", 1),
    ("places.csv", "Bell", "ALMA", "places.csv: row 3: error[same-name]: the piece would be called ALMA.pdf, as another is but for capitals: Alma.pdf", 1),
    ("places.csv", "Bell", "...", "places.csv: row 3: error[empty-name]: the record has no name: '{place}' comes to '...'", 1),
    ("places.csv", "Bell", "B" * 230, "bytes; the limit is 200", 1),
    ("places.csv", "559-555-1001", "", "places.csv: row 3", 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "code"), RECORD_FAULTS, ids=[new.replace("\n", " ")[:50] for _, _, new, _, _ in RECORD_FAULTS]
)
def test_a_mistake_in_the_records(outreach: Outreach, file: str, old: str, new: str, said: str, code: int) -> None:
    if code:
        edit(file, old, new)
    result = outreach("batch", "places.toml")
    assert said in result.stderr
    assert (result.exit_code, "[bug]" in result.stderr) == (code, False)


def test_a_second_record_of_a_name_does_not_take_the_firsts_file(outreach: Outreach) -> None:
    outreach("batch", "places.toml")
    first = Path("output/Alma.pdf").read_bytes()
    shutil.rmtree("output")
    edit("places.csv", "Bell", "Alma")
    assert "2 made, 1 failed" in outreach("batch", "places.toml").stderr
    assert Path("output/Alma.pdf").read_bytes() == first


def test_the_other_rows_are_made(outreach: Outreach) -> None:
    edit("places.csv", "559-555-1001", "559-555-101")
    assert outreach("batch", "places.toml").exit_code == 1
    assert pieces() == ["Alma.pdf", "Cary.pdf"]


@pytest.mark.parametrize("path", ["../secret.svg", "/etc/passwd", "logos/../../secret.svg"])
def test_a_cell_cannot_lead_out_of_the_folder(outreach: Outreach, path: str) -> None:
    Path("../secret.svg").write_text("<svg/>")
    write("places.csv", f"place,number,logo\nAlma,559-555-1000,{path}\n")
    edit("places.toml", "[records.text]", 'logo = { type = "file" }\n[records.organisation]\nname = "x"\nlogo = "{logo}"\n[records.text]')
    result = outreach("batch", "places.toml")
    assert result.exit_code == 1
    assert "places.csv: row 2, column logo: error[file-" in result.stderr or "error[no-file]" in result.stderr


def test_a_sheet_without_one_of_its_cards_is_not_written(outreach: Outreach) -> None:
    write("places.toml", PLACES.replace('names = "{record}"\n', "").replace('name = "{place}"', 'merge = "sheets"\nname = "{place}"', 1))
    edit("places.csv", "559-555-1001", "559-555-101")
    result = outreach("batch", "places.toml")
    assert (result.exit_code, pieces()) == (1, [])
    assert "places.csv: row 3, column number: error[" in result.stderr


def test_a_workbook_without_openpyxl(outreach: Outreach, monkeypatch: pytest.MonkeyPatch) -> None:
    import openpyxl

    openpyxl.Workbook().save("places.xlsx")
    edit("places.toml", "places.csv", "places.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = outreach("batch", "places.toml")
    assert result.exit_code == 4
    assert "pip install 'outreach-press[xlsx]'" in result.stderr


def test_a_cluster_without_dask(outreach: Outreach, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = outreach("batch", "campaign.toml", "--scheduler", "tcp://127.0.0.1:1")
    assert result.exit_code == 4
    assert (
        "--scheduler: error[no-extra]: a scheduler needs Dask, which is not installed\n  hint: pip install 'outreach-press[cluster]'" in result.stderr
    )


@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (("--only", "audience=victms"), "--only: error[no-audience]: nothing in the campaign has the audience 'victms'\n  hint: did you mean 'victims'?", 4),
        (("--only", "audiense=victims"), "'audiense=victims' does not say what to keep; did you mean 'audience'?", 2),
        (("--only", "victims"), "'victims' does not say what to keep; write it like audience=victims,lang=es", 2),
        (("--only", "record=Bell"), "--only: error[only]: the campaign has no records", 1),
        (("--jobs", "0"), "0 is not between 1 and 1024", 2),
        (("--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"), "leave out one", 2),
        (("--dry-run", "--prune"), "--dry-run makes nothing", 2),
        (("--watch", "--json"), "leave out one", 2),
        (("--pack-by", "place"), "--pack-by goes with --pack", 2),
        (("--scheduler", "nonsense://x"), "--scheduler: error[no-scheduler]: no scheduler answers at nonsense://x", 1),
    ],
)  # fmt: skip
def test_a_mistake_on_the_command_line(outreach: Outreach, args: tuple[str, ...], said: str, code: int) -> None:
    result = outreach("batch", "campaign.toml", *args)
    assert said in " ".join(result.stderr.split("\n  hint")) or said in result.stderr.replace("\n", "\n")
    assert (result.exit_code, "[bug]" in result.stderr) == (code, False)


@pytest.mark.parametrize(
    ("file", "said", "code"),
    [("nothing.toml", "nothing.toml: error[no-file]: there is no such file", 4), (".", ".: error[unreadable]", 1), ("places.csv", "places.csv: error[not-toml]", 1)],
)  # fmt: skip
def test_a_campaign_that_is_none(outreach: Outreach, file: str, said: str, code: int) -> None:
    result = outreach("batch", file)
    assert said in result.stderr
    assert result.exit_code == code


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_may_not_be_written_to(outreach: Outreach) -> None:
    Path("output").mkdir(mode=0o500)
    assert outreach("batch", "campaign.toml").exit_code == 5


def test_a_file_in_the_way_of_a_folder(outreach: Outreach) -> None:
    edit("campaign.toml", "name =", 'names = "{audience}.pdf/{lang}"\nname =')
    write("output/victims.pdf", "a file")
    result = outreach("batch", "campaign.toml")
    assert result.exit_code == 5
    assert "error[no-folder]" in result.stderr


def test_a_damaged_manifest_is_not_guessed_at(outreach: Outreach) -> None:
    outreach("batch", "campaign.toml")
    with open("output/manifest.jsonl", "ab") as file:
        file.write(b'{"kind":"piece","file":7}\n')
    before = bytes_of("output")
    result = outreach("batch", "campaign.toml")
    assert result.exit_code == 1
    assert "output/manifest.jsonl: error[manifest-damaged]: line 10 is no line of a manifest" in result.stderr
    assert bytes_of("output") == before
    shutil.rmtree("output")
    assert outreach("batch", "campaign.toml").exit_code == 0


def test_each_fault_is_told_once(outreach: Outreach) -> None:
    edit("places.toml", '"{record}"', '"{record}-{layout}-{size}"\nsizes = ["3.5x2", "85x55"]')
    edit("places.csv", "559-555-1001", "559-555-101")
    result = outreach("batch", "places.toml")
    assert result.stderr.count("row 3, column number") == 1
    assert "4 made, 2 failed" in result.stderr


def test_the_json_says_what_failed_and_why(outreach: Outreach) -> None:
    import json

    edit("places.csv", "559-555-1001", "559-555-101")
    result = outreach("batch", "places.toml", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["counts"]["made"], told["counts"]["failed"]) == (1, 2, 1)
    [failure] = told["failures"]
    assert failure["row"] == 3
    assert failure["failures"][0]["where"].endswith("places.csv: row 3, column number")
