"""Write a piece's file with ReportLab's document: numbering, cross-reference table and trailer are its.

Its canvas, pages, fonts, streams and catalog are not used, because they cannot be tagged, do not shape text, end
streams without the end-of-line that PDF/A asks for (ISO 19005-2, 6.1.7.1) and give different documents one /ID.
It holds a whole file in memory and takes a third of a cold start to import: runs of many pieces are written by
`file.PdfFile` itself, and a test holds the two to each other, object by object.
"""

from __future__ import annotations

import hashlib

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from generator.render.file import PdfFile, Raw

PDF_VERSION = (1, 7)


class _Object(PDFObject):  # type: ignore[misc]  # ReportLab has no type hints
    """An object whose bytes are ready."""

    __RefOnly__ = 1

    def __init__(self, body: bytes) -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:
        return self.body


class ReportLabFile(PdfFile):
    """A file that ReportLab writes down."""

    def write(self, catalog: Raw, info: Raw) -> None:
        document = PDFDocument(compression=1, invariant=1, pdfVersion=PDF_VERSION)
        # A new document has numbered its dictionary of standard fonts, which we never use: count from the beginning.
        document.objectcounter = 0
        for table in (document.idToObjectNumberAndVersion, document.numberToId, document.idToObject):
            table.clear()
        digest = hashlib.sha256()
        objects = {}
        for number, raw in sorted(self._waiting.items()):
            objects[number] = _Object(raw.body + raw.data)
            document.Reference(objects[number])
            digest.update(raw.body + raw.data)
        document.Catalog, document.info = objects[catalog.number], objects[info.number]
        mark = digest.hexdigest()[:32].upper()
        document._ID = f"[<{mark}><{mark}>]".encode("ascii")
        self._out.write(document.format())
