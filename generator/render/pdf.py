"""Write sheets as a tagged PDF. What is equal is drawn once: frames as forms, sheets as shared page content."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from generator.frame import Code, FontKey, Frame, Node, Picture
from generator.render.fonts import EmbeddedFont
from generator.render.metadata import add_catalog, add_information
from generator.render.paint import frame_operators
from generator.render.tags import StructureTree, TaggedPage
from generator.render.writer import PdfFile, Raw, number
from generator.sheet import Document, Placement, Sheet
from generator.typeset.faces import Faces
from generator.units import Rect


def render_pdf(document: Document, faces: Faces, icc: Path) -> bytes:
    """The bytes of the file; the same document gives the same bytes."""
    return _Press(document, faces, icc).run()


class _Press:
    def __init__(self, document: Document, faces: Faces, icc: Path) -> None:
        self.document, self.faces, self.icc = document, faces, icc
        self.file = PdfFile()
        self.tree = StructureTree(self.file, document.lang)
        self.fonts: dict[FontKey, EmbeddedFont] = {}
        self.images: dict[tuple[object, ...], str] = {}
        self.image_objects: dict[str, Raw] = {}
        self.forms: dict[int, str] = {}
        self.form_objects: dict[str, Raw] = {}
        self.resources = self.file.add()
        self.uses = Counter(id(placement.frame) for sheet in document.sheets for placement in sheet.placements)
        self.seen: set[int] = set()
        self.repeats: dict[int, Raw] = {}

    def run(self) -> bytes:
        file = self.file
        parent = file.add()
        pages = [self.page(sheet, parent) for sheet in self.document.sheets]
        parent.body = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(file.ref(page) for page in pages)}]>>".encode("ascii")
        fonts = "".join(f"/{font.resource} {file.ref(font.write(file))}" for font in self.fonts.values())
        objects = {**self.form_objects, **self.image_objects}
        pictures = "".join(f"/{name} {file.ref(made)}" for name, made in objects.items())
        self.resources.body = f"<</Font<<{fonts}>>/XObject<<{pictures}>>/ProcSet[/PDF/Text/ImageB/ImageC]>>".encode("ascii")
        tree = self.tree.write()
        information = add_information(file, self.document)
        return file.write(add_catalog(file, self.document, parent, tree, self.icc), information)

    def page(self, sheet: Sheet, parent: Raw) -> Raw:
        page = self.file.add()
        entries = ""
        if any(id(placement.frame) not in self.seen for placement in sheet.placements):
            tagged = self.tree.page(page)
            content = self.file.stream("", self.content(sheet, tagged).encode("latin-1"))
            entries = f"/StructParents {tagged.key}/Tabs/S"
            if tagged.annotations:
                entries += f"/Annots[{' '.join(self.file.ref(note) for note in tagged.annotations)}]"
        else:
            # A sheet whose every frame has been read before is decoration to a screen reader, and one drawing to us.
            if id(sheet) not in self.repeats:
                self.repeats[id(sheet)] = self.file.stream("", self.content(sheet, None).encode("latin-1"))
            content = self.repeats[id(sheet)]
        trim = _box(sheet.trim, sheet.media.height)
        media = f"0 0 {number(sheet.media.width)} {number(sheet.media.height)}"
        page.body = (
            f"<</Type/Page/Parent {self.file.ref(parent)}/MediaBox[{media}]/BleedBox[{media}]/TrimBox[{trim}]"
            f"/Resources {self.file.ref(self.resources)}/Contents {self.file.ref(content)}{entries}>>"
        ).encode("latin-1")
        return page

    def content(self, sheet: Sheet, tagged: TaggedPage | None) -> str:
        out = [self.place(placement, sheet, tagged) for placement in sheet.placements]
        if sheet.marks:
            lines = [f"{_box_size(mark.rect, sheet.media.height)} re f" for mark in sheet.marks]
            out.append("/Artifact BMC 0 g\n" + "\n".join(lines) + "\nEMC")
        return "\n".join(out)

    def place(self, placement: Placement, sheet: Sheet, tagged: TaggedPage | None) -> str:
        frame = placement.frame
        x, y = placement.x, sheet.media.height - placement.y
        clip = f"{_box_size(placement.clip, sheet.media.height)} re W n"
        move = f"1 0 0 1 {number(x)} {number(y)} cm"
        if tagged is not None and id(frame) not in self.seen:
            self.seen.add(id(frame))
            ids: dict[int, int] = {}
            roles = _roles(frame)

            def tag(index: int) -> str:
                ids[index] = tagged.next_id()
                return f"/{roles[index]} <</MCID {ids[index]}>> BDC"

            body = frame_operators(frame, self.font, self.image, tag)
            self.tree.add(frame, ids, tagged, (x, y))
            return f"q {clip} {move}\n{body}\nQ"
        return f"/Artifact BMC q {clip} {move} /{self.form(frame)} Do Q EMC"

    def form(self, frame: Frame) -> str:
        """The name of the form XObject that draws a frame without tags."""
        found = self.forms.get(id(frame))
        if found is None:
            found = self.forms[id(frame)] = f"X{len(self.forms) + 1}"
            bleed, trim = frame.bleed, frame.trim
            box = (-bleed.left, -trim.height - bleed.bottom, trim.width + bleed.right, bleed.top)
            body = frame_operators(frame, self.font, self.image, None).encode("latin-1")
            self.form_objects[found] = self.file.stream(
                f"/Type/XObject/Subtype/Form/BBox[{' '.join(number(v) for v in box)}]/Resources {self.file.ref(self.resources)}", body
            )
        return found

    def font(self, key: FontKey) -> EmbeddedFont:
        found = self.fonts.get(key)
        if found is None:
            found = self.fonts[key] = EmbeddedFont(f"F{len(self.fonts) + 1}", key, self.faces)
        return found

    def image(self, picture: Picture | Code) -> str:
        """The name of the image XObject of a picture or code, one for equal pixels."""
        key = picture.modules if isinstance(picture, Code) else (picture.digest, picture.pixels)
        found = self.images.get(key)
        if found is None:
            found = self.images[key] = f"I{len(self.images) + 1}"
            self.image_objects[found] = self.mask(picture) if isinstance(picture, Code) else self.raster(picture)
        return found

    def raster(self, picture: Picture) -> Raw:
        width, height = picture.pixels
        return self.file.stream(f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8", picture.rgb)

    def mask(self, code: Code) -> Raw:
        """A symbol as a stencil of one sample a module.

        Filled paths leave grey hairlines between modules in every renderer; a stencil has none.
        """
        side = len(code.modules)
        octets = (side + 7) // 8
        rows = b"".join(int(row.ljust(octets * 8, "0"), 2).to_bytes(octets, "big") for row in code.modules)
        return self.file.stream(f"/Type/XObject/Subtype/Image/ImageMask true/Width {side}/Height {side}/BitsPerComponent 1/Decode[1 0]", rows)


def _roles(frame: Frame) -> dict[int, str]:
    """The role of the element each mark belongs to."""
    found: dict[int, str] = {}
    stack = list(frame.structure)
    while stack:
        node = stack.pop()
        for kid in node.kids:
            if isinstance(kid, int):
                found[kid] = node.role
            elif isinstance(kid, Node):
                stack.append(kid)
    return found


def _box(rect: Rect, height: float) -> str:
    return " ".join(number(v) for v in (rect.x, height - rect.bottom, rect.right, height - rect.y))


def _box_size(rect: Rect, height: float) -> str:
    return " ".join(number(v) for v in (rect.x, height - rect.bottom, rect.width, rect.height))
