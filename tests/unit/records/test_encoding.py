"""Whatever encoding and line end a spreadsheet writes, the values are the same; what is guessed is said."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from generator.diagnostics import Severity
from generator.errors import MissingError
from generator.records import open_records
from tests.unit.records.reading import TEXTS, fault, opened, values

ROWS = "name,note\nZoë,niño\nJürgen,€5\n"
READ = [("Zoë", "niño"), ("Jürgen", "€5")]

ENCODED = {
    "utf-8": ROWS.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + ROWS.encode(),
    "utf-16 little": codecs.BOM_UTF16_LE + ROWS.encode("utf-16-le"),
    "utf-16 big": codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"),
    "windows-1252": ROWS.encode("cp1252"),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("how", ENCODED)
def test_an_encoding_does_not_change_what_is_read(tmp_path: Path, how: str, end: str) -> None:
    codec = {"utf-16 little": "utf-16-le", "utf-16 big": "utf-16-be", "windows-1252": "cp1252"}.get(how, "utf-8")
    data = ENCODED[how].replace("\n".encode(codec), end.encode(codec))
    assert values(opened(tmp_path, data)) == READ


@pytest.mark.parametrize("how", [name for name in ENCODED if name != "windows-1252"])
def test_what_is_certain_is_not_remarked_on(tmp_path: Path, how: str) -> None:
    assert opened(tmp_path, ENCODED[how]).remarks == ()


def test_windows_1252_is_remarked_on_with_a_sample(tmp_path: Path) -> None:
    (remark,) = opened(tmp_path, ENCODED["windows-1252"]).remarks
    assert (remark.code, remark.severity) == ("encoding", Severity.WARNING)
    assert "'Zoë'" in remark.message


def test_a_letter_across_two_chunks_is_still_utf_8(tmp_path: Path) -> None:
    long = "name,note\n" + "".join(f"{'x' * 20}é,{number}\n" for number in range(9000))
    for shift in range(3):
        records = opened(tmp_path, "x" * shift + long, {"x" * shift + "name": TEXTS["name"], "note": TEXTS["note"]})
        assert records.remarks == ()
        assert len(values(records)) == 9000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"name,note\na\0b,c\n", "not-text"),
        (ROWS.encode("utf-16-le"), "not-text"),
        (codecs.BOM_UTF16_LE + "name,note\n\0,b\n".encode("utf-16-le"), "not-text"),
        (codecs.BOM_UTF16_LE + ROWS.encode("utf-16-le") + b"\0", "encoding"),
        (b"name,note\n\x81\xff,b\n", "encoding"),
        (b"PK\x03\x04 and so on", "not-text"),
        (b"name,note\n" + b"x" * (5 << 20), "line-length"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert fault(tmp_path, data).code == code


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingError) as caught:
        open_records(tmp_path / "none.csv", TEXTS)
    assert caught.value.diagnostics[0].code == "no-file"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Exception, match="unreadable"):
        open_records(tmp_path / "folder.csv", TEXTS)
