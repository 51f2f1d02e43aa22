"""A decoder that is not the encoder's reads each code to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import zxingcpp

from generator.frame import Code
from generator.preflight.check import Check, Finding, Subject
from generator.qr.symbol import QUIET_ZONE

_FORMATS = zxingcpp.barcode_formats_from_str("QRCode")
PIXELS = 2
"""A module's side in the picture that is decoded: the least that a camera must have."""


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
    joined = "".join(modules)
    if not modules or {*map(len, modules)} != {len(modules)} or joined.count("0") + joined.count("1") != len(joined):
        return None
    if modules[0][0] != "1":
        # The corner of a finder pattern is dark (ISO/IEC 18004); a lenient decoder also reads negatives.
        return None
    light = "0" * QUIET_ZONE
    wide = (len(modules) + 2 * QUIET_ZONE) * PIXELS
    lines = f"{light}{(light + light).join(modules)}{light}".encode().replace(b"0", b"\xff" * PIXELS).replace(b"1", b"\x00" * PIXELS)
    band = b"\xff" * (QUIET_ZONE * PIXELS * wide)
    picture = b"".join((band, *(lines[at : at + wide] * PIXELS for at in range(0, len(lines), wide)), band))
    # A code is dark on light: a reader that takes negatives too would let one pass.
    found = zxingcpp.read_barcodes(
        memoryview(picture).cast("B", (wide, wide)), formats=_FORMATS, try_rotate=False, try_downscale=False, try_invert=False
    )
    return bytes(found[0].bytes) if len(found) == 1 else None


CODE_READS = Check(
    "code-reads",
    ("code-unreadable", "code-unknown"),
    "A code that opens the wrong page, or none, cannot be told from a good one by eye.",
    _find,
)
