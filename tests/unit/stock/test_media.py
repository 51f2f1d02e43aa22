"""Sizes by name: the shipped ones are what their standards say, a campaign's add to them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import prod
from pathlib import Path

import pytest

from generator.errors import InputError, MissingError
from generator.resources import Library
from generator.stock.media import load_media, media_size
from generator.units import Size, parse_length
from tests.instruments.pieces import LIBRARY, ROOT


@pytest.fixture
def sizes(tmp_path: Path) -> Callable[..., Library]:
    """A library whose sizes are this text, beside the built-in ones if so asked."""

    def library(text: str, beside: bool = False) -> Library:
        (tmp_path / "layouts").mkdir()
        (tmp_path / "layouts/sizes.toml").write_text(text, "utf-8")
        return Library((ROOT, tmp_path) if beside else (tmp_path,))

    return library


def test_iso_sizes_are_halves_of_each_other() -> None:
    """ISO 216: each is the one before it cut across, rounded down to a whole millimetre."""
    millimetres = [
        tuple(int(side.removesuffix("mm")) for side in (media.width, media.height)) for media in (load_media(LIBRARY)[f"a{n}"] for n in range(2, 6))
    ]
    for (width, height), smaller in pairwise(millimetres):
        assert smaller == (height // 2, width)
    assert prod(millimetres[0]) == pytest.approx(1_000_000 / 4, rel=0.01), "A2 is a quarter of a square metre"


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("letter", 612, 792), ("legal", 612, 1008), ("tabloid", 792, 1224), ("18x24", 1296, 1728), ("24x36", 1728, 2592), ("3.5x2", 252, 144)],
)
def test_american_sizes_are_whole_points(name: str, width: float, height: float) -> None:
    assert media_size(LIBRARY, name) == Size(width, height)


def test_an_unknown_size_gets_the_nearest_name() -> None:
    with pytest.raises(MissingError) as caught:
        media_size(LIBRARY, "leter")
    assert [(fault.code, fault.hint) for fault in caught.value.diagnostics] == [("no-size", "did you mean 'letter'?")]


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("[a]\ntitle = 'A'\nwidth = '3 furlongs'\nheight = '1in'", "wrong-length", "a.width"),
        ("[a]\ntitle = 'A'\nwidth = '1in'\nheight = '0.4in'", "size-limit", "a.height"),
        ("[a]\ntitle = 'A'\nwidth = '201in'\nheight = '1in'", "size-limit", "a.width"),
        ("[a]\ntitle = 'A'\nwidth = '-8in'\nheight = '1in'", "size-limit", "a.width"),
        ("[a]\ntitle = 'A'\nwidth = 8\nheight = '1in'", "wrong-value", "a.width"),
        ("[a]\ntitle = 'A'\nwidth = '1in'", "missing-key", "a"),
    ],
)
def test_a_size_that_cannot_be_is_refused(sizes: Callable[..., Library], text: str, code: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        load_media(sizes(text))
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.where.endswith(f"sizes.toml: {where}")


def test_a_campaigns_sizes_add_and_replace(sizes: Callable[..., Library]) -> None:
    library = sizes("[banner]\ntitle = 'Banner'\nwidth = '1in'\nheight = '9in'\n[a5]\ntitle = 'A5'\nwidth = '2in'\nheight = '3in'", beside=True)
    assert media_size(library, "banner") == Size(72, 648)
    assert media_size(library, "a5") == Size(144, 216)
    assert media_size(library, "letter") == media_size(LIBRARY, "letter")
    assert media_size(LIBRARY, "a5").width == pytest.approx(parse_length("148mm"))
