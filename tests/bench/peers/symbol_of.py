"""The QR symbol of a payload for the peers, which draw none themselves: encoded by zxing-cpp, the quickest there is."""

from __future__ import annotations

import re
from typing import Any, cast

import zxingcpp

_DARK = re.compile(b"\0+")


def svg(payload: str) -> str:
    """The symbol at level M, without its quiet zone, as an SVG of one path."""
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = memoryview(cast(Any, code.to_image(scale=1, add_quiet_zones=False)))
    side, samples = picture.shape[0], picture.tobytes()
    rows = (samples[at : at + side] for at in range(0, side * side, side))
    runs = ((run.start(), y, run.end() - run.start()) for y, row in enumerate(rows) for run in _DARK.finditer(row))
    path = "".join(f"M{x} {y}h{wide}v1h-{wide}z" for x, y, wide in runs)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'
