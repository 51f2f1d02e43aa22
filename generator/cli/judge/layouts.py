"""Judge a layout in every size, orientation, theme and voice: all that it refers to is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product

from generator.brief import Brief
from generator.cli import names
from generator.cli.judge.findings import Findings
from generator.cli.judge.themes import judge_art
from generator.content.audience import COMMON, load_audiences, load_texts
from generator.diagnostics import nearest
from generator.errors import GeneratorError
from generator.picture.art import load_icons
from generator.press import complete
from generator.resources import Library
from generator.stock.media import load_media
from generator.template.load import cells, load_layout, load_theme, panel_of, raw_layout
from generator.template.merge import Table
from generator.template.schema import Block, Grid, Layout, Panel, Theme

WORDED = ("heading", "text", "list", "section")
"""Kinds of block that print an audience's words."""


def judge_layout(library: Library, name: str, findings: Findings, only: str = "") -> Layout | None:
    """A layout with all themes, or with `only` one. Themes that cannot be read are judged elsewhere."""
    plain = findings.catch(lambda: load_layout(library, name))
    if plain is None:
        return None
    path, raw = raw_layout(library, name)
    file = str(path)
    _judge_sizes(library, plain, file, findings)
    voices = _voices(library)
    varied = bool(raw.get("variants"))
    placed: set[str] = set()
    for theme in _themes(library, only):
        made = [(s, o) for s, o in product(plain.sizes, plain.orientations) if _possible(library, name, s, o, theme.name, findings)]
        for (size, orientation), voice, count in _choices(raw, plain, made, sorted(voices)):
            layout = findings.catch(partial(load_layout, library, name, size, orientation, theme.name, voice, languages=count))
            if layout is not None:
                placed |= {found for found, _ in walk(layout)}
                _judge_references(library, layout, theme, file, findings)
                _judge_words(library, layout, voices[voice] if varied else [n for found in voices.values() for n in found], file, findings)
    for key in sorted({*plain.blocks, *plain.panels} - placed) if placed and not only else ():
        where = f"{file}: {'blocks' if key in plain.blocks else 'panels'}.{key}"
        findings.warning("unplaced", f"{key!r} stands on no page", where, "name it in areas")
    return plain


def walk(layout: Layout) -> Iterator[tuple[str, Block | Panel]]:
    """Every block and panel that stands on a page, those that flow among them."""
    waiting: list[Grid] = list(layout.pages.values())
    seen: set[str] = set()
    while waiting:
        for name in sorted({cell for row in cells(waiting.pop()) for cell in row} - {"."} - seen):
            seen.add(name)
            panel = panel_of(layout, name)
            if panel:
                waiting.append(layout.panels[panel])
                yield panel, layout.panels[panel]
            if name not in layout.panels:
                yield name, layout.blocks[name]
                for part in layout.blocks[name].flow:
                    if part in layout.blocks:
                        yield part, layout.blocks[part]


def _choices(raw: Table, plain: Layout, made: list[tuple[str, str]], voices: list[str]) -> Iterator[tuple[tuple[str, str], str, int]]:
    """What to load a layout for: all that its variants may tell apart, of numbers of languages those that they name.

    Numbers beyond the least are tried in one size.
    """
    least = plain.languages.least
    if not raw.get("variants"):
        yield from ((each, voices[0], least) for each in made[:1])
        return
    told = [variant.get("when", {}).get("languages") for variant in raw["variants"]]
    named = {number for each in told if each for number in (each if isinstance(each, list) else [each])}
    more = sorted(number for number in {*named, plain.languages.most} if least < number <= plain.languages.most)
    first = [each for each in made if each[0] == plain.sizes[0]]
    yield from product(made, voices, [least])
    if not plain.languages.after:
        yield from product(first, voices, more)


def _themes(library: Library, only: str) -> Iterator[Theme]:
    for name in [only] if only else names.known(library, "theme"):
        try:
            yield load_theme(library, name)
        except GeneratorError:
            continue


def _voices(library: Library) -> dict[str, list[str]]:
    """Audiences by voice."""
    found: dict[str, list[str]] = {}
    try:
        for name, audience in load_audiences(library).items():
            found.setdefault(audience.voice, []).append(name)
    except GeneratorError:
        pass  # said where audiences are judged
    return found or {"victim": []}


def _possible(library: Library, name: str, size: str, orientation: str, theme: str, findings: Findings) -> bool:
    """Whether a combination is made at all in some number of languages; what is wrong with its size or stock is noted."""
    brief = Brief(name, "", size=size, orientation=orientation, theme=theme)
    return findings.catch(lambda: complete(library, brief), "impossible") is not None


def _judge_sizes(library: Library, layout: Layout, file: str, findings: Findings) -> None:
    known = findings.catch(lambda: load_media(library)) or {}
    for key, sizes in (("sizes", layout.sizes), ("reference", (layout.reference,)), ("imposition.stocks", tuple(layout.imposition.stocks))):
        for size in sizes:
            if size not in known:
                findings.error("no-size", f"there is no size named {size!r}", f"{file}: {key}", nearest(size, known))
    findings.catch(partial(names.require, library, "theme", layout.theme, f"{file}: theme"))


def _judge_references(library: Library, layout: Layout, theme: Theme, file: str, findings: Findings) -> None:
    """Styles with a size for this layout's scale, surfaces, art and icons."""
    icons = findings.catch(lambda: load_icons(library.one("icon file", "assets/icons", "icons"))) or {}
    for name, thing in walk(layout):
        where = f"{file}: {'blocks' if isinstance(thing, Block) else 'panels'}.{name}"
        if thing.surface and thing.surface not in theme.surfaces:
            message = f"the theme {theme.name} has no surface {thing.surface!r}"
            findings.error("no-surface", message, f"{where}.surface", nearest(thing.surface, theme.surfaces))
        if not isinstance(thing, Block):
            continue
        for key, style in (("style", thing.style), ("title-style", thing.title_style)):
            if style not in theme.styles:
                findings.error("no-style", f"the theme {theme.name} has no style {style!r}", f"{where}.{key}", nearest(style, theme.styles))
            elif layout.scale not in theme.styles[style].size:
                message = f"the style {style!r} of the theme {theme.name} has no sizes for the scale {layout.scale!r}"
                findings.error("no-size", message, f"{where}.{key}", f"add {layout.scale} = [smallest, largest] to styles.{style}.size")
        for key, icon in (("icon", thing.icon), ("marks", thing.marks)):
            if icon and icon != "number" and icon not in icons:
                findings.error("no-icon", f"there is no icon named {icon!r}", f"{where}.{key}", nearest(icon, icons))
        if thing.art:
            judge_art(library, theme, thing.art, f"{where}.art", findings)
        for part in thing.flow:
            if part not in layout.blocks:
                findings.error("no-block", f"no block is named {part!r}", f"{where}.flow", nearest(part, layout.blocks))


def _judge_words(library: Library, layout: Layout, audiences: list[str], file: str, findings: Findings) -> None:
    """Every audience has the blocks that the layout prints, and the shared words are there."""
    try:
        common = {block for block, _ in load_texts(library, COMMON).blocks}
        texts = {name: {block for block, _ in load_texts(library, name).blocks} for name in audiences}
    except GeneratorError:
        return  # said where texts are judged
    for name, block in walk(layout):
        if not isinstance(block, Block):
            continue
        if block.label and block.label not in common and block.label != "language":
            message = f"there are no shared words named {block.label!r}"
            findings.error("no-label", message, f"{file}: blocks.{name}.label", nearest(block.label, common))
        parts = [part.strip() for part in block.content.split("|")]
        if block.kind not in WORDED or all(part.endswith("?") for part in parts):
            continue
        for audience, own in texts.items():
            if not {part.rstrip("?") for part in parts} & (own | common):
                where, hint = f"{file}: blocks.{name}.content", f"write the block in {audience}.toml, or end its name with ? where it may be absent"
                findings.error("no-block", f"the audience {audience!r} has no block {block.content!r}", where, hint)
