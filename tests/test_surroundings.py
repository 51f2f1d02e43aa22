"""What conftest promises every test: no network, and a date that stands."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import pytest

from generator.content.catalog import languages
from generator.press import Piece, created
from generator.resources import Library
from tests.conftest import DATE
from tests.instruments.pieces import AUDIENCES, LAYOUTS


def test_another_machine_cannot_be_reached() -> None:
    # 192.0.2.1 is kept for documentation and belongs to nobody (RFC 5737).
    with pytest.raises(PermissionError, match="asked for the network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(address, timeout=1) as client:
            assert client.getpeername() == address


def test_the_date_stands(library: Library) -> None:
    assert created(library).timestamp() == DATE
    assert time.timezone == 0


def test_equal_briefs_are_made_once(make: Callable[..., Piece], library: Library) -> None:
    assert make(LAYOUTS[0], AUDIENCES[0]) is make(LAYOUTS[0], AUDIENCES[0], lang=languages(library)[0])
