"""A PDF file under construction: numbered objects, written with PDF/A's line ends.

Objects are written when the file is finished, in the order of their numbers; `flush` writes those that are complete
before, so that a run of a hundred thousand cards needs no more memory than one of a hundred.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import Protocol

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes above 127 by which a transfer program knows a binary file (ISO 32000-1, 7.5.2)."""


class Sink(Protocol):
    """What a file is written to."""

    def write(self, data: bytes, /) -> int: ...


class Raw:
    """An object whose bytes we write ourselves; they may be set after it has its number."""

    __slots__ = ("body", "number")

    def __init__(self, number: int, body: bytes) -> None:
        self.number, self.body = number, body


class PdfFile:
    """Adds objects, gives their numbers, and writes the file to `out`."""

    def __init__(self, out: Sink) -> None:
        self._out = out
        self._waiting: dict[int, Raw] = {}
        self._count = 0
        self._offsets = array("Q")
        self._digest = hashlib.sha256()
        self._at = len(HEADER)
        self._begun = False

    def add(self, body: str | bytes = b"") -> Raw:
        """A new object; `body` may follow later."""
        self._count += 1
        made = Raw(self._count, body.encode("latin-1") if isinstance(body, str) else body)
        self._waiting[self._count] = made
        return made

    def stream(self, entries: str, data: bytes, compress: bool = True) -> Raw:
        """A stream object with these dictionary entries."""
        return self.add(stream_body(entries, data, compress))

    @staticmethod
    def ref(made: Raw) -> str:
        """The object's reference, "12 0 R"."""
        return f"{made.number} 0 R"

    def flush(self) -> None:
        """Write every object that has a body; one without waits for it."""
        short = self._count - len(self._offsets)
        self._offsets.extend([0] * short)
        parts: list[bytes] = []
        at = self._at
        for made in [made for made in self._waiting.values() if made.body]:
            whole = b"%d 0 obj\n%b\nendobj\n" % (made.number, made.body)
            self._offsets[made.number - 1] = at
            at += len(whole)
            parts.append(whole)
            del self._waiting[made.number]
        self._put(b"".join(parts))

    def write(self, catalog: Raw, info: Raw) -> None:
        """Finish the file. Its /ID is a digest of its content: equal content, equal /ID."""
        self.flush()
        assert not self._waiting, "an object was promised and never written"
        start = self._at
        mark = self._digest.hexdigest()[:32].upper().encode()
        entries = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets)
        self._put(b"xref\n0 %d\n0000000000 65535 f \n%b" % (self._count + 1, entries))
        told = (mark, mark, info.number, catalog.number, self._count + 1, start)
        self._put(b"trailer\n<<\n/ID [<%b><%b>]\n/Info %d 0 R\n/Root %d 0 R\n/Size %d\n>>\nstartxref\n%d\n%%%%EOF\n" % told)

    def _put(self, data: bytes) -> None:
        if not self._begun:
            self._begun = True
            self._out.write(HEADER)
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)


def stream_body(entries: str, data: bytes, compress: bool = True) -> bytes:
    """The body of a stream object."""
    if compress:
        data = zlib.compress(data)
        entries += "/Filter/FlateDecode"
    # CR LF, because data that happens to end in CR would run into a lone LF and look one byte shorter.
    return b"<<%b/Length %d>>\nstream\n%b\r\nendstream" % (entries.encode("latin-1"), len(data), data)
