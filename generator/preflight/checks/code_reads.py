"""A decoder that is not the encoder's reads each code to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import zxingcpp

from generator.frame import Code
from generator.preflight.check import Check, Finding, Subject
from generator.qr.symbol import QUIET_ZONE

_FORMATS = zxingcpp.barcode_formats_from_str("QRCode")
PIXELS = 3
"""A module's side in the picture that is decoded: what a phone's camera has at arm's length."""
_SAMPLES = {ord("0"): "\xff" * PIXELS, ord("1"): "\x00" * PIXELS}


def _find(subject: Subject) -> Iterator[Finding]:
    known = {code.payload for words in (subject.words, *subject.also) for codes in words.codes.values() for code in codes}
    for side in subject.sides:
        for each in side.painted:
            if not isinstance(each.item, Code):
                continue
            payload = each.item.payload
            read = decode(each.item.modules)
            if read != payload.encode():
                found = f"reads as {read.decode(errors='replace')!r}" if read is not None else "cannot be read"
                yield Finding(
                    "code-unreadable",
                    side.name,
                    f"the code for {payload!r} {found}",
                    "use a shorter address, or another level of error correction in the layout",
                )
            if payload not in known:
                yield Finding(
                    "code-unknown",
                    side.name,
                    f"the code for {payload!r} is none of the piece's resources",
                    "name the resource in the audience's file or in the profile",
                )


@lru_cache(maxsize=1024)
def decode(modules: tuple[str, ...]) -> bytes | None:
    """What the symbol says to a reader that has to find it on white; None when it says nothing."""
    if not modules or any(len(row) != len(modules) or not set(row) <= {"0", "1"} for row in modules):
        return None
    if modules[0][0] != "1":
        # The corner of a finder pattern is dark (ISO/IEC 18004); a lenient decoder also reads negatives.
        return None
    whole = (len(modules) + 2 * QUIET_ZONE) * PIXELS
    margin, band = b"\xff" * (QUIET_ZONE * PIXELS), b"\xff" * (QUIET_ZONE * PIXELS * whole)
    rows = [(margin + row.translate(_SAMPLES).encode("latin-1") + margin) * PIXELS for row in modules]
    picture = memoryview(b"".join((band, *rows, band))).cast("B", (whole, whole))
    found = zxingcpp.read_barcodes(picture, formats=_FORMATS, try_rotate=False, try_downscale=False)
    return bytes(found[0].bytes) if len(found) == 1 else None


CODE_READS = Check(
    "code-reads",
    ("code-unreadable", "code-unknown"),
    "A code that opens the wrong page, or none, cannot be told from a good one by eye.",
    _find,
)
