"""The structure tree: what a screen reader walks (ISO 32000-1, 14.7; ISO 14289-1)."""

from __future__ import annotations

from array import array

from generator.frame import Frame, Link, Node
from generator.render.file import PdfFile, Raw
from generator.render.syntax import number, text_string
from generator.units import Rect


class TaggedPage:
    """A page whose marks are being tagged: which element each marked-content sequence belongs to, and its links."""

    def __init__(self, page: Raw, key: int) -> None:
        self.page, self.key = page, key
        self.parents: list[int] = []
        """By marked-content identifier: the number of the element, 0 until it is known."""
        self.annotations: list[Raw] = []

    def next_id(self) -> int:
        """The next marked-content identifier of the page."""
        self.parents.append(0)
        return len(self.parents) - 1


class StructureTree:
    """Collects the elements of all pages and writes the tree, the parent tree and the link annotations."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self.root, self.document = file.add(), file.add()
        # Numbers of objects, because there may be a hundred thousand pieces.
        self._kids = array("L")
        self._numbers = array("L")
        """The parent tree: key and object in turn, in the order of the keys."""
        self._next_key = 0

    @property
    def size(self) -> tuple[int, int]:
        """How many elements the document has so far, and how many keys the parent tree."""
        return len(self._kids), self._next_key

    def since(self, size: tuple[int, int], shift: int) -> tuple[list[int], list[int]]:
        """The elements that have come since, and the owners of their keys; their objects' numbers raised by so many."""
        kids, key = size
        return [kid + shift for kid in self._kids[kids:]], [owner + shift for owner in self._numbers[2 * key + 1 :: 2]]

    def graft(self, kids: list[int], owners: list[int]) -> None:
        """Add what a copy of this process has told of itself by `since`."""
        self._kids.extend(kids)
        for key, owner in enumerate(owners, self._next_key):
            self._numbers.extend((key, owner))
        self._next_key += len(owners)

    def page(self, page: Raw) -> TaggedPage:
        self._numbers.extend((self._next_key, 0))
        self._next_key += 1
        return TaggedPage(page, self._next_key - 1)

    def close(self, page: TaggedPage) -> None:
        """Write down whose a page's marks are; nothing more comes on it."""
        owners = " ".join(f"{owner} 0 R" if owner else "null" for owner in page.parents)
        self._numbers[2 * page.key + 1] = self.file.add(f"[{owners}]").number

    def add(self, frame: Frame, ids: dict[int, int], on: TaggedPage, origin: tuple[float, float]) -> None:
        """The tree of a frame placed with its trim's top left corner at `origin` (PDF coordinates, y up).

        `ids` maps the frame's marks to the page's marked-content identifiers.
        """
        for node in frame.structure:
            self._kids.append(self._element(node, self.document, ids, on, origin).number)

    def _element(self, node: Node, parent: Raw, ids: dict[int, int], on: TaggedPage, origin: tuple[float, float]) -> Raw:
        file = self.file
        element = file.add()
        kids: list[str] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(file.ref(self._element(kid, element, ids, on, origin)))
            elif isinstance(kid, Link):
                kids.append(self._link(kid, element, on, origin))
            else:
                on.parents[ids[kid]] = element.number
                kids.append(str(ids[kid]))
        entries = [f"<</Type/StructElem/S/{node.role}/P {file.ref(parent)}/Pg {file.ref(on.page)}"]
        if kids:
            entries.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
        if node.lang:
            entries.append(f"/Lang{text_string(node.lang)}")
        if node.alt:
            entries.append(f"/Alt{text_string(node.alt)}")
        if node.actual:
            entries.append(f"/ActualText{text_string(node.actual)}")
        if node.attributes:
            entries.append(f"/A{node.attributes}")
        elif node.bbox is not None:
            entries.append(f"/A<</O/Layout/BBox[{_pdf_rect(node.bbox, origin)}]/Placement/Block>>")
        element.body = ("".join(entries) + ">>").encode("latin-1")
        return element

    def _link(self, link: Link, element: Raw, on: TaggedPage, origin: tuple[float, float]) -> str:
        """The annotation of a link, listed by the page, owned by the element: an object reference as its kid."""
        key = self._next_key
        self._next_key += 1
        annotation = self.file.add(
            f"<</Type/Annot/Subtype/Link/Rect[{_pdf_rect(link.rect, origin)}]/Border[0 0 0]/F 4/Contents{text_string(link.contents)}"
            f"/StructParent {key}/A<</S/URI/URI{text_string(link.uri)}>>>>"
        )
        on.annotations.append(annotation)
        self._numbers.extend((key, element.number))
        return f"<</Type/OBJR/Pg {self.file.ref(on.page)}/Obj {self.file.ref(annotation)}>>"

    def write(self) -> Raw:
        """The finished root of the tree."""
        file = self.file
        found = iter(self._numbers)
        parents = file.add(f"<</Nums[{' '.join(f'{key} {value} 0 R' for key, value in zip(found, found, strict=True))}]>>")
        kids = " ".join(f"{kid} 0 R" for kid in self._kids)
        self.document.body = f"<</Type/StructElem/S/Document/P {file.ref(self.root)}/K[{kids}]>>".encode("latin-1")
        self.root.body = (
            f"<</Type/StructTreeRoot/K {file.ref(self.document)}/ParentTree {file.ref(parents)}/ParentTreeNextKey {self._next_key}>>"
        ).encode("latin-1")
        return self.root


def _pdf_rect(rect: Rect, origin: tuple[float, float]) -> str:
    x, y = origin
    return " ".join(number(v) for v in (x + rect.x, y - rect.bottom, x + rect.right, y - rect.y))
