"""The manifest is read again whole, cut short anywhere, and refused only where it is damaged."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.batch.manifest import VERSION, Entry, Head, Inputs, Journal, Manifest, Printed, Remark
from generator.errors import InputError
from tests.instruments.pieces import ROOT

HEAD = Head(VERSION, "Spring", "1.0")
INPUTS = Inputs("a" * 8, {"layouts/poster.toml": "0" * 8, "date": ""})
CONTACT = Printed("hotline", "1-888-373-7888", "2026-11")


def entry(file: str = "a.pdf", **more: object) -> Entry:
    told = {"layout": "poster", "audience": "victims", "lang": "es", "size": "letter", "orientation": "portrait", "theme": "bold", **more}
    return Entry(file=file, status="made", **told)  # type: ignore[arg-type]


FULL = entry(scale=(0.59, 2, -1.5e-7), contacts=(CONTACT,), warnings=(Remark("old", "é 漢"),), record="Ñ “x”", row=7, inputs=INPUTS.id)


def read(path: Path) -> Manifest:
    manifest = Manifest(path)
    manifest.load()
    return manifest


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    Journal(str(path)).append(HEAD, INPUTS, FULL)
    Journal(str(path)).append(entry("b.pdf"))
    found = read(path)
    assert (found.entries, found.inputs) == ({"a.pdf": FULL, "b.pdf": entry("b.pdf")}, {INPUTS.id: INPUTS})


@given(st.data())
def test_a_line_that_is_cut_short_is_passed_over_wherever_it_is(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("cut") / "manifest.jsonl"
    line = msgspec.json.encode(data.draw(st.sampled_from([HEAD, INPUTS, FULL])))
    cut = data.draw(st.integers(0, len(line) - 1))
    Journal(str(path)).append(INPUTS, entry("b.pdf"))
    with path.open("ab") as file:
        file.write(b"\n" + line[:cut])
    Journal(str(path)).append(entry("c.pdf"))
    assert [*read(path).entries] == ["b.pdf", "c.pdf"]


@pytest.mark.parametrize(
    "line", [b"hello", b'{"kind":"piece","file":7}', b'{"kind":"other"}', b"[1]", b'{"kind":"piece"}', b'{"kind":"manifest","version":1,}']
)
def test_a_line_that_was_never_one_is_refused(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "manifest.jsonl"
    Journal(str(path)).append(INPUTS)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(InputError) as caught:
        read(path)
    assert [fault.code for fault in caught.value.diagnostics] == ["manifest-damaged"]


def test_a_manifest_of_another_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    Journal(str(path)).append(Head(VERSION + 1, "Spring", "9.0"))
    with pytest.raises(InputError, match="manifest-version"):
        read(path)


def test_it_is_written_anew_in_the_order_of_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    Journal(str(path)).append(entry("z.pdf"), entry("a.pdf"), Inputs("unused", {}), INPUTS, entry("m.pdf", inputs=INPUTS.id))
    manifest = read(path)
    manifest.compact(HEAD, ["m.pdf", "not-made.pdf", "z.pdf"])
    lines = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
    assert [(line["kind"], line.get("file")) for line in lines] == [
        ("manifest", None), ("inputs", None), ("piece", "m.pdf"), ("piece", "z.pdf"), ("piece", "a.pdf"),
    ]  # fmt: skip


def test_pieces_without_a_file_do_not_take_one_anothers_place() -> None:
    assert len({entry("", row=1).place, entry("", row=2).place, entry("", lang="en", row=1).place}) == 3


def test_the_readme_explains_every_field() -> None:
    section = (ROOT / "README.md").read_text("utf-8").split("### The manifest\n", 1)[1].split("\n## ")[0].split("\n### ")[0]
    told = set(re.findall(r"`([\w-]+)`", section))
    for kind in (Head, Inputs, Entry, Printed, Remark):
        assert {*kind.__struct_encode_fields__} <= told, kind.__name__
        if kind.__struct_config__.tag:
            assert kind.__struct_config__.tag in told
