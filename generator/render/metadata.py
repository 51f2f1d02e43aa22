"""Document information, XMP and output intent: PDF/UA-1 and PDF/A-2a in one file, and no name or path of anyone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator import __version__
from generator.errors import missing
from generator.render.file import PdfFile, Raw
from generator.render.syntax import text_string
from generator.sheet import Document

PRODUCER = f"Outreach Press {__version__}"
ICC_NAME = "sRGB IEC61966-2.1"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
"""PDF/A wants every property outside the predefined schemas described (ISO 19005-2, 6.6.2.3): that is pdfuaid."""


def escape(text: str) -> str:
    """Text for XML; with the standard library's function a web client would be imported, a tenth of a first piece's time."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def add_information(file: PdfFile, document: Document) -> Raw:
    """The document information dictionary, saying what the XMP says."""
    date = text_string(document.created.strftime("D:%Y%m%d%H%M%SZ"))
    return file.add(
        f"<</Title{text_string(document.title)}/Subject{text_string(document.subject)}/Creator{text_string(PRODUCER)}"
        f"/Producer{text_string(PRODUCER)}/CreationDate{date}/ModDate{date}>>"
    )


def add_catalog(file: PdfFile, document: Document, pages: Raw, tree: Raw, icc: Path) -> Raw:
    """The catalog with everything that hangs on it."""
    values = {
        "title": document.title,
        "subject": document.subject,
        "lang": document.lang,
        "producer": PRODUCER,
        "date": document.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    xmp = _XMP.format_map({key: escape(value) for key, value in values.items()})
    # PDF/A wants the metadata readable without decoding (ISO 19005-2, 6.6.2.1).
    metadata = file.stream("/Type/Metadata/Subtype/XML", xmp.encode("utf-8"), compress=False)
    profile = file.stream("/N 3", _profile(icc))
    intent = file.add(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({ICC_NAME})/Info({ICC_NAME})/DestOutputProfile {file.ref(profile)}>>"
    )
    # A sheet that is scaled to the printer's margins fits no stock and makes codes smaller than was checked.
    duplex = {"long-edge": "/Duplex/DuplexFlipLongEdge", "short-edge": "/Duplex/DuplexFlipShortEdge"}.get(document.duplex, "")
    preferences = f"<</DisplayDocTitle true/PrintScaling/None{duplex}>>"
    return file.add(
        f"<</Type/Catalog/Pages {file.ref(pages)}/Lang{text_string(document.lang)}/MarkInfo<</Marked true>>/StructTreeRoot {file.ref(tree)}"
        f"/Metadata {file.ref(metadata)}/OutputIntents[{file.ref(intent)}]/ViewerPreferences{preferences}>>"
    )


@lru_cache(maxsize=4)
def _profile(icc: Path) -> bytes:
    try:
        return icc.read_bytes()
    except OSError:
        raise missing("no-profile", "the colour profile is not there", str(icc)) from None
