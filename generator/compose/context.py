"""What every element of one piece shares: lengths, inks, styles, floors, shaped text."""

from __future__ import annotations

from generator.compose.mirror import flipped
from generator.diagnostics import nearest
from generator.errors import refuse
from generator.frame import Fill, Ink, Item
from generator.language import Language
from generator.picture.art import Art, icon_turns, load_art, load_icon
from generator.picture.segments import bounding_box, transform
from generator.resources import Library
from generator.richtext import Rich
from generator.template.load import palette
from generator.template.schema import Layout, Measure, Style, Surface, Theme
from generator.typeset.faces import Faces, Stature
from generator.typeset.paragraph import Paragraph
from generator.typeset.shaping import Setting, shape
from generator.units import Rect, Size, parse_length

MOST_PARAGRAPHS = 1024
"""Texts that are kept as they were shaped: a piece has fewer, and a run of records must not keep those of all."""


class Context:
    """The layout and theme at one trim size and in one language."""

    def __init__(
        self,
        library: Library,
        layout: Layout,
        theme: Theme,
        trim: Size,
        reference: Size,
        language: Language,
        faces: Faces,
        warnings: dict[str, None] | None = None,
    ) -> None:
        """`warnings` are those of the piece, when it has other languages besides."""
        self.library = library
        self.layout = layout
        self.theme = theme
        self.trim = trim
        self.language = language
        self.faces = faces
        self.factor: float = ((trim.width * trim.height) / (reference.width * reference.height)) ** 0.5
        self.warnings: dict[str, None] = {} if warnings is None else warnings
        self._palette = palette(theme)
        self._stature = Stature.of(language)
        self._paragraphs: dict[tuple[Rich, str, int, str], Paragraph] = {}
        self._bounds: dict[str, tuple[float, float]] = {}

    def points(self, measure: Measure) -> float:
        """A layout's or theme's length in points: plain numbers grow with the trim, texts do not."""
        return parse_length(measure) if isinstance(measure, str) else measure * self.factor

    def ink(self, role: str) -> Ink:
        return Ink(role, self._palette[role])

    def surface(self, name: str) -> Surface:
        found = self.theme.surfaces.get(name or "page")
        if found is None:
            raise refuse("no-surface", f"the theme has no surface {name!r}", f"{self.theme.name}.toml", nearest(name, self.theme.surfaces))
        return found

    def text_ink(self, style: str, surface: str, ink: str = "") -> Ink:
        """The ink a style takes on a surface, or the one of the surface's that is named."""
        return self.ink(getattr(self.surface(surface), ink or self.style(style).ink))

    def style(self, name: str) -> Style:
        found = self.theme.styles.get(name)
        if found is None:
            raise refuse("no-style", f"the theme has no style {name!r}", f"{self.theme.name}.toml", nearest(name, self.theme.styles))
        return found

    def bounds(self, name: str) -> tuple[float, float]:
        """Smallest and largest size of a style here, in points: the theme's range, raised to the layout's floor."""
        known = self._bounds.get(name)
        if known is None:
            style = self.style(name)
            if self.layout.scale not in style.size:
                raise refuse(
                    "no-size",
                    f"the style {name!r} has no sizes for the scale {self.layout.scale!r}",
                    f"{self.theme.name}.toml: styles.{name}.size",
                    f"add {self.layout.scale} = [smallest, largest]",
                )
            least, most = (value * self.factor for value in style.size[self.layout.scale])
            floor = self.points(getattr(self.layout.floors, style.floor))
            if style.floor == "text":
                floor = max(floor, self.points(self.theme.floor))
            known = self._bounds[name] = (max(least, floor), max(most, floor))
        return known

    def paragraph(self, text: Rich, style: str, step: int, align: str = "start") -> Paragraph:
        """The text shaped in a style at a step along its widths."""
        key = (text, style, step, align)
        found = self._paragraphs.get(key)
        if found is None:
            rule = self.style(style)
            width = rule.widths[min(step, len(rule.widths) - 1)]
            weight = rule.weights[min(step, len(rule.weights) - 1)] if rule.weights else rule.weight
            setting = self.setting(rule.face, weight, rule.strong, width, rule.tracking, rule.balance)
            if len(self._paragraphs) >= MOST_PARAGRAPHS:
                self._paragraphs.clear()
            found = self._paragraphs[key] = Paragraph(shape(self.faces, text, setting), rule.leading, align, rule.balance)
        return found

    def setting(self, face: str, weight: int, strong: int = 0, width: float = 100.0, tracking: float = 0.0, headline: bool = False) -> Setting:
        """How text of the language is set; `face` is that of Latin in it."""
        told = self.language
        breaks = told.headline_breaks if headline else told.breaks
        return Setting(told.face or face, weight, strong or weight, width, tracking, told.tag, face, told.rtl, breaks, self._stature)

    def art(self, name: str, area: Rect) -> list[Item]:
        """Drawn art stretched over an area, in the theme's colours."""
        art: Art = load_art(self.library.one("art", "assets/art", name))
        matrix = (area.width, 0.0, 0.0, area.height, area.x, area.y)
        for part in art.shapes:
            if part.role not in self._palette:
                raise refuse(
                    "no-colour",
                    f"the theme {self.theme.name!r} has no colour named {part.role!r}",
                    f"assets/art/{name}.toml",
                    nearest(part.role, self._palette),
                )
        return [Fill(transform(part.segments, matrix), self.ink(part.role)) for part in art.shapes]

    def icon(self, name: str, area: Rect, ink: Ink) -> list[Item]:
        """An icon of the 24 x 24 grid drawn in a square, moved so that what is drawn begins at the square's left edge.

        It is turned round with the side only for a script whose readers know it so: an arrow, a question mark.
        """
        path = self.library.one("icon file", "assets/icons", "icons")
        segments = load_icon(path, name)
        scale = area.width / 24
        box = bounding_box(segments)
        left = area.x - box.x * scale
        drawn = Fill(transform(segments, (scale, 0.0, 0.0, scale, left, area.y)), ink)
        if self.language.script in icon_turns(path, name):
            return [drawn]
        return list(self.upright([drawn], Rect(area.x, area.y, box.width * scale, area.height)))

    def upright(self, fills: list[Fill], area: Rect) -> list[Fill]:
        """Shapes that are to stand as they are drawn, also when the side is turned round in the end."""
        return [flipped(fill, area.x + area.right) for fill in fills] if self.language.rtl else fills

    @property
    def overshoot(self) -> float:
        """How far the tallest letters may reach above the boxes of text, in points."""
        sizes = (style.size.get(self.layout.scale, (0.0, 0.0)) for style in self.theme.styles.values())
        return self.language.overshoot * self.factor * max(most for _, most in sizes)

    def least_scale(self) -> float:
        """The scale below which every style that is used stands at its smallest."""
        return min((least / most for least, most in self._bounds.values()), default=1.0)

    def steps(self) -> int:
        """How many steps along the widths any style of the theme has."""
        return max(len(style.widths) for style in self.theme.styles.values())
