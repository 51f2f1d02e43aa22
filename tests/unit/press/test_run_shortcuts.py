"""What makes a run fast changes no byte of it: moulds and typists print what composing every record anew would."""

import io
import random
from pathlib import Path

import pytest

from generator.batch.campaign import load_campaign_file
from generator.batch.library import library_of
from generator.batch.shop import Shop
from generator.brief import Brief
from generator.compose.mould import Mould
from generator.compose.run import Cast, RunComposer
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.press import sheets
from generator.press.hands import can_fork
from generator.press.run import RunPress
from generator.press.sheets import SheetPress
from generator.records import Record, open_records
from tests.instruments.extract import poppler_pages
from tests.instruments.integrity import faults

BENCH = Path(__file__).resolve().parents[2] / "bench" / "campaign"
NAMES = ("Union Library", "Büro für Flüchtlinge", "fjord office", "Łódź", "AVATAR Wave To", "Casa – Ana", "I", "Office of the first floor")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@pytest.fixture(scope="module")
def shop() -> Shop:
    campaign = load_campaign_file(BENCH / "w3.toml")
    return Shop(campaign, library_of(campaign))


@pytest.fixture
def records(shop: Shop, tmp_path: Path) -> list[Record]:
    """Sixty records: names with marks, ligatures and kerning, codes of several lengths, and some that come again."""
    chance = random.Random(7)
    lines = ["line1,line2,url"]
    for at in range(60):
        code = "".join(chance.choices(LETTERS, k=chance.choice((4, 6, 6, 6, 14))))
        lines.append(f"{NAMES[at % len(NAMES)]},Mon–Fri {chance.randint(7, 10)}–6 · 555-{chance.randint(0, 9999):04},https://example.org/h/{code}")
    lines += lines[5:8]
    path = tmp_path / "cards.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return [each for each in open_records(path, shop.rules.columns) if isinstance(each, Record)]


def made(shop: Shop, records: list[Record], hands: int = 1) -> bytes:
    def failed(record: Record, fault: Exception) -> None:
        raise fault

    press = RunPress(shop.library, Brief("bench-card", "bench"), shop.rules, shop.where)
    fit = press.settle(lambda: iter(records), failed)
    out = io.BytesIO()
    merged = SheetPress(press, fit, out, failed).run(records, hands)
    assert merged.pieces == len(records)
    return out.getvalue()


def test_typed_records_are_the_same_bytes_as_composed_ones(shop: Shop, records: list[Record], monkeypatch: pytest.MonkeyPatch) -> None:
    typed = 0
    plain = RunComposer.typed

    def counted(self: RunComposer, *told: object) -> Cast | None:
        nonlocal typed
        found = plain(self, *told)  # type: ignore[arg-type]
        typed += found is not None
        return found

    monkeypatch.setattr(RunComposer, "typed", counted)
    fast = made(shop, records)
    assert typed > len(records) / 2, "most records were to be typed"
    monkeypatch.setattr(RunComposer, "typed", lambda *told: None)
    assert made(shop, records) == fast


def test_a_mould_for_many_records_gives_the_same_bytes_as_one_for_each(shop: Shop, records: list[Record], monkeypatch: pytest.MonkeyPatch) -> None:
    fast = made(shop, records)
    monkeypatch.setattr(RunComposer, "typed", lambda *told: None)
    monkeypatch.setattr(Mould, "suits", lambda *told: False)
    assert made(shop, records) == fast


def test_every_record_stands_on_the_sheets_in_its_order(shop: Shop, records: list[Record]) -> None:
    text = " ".join(" ".join(poppler_pages(made(shop, records))).split())
    at = 0
    for record in records:
        number = record["line2"].rpartition(" ")[2]
        found = text.find(number, at)
        assert found >= 0, f"{number} of {record.where()} is not where it should be"
        at = min(at, found)


@pytest.mark.skipif(not can_fork(), reason="this process cannot be copied here")
@pytest.mark.parametrize("hands", [2, 5])
def test_parts_are_the_same_bytes_whoever_makes_them(shop: Shop, records: list[Record], hands: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "PART", 1)
    handed: list[bool] = []
    taken = SheetPress._taken

    def counted(self: SheetPress, *told: object) -> bool:
        handed.append(taken(self, *told))  # type: ignore[arg-type]
        return handed[-1]

    monkeypatch.setattr(SheetPress, "_taken", counted)
    alone = made(shop, records)
    assert made(shop, records, hands) == alone
    assert handed.count(True) >= 3
    assert not faults(alone)


@pytest.mark.skipif(not can_fork(), reason="this process cannot be copied here")
def test_parts_with_letters_that_no_part_before_had_are_the_same_bytes(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font's codes beyond the fixed ones are given out in the order of the file, which no copy can know."""
    monkeypatch.setattr(sheets, "PART", 1)
    path = tmp_path / "cards.csv"
    lines = [f"{'Łódź Ďábel ğ Ő'[at // 10 % 14 :]} {at},555-{at:04},https://example.org/h/{at:04}" for at in range(100)]
    path.write_text("line1,line2,url\n" + "\n".join(lines) + "\n", "utf-8")
    found = [each for each in open_records(path, shop.rules.columns) if isinstance(each, Record)]
    assert made(shop, found, 3) == made(shop, found)


@pytest.mark.skipif(not can_fork(), reason="this process cannot be copied here")
def test_a_record_at_fault_in_a_part_is_told_as_if_there_were_none(shop: Shop, records: list[Record], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "PART", 1)
    sides = RunPress.sides

    def broken(self: RunPress, record: Record, fit: object) -> object:
        if record.number in (35, 36):
            raise InputError(Diagnostic("broken", "it cannot be made", record.where()))
        return sides(self, record, fit)  # type: ignore[arg-type]

    monkeypatch.setattr(RunPress, "sides", broken)
    press = RunPress(shop.library, Brief("bench-card", "bench"), shop.rules, shop.where)
    told: list[int] = []
    fit = press.settle(lambda: iter(records), lambda record, fault: None)
    SheetPress(press, fit, io.BytesIO(), lambda record, fault: told.append(record.number)).run(records, 2)
    assert told == [35, 36]
