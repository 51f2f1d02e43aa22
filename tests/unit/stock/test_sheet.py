"""Card sheets: every slot on the sheet, none on another, found by name and by every number it is sold under."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from generator.errors import GeneratorError, InputError, MissingError
from generator.resources import Library
from generator.stock.sheet import Stock, load_stock
from generator.tomlfile import read_toml
from generator.units import Rect, Size, parse_length
from tests.instruments.pieces import LIBRARY, ROOT, STOCKS

# The first slot and the pitch, in points, as the label data bases of other programs have them: written a second time.
MEASURED = {
    "avery-5371": (Rect(54, 36, 252, 144), 252, 144, 10),
    "avery-l7414": (Rect(42.51, 52.44, 255.1, 147.4), 255.1, 147.4, 10),
    "a4-cut-85x55": (Rect(49.61, 17.01, 240.94, 155.91), 255.12, 162.99, 10),
}

GOOD = """
title = "Two cards"
brand = "Own"
part = "X-2"
also = ["X-20", "7"]
media = "letter"
size = "3.5x2"
columns = 1
rows = 2
x0 = "1in"
y0 = "0.5in"
dx = "0in"
dy = "2in"
source = "a ruler"
confidence = "low"
"""


def file_of(name: str) -> dict[str, object]:
    return read_toml(ROOT / f"layouts/stocks/{name}.toml")


@pytest.fixture
def stock(tmp_path: Path) -> Callable[..., Stock]:
    """Loads a stock of this text beside the built-in ones."""

    def load(text: str, name: str = "two", wanted: str = "") -> Stock:
        folder = tmp_path / "layouts/stocks"
        folder.mkdir(parents=True)
        (folder / f"{name}.toml").write_text(text, "utf-8")
        return load_stock(Library((ROOT, tmp_path)), wanted or name)

    return load


# --- the shipped ones


@pytest.mark.parametrize("name", STOCKS)
def test_every_slot_is_on_the_sheet_and_on_no_other(name: str) -> None:
    stock = load_stock(LIBRARY, name)
    assert len(stock.slots) == int(str(file_of(name)["columns"])) * int(str(file_of(name)["rows"]))
    for slot in stock.slots:
        assert Rect(0, 0, stock.media.width, stock.media.height).contains(slot)
        assert Size(slot.width, slot.height) == stock.piece
    for one, other in combinations(stock.slots, 2):
        across = min(one.right, other.right) - max(one.x, other.x)
        down = min(one.bottom, other.bottom) - max(one.y, other.y)
        # The L7414's pitch is given to a tenth of a point, and its cards touch.
        assert min(across, down) < 0.05


@pytest.mark.parametrize("name", STOCKS)
def test_the_grid_lies_in_the_middle_of_the_sheet(name: str) -> None:
    """So that backs meet their fronts whichever way the sheet is fed."""
    stock = load_stock(LIBRARY, name)
    left, right = min(slot.x for slot in stock.slots), max(slot.right for slot in stock.slots)
    assert left == pytest.approx(stock.media.width - right, abs=0.3)


@pytest.mark.parametrize("name", MEASURED)
def test_a_stock_is_as_it_was_measured(name: str) -> None:
    first, dx, dy, count = MEASURED[name]
    slots = load_stock(LIBRARY, name).slots
    assert len(slots) == count
    assert [slots[0].x, slots[0].y, slots[0].width, slots[0].height] == pytest.approx([first.x, first.y, first.width, first.height], abs=0.05)
    assert [slots[1].x - slots[0].x, slots[2].y - slots[0].y] == pytest.approx([dx, dy], abs=0.02)


def test_slots_come_row_by_row_from_the_top_left() -> None:
    for name in STOCKS:
        places = [(slot.y, slot.x) for slot in load_stock(LIBRARY, name).slots]
        assert places == sorted(places)


@pytest.mark.parametrize("name", STOCKS)
def test_a_stock_says_where_its_figures_come_from(name: str) -> None:
    assert str(file_of(name)["source"]).strip()


# --- found by name and by number


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("avery-5371", "avery-5371"),
        ("AVERY-5371", "avery-5371"),
        ("5371", "avery-5371"),
        ("8371", "avery-5371"),
        ("28371", "avery-5371"),
        ("l7414", "avery-l7414"),
    ],
)
def test_a_stock_is_found_by_every_number_it_is_sold_under(asked: str, name: str) -> None:
    assert load_stock(LIBRARY, asked).name == name


def test_no_number_is_two_stocks() -> None:
    numbers = [str(number).lower() for name in STOCKS for number in (file_of(name)["part"], *file_of(name).get("also", []))]
    assert len(set(numbers)) == len(numbers)


def test_an_unknown_stock_gets_the_nearest_name() -> None:
    with pytest.raises(MissingError) as caught:
        load_stock(LIBRARY, "avery-5372")
    assert [(fault.code, fault.hint) for fault in caught.value.diagnostics] == [("no-stock", "did you mean 'avery-5371'?")]


@pytest.mark.parametrize("wanted", ["two", "Two", "X-2", "x-2", "X-20", "7"])
def test_a_campaigns_stock_is_found_likewise(stock: Callable[..., Stock], wanted: str) -> None:
    assert stock(GOOD, wanted=wanted).slots == (Rect(72, 36, 252, 144), Rect(72, 180, 252, 144))


def test_a_stock_is_found_by_its_name_in_capitals(stock: Callable[..., Stock]) -> None:
    assert stock(GOOD, name="My-Stock").name == "My-Stock"


# --- one thing broken


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('x0 = "1in"', 'x0 = "1"', "wrong-length", "x0"),
        ('dy = "2in"', 'dy = "two"', "wrong-length", "dy"),
        ('x0 = "1in"', 'x0 = "-1in"', "slots-outside", ""),
        ('x0 = "1in"', 'x0 = "6in"', "slots-outside", ""),
        ('dy = "2in"', 'dy = "9in"', "slots-outside", ""),
        ("rows = 2", "rows = 0", "slots-outside", ""),
        ("columns = 1", "columns = -1", "slots-outside", ""),
        ("rows = 2", 'rows = "2"', "wrong-value", "rows"),
        ("rows = 2", "", "missing-key", "(top level)"),
        ('source = "a ruler"', 'sauce = "a ruler"', "unknown-key", "sauce"),
        ('confidence = "low"', 'confidence = "sure"', "wrong-value", "confidence"),
        ('confidence = "low"', 'confidence = "low"\nduplex = "edge"', "wrong-value", "duplex"),
        ('media = "letter"', 'media = "leter"', "no-size", None),
        ('size = "3.5x2"', 'size = "3.5x3"', "no-size", None),
    ],
)
def test_a_stock_is_refused_for_what_is_wrong_with_it(stock: Callable[..., Stock], old: str, new: str, code: str, where: str | None) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(GeneratorError) as caught:
        stock(GOOD.replace(old, new))
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    if where is not None:
        assert fault.where.endswith(f"two.toml: {where}" if where else "two.toml")


@pytest.mark.parametrize("pitch", ["0in", "1.9in", "-0.1in"])
def test_slots_that_lie_on_one_another_are_refused(stock: Callable[..., Stock], pitch: str) -> None:
    with pytest.raises(InputError) as caught:
        stock(GOOD.replace('dy = "2in"', f'dy = "{pitch}"'))
    assert [fault.code for fault in caught.value.diagnostics] == ["slots-overlap"]


def test_lengths_may_be_in_any_unit(stock: Callable[..., Stock]) -> None:
    first = stock(GOOD.replace('x0 = "1in"', 'x0 = "25.4mm"').replace('y0 = "0.5in"', 'y0 = "36pt"')).slots[0]
    assert (first.x, first.y) == pytest.approx((parse_length("1in"), 36))
