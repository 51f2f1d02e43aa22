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
from generator.press.run import RunPress
from generator.records import Record, open_records
from tests.instruments.extract import poppler_pages

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


def made(shop: Shop, records: list[Record]) -> bytes:
    def failed(record: Record, fault: Exception) -> None:
        raise fault

    press = RunPress(shop.library, Brief("bench-card", "bench"), shop.rules, shop.where)
    fit = press.settle(lambda: iter(records), failed)
    out = io.BytesIO()
    merged = press.sheets(iter(records), fit, out, failed)
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


def test_a_mould_for_many_records_gives_the_same_bytes_as_one_for_each(
    shop: Shop, records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
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
