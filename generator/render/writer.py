"""A PDF file under construction: numbered objects on ReportLab's document, written with PDF/A's line ends.

ReportLab's `PDFDocument` numbers the objects and writes them, the cross-reference table and the trailer. Its canvas,
pages, fonts, streams and catalog are not used, because they cannot be tagged, do not shape text, end streams without
the end-of-line that PDF/A asks for (ISO 19005-2, 6.1.7.1) and give different documents one /ID.
"""

from __future__ import annotations

import hashlib
import zlib

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

PDF_VERSION = (1, 7)


class Raw(PDFObject):  # type: ignore[misc]  # ReportLab has no type hints
    """An object whose bytes we write ourselves; they may be set after it has its number."""

    __RefOnly__ = 1

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:
        return self.body


class PdfFile:
    """Adds objects, gives their numbers, and writes the file."""

    def __init__(self) -> None:
        self._document = PDFDocument(compression=1, invariant=1, pdfVersion=PDF_VERSION)
        self._numbers = self._document.idToObjectNumberAndVersion

    def add(self, body: str | bytes = b"") -> Raw:
        """A new object; `body` may follow later."""
        made = Raw(body.encode("latin-1") if isinstance(body, str) else body)
        self._document.Reference(made)
        return made

    def stream(self, entries: str, data: bytes, compress: bool = True) -> Raw:
        """A stream object with these dictionary entries."""
        if compress:
            data = zlib.compress(data)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        # CR LF, because data that happens to end in CR would run into a lone LF and look one byte shorter.
        return self.add(head + data + b"\r\nendstream")

    def ref(self, made: Raw) -> str:
        """The object's reference, "12 0 R"."""
        return f"{self._numbers[made.__InternalName__][0]} 0 R"

    def write(self, catalog: Raw, info: Raw) -> bytes:
        """The finished file. Its /ID is a digest of its content: equal content, equal /ID."""
        document = self._document
        document.Catalog, document.info = catalog, info
        digest = hashlib.sha256()
        for number in sorted(document.numberToId):
            made = document.idToObject[document.numberToId[number]]
            if isinstance(made, Raw):
                digest.update(made.body)
        mark = digest.hexdigest()[:32].upper()
        document._ID = f"[<{mark}><{mark}>]".encode("ascii")
        return bytes(document.format())


def text_string(text: str) -> str:
    """A PDF text string: literal for plain ASCII, else UTF-16 with its byte order mark, in hex."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """A coordinate with at most three decimals, a third of a thousandth of a millimetre."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
