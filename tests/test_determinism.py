"""The same brief gives the same bytes: in any process, place, time zone and order; another piece gives another file."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest

from generator.brief import Brief
from generator.content.assemble import load_edition
from generator.press import Piece, press
from tests.instruments.pieces import (
    AUDIENCES,
    LAYOUTS,
    LIBRARY,
    ROOT,
    at_home,
    audience_of,
    cases,
    imposed,
    label,
    layout_of,
    offered,
    pieces,
)

PROGRAM = """
import hashlib, json, sys
from pathlib import Path
import msgspec
from generator.brief import Brief
from generator.press import press
from generator.resources import Library

library = Library((Path(sys.argv[1]),))
asked = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Brief], dec_hook=lambda kind, value: kind(value))
print(json.dumps([hashlib.sha256(press(library, brief).pdf).hexdigest() for brief in asked]))
"""


def digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def chosen() -> Iterator[Brief]:
    """A brief of each layout, theme and language that is tried, and of every stock."""
    for case in cases():
        yield from list(at_home(*case))[:1]
    for layout in LAYOUTS:
        yield from imposed(layout)


def digests_elsewhere(briefs: list[Brief], folder: Path, **variables: str) -> list[str]:
    """The files' digests as another process makes them."""
    environment: dict[str, str] = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)],
        input=msgspec.json.encode(briefs, enc_hook=str),
        env=environment,
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("variables", "backwards"),
    [
        ({"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati"}, False),
        ({"PYTHONHASHSEED": "1", "TZ": "America/Adak", "LC_ALL": "C"}, True),
        ({"PYTHONHASHSEED": "random", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, False),
    ],
)
def test_another_process_gives_the_same_bytes(variables: dict[str, str], backwards: bool, tmp_path: Path, profile: Callable[[str], Path]) -> None:
    ours = [piece for _, piece in pieces(chosen())]
    ours += [press(LIBRARY, Brief(layout, audience_of(layout), profile=profile("raster"))) for layout in LAYOUTS]
    assert ours
    if backwards:
        ours.reverse()
    theirs = digests_elsewhere([piece.brief for piece in ours], tmp_path, **variables)
    assert [label(p.brief) for p, other in zip(ours, theirs, strict=True) if digest(p.pdf) != other] == []


def test_a_second_time_and_in_another_order_gives_the_same_bytes() -> None:
    first = {piece.brief: piece.pdf for _, piece in pieces(chosen())}
    for brief in reversed(first):
        assert press(LIBRARY, brief).pdf == first[brief], label(brief)


def identifier(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        first, second = file.trailer.ID
        assert bytes(first) == bytes(second)
        return bytes(first)


def test_different_pieces_have_different_identifiers() -> None:
    files = {piece.pdf for layout in LAYOUTS for _, piece in pieces(offered(layout, layout_of(layout).theme, "en"))}
    assert len(files) > 1
    assert len({identifier(pdf) for pdf in files}) == len(files)


@pytest.mark.parametrize(("key", "value"), [("audience", AUDIENCES[-1]), ("copies", 2), ("profile", "vector")])
def test_whatever_changes_a_file_changes_its_identifier(key: str, value: Any, make: Callable[..., Piece], profile: Callable[[str], Path]) -> None:
    brief: dict[str, Any] = {"audience": AUDIENCES[0], key: profile(value) if key == "profile" else value}
    assert identifier(make(LAYOUTS[0], AUDIENCES[0]).pdf) != identifier(make(LAYOUTS[0], **brief).pdf)


def dates(pdf: bytes) -> set[str]:
    """Every date in a file, as digits down to the second."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        info = [str(file.docinfo[key])[2:16] for key in ("/CreationDate", "/ModDate")]
        with file.open_metadata() as meta:
            texts = [str(meta[f"xmp:{key}"]) for key in ("CreateDate", "ModifyDate")]
    return {*info, *("".join(filter(str.isdigit, text)) for text in texts)}


def test_the_date_is_the_one_the_environment_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    brief = Brief(LAYOUTS[0], AUDIENCES[0])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    told = press(LIBRARY, brief).pdf
    assert dates(told) == {"20010909014640"}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    untold = press(LIBRARY, brief).pdf
    assert dates(untold) == {f"{load_edition(LIBRARY).date:%Y%m%d}000000"}
    assert untold == press(LIBRARY, brief).pdf
    assert len(told) == len(untold)
    assert sum(a != b for a, b in zip(told, untold, strict=True)) < 150, "nothing but dates and the identifier"


def test_a_single_other_byte_is_noticed(make: Callable[..., Piece]) -> None:
    pdf = make(LAYOUTS[0], AUDIENCES[0]).pdf
    assert digest(pdf) != digest(pdf[:-7] + b"?" + pdf[-6:])
