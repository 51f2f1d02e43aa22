"""Symbols by exclusive-or are those of the `qrcode` package, in every version and level that is printed."""

from __future__ import annotations

import random

import pytest
import qrcode
from qrcode import constants

from generator.qr import family
from generator.qr.symbol import LEVELS

VERSIONS = range(1, family.MOST_VERSION + 1)
ADDRESS = "abcdefghijklmnopqrstuvwxyz0123456789-._/:"


def theirs(text: str, version: int, level: str) -> tuple[str, ...]:
    code = qrcode.QRCode(version, getattr(constants, f"ERROR_CORRECT_{level}"), border=0)
    code.add_data(text, optimize=0)
    code.make(fit=False)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.modules)


def addresses(length: int, count: int) -> list[str]:
    """Addresses of one length; a small letter in front keeps the package in byte mode."""
    dice = random.Random(length)
    return ["x" + "".join(dice.choice(ADDRESS) for _ in range(length - 1)) for _ in range(count)]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_symbol_is_the_packages_own(version: int, level: str) -> None:
    most = family.capacity(version, level)
    for length in {1, most // 2, most - 1, most} - {0}:
        for text in addresses(length, 3):
            assert family.modules(text.encode(), version, level) == theirs(text, version, level)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_holds_as_much_as_the_package_says(version: int, level: str) -> None:
    for length in (family.capacity(version, level), family.capacity(version, level) + 1):
        code = qrcode.QRCode(error_correction=getattr(constants, f"ERROR_CORRECT_{level}"))
        code.add_data(addresses(length, 1)[0], optimize=0)
        assert (family.least_version(length, level) or family.MOST_VERSION + 1) == code.best_fit(1)


def test_every_byte_is_carried() -> None:
    text = bytes(range(256))[128:206]
    code = qrcode.QRCode(6, constants.ERROR_CORRECT_M, border=0)
    code.add_data(text, optimize=0)
    code.make(fit=False)
    assert family.modules(text, 6, "M") == tuple("".join("1" if dark else "0" for dark in row) for row in code.modules)


def test_what_came_before_changes_nothing() -> None:
    """The tables of a family grow; a symbol must not depend on which texts it met before."""
    texts = addresses(28, 40)
    family._family.cache_clear()
    forwards = {text: family.modules(text.encode(), 3, "Q") for text in texts}
    family._family.cache_clear()
    assert forwards == {text: family.modules(text.encode(), 3, "Q") for text in reversed(texts)}
