"""QR symbols: the modules are the encoder's own, read back by another program, as strong as their size allows."""

from __future__ import annotations

import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from qrcode import constants

from generator.content.assemble import load_directory
from generator.qr.symbol import LEVELS, QUIET_ZONE, Symbol, encode
from tests.instruments.pieces import LIBRARY

PAYLOADS = [
    "https://humantraffickinghotline.org",
    "tel:+18883737888",
    "sms:233733",
    "https://www.dol.gov/agencies/whd/contact",
    "https://example.org/" + "a" * 102,
    "1",
]
TEXTS = st.text(st.characters(codec="ascii", min_codepoint=33), min_size=1, max_size=122)
ORDER = list(LEVELS)
THEIRS = {level: getattr(constants, f"ERROR_CORRECT_{level}") for level in LEVELS}


def qrcodes(payload: str, version: int, level: str, mask: int | None = None) -> tuple[str, ...]:
    """What the package makes of it when it is told everything."""
    code = qrcode.QRCode(version, THEIRS[level], border=0, mask_pattern=mask)
    code.add_data(payload)
    code.make(fit=False)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.modules)


def least_version(payload: str, level: str) -> int:
    """The smallest version that holds the payload, by the capacities of ISO/IEC 18004, table 7, for single bytes."""
    code = qrcode.QRCode(error_correction=THEIRS[level])
    code.add_data(payload)
    return int(code.best_fit(1))


def read(symbol: Symbol, scale: int = 4) -> str:
    """What another program reads, with the quiet zone that the standard asks for."""
    dots = bytes(0 if module == "1" else 255 for row in symbol.modules for module in row)
    picture = Image.new("L", (symbol.side + 2 * QUIET_ZONE,) * 2, 255)
    picture.paste(Image.frombytes("L", (symbol.side, symbol.side), dots), (QUIET_ZONE, QUIET_ZONE))
    [found] = zxingcpp.read_barcodes(picture.resize((picture.width * scale,) * 2, Image.Resampling.NEAREST))
    return str(found.text)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_modules_are_the_packages_own_under_one_of_the_eight_masks(payload: str, level: str) -> None:
    symbol = encode(payload, level)
    masks = [qrcodes(payload, symbol.qr_version, symbol.error_level, mask) for mask in range(8)]
    assert len(set(masks)) == 8
    assert symbol.modules in masks
    assert symbol.modules == qrcodes(payload, symbol.qr_version, symbol.error_level)


@given(TEXTS, st.sampled_from(ORDER))
def test_whatever_the_payload_the_modules_are_the_packages_own(payload: str, level: str) -> None:
    symbol = encode(payload, level)
    assert symbol.modules == qrcodes(payload, symbol.qr_version, symbol.error_level)


@given(TEXTS, st.sampled_from(ORDER))
def test_another_program_reads_what_was_encoded(payload: str, level: str) -> None:
    assert read(encode(payload, level)) == payload


@given(TEXTS, st.sampled_from(ORDER))
def test_it_is_as_small_as_can_be_and_then_as_strong_as_can_be(payload: str, level: str) -> None:
    symbol = encode(payload, level)
    assert symbol.qr_version == least_version(payload, level)
    stronger = ORDER[ORDER.index(symbol.error_level) + 1 :]
    assert ORDER.index(symbol.error_level) >= ORDER.index(level)
    assert all(least_version(payload, other) > symbol.qr_version for other in stronger)


@pytest.mark.parametrize(
    ("payload", "asked", "given"),
    [("tel:911", "L", "H"), ("https://humantraffickinghotline.org", "L", "M"), ("https://humantraffickinghotline.org", "M", "M")],
)
def test_correction_is_raised_where_it_is_free(payload: str, asked: str, given: str) -> None:
    assert encode(payload, asked).error_level == given


@given(TEXTS)
def test_a_symbol_is_a_square_of_its_versions_side(payload: str) -> None:
    symbol = encode(payload, "M")
    assert symbol.side == 17 + 4 * symbol.qr_version
    assert {len(row) for row in symbol.modules} == {symbol.side}
    assert set("".join(symbol.modules)) == {"0", "1"}


@pytest.mark.parametrize("corner", ["top left", "top right", "bottom left"])
def test_the_finders_stand_in_their_corners_and_no_quiet_zone_is_in_the_modules(corner: str) -> None:
    symbol = encode(PAYLOADS[0], "M")
    rows = symbol.modules[:7] if "top" in corner else symbol.modules[-7:]
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    assert [row[:7] if "left" in corner else row[-7:] for row in rows] == finder


def test_four_modules_of_light_stand_round_a_symbol() -> None:
    assert QUIET_ZONE == 4


def test_the_same_payload_gives_the_same_symbol() -> None:
    assert encode.__wrapped__(PAYLOADS[0], "Q") == encode.__wrapped__(PAYLOADS[0], "Q")


def test_every_shipped_resource_can_be_encoded() -> None:
    for resource in load_directory(LIBRARY)[1].values():
        assert read(encode(resource.payload, "Q")) == resource.payload
