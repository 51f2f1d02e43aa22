"""A run of records needs a translation as a single piece does: what is missing is told once, and a draft says what it is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from generator.brief import Brief
from generator.compose.draft import INK
from generator.content.po import Message
from generator.content.sources import sources
from generator.errors import InputError
from generator.merge.rules import Rules
from generator.press.run import RunPress
from generator.press.sheets import SheetPress
from generator.records import Column, Record, open_records
from generator.resources import Library
from tests.instruments.pieces import LIBRARY, ROOT

RULES = Rules("people.csv", merge="sheets", columns={"name": Column()}, text={"headline": {"en": "Ask {name}.", "xx": "Ask {name}."}})


def records(folder: Path) -> list[Record]:
    path = folder / "people.csv"
    path.write_text("name\nAna\nBea\nCleo\n", "utf-8")
    return [record for record in open_records(path, RULES.columns) if isinstance(record, Record)]


def library(folder: Path, but: set[str], header: str = "") -> Library:
    """A library with a language that has every text but these, in English."""
    messages = [Message(context, english, english, 0) for context, english in sources(LIBRARY) if context not in but]
    body = "\n\n".join(f'msgctxt "{one.context}"\nmsgid "{one.english}"\nmsgstr "{one.text}"' for one in messages)
    path = folder / "assets/locale/xx.po"
    path.parent.mkdir(parents=True)
    path.write_text(f'msgid ""\nmsgstr "Language: xx\\n{header}"\n\n{body}\n', "utf-8")
    row = folder / "assets/content/languages.toml"
    row.parent.mkdir(parents=True)
    row.write_text('xx = { name = "Xx", english = "Xx", script = "Latn" }\n', "utf-8")
    return Library((ROOT, folder))


def failed(record: Record, fault: Any) -> None:
    raise AssertionError(f"{record} failed: {fault}")


GONE = {"victims/kicker.text", "victims/lead.text"}


def test_what_a_run_lacks_is_told_once_for_all_records(tmp_path: Path) -> None:
    press = RunPress(library(tmp_path, GONE), Brief("poster", "victims", "xx"), RULES, "campaign.toml: records")
    found = records(tmp_path)
    with pytest.raises(InputError) as caught:
        press.settle(lambda: found, failed)
    assert {fault.where.partition(": ")[2] for fault in caught.value.diagnostics} == GONE


def test_a_text_of_the_rules_needs_no_translation(tmp_path: Path) -> None:
    press = RunPress(library(tmp_path, {"victims/headline.text"}), Brief("poster", "victims", "xx"), RULES, "campaign.toml: records")
    found = records(tmp_path)
    out = io.BytesIO()
    assert SheetPress(press, press.settle(lambda: found, failed), out, failed).run(found).pieces == 3


def test_a_language_that_is_a_draft_is_refused_before_a_record_is_read(tmp_path: Path) -> None:
    folder = library(tmp_path, set(), "X-Status: draft\\n")
    with pytest.raises(InputError, match="draft"):
        RunPress(folder, Brief("poster", "victims", "xx"), RULES, "campaign.toml: records")


def test_every_record_of_a_draft_bears_its_mark(tmp_path: Path) -> None:
    import pypdfium2

    press = RunPress(library(tmp_path, GONE), Brief("poster", "victims", "xx", draft=True), RULES, "campaign.toml: records")
    found = records(tmp_path)
    out = io.BytesIO()
    fit = press.settle(lambda: found, failed)
    made = SheetPress(press, fit, out, failed).run(found)
    assert made.pieces == 3
    assert "draft" in {warning.code for warning in made.warnings}
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        for page in document:
            picture = page.render(scale=3).to_pil().convert("RGB")
            assert any(pixel == INK.rgb for _, pixel in picture.getcolors(9_000_000))
    with pypdfium2.PdfDocument(press.piece(found[0], fit).pdf) as document:
        assert any(pixel == INK.rgb for _, pixel in document[0].render(scale=3).to_pil().convert("RGB").getcolors(9_000_000))
