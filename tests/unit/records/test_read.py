"""Records as a run reads them: as often as it likes, a row at a time, good ones and faults, each with its identity."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.records import Column, Fault, Record, check_records, digest, open_records
from tests.unit.records.reading import TEXTS, fault, faults, opened, values, written

NEEDED = {"name": Column(required=True), "note": Column()}


def test_good_rows_and_faults_come_in_order(tmp_path: Path) -> None:
    items = list(opened(tmp_path, "name,note\nAna,b\n,c\nBea,d\n", NEEDED))
    assert [(type(item), item.number) for item in items] == [(Record, 2), (Fault, 3), (Record, 4)]


def test_a_record_gives_its_values_and_its_place(tmp_path: Path) -> None:
    (record,) = opened(tmp_path, "note,name\nb,Ana\n")
    assert isinstance(record, Record)
    assert record.values == {"name": "Ana", "note": "b"}
    assert list(record.values) == ["name", "note"]
    assert record["note"] == "b"
    assert record.where("note").endswith("people.csv: row 2, column note")
    assert record.where().endswith("people.csv: row 2")
    with pytest.raises(KeyError):
        record["nota"]


def test_faults_are_gathered_up_to_a_limit(tmp_path: Path) -> None:
    found = faults(tmp_path, "name,note\n" + ",x\n" * 50, NEEDED)
    assert [item.code for item in found] == ["cell-empty"] * 20 + ["more-faults"]
    assert found[-1].message == "and 30 more"


def test_as_many_faults_as_the_limit_are_told_without_a_rest(tmp_path: Path) -> None:
    assert [item.code for item in faults(tmp_path, "name,note\n" + ",x\n" * 20, NEEDED)] == ["cell-empty"] * 20


def test_a_check_counts_the_records(tmp_path: Path) -> None:
    assert check_records(opened(tmp_path, "name,note\nAna,b\nBea,c\n")).count == 2


def test_a_file_that_changes_between_two_passes_is_refused(tmp_path: Path) -> None:
    records = opened(tmp_path, "name,note\nAna,b\n")
    assert len(list(records)) == 1
    written(tmp_path, "name,note\nBea,b\nCleo,c\n")
    with pytest.raises(InputError, match="records-changed"):
        list(records)


@pytest.mark.parametrize("more", ["Cleo,c\n", "Cl\xe9o,c\n"])
def test_a_file_that_changes_during_a_pass_is_refused(tmp_path: Path, more: str) -> None:
    path = written(tmp_path, "name,note\n" + "Ana,b\n" * 20_000)
    items = iter(open_records(path, TEXTS))
    assert isinstance(next(items), Record)
    with path.open("a", encoding="latin-1") as file:
        file.write(more)
    with pytest.raises(InputError, match="records-changed"):
        list(items)


def test_a_file_that_goes_away_is_refused(tmp_path: Path) -> None:
    records = opened(tmp_path, "name,note\nAna,b\n")
    (tmp_path / "people.csv").unlink()
    with pytest.raises(InputError, match="records-changed"):
        list(records)


@pytest.mark.parametrize("name", ["people.xls", "people.ods", "people.json", "people", "people.pdf"])
def test_another_type_of_file_is_refused_with_one_to_use(tmp_path: Path, name: str) -> None:
    found = fault(tmp_path, "name,note\nAna,b\n", name=name)
    assert found.code == "records-type"


def test_only_a_workbook_has_sheets(tmp_path: Path) -> None:
    assert fault(tmp_path, "name,note\nAna,b\n", sheet="People").code == "no-sheet"


# --- memory


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        lines = (f"Ana {number},{'note ' * 8}\n" for number in range(rows))
        path = written(tmp_path, "name,note\n" + "".join(lines), f"{rows}.csv")
        tracemalloc.start()
        try:
            assert sum(1 for _ in open_records(path, TEXTS)) == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few, many = peak(5_000), peak(25_000)
    assert many < few + 200_000


def test_faults_past_the_limit_are_not_kept(tmp_path: Path) -> None:
    records = opened(tmp_path, "name,note\n" + ",x\n" * 20_000, NEEDED)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="and 19980 more"):
            check_records(records)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


# --- identity


def digest_of(folder: Path, data: str, columns: dict[str, Column] = TEXTS) -> bytes:
    (record,) = opened(folder, data, columns)
    assert isinstance(record, Record)
    return digest(record)


def test_a_digest_is_of_names_and_values_alone(tmp_path: Path) -> None:
    first = digest_of(tmp_path, "name,note\nAna,b\n")
    assert digest_of(tmp_path, "note,id,name\n\nb,7,Ana\n") == first
    assert digest_of(tmp_path, "name,note\nAna,b\n", dict(reversed(TEXTS.items()))) == first


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        ("name,note\nAnab,\n", TEXTS),
        ("name,note\nAna,c\n", TEXTS),
        ("name,note\nb,Ana\n", TEXTS),
        ("name,not\nAna,b\n", {"name": Column(), "not": Column()}),
        ("name\nAna\n", {"name": Column()}),
    ],
)
def test_a_digest_tells_records_apart(tmp_path: Path, data: str, columns: dict[str, Column]) -> None:
    assert digest_of(tmp_path, data, columns) != digest_of(tmp_path, "name,note\nAna,b\n")


def test_a_digest_is_the_same_tomorrow(tmp_path: Path) -> None:
    """Reckoned by hand: SHA-256 of each text's length in eight bytes and the text, name before value."""
    assert digest_of(tmp_path, "name\nA\n", {"name": Column()}).hex() == "5011d676be8aea4e88ce42ae13fd7e79cf7ba312f5f38a158d418caa4e1b7639"


# --- weight


def test_openpyxl_is_loaded_for_workbooks_only(tmp_path: Path) -> None:
    path = written(tmp_path, "name,note\nAna,b\n")
    program = (
        "import sys; from pathlib import Path; from generator.records import Column, open_records;"
        f"list(open_records(Path({str(path)!r}), {{'name': Column()}})); sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_values_are_the_declared_ones(tmp_path: Path) -> None:
    assert values(opened(tmp_path, "name,note\nAna,b\n", {"note": Column()})) == [("b",)]
