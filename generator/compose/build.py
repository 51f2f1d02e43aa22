"""Turn a layout's blocks and an audience's words into elements: one function a kind of block."""

from __future__ import annotations

import copy as copying
from collections.abc import Callable, Sequence

import msgspec

from generator.compose.boxed import BoxElement
from generator.compose.codes import CodeElement
from generator.compose.context import Context
from generator.compose.element import Element
from generator.compose.flow import FlowElement, Unit, section_units
from generator.compose.grid import SIDES, GridElement
from generator.compose.lists import ListElement
from generator.compose.numbers import ContactsElement, NumberElement
from generator.compose.pictures import ArtElement, OrganisationElement, RuleElement
from generator.compose.stacks import Row, Stack
from generator.compose.texts import GrowingText, TextElement
from generator.compose.tongues import EachElement, SpokenElement, Tongue, opposite, opposite_sides
from generator.content.printed import sentences
from generator.content.words import Copy, Words
from generator.errors import refuse
from generator.richtext import Rich, plain, rich
from generator.template.load import cells
from generator.template.schema import Block, Grid, Panel

Wrap = Callable[[str, Block, str, Element], Element]
"""Given a block's name, the block, the surface it stands on and its element: the element to use."""


class Builder:
    """Builds the elements of one page. `page` and `pages` count pages for text that names them."""

    def __init__(self, context: Context, words: Words, page: int = 1, pages: int = 1, wrap: Wrap | None = None, also: Sequence[Tongue] = ()) -> None:
        """`also` are the languages of the piece after the first, which `context` and `words` are of."""
        self.context, self.words, self.page, self.pages, self.wrap = context, words, page, pages, wrap
        self.tongues = (Tongue(context, words), *also)
        self.tongue = 1
        """Which of them is written in, counted from 1."""
        self.layout = context.layout
        self.flows: list[FlowElement] = []
        self.growing: list[GrowingText] = []
        self.warnings: dict[str, None] = context.warnings
        self.shown: set[tuple[str, str]] = set()
        """What of an organisation's own has a place: (kind of block, selection)."""

    def warn(self, text: str) -> None:
        """Something the user should know of the finished piece; told once."""
        self.warnings[text] = None

    def grid(self, name: str, grid: Grid, surface: str = "", edges: frozenset[str] = frozenset(SIDES)) -> Element:
        """A page or panel with all that stands in it; `edges` are the sides at which it meets the trim."""
        lang = grid.lang if isinstance(grid, Panel) else 0
        inner = self.speaking(lang, f"panels.{name}.lang")
        if inner.turned(self):
            grid, edges = opposite(grid), opposite_sides(edges)
        under = getattr(grid, "surface", "") or surface
        matrix = cells(grid)
        names = {cell for row in matrix for cell in row} - {"."}
        pads = grid.pad if isinstance(grid.pad, tuple) else (grid.pad,) * 4
        # What stands inside padding does not meet the trim.
        open_sides = edges & {side for side, pad in zip(SIDES, pads, strict=True) if not pad}
        elements = {cell: inner.element(cell, under, open_sides & _touched(matrix, cell)) for cell in sorted(names)}
        return inner.spoken(GridElement(name, grid, inner.context, elements, edges, self.overshoot), self)

    def element(self, name: str, surface: str, edges: frozenset[str] = frozenset()) -> Element:
        if name in self.layout.panels:
            return self.grid(name, self.layout.panels[name], surface, edges)
        block = self.layout.blocks[name]
        inner = self.speaking(block.lang, f"blocks.{name}.lang")
        element = inner.block(name, block, surface)
        return inner.spoken(self.wrap(name, block, surface, element) if self.wrap else element, self)

    @property
    def overshoot(self) -> float:
        """How far the tallest letters of any of its languages may reach above the boxes of text, in points."""
        return max(tongue.context.overshoot for tongue in self.tongues)

    def speaking(self, lang: int, where: str) -> Builder:
        """A builder of the same page in another of the piece's languages; 0 leaves it at this one."""
        if lang in (0, self.tongue):
            return self
        if lang > len(self.tongues):
            told = f"the piece is in {len(self.tongues)} languages, and the layout names a {lang}th"
            raise refuse("no-tongue", told, f"{self.layout.name}.toml: {where}", "place it in a variant for as many languages")
        other = copying.copy(self)
        other.tongue, (other.context, other.words) = lang, (self.tongues[lang - 1].context, self.tongues[lang - 1].words)
        return other

    def turned(self, outer: Builder) -> bool:
        """Whether what this one writes runs the other way than what is around it."""
        return self.context.language.rtl != outer.context.language.rtl

    def spoken(self, element: Element, outer: Builder) -> Element:
        """An element of this builder's as it stands among those of another."""
        return element if self is outer else SpokenElement(element, self.words.lang, self.turned(outer))

    def block(self, name: str, block: Block, surface: str) -> Element:
        """A block's own element, on its own surface if it has one."""
        under = block.surface or surface
        self.shown.add((block.kind, block.select))
        element = _KINDS[block.kind](self, name, block, under)
        element.valign = block.valign
        if block.surface and not element.empty:
            return BoxElement(name, self.context, element, block.surface, block.pad)
        return element

    def copy(self, name: str, block: Block) -> Copy:
        """The words of a block; an InputError if the audience has none and the layout does not allow that."""
        found = self.words.copy(block.content, block.form)
        if found is None:
            if all(part.strip().endswith("?") for part in block.content.split("|")):
                return Copy()
            raise refuse(
                "no-block",
                f"the audience {self.words.audience!r} has no block {block.content!r}",
                f"{self.layout.name}.toml: blocks.{name}.content",
                f"write the block in {self.words.audience}.toml, or end its name here with ? to allow that it is absent",
            )
        return found

    def heading(self, block: Block, surface: str) -> TextElement:
        """The shared words over a block of contacts or a code."""
        words = self.words.label(block.label) if block.label else ()
        return TextElement(block.label, self.context, [words], block.title_style, surface, role="H2")


def unshown(words: Words, shown: set[tuple[str, str]]) -> list[str]:
    """What an organisation's profile gives and no block has a place for; `shown` is what the builders say."""
    places = [
        (words.organisation is not None, {("organisation", "primary")}, "name and logo"),
        (bool(words.contacts["local", "text"]), {("contacts", "local"), ("contacts", "beside")}, "contacts"),
        (bool(words.codes["local", "text"]), {("code", "local"), ("code", "beside")}, "links"),
    ]
    return [what for given, blocks, what in places if given and not blocks & shown]


def _touched(matrix: list[list[str]], cell: str) -> frozenset[str]:
    """The sides of a grid that an area reaches."""
    rows = (("top", matrix[0]), ("bottom", matrix[-1]), ("left", [row[0] for row in matrix]), ("right", [row[-1] for row in matrix]))
    return frozenset(side for side, line in rows if cell in line)


def _heading(builder: Builder, name: str, block: Block, surface: str) -> Element:
    copy = builder.copy(name, block)
    kind = GrowingText if block.grow else TextElement
    made = kind(name, builder.context, copy.paragraphs, block.style, surface, block.role or "H1", block.align, block.ink)
    if isinstance(made, GrowingText):
        builder.growing.append(made)
    return made


def _text(builder: Builder, name: str, block: Block, surface: str) -> Element:
    copy = builder.copy(name, block)
    return TextElement(name, builder.context, copy.paragraphs, block.style, surface, block.role or "P", block.align, block.ink)


def _list(builder: Builder, name: str, block: Block, surface: str) -> Element:
    items = builder.copy(name, block).items
    return ListElement(name, builder.context, items, block.style, surface, block.marks, block.columns, block.spread)


def _section(builder: Builder, name: str, block: Block, surface: str) -> Element:
    copy = builder.copy(name, block)
    context = builder.context
    title = TextElement(name, context, [copy.title], block.title_style, surface, block.role or "H2")
    text = TextElement(name, context, copy.paragraphs, block.style, surface)
    items = ListElement(name, context, copy.items, block.style, surface, block.marks, block.columns, block.spread)
    return Stack(name, [title, text, items], [0.0, 0.6, 0.62], spread=block.spread)


def _number(builder: Builder, name: str, block: Block, surface: str) -> Element:
    contacts = builder.words.contacts[block.select, block.form]
    number = contacts[0].number if contacts else ()
    made = NumberElement(name, builder.context, number, block.style, surface, block.icon, block.align, block.ink)
    made.grow = block.grow
    return made


def _ways(builder: Builder, name: str, block: Block, surface: str) -> Element:
    contacts = builder.words.contacts[block.select, block.form]
    lines: list[Rich] = []
    for contact in contacts[:1]:
        for part in block.parts:
            value = getattr(contact, part)
            lines += value if part in ("text", "channels") else [value]
    if block.content:
        lines = [sentences(*builder.copy(name, block).paragraphs, *lines)]
    return TextElement(name, builder.context, lines, block.style, surface, align=block.align)


def _contacts(builder: Builder, name: str, block: Block, surface: str) -> Element:
    contacts = builder.words.contacts[block.select, block.form]
    if block.most and len(contacts) > block.most:
        # By their ids, as the files name them: a label that is not printed needs no translation.
        left_out = ", ".join(f"{contact.id} ({plain(contact.number)})" for contact in contacts[block.most :])
        room = "one contact" if block.most == 1 else f"{block.most} contacts"
        builder.warn(f"the {builder.layout.name} has room for {room} beside the first; it leaves out {left_out}")
        contacts = contacts[: block.most]
    styles = {"number": block.style, "label": "label"}
    body = ContactsElement(name, builder.context, contacts, styles, surface, block.parts, block.columns, block.inline)
    if body.empty or not block.label:
        return body
    return Stack(name, [builder.heading(block, surface), body], [0.0, 0.7])


def _code(builder: Builder, name: str, block: Block, surface: str) -> Element:
    context = builder.context
    size = context.points(block.size)
    sides = (context.points(block.least) or 0.75 * size, size)
    found: dict[str, CodeElement] = {}
    for number in range(1, len(builder.tongues) + 1) if block.together else (builder.tongue,):
        own = builder.speaking(number, f"blocks.{name}.together")
        caution = own.words.label("code-caution") if own.words.voice == "victim" else ()
        for code in own.words.codes[block.select, block.form]:
            known = found.get(code.payload)
            if known is None:
                found[code.payload] = CodeElement(name, own.context, code, surface, sides, caution, block.level, block.style, block.action)
                continue
            action = TextElement(name, own.context, [code.action] if block.action else [], "label", surface)
            warning = TextElement(name, own.context, [caution] if code.web else [], "caution", surface)
            known.say(own.spoken(action, builder), own.spoken(warning, builder))
    made = [*found.values()]
    rows = [Row(name, made[at : at + block.columns], block.columns) for at in range(0, len(made), block.columns)]
    return Stack(name, rows, [1.6] * len(rows))


def _picture(builder: Builder, name: str, block: Block, surface: str) -> Element:
    return ArtElement(name, builder.context, block.art, builder.context.points(block.size))


def _organisation(builder: Builder, name: str, block: Block, surface: str) -> Element:
    height = builder.context.points(block.size or 36)
    # The default of `parts` is a contact's; an organisation's is all it has.
    parts = block.parts if "name" in block.parts else ("name", "address", "website")
    return OrganisationElement(name, builder.context, builder.words.organisation, surface, height, parts)


def _rule(builder: Builder, name: str, block: Block, surface: str) -> Element:
    return RuleElement(name, builder.context, builder.context.points(block.size or 1), surface)


def _imprint(builder: Builder, name: str, block: Block, surface: str) -> Element:
    return TextElement(name, builder.context, [builder.words.imprint], block.style, surface, align=block.align)


def _label(builder: Builder, name: str, block: Block, surface: str) -> Element:
    """Shared words by themselves; "page" counts the pages, "language" is its name."""
    if block.label == "language":
        text = rich(builder.context.language.name)
    elif block.label == "page":
        pattern = builder.words.page_pattern
        text = rich(pattern.replace("{page}", str(builder.page)).replace("{pages}", str(builder.pages)))
    else:
        text = builder.words.label(block.label)
    return TextElement(name, builder.context, [text], block.style, surface, block.role or "P", block.align, block.ink)


def _flow(builder: Builder, name: str, block: Block, surface: str) -> Element:
    units: list[Unit] = []
    gap = builder.context.style(block.style).gap
    for part in block.flow:
        inner = builder.layout.blocks[part]
        if inner.surface or inner.kind != "section":
            element = builder.element(part, surface)
            if not element.empty:
                units.append(Unit(element, 1.5))
            continue
        copy = builder.copy(part, inner)
        context = builder.context
        title = TextElement(part, context, [copy.title], inner.title_style, surface, inner.role or "H2")
        paragraphs = [TextElement(part, context, [text], inner.style, surface) for text in copy.paragraphs]
        items = ListElement(part, context, copy.items, inner.style, surface, inner.marks) if copy.items else None
        units += section_units(title, paragraphs, items, gap)
    flow = FlowElement(name, builder.context, units, block.style, builder.tongue)
    builder.flows.append(flow)
    return flow


def _each(builder: Builder, name: str, block: Block, surface: str) -> Element:
    """A panel once for each language."""
    panel = builder.layout.panels[block.panel]
    numbers = range(block.skip + 1, len(builder.tongues) + 1)
    made = [builder.grid(block.panel, msgspec.structs.replace(panel, lang=number), surface, frozenset()) for number in numbers]
    return EachElement(name, builder.context, made, block.columns, block.size)


_KINDS: dict[str, Callable[[Builder, str, Block, str], Element]] = {
    "heading": _heading,
    "text": _text,
    "list": _list,
    "section": _section,
    "number": _number,
    "ways": _ways,
    "contacts": _contacts,
    "code": _code,
    "picture": _picture,
    "organisation": _organisation,
    "rule": _rule,
    "imprint": _imprint,
    "label": _label,
    "flow": _flow,
    "each": _each,
}
