"""The file that we write ourselves holds what ReportLab's document writes: every object, under its number, byte for byte."""

import io

import pikepdf
import pytest

from generator.brief import Brief
from generator.press import press
from generator.render.writer import ReportLabFile
from tests.instruments.pieces import LIBRARY

BRIEFS = [
    Brief("poster", "victims"),
    Brief("wallet-card", "victims", stock="avery-5371"),
    Brief("fact-sheet", "victims", lang="ar"),
]


def objects(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """Each object and, where it is a stream, its bytes as they stand in the file."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [(each.unparse(), each.read_raw_bytes() if isinstance(each, pikepdf.Stream) else b"") for each in file.objects]


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.layout)
def test_both_writers_write_the_same_objects(brief: Brief) -> None:
    ours, theirs = press(LIBRARY, brief).pdf, press(LIBRARY, brief, ReportLabFile).pdf
    assert len(objects(ours)) > 20
    assert objects(ours) == objects(theirs)


def test_both_writers_name_the_same_root_and_a_digest() -> None:
    brief = BRIEFS[0]
    for pdf in (press(LIBRARY, brief).pdf, press(LIBRARY, brief, ReportLabFile).pdf):
        with pikepdf.open(io.BytesIO(pdf)) as file:
            first, second = file.trailer["/ID"]
            assert bytes(first) == bytes(second)
            assert len(bytes(first)) == 16
            assert file.trailer["/Root"]["/Type"] == "/Catalog"
            assert file.trailer["/Info"]["/Title"]
