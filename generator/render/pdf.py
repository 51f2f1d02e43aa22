"""Write sheets as a tagged PDF. What is equal is drawn once: frames as forms, sheets as shared page content."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.frame import Code, FontKey, Frame, Picture
from generator.render.file import Branch, PdfFile, Raw
from generator.render.fonts import EmbeddedFont
from generator.render.metadata import add_catalog, add_information
from generator.render.paint import Drawn, Painter
from generator.render.syntax import number
from generator.render.tags import StructureTree, TaggedPage
from generator.sheet import Document, Placement, Sheet
from generator.typeset.faces import Faces
from generator.units import Rect


def render_pdf(document: Document, faces: Faces, icc: Path, file: PdfFile, drawn: dict[int, Drawn] | None = None) -> None:
    """Write a document; the same document gives the same bytes, whatever has been `drawn` before."""
    writer = DocumentWriter(document, faces, icc, file, drawn)
    for sheet in document.sheets:
        writer.page(sheet)
    writer.finish()


class Rest(msgspec.Struct, frozen=True):
    """What a writer has at hand for sheets to come."""

    seen: dict[int, Frame]
    forms: dict[int, tuple[Frame, str, Raw]]
    repeats: dict[int, tuple[Sheet, Raw, dict[str, Raw]]]
    images: dict[tuple[object, ...], tuple[str, Raw]]
    names: int


class Growth(msgspec.Struct, frozen=True):
    """How much a part adds to a file."""

    objects: int
    keys: int
    portable: bool
    """Whether it can be handed to the process that writes the file."""


class Part(msgspec.Struct, frozen=True):
    """Sheets that a copy of a process has drawn, ready to be written."""

    branch: Branch
    pages: list[int]
    kids: list[int]
    owners: list[int]
    groups: list[tuple[FontKey, list[int]]]
    """What each font instance has drawn."""


class DocumentWriter:
    """Writes a document sheet by sheet. The sheets are told one at a time, so that there may be very many.

    Marks with a serial number are drawn once for all files of a process: pass the same `drawn` to each writer.
    """

    def __init__(self, document: Document, faces: Faces, icc: Path, file: PdfFile, drawn: dict[int, Drawn] | None = None) -> None:
        self.document, self.faces, self.icc, self.file = document, faces, icc, file
        self.drawn = {} if drawn is None else drawn
        self.tree = StructureTree(self.file)
        self.painter = Painter(self.font, self.image)
        self.fonts: dict[FontKey, EmbeddedFont] = {}
        self.images: dict[tuple[object, ...], tuple[str, Raw]] = {}
        self.forms: dict[int, tuple[Frame, str, Raw]] = {}
        self._names = 0
        self._placed: dict[str, Raw] = {}
        """What the page or form in hand places, by name."""
        self.fonts_used = self.file.add()
        self.parent = self.file.add()
        self.pages: list[int] = []
        self.seen: dict[int, Frame] = {}
        self.repeats: dict[int, tuple[Sheet, Raw, dict[str, Raw]]] = {}
        self._trunk: tuple[int, int, tuple[int, int], dict[FontKey, int]] = (0, 0, (0, 0), {})
        """Objects, pages, the tree and the fonts' codes at `branch`."""

    @property
    def size(self) -> tuple[int, int]:
        """How many objects the file has so far, and how many keys the parent tree."""
        return self.file.count, self.tree.size[1]

    def rest(self) -> Rest:
        """What is at hand for the sheets that follow: it can be come back to."""
        return Rest(dict(self.seen), dict(self.forms), dict(self.repeats), dict(self.images), self._names)

    def resume(self, rest: Rest) -> None:
        """Go on as if the sheets since had not been. They stay in the file; what they share is made anew when it is wanted.

        So what follows is the same, whoever has written what was before.
        """
        self.seen, self.forms, self.repeats, self.images = dict(rest.seen), dict(rest.forms), dict(rest.repeats), dict(rest.images)
        self._names = rest.names

    def branch(self) -> None:
        """Begin a part in a copy of this process, to be handed over by `part`."""
        self.file.branch()
        self._trunk = self.file.count, len(self.pages), self.tree.size, {key: len(font.advances) for key, font in self.fonts.items()}

    def grown(self) -> Growth:
        """What a part has come to, and whether it can be handed over: codes that fonts have given out since are this copy's alone."""
        objects, _, (_, keys), codes = self._trunk
        extra = any(len(font.advances) > codes.get(key, len(font.cut.advances)) for key, font in self.fonts.items())
        return Growth(self.file.count - objects, self.tree.size[1] - keys, not extra)

    def part(self, shift: int, keys: int) -> Part:
        """The part as it stands when so many objects and keys come before it that were not there at `branch`."""
        _, pages, size, _ = self._trunk
        kids, owners = self.tree.since(size, shift)
        groups = [(key, sorted(font.groups)) for key, font in self.fonts.items()]
        return Part(self.file.branched(shift, keys), [page + shift for page in self.pages[pages:]], kids, owners, groups)

    def graft(self, part: Part, growth: Growth) -> None:
        """Write a part that a copy of this process has made."""
        self.file.graft(part.branch, growth.objects)
        self.pages += part.pages
        self.tree.graft(part.kids, part.owners)
        for key, groups in part.groups:
            self.font(key).groups.update(groups)

    def finish(self) -> None:
        """Write what all sheets share, and the end of the file."""
        file = self.file
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        self.parent.body = f"<</Type/Pages/Count {len(self.pages)}/Kids[{kids}]>>".encode("ascii")
        fonts = "".join(f"/{font.resource} {file.ref(font.write(file))}" for font in self.fonts.values())
        self.fonts_used.body = f"<<{fonts}>>".encode("ascii")
        tree = self.tree.write()
        information = add_information(file, self.document)
        file.write(add_catalog(file, self.document, self.parent, tree, self.icc), information)

    def page(self, sheet: Sheet) -> None:
        """Add a sheet's side as a page."""
        page = self.file.add()
        entries = ""
        self._placed = {}
        if any(id(placement.frame) not in self.seen for placement in sheet.placements):
            tagged = self.tree.page(page)
            content = self.file.stream("", self.content(sheet, tagged).encode("latin-1"))
            entries = f"/StructParents {tagged.key}/Tabs/S"
            if tagged.annotations:
                entries += f"/Annots[{' '.join(self.file.ref(note) for note in tagged.annotations)}]"
            self.tree.close(tagged)
        else:
            # A sheet whose every frame has been read before is decoration to a screen reader, and one drawing to us.
            if id(sheet) not in self.repeats:
                made = self.file.stream("", self.content(sheet, None).encode("latin-1"))
                self.repeats[id(sheet)] = (sheet, made, self._placed)
            _, content, self._placed = self.repeats[id(sheet)]
        trim = _box(sheet.trim, sheet.media.height)
        media = f"0 0 {number(sheet.media.width)} {number(sheet.media.height)}"
        page.body = (
            f"<</Type/Page/Parent {self.file.ref(self.parent)}/MediaBox[{media}]/BleedBox[{media}]/TrimBox[{trim}]"
            f"{self.resources()}/Contents {self.file.ref(content)}{entries}>>"
        ).encode("latin-1")
        self.pages.append(page.number)

    def resources(self) -> str:
        """The entry of a page or form that names what it draws with."""
        placed = "".join(f"/{name} {self.file.ref(made)}" for name, made in self._placed.items())
        return f"/Resources<</Font {self.file.ref(self.fonts_used)}/XObject<<{placed}>>/ProcSet[/PDF/Text/ImageB/ImageC]>>"

    def release(self, keep: Iterable[Frame]) -> None:
        """Write what is complete, and forget the frames that will not come again, all but `keep`, and their codes."""
        kept = {id(frame): frame for frame in keep}
        self.seen = {key: frame for key, frame in kept.items() if key in self.seen}
        self.forms = {key: made for key, made in self.forms.items() if key in kept}
        self.repeats = {key: made for key, made in self.repeats.items() if all(id(p.frame) in kept for p in made[0].placements)}
        self.images = {key: made for key, made in self.images.items() if isinstance(key[0], tuple)}
        self.file.flush()

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
        if tagged is None or id(frame) in self.seen:
            return f"/Artifact BMC q {clip} {move} /{self.form(frame)} Do Q EMC"
        self.seen[id(frame)] = frame
        out: list[str] = [f"q {clip} {move}"]
        ids: dict[int, int] = {}
        for index, (mark, drawn) in enumerate(zip(frame.marks, self.marks(frame), strict=True)):
            if mark.artifact:
                out.append(f"/Artifact BMC\n{drawn}\nEMC")
            else:
                ids[index] = tagged.next_id()
                out.append(f"/{mark.role} <</MCID {ids[index]}>> BDC\n{drawn}\nEMC")
        self.tree.add(frame, ids, tagged, (x, y))
        out.append("Q")
        return "\n".join(out)

    def marks(self, frame: Frame) -> Iterable[str]:
        """The operators of each mark, in paint order."""
        for mark in frame.marks:
            drawn = self.drawn.get(mark.serial) if mark.serial else None
            if drawn is None:
                drawn = self.painter.mark(mark)
                if mark.serial and drawn.portable:
                    self.drawn[mark.serial] = drawn
            else:
                for key, groups in drawn.fonts:
                    self.font(key).groups |= groups
            yield drawn.operators

    def form(self, frame: Frame) -> str:
        """The name of the form XObject that draws a frame without tags."""
        found = self.forms.get(id(frame))
        if found is None:
            outer, self._placed = self._placed, {}
            bleed, trim = frame.bleed, frame.trim
            box = (-bleed.left, -trim.height - bleed.bottom, trim.width + bleed.right, bleed.top)
            body = "\n".join(self.marks(frame)).encode("latin-1")
            entries = f"/Type/XObject/Subtype/Form/BBox[{' '.join(number(v) for v in box)}]{self.resources()}"
            found = self.forms[id(frame)] = (frame, self._name("X"), self.file.stream(entries, body))
            self._placed = outer
        self._placed[found[1]] = found[2]
        return found[1]

    def _name(self, kind: str) -> str:
        self._names += 1
        return f"{kind}{self._names}"

    def font(self, key: FontKey) -> EmbeddedFont:
        found = self.fonts.get(key)
        if found is None:
            found = self.fonts[key] = EmbeddedFont(key, self.faces)
        return found

    def image(self, picture: Picture | Code) -> str:
        """The name of the image XObject of a picture or code, one for equal pixels."""
        key: tuple[object, ...] = picture.modules if isinstance(picture, Code) else ((picture.digest, picture.pixels),)
        found = self.images.get(key)
        if found is None:
            made = self.mask(picture) if isinstance(picture, Code) else self.raster(picture)
            found = self.images[key] = (self._name("I"), made)
        self._placed[found[0]] = found[1]
        return found[0]

    def raster(self, picture: Picture) -> Raw:
        width, height = picture.pixels
        return self.file.stream(f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8", picture.rgb)

    def mask(self, code: Code) -> Raw:
        """A symbol as a stencil of one sample a module.

        Filled paths leave grey hairlines between modules in every renderer; a stencil has none.
        """
        side = len(code.modules)
        octets = (side + 7) // 8
        bits = "".join([row.ljust(octets * 8, "0") for row in code.modules])
        rows = int(bits, 2).to_bytes(octets * side, "big")
        return self.file.stream(f"/Type/XObject/Subtype/Image/ImageMask true/Width {side}/Height {side}/BitsPerComponent 1/Decode[1 0]", rows)


def _box(rect: Rect, height: float) -> str:
    return " ".join(number(v) for v in (rect.x, height - rect.bottom, rect.right, height - rect.y))


@lru_cache(maxsize=512)
def _box_size(rect: Rect, height: float) -> str:
    return " ".join(number(v) for v in (rect.x, height - rect.bottom, rect.width, rect.height))
