"""Codes that a decoder cannot read, or reads as something else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.frame import Code, Item
from generator.preflight import Subject
from generator.preflight.checks.code_reads import CODE_READS, decode
from generator.qr.symbol import encode
from tests.unit.preflight.breaking import codes, found, with_items

OTHER = "https://humantraffickinghotline.com"


def test_a_good_piece_passes(piece: Subject) -> None:
    assert any(isinstance(each.item, Code) for side in piece.sides for each in side.painted)
    assert not found(CODE_READS, piece)


def test_modules_of_another_address_are_found(piece: Subject) -> None:
    modules = encode(OTHER, "M").modules
    broken = with_items(piece, lambda item: replace(item, modules=modules) if isinstance(item, Code) else item)
    assert {finding.code for finding in found(CODE_READS, broken)} == {"code-unreadable"}
    assert repr(OTHER) in found(CODE_READS, broken)[0].message


def test_a_symbol_that_says_nothing_is_found(piece: Subject) -> None:
    def blank(item: Item) -> Item:
        return replace(item, modules=tuple("0" * len(row) for row in item.modules)) if isinstance(item, Code) else item

    [finding] = found(CODE_READS, with_items(piece, blank))
    assert finding.code == "code-unreadable"
    assert "cannot be read" in finding.message


def test_a_code_that_is_none_of_the_resources_is_found(piece: Subject) -> None:
    def elsewhere(item: Item) -> Item:
        modules = encode(OTHER, "M").modules
        return replace(item, payload=OTHER, modules=modules) if isinstance(item, Code) else item

    assert codes(CODE_READS, with_items(piece, elsewhere)) == {"code-unknown"}


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
@pytest.mark.parametrize("payload", ["sms:233733", "tel:+18883737888", "https://example.org/caf%C3%A9?a=1", "héllo"])
def test_decodes_what_was_encoded(payload: str, level: str) -> None:
    assert decode(encode(payload, level).modules) == payload.encode()


def test_a_negative_is_not_read() -> None:
    """Some phones read light on dark; enough do not."""
    turned = str.maketrans("01", "10")
    assert decode(tuple(row.translate(turned) for row in encode("sms:233733", "M").modules)) is None


@pytest.mark.parametrize("modules", [(), ("1",), ("10", "1"), ("1x", "01")])
def test_what_is_no_symbol_is_not_read(modules: tuple[str, ...]) -> None:
    assert decode(modules) is None
