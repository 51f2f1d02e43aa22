"""Encode a payload as a QR symbol (ISO/IEC 18004).

Addresses are encoded in byte mode by `family`; what packs closer in another mode (long figures, capitals) by the `qrcode`
package, which is imported only then. Both give the modules that the package gives.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from generator.qr import family

LEVELS = ("L", "M", "Q", "H")
"""Levels of error correction, the weakest first."""
QUIET_ZONE = 4
"""Light modules on every side (ISO/IEC 18004, 5.3.8)."""
_CHUNK = 20
"""So many figures or capitals in a row are packed in a mode of their own (the package's `optimize`)."""
_CAPITALS = rb"[0-9A-Z $%*+\-./:]"
"""Characters of the alphanumeric mode (ISO/IEC 18004, table 5); figures are among them."""
_ALONE = re.compile(_CAPITALS + b"+")
_CHUNKED = re.compile(_CAPITALS + b"{%d,}" % _CHUNK)


class Symbol(msgspec.Struct, frozen=True):
    """A symbol without any size. Rows from the top, "1" is dark."""

    payload: str
    modules: tuple[str, ...]
    qr_version: int
    error_level: str

    @property
    def side(self) -> int:
        """Modules along one side, without the quiet zone."""
        return len(self.modules)


def side_of(payload: str, least_level: str) -> int:
    """Modules along a side of the payload's symbol; 0 where that takes encoding it."""
    text = payload.encode()
    packed = _ALONE.fullmatch(text) if len(text) <= _CHUNK else _CHUNKED.search(text)
    version = None if packed else family.least_version(len(text), least_level)
    return 17 + 4 * version if version else 0


@lru_cache(maxsize=1024)
def encode(payload: str, least_level: str) -> Symbol:
    """The smallest symbol for the payload at `least_level`, and in that size the highest level there is room for."""
    text = payload.encode()
    packed = _ALONE.fullmatch(text) if len(text) <= _CHUNK else _CHUNKED.search(text)
    if packed or family.least_version(len(text), least_level) is None:
        return _packed(payload, least_level)
    version, level = _best(len(text), least_level)
    return Symbol(payload, family.modules(text, version, level), version, level)


@lru_cache(maxsize=512)
def _best(length: int, least_level: str) -> tuple[int, str]:
    """The version and level for so many bytes."""
    version = family.least_version(length, least_level)
    assert version is not None
    stronger = LEVELS[LEVELS.index(least_level) :]
    return version, [level for level in stronger if family.least_version(length, level) == version][-1]


def _packed(payload: str, least_level: str) -> Symbol:
    """The package's own symbol, in whichever modes it packs the payload."""
    import qrcode

    def made(level: str, version: int | None = None) -> qrcode.QRCode:
        code = qrcode.QRCode(version, getattr(qrcode, f"ERROR_CORRECT_{level}"), border=0)
        code.add_data(payload)
        return code

    stronger = LEVELS[LEVELS.index(least_level) :]
    versions = [int(made(level).best_fit(1)) for level in stronger]
    best = [level for level, version in zip(stronger, versions, strict=True) if version == versions[0]][-1]
    code = made(best, versions[0])
    code.make(fit=False)
    rows = tuple("".join("1" if dark else "0" for dark in row) for row in code.modules)
    return Symbol(payload, rows, versions[0], best)
