"""What every test stands on: the built-in library, a fixed date and time zone, and no network."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from generator.press import Piece
from generator.resources import Library
from tests.instruments import pieces

DATE = 1767225600
"""Seconds from 1970 to the first of January 2026, UTC: the date inside every file a test makes."""

PROFILE = """\
name = "Harbour Light"
address = "12 Quay Street, Miami"
website = "https://harbour.example.org"
logo = "{logo}"

[contacts.harbour]
name = "Harbour Light"
label = "Help near you"
purpose = "For people in the county; it is not the police."
jurisdiction = ["US-FL"]
checked-on = "2026-11"
channels = [{{ kind = "voice", number = "+1-305-555-2368", hours = "24/7" }}]
source = {{ title = "Harbour Light, contact page", url = "https://harbour.example.org", date = "2026-10" }}

[es]
address = "12 Quay Street, Miami"
[es.contacts.harbour]
label = "Ayuda cerca de usted"
purpose = "Para personas del condado; no es la policía."
"""
VECTOR = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">
<rect width="60" height="40" fill="#0a5c36"/><circle cx="20" cy="20" r="12" fill="#ffffff"/></svg>
"""


@pytest.fixture(scope="session", autouse=True)
def _still() -> Iterator[None]:
    """The environment that decides nothing: no campaign's data, a date that stands, the time of Greenwich."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("OUTREACH_DATA", raising=False)
        patch.setenv("SOURCE_DATE_EPOCH", str(DATE))
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield


@pytest.fixture(scope="session", autouse=True)
def _offline() -> Iterator[None]:
    """Refuse every connection to another machine."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        local = isinstance(address, tuple) and str(address[0]) in ("127.0.0.1", "::1", "localhost")
        if not local and self.family in (socket.AF_INET, socket.AF_INET6):
            raise PermissionError(f"a test asked for the network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield


@pytest.fixture(scope="session")
def library() -> Library:
    """The built-in library."""
    return pieces.LIBRARY


@pytest.fixture(scope="session")
def make() -> Callable[..., Piece]:
    """Makes a piece: make(layout, audience, lang="en", **brief). Equal briefs are made once."""
    return pieces.make


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """An organisation's profile whose logo is a "raster", with a transparent ground, or a "vector"."""
    folder = tmp_path_factory.mktemp("organisation")
    picture = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((60, 20, 540, 380), fill=(10, 92, 54, 255))
    picture.save(folder / "raster.png")
    (folder / "vector.svg").write_text(VECTOR, "utf-8")
    for kind, logo in (("raster", "raster.png"), ("vector", "vector.svg")):
        (folder / f"{kind}.toml").write_text(PROFILE.format(logo=logo), "utf-8")

    def path(kind: str) -> Path:
        return folder / f"{kind}.toml"

    return path
