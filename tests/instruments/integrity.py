"""The ties of the structure tree that conformance checkers let pass: pages, marked content, links and parents.

After ISO 32000-1, 14.7.4: every piece of marked content has one owner, and owner and parent tree agree on it.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

Key = tuple[int, int]
"""Number and generation of an object."""


class _Tree:
    """What the structure tree says: who owns which marked content and which annotations."""

    def __init__(self, root: pikepdf.Object) -> None:
        self.faults: list[str] = []
        self.content: dict[tuple[Key, int], list[Key]] = {}
        self.objects: dict[Key, list[Key]] = {}
        self.parents = dict(_numbers(root.get("/ParentTree", pikepdf.Dictionary())))
        for kid in _list(root.get("/K")):
            self._walk(kid, root.objgen, None)

    def _walk(self, element: pikepdf.Dictionary, parent: Key, page: Any) -> None:
        name = f"{element.get('/S')} (object {element.objgen[0]})"
        if "/P" not in element or element.P.objgen != parent:
            self.faults.append(f"{name}: its parent is not the element that lists it")
        page = element.get("/Pg", page)
        kids = _list(element.get("/K"))
        if not kids:
            self.faults.append(f"{name}: it holds nothing")
        for kid in kids:
            if not isinstance(kid, pikepdf.Dictionary):
                self._own(page, int(kid), element)
            elif kid.get("/Type") == "/MCR":
                self._own(kid.get("/Pg", page), int(kid.MCID), element)
            elif kid.get("/Type") == "/OBJR":
                self.objects.setdefault(kid.Obj.objgen, []).append(element.objgen)
            else:
                self._walk(kid, element.objgen, page)

    def _own(self, page: Any, number: int, element: pikepdf.Dictionary) -> None:
        if page is None:
            self.faults.append(f"{element.get('/S')} (object {element.objgen[0]}): no page for MCID {number}")
            return
        self.content.setdefault((page.objgen, number), []).append(element.objgen)


def faults(pdf: bytes) -> list[str]:
    """What does not tie up; nothing for a sound file."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        if "/StructTreeRoot" not in file.Root:
            return ["the file has no structure tree"]
        tree = _Tree(file.Root.StructTreeRoot)
        found = list(tree.faults)
        seen: set[tuple[Key, int]] = set()
        for number, page in enumerate(file.pages, 1):
            numbers = [mark for mark in _marked(page.obj) if mark is not None]
            seen |= {(page.obj.objgen, mark) for mark in numbers}
            found += (f"page {number}: {fault}" for fault in _content_faults(page.obj, numbers, tree))
            found += (f"page {number}: {fault}" for fault in _link_faults(page.obj, tree))
        found += (f"MCID {key[1]} is listed, but not on its page" for key in tree.content if key not in seen)
        forms = (obj for obj in file.objects if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Form")
        found += (
            f"the form {form.objgen[0]} holds an MCID, which every use of it would repeat"
            for form in forms
            if any(mark is not None for mark in _marked(form))
        )
        return found


def _content_faults(page: pikepdf.Object, numbers: list[int], tree: _Tree) -> Iterator[str]:
    for mark, count in Counter(numbers).items():
        if count > 1:
            yield f"MCID {mark} comes {count} times"
    if not numbers:
        return
    if "/StructParents" not in page:
        yield "marked content, but no StructParents"
        return
    owners = tree.parents.get(int(page.StructParents))
    if owners is None:
        yield f"StructParents {int(page.StructParents)} is not in the parent tree"
        return
    for mark in sorted(set(numbers)):
        listed = tree.content.get((page.objgen, mark), [])
        if not listed:
            yield f"MCID {mark} is listed by no element"
        elif len(listed) > 1:
            yield f"MCID {mark} is listed by {len(listed)} elements"
        elif mark >= len(owners) or getattr(owners[mark], "objgen", None) != listed[0]:
            yield f"MCID {mark}: the parent tree names another owner than the tree"


def _link_faults(page: pikepdf.Object, tree: _Tree) -> Iterator[str]:
    annotations = [note for note in page.get("/Annots", []) if note.get("/Subtype") == "/Link"]
    if annotations and page.get("/Tabs") != "/S":
        yield "links, but Tabs is not S"
    for note in annotations:
        name = f"link {note.objgen[0]}"
        owners = tree.objects.get(note.objgen, [])
        if len(owners) != 1:
            yield f"{name}: {len(owners)} elements refer to it (OBJR), not one"
        if "/StructParent" not in note:
            yield f"{name}: no StructParent"
        elif (owner := tree.parents.get(int(note.StructParent))) is None:
            yield f"{name}: StructParent {int(note.StructParent)} is not in the parent tree"
        elif owners and owner.objgen != owners[0]:
            yield f"{name}: the parent tree names another owner than the tree"
        elif owner.get("/S") != "/Link":
            yield f"{name}: its element is {owner.get('/S')}, not Link"


def _marked(content: pikepdf.Object) -> Iterator[int | None]:
    """The MCID of each marked-content sequence of a page or form, None where it has none."""
    for instruction in pikepdf.parse_content_stream(content, "BDC"):
        properties = instruction.operands[1]
        inline = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
        yield int(properties.MCID) if inline else None


def _numbers(node: pikepdf.Object) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree."""
    flat = list(node.get("/Nums", []))
    yield from ((int(key), value) for key, value in zip(flat[::2], flat[1::2], strict=True))
    for kid in node.get("/Kids", []):
        yield from _numbers(kid)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
