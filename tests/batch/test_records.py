"""A piece for each record, or all on shared sheets; whichever way, every record is right and the runs agree."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from .campaigns import PLACES, edit, manifest, pieces, rows, write
from .conftest import Outreach


def text(file: str) -> list[str]:
    with pypdfium2.PdfDocument(Path("output", file)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_each_record_has_its_file_and_its_number(outreach: Outreach) -> None:
    assert outreach("batch", "places.toml").exit_code == 0
    assert pieces() == ["Alma.pdf", "Bell.pdf", "Cary.pdf"]
    for at, name in enumerate(("Alma", "Bell", "Cary")):
        said = "".join(text(f"{name}.pdf"))
        assert f"555-{1000 + at}" in said
        assert "555-1003" not in said
        assert [other for other in ("Alma", "Bell", "Cary") if other in said] == [name]
        line = manifest()[f"{name}.pdf"]
        assert (line["record"], line["row"]) == (name, at + 2)
        assert {"id": "local-line", "number": f"1-559-555-{1000 + at}", "checked-on": "2026-11"} in line["contacts"]


def test_one_type_scale_for_all(outreach: Outreach) -> None:
    edit("places.csv", "Bell", "Bell and the long valley below it")
    outreach("batch", "places.toml")
    assert len({tuple(line["scale"]) for line in manifest().values()}) == 1


def test_shared_sheets_have_a_record_a_slot_and_backs_that_match(outreach: Outreach) -> None:
    write("places.csv", rows(12))
    write("places.toml", PLACES.replace('names = "{record}"\n', "").replace('name = "{place}"', 'merge = "sheets"\nname = "{place}"', 1))
    assert outreach("batch", "places.toml").exit_code == 0
    [file] = pieces()
    line = manifest()[file]
    assert (file, line["pieces"], line["sheets"], line["pages"]) == ("wallet-card-victims-en-3.5x2-merged.pdf", 12, 2, 4)
    pages = text(file)
    assert [sum(f"555-{1000 + at}" in page for page in pages) >= 1 for at in range(12)] == [True] * 12
    assert ("555-1000" in pages[0]) or ("555-1000" in pages[1])
    assert not any("555-1010" in page for page in pages[:2])


@pytest.mark.parametrize("ending", ["tsv", "jsonl", "xlsx"])
def test_every_kind_of_file_makes_the_same(outreach: Outreach, ending: str) -> None:
    outreach("batch", "places.toml")
    expected = {name: Path("output", name).read_bytes() for name in pieces()}
    table = [line.split(",") for line in rows(3).splitlines()]
    if ending == "tsv":
        write("places.tsv", "\n".join("\t".join(row) for row in table))
    elif ending == "jsonl":
        # A line is a row, and the first of a spreadsheet is its header.
        write("places.jsonl", "\n".join(json.dumps(dict(zip(table[0], row, strict=True))) for row in table[1:]))
    else:
        import openpyxl

        book = openpyxl.Workbook()
        for row in table:
            book.active.append(row)
        book.save("places.xlsx")
    edit("places.toml", "places.csv", f"places.{ending}")
    edit("places.toml", "layouts", 'output = "again"\nlayouts')
    result = outreach("batch", "places.toml")
    assert result.exit_code == 0, result.stderr
    assert {name: Path("again", name).read_bytes() for name in pieces("again")} == expected


def test_a_row_says_which_languages_it_is_for(outreach: Outreach) -> None:
    write("places.csv", "place,number,languages\nAlma,559-555-1000,es\nBell,559-555-1001,\nCary,559-555-1002,en; es\n")
    edit("places.toml", "[records.text]", 'languages = {}\n[records.only]\nlanguages = "{languages}"\n[records.text]')
    edit("places.toml", '"{record}"', '"{record}-{lang}"\nlanguages = ["en", "es"]')
    edit("places.toml", 'headline = "Are you safe in {place}?"', 'headline = { en = "Are you safe in {place}?", es = "¿Vive segura en {place}?" }')
    result = outreach("batch", "places.toml")
    assert result.exit_code == 0, result.stderr
    assert pieces() == ["Alma-es.pdf", "Bell-en.pdf", "Bell-es.pdf", "Cary-en.pdf", "Cary-es.pdf"]


def test_a_row_that_names_no_language_is_refused(outreach: Outreach) -> None:
    write("places.csv", "place,number,languages\nAlma,559-555-1000,spanish\nBell,559-555-1001,en\n")
    edit("places.toml", "[records.text]", 'languages = {}\n[records.only]\nlanguages = "{languages}"\n[records.text]')
    result = outreach("batch", "places.toml")
    assert result.exit_code == 1
    assert (
        "places.csv: row 2, column languages: error[no-language]: there is no language named 'spanish'\n  hint: did you mean 'es'?" in result.stderr
    )
    assert pieces() == ["Bell.pdf"]


def test_some_records_are_made_otherwise_and_some_not_at_all(outreach: Outreach) -> None:
    write(
        "places.toml",
        PLACES.replace(
            "[records]",
            '[[override]]\nwhen = { records = ["Alma", "Bell"] }\nset = { theme = "discreet" }\n[[override]]\nwhen = { records = "Bell" }\nset = { size = "85x55" }\n[[exclude]]\nrecords = "Cary"\n[records]',
            1,
        ),
    )
    assert outreach("batch", "places.toml").exit_code == 0
    assert {name: (line["theme"], line["size"]) for name, line in manifest().items()} == {
        "Alma.pdf": ("discreet", "3.5x2"),
        "Bell.pdf": ("discreet", "85x55"),
    }


def test_a_record_brings_its_logo(outreach: Outreach) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="60" height="40" fill="#0a5c36"/></svg>'
    write("logos/a.svg", drawing)
    write("logos/b.svg", drawing.replace("60", "50"))
    write("places.csv", "place,number,logo\nAlma,559-555-1000,logos/a.svg\nBell,559-555-1001,logos/b.svg\n")
    edit(
        "places.toml", "[records.text]", 'logo = { type = "file" }\n[records.organisation]\nname = "{place} Center"\nlogo = "{logo}"\n[records.text]'
    )
    edit("places.toml", "wallet-card", "poster")
    assert outreach("batch", "places.toml").exit_code == 0
    before = {name: Path("output", name).read_bytes() for name in pieces()}
    assert "unchanged" in outreach("batch", "places.toml").stderr
    # The path stands in the row as before; what is in the file is another.
    write("logos/b.svg", drawing.replace("#0a5c36", "#5c0a36"))
    assert outreach("batch", "places.toml").stderr.strip().endswith("1 made, 1 unchanged")
    after = {name: Path("output", name).read_bytes() for name in pieces()}
    assert [name for name in before if before[name] != after[name]] == ["Bell.pdf"]


def test_a_worker_may_begin_with_any_record(outreach: Outreach, folder: Path) -> None:
    """What a run shares is printed by its first record's hand, and known to be right in every other's."""
    outreach("batch", "places.toml")
    expected = Path("output/Cary.pdf").read_bytes()
    Path("output/Cary.pdf").unlink()
    result = outreach("batch", "places.toml")
    assert (result.exit_code, Path("output/Cary.pdf").read_bytes()) == (0, expected), result.stderr
    assert {contact["id"] for contact in manifest()["Cary.pdf"]["contacts"]} >= {"national-hotline", "local-line"}


def test_a_contact_says_what_it_is_in_the_language_of_the_piece(outreach: Outreach) -> None:
    edit("places.toml", 'audiences = ["victims"]', 'audiences = ["victims"]\nlanguages = ["en", "es"]')
    edit("places.toml", "{record}", "{record}-{lang}")
    edit("places.toml", '"Are you safe in {place}?"', '{ en = "Are you safe in {place}?", es = "¿Está a salvo en {place}?" }')
    result = outreach("batch", "places.toml")
    assert result.exit_code == 0, result.stderr
    assert "Cerca de usted" in " ".join(" ".join(text("Alma-es.pdf")).split())
    assert "Near you" not in " ".join(text("Alma-es.pdf"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('{ en = "Near you", es = "Cerca de usted" }', '"Near you"', "'Near you' is for every language, and es is one of them"),
        ('{ en = "Near you", es = "Cerca de usted" }', '{ en = "Near you" }', "it has no es text"),
        ('hours = "24/7"', 'hours = "Mon to Fri"', "'Mon to Fri' is for every language"),
    ],
)
def test_english_of_a_record_never_slips_into_another_language(outreach: Outreach, old: str, new: str, told: str) -> None:
    edit("places.toml", 'audiences = ["victims"]', 'audiences = ["victims"]\nlanguages = ["es"]')
    edit("places.toml", '"Are you safe in {place}?"', '{ es = "¿Está a salvo en {place}?" }')
    edit("places.toml", old, new)
    result = outreach("batch", "places.toml")
    assert result.exit_code == 1
    assert told in result.stderr
    assert not pieces()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_shared_sheets_are_known_by_every_number_on_them(outreach: Outreach, jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.press.sheets.PART", 1)
    write("places.csv", rows(45))
    edit("places.toml", "[records]\n", '[records]\nmerge = "sheets"\n')
    edit("places.toml", 'names = "{record}"\n', "")
    result = outreach("batch", "places.toml", "--jobs", jobs)
    assert result.exit_code == 0, result.stderr
    [line] = manifest().values()
    found = {each["number"] for each in line["contacts"] if each["id"] == "local-line"}
    assert found == {f"1-559-555-{1000 + at}" for at in range(45)}


def test_a_row_at_fault_is_known_by_its_name_and_takes_its_piece_out_of_the_pack(outreach: Outreach) -> None:
    assert outreach("batch", "places.toml", "--pack", "zip", "--pack-by", "place").exit_code == 0
    write("places.csv", rows(3).replace("559-555-1001", "559-555-1OO1"))
    result = outreach("batch", "places.toml", "--pack", "zip", "--pack-by", "place")
    assert result.exit_code == 1
    line = manifest()["Bell.pdf"]
    assert (line["status"], line["record"], line["row"]) == ("failed", "Bell", 3)
    assert [each["code"] for each in line["warnings"]] == ["old-piece"]
    assert sorted(manifest()) == ["Alma.pdf", "Bell.pdf", "Cary.pdf"]
    assert "packs/Bell.zip" in result.stderr, "a pack of what is at fault is told of, to be thrown away"
