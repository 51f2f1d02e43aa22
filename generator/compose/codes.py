"""QR codes: symbol, quiet zone on a light field, what it opens above, where it leads below."""

from __future__ import annotations

from generator.compose.context import Context
from generator.compose.element import Element, Fit, TooTight
from generator.compose.stacks import Stack
from generator.compose.stage import Stage
from generator.compose.texts import TextElement
from generator.content.words import CodeText
from generator.frame import Box, Code
from generator.qr.symbol import QUIET_ZONE, Symbol, encode
from generator.richtext import Rich
from generator.units import Rect, format_length, parse_length

HALF = 0.56
"""Share of its natural width at which a text breaks into two lines, and no more."""


class CodeElement(Element):
    """A code on its own white field with its texts; `sides` are the least and the wanted side with the quiet zone, in points."""

    def __init__(
        self,
        name: str,
        context: Context,
        code: CodeText,
        surface: str,
        sides: tuple[float, float],
        caution: Rich,
        level: str,
        style: str,
        action: bool,
    ) -> None:
        self.name, self.context, self.code = name, context, code
        # Asked for now, as all words are: what has no translation is told before anything is placed.
        self.alt = code.alt
        self.symbol: Symbol = encode(code.payload, level)
        # On a dark or coloured surface the field of the code carries its own light ground.
        self.above: Element = TextElement(name, context, [code.action] if action else [], "label", surface)
        self.below = TextElement(name, context, [code.destination], style, surface)
        self.caution: Element = TextElement(name, context, [caution] if code.web and caution else [], "caution", surface)
        self.least, self.wanted = sides
        self.floor = parse_length(context.layout.floors.module) * (self.symbol.side + 2 * QUIET_ZONE)
        self.bounds = context.bounds("label")
        # On a white ground the symbol itself, not its invisible field, lines up with the text.
        self.flush = context.surface(surface).fill in ("", "paper")

    def _wish(self, fit: Fit) -> float:
        """The side it would have if there were width for it."""
        return max(self.floor, self.least, self.wanted * fit.scale)

    def _side(self, width: float, fit: Fit) -> float:
        side = min(width, self._wish(fit))
        if side < self.floor - 0.01:
            need, have = format_length(self.floor, "mm"), format_length(width, "mm")
            raise TooTight(
                "code-too-small",
                f"block {self.name!r}: the code for {self.code.payload} needs {need} for modules of "
                f"{self.context.layout.floors.module}, and has {have}",
                "use a shorter address or a larger size",
            )
        return side

    def natural_width(self, fit: Fit) -> float:
        side = self._wish(fit)
        # The words may widen the column a little; then they break, in two; the caution takes whatever width there is.
        words = self.above.natural_width(fit)
        above = 0.0 if self.above.empty else min(words, max(1.3 * side, HALF * words))
        below = self.below.natural_width(fit)
        if below > 1.6 * side:
            below = max(1.3 * side, self.below.longest_word(fit))
        return max(side, below, above)

    def _gap(self, fit: Fit) -> float:
        return 0.5 * fit.size(self.context.bounds("caption"))

    def _near(self, fit: Fit) -> float:
        """Between the code and its words; on a white ground the quiet zone is the space."""
        return 0.2 * self._gap(fit) if self.flush else self._gap(fit)

    def say(self, action: Element, caution: Element) -> None:
        """Have the words of another language beside its own."""
        self.above = Stack(self.name, [self.above, action], [0.0, 0.3])
        self.caution = Stack(self.name, [self.caution, caution], [0.0, 0.5])

    def _parts(self) -> list[Element]:
        return [part for part in (self.below, self.caution) if not part.empty]

    def height(self, width: float, fit: Fit) -> float:
        above = 0.0 if self.above.empty else self.above.height(width, fit) + self._near(fit) * 1.4
        gaps = self._near(fit) + self._gap(fit) * (len(self._parts()) - 1) if self._parts() else 0.0
        return above + self._side(width, fit) + sum(part.height(width, fit) for part in self._parts()) + gaps

    def only_code(self, area: Rect, fit: Fit) -> tuple[CodeElement, Rect]:
        """Itself, and the area of the words below it."""
        area = self.aligned(area, self.height(area.width, fit))
        above = 0.0 if self.above.empty else self.above.height(area.width, fit) + self._near(fit) * 1.4
        top = area.y + above + self._side(area.width, fit) + self._near(fit)
        return self, Rect(area.x, top, area.width, self.below.height(area.width, fit))

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        area = self.aligned(area, self.height(area.width, fit))
        y = area.y
        if not self.above.empty:
            tall = self.above.height(area.width, fit)
            self.above.place(stage, Rect(area.x, y, area.width, tall), fit)
            y += tall + self._near(fit) * 1.4
        side = self._side(area.width, fit)
        module = side / (self.symbol.side + 2 * QUIET_ZONE)
        field = Rect(area.x - (QUIET_ZONE * module if self.flush else 0.0), y, side, side)
        inner = Rect(field.x + QUIET_ZONE * module, field.y + QUIET_ZONE * module, self.symbol.side * module, self.symbol.side * module)
        stage.artifact([Box(field, self.context.ink("paper"))])
        with stage.element("Figure", alt=self.alt, bbox=inner):
            stage.mark([Code(inner, self.code.payload, self.symbol.modules, self.context.ink("black"))])
        y += side
        for number, part in enumerate(self._parts()):
            y += self._gap(fit) if number else self._near(fit)
            tall = part.height(area.width, fit)
            part.place(stage, Rect(area.x, y, area.width, tall), fit)
            y += tall
