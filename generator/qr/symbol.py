"""Encode a payload as a QR symbol (ISO/IEC 18004) with the `qrcode` package."""

from __future__ import annotations

from functools import lru_cache

import msgspec
import qrcode
from qrcode import constants

LEVELS = {"L": constants.ERROR_CORRECT_L, "M": constants.ERROR_CORRECT_M, "Q": constants.ERROR_CORRECT_Q, "H": constants.ERROR_CORRECT_H}
QUIET_ZONE = 4
"""Light modules on every side (ISO/IEC 18004, 5.3.8)."""


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


@lru_cache(maxsize=1024)
def encode(payload: str, least_level: str) -> Symbol:
    """The smallest symbol for the payload at `least_level`, and in that size the highest level there is room for."""
    order = list(LEVELS)
    version = _version(payload, least_level)
    best = max((lv for lv in order[order.index(least_level) :] if _version(payload, lv) == version), key=order.index)
    code = qrcode.QRCode(version=version, error_correction=LEVELS[best], border=0)
    code.add_data(payload)
    code.make(fit=False)
    rows = tuple("".join("1" if dark else "0" for dark in row) for row in code.modules)
    return Symbol(payload, rows, version, best)


@lru_cache(maxsize=4096)
def _version(payload: str, level: str) -> int:
    code = qrcode.QRCode(error_correction=LEVELS[level], border=0)
    code.add_data(payload)
    return int(code.best_fit())
