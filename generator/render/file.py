"""A PDF file under construction: numbered objects, written with PDF/A's line ends.

Objects are written when the file is finished, in the order of their numbers; `flush` writes those that are complete
before, so that a run of a hundred thousand cards needs no more memory than one of a hundred.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections.abc import Iterable
from typing import Protocol

import msgspec

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes above 127 by which a transfer program knows a binary file (ISO 32000-1, 7.5.2)."""


class Sink(Protocol):
    """What a file is written to."""

    def write(self, data: bytes, /) -> int: ...


class Raw:
    """An object whose bytes we write ourselves; they may be set after it has its number."""

    __slots__ = ("body", "data", "number")

    def __init__(self, number: int, body: bytes, data: bytes = b"") -> None:
        self.number, self.body, self.data = number, body, data
        """`data` is a stream's: what follows its dictionary."""


class Branch(msgspec.Struct, frozen=True):
    """Objects that a copy of this process has added, with the numbers that they will have."""

    numbers: list[int]
    sizes: list[int]
    """Of each object, as it stands in `data`."""
    data: bytes


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
        self._branch: list[Raw] | None = None
        self._trunk = 0

    @property
    def count(self) -> int:
        """How many objects there are; also the last one's number."""
        return self._count

    def add(self, body: str | bytes = b"", data: bytes = b"") -> Raw:
        """A new object; `body` may follow later."""
        self._count += 1
        made = Raw(self._count, body.encode("latin-1") if isinstance(body, str) else body, data)
        self._waiting[self._count] = made
        return made

    def stream(self, entries: str, data: bytes, compress: bool = True) -> Raw:
        """A stream object with these dictionary entries."""
        return self.add(*stream_parts(entries, data, compress))

    @staticmethod
    def ref(made: Raw) -> str:
        """The object's reference, "12 0 R"."""
        return f"{made.number} 0 R"

    def flush(self) -> None:
        """Write every object that has a body; one without waits for it."""
        ready = [made for made in self._waiting.values() if made.body]
        for made in ready:
            del self._waiting[made.number]
        if self._branch is not None:
            self._branch += ready
            return
        wholes = [b"%d 0 obj\n%b%b\nendobj\n" % (made.number, made.body, made.data) for made in ready]
        self._place([made.number for made in ready], map(len, wholes))
        self._put(b"".join(wholes))

    def branch(self) -> None:
        """Keep what is added from now on: this process is a copy, and another writes the file."""
        self._branch, self._trunk = [], self._count

    def branched(self, shift: int, keys: int) -> Branch:
        """What was added since `branch`, its objects' numbers and its keys of the parent tree raised by so many."""
        assert self._branch is not None
        trunk = self._trunk

        def moved(found: re.Match[bytes]) -> bytes:
            if found[1]:
                return b"%d 0 R" % (int(found[1]) + shift) if int(found[1]) > trunk else found[0]
            return b"%b %d" % (found[2], int(found[3]) + keys) if found[2] else found[0]

        wholes = []
        for made in self._branch:
            body = _MOVABLE.sub(moved, made.body) if shift or keys else made.body
            wholes.append(b"%d 0 obj\n%b%b\nendobj\n" % (made.number + shift, body, made.data))
        return Branch([made.number + shift for made in self._branch], [*map(len, wholes)], b"".join(wholes))

    def graft(self, branch: Branch, objects: int) -> None:
        """Write what a copy of this process has added: so many objects, numbered from where this file has come to."""
        self._count += objects
        self._place(branch.numbers, branch.sizes)
        self._put(branch.data)

    def _place(self, numbers: Iterable[int], sizes: Iterable[int]) -> None:
        """Note where objects will stand that are written next."""
        self._offsets.extend([0] * (self._count - len(self._offsets)))
        at = self._at
        for number, size in zip(numbers, sizes, strict=True):
            self._offsets[number - 1] = at
            at += size

    def write(self, catalog: Raw, info: Raw) -> None:
        """Finish the file. Its /ID is a digest of its content: equal content, equal /ID."""
        self.flush()
        assert not self._waiting, "an object was promised and never written"
        start = self._at
        mark = self._digest.hexdigest()[:32].upper().encode()
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % (self._count + 1))
        # There may be millions.
        for at in range(0, self._count, _BLOCK):
            self._put(b"".join([b"%010d 00000 n \n" % offset for offset in self._offsets[at : at + _BLOCK]]))
        told = (mark, mark, info.number, catalog.number, self._count + 1, start)
        self._put(b"trailer\n<<\n/ID [<%b><%b>]\n/Info %d 0 R\n/Root %d 0 R\n/Size %d\n>>\nstartxref\n%d\n%%%%EOF\n" % told)

    def _put(self, data: bytes) -> None:
        if not self._begun:
            self._begun = True
            self._out.write(HEADER)
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)


_BLOCK = 1 << 14
"""Lines of the cross-reference table that are written at once."""
_MOVABLE = re.compile(rb"\((?:\\.|[^\\()])*\)|(\d+) 0 R|(/StructParents?) (\d+)")
"""References and keys of the parent tree; literal strings are passed over whole, whatever they say."""


def stream_parts(entries: str, data: bytes, compress: bool = True) -> tuple[bytes, bytes]:
    """A stream object's dictionary, and what follows it."""
    if compress:
        data = zlib.compress(data)
        entries += "/Filter/FlateDecode"
    # CR LF, because data that happens to end in CR would run into a lone LF and look one byte shorter.
    return b"<<%b/Length %d>>" % (entries.encode("latin-1"), len(data)), b"\nstream\n%b\r\nendstream" % data
