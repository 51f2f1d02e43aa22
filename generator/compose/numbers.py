"""Contacts: the one number that dominates, and the others in columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from generator.compose.context import Context
from generator.compose.element import Element, Fit, TooTight
from generator.compose.stage import Stage
from generator.compose.texts import TextElement
from generator.content.words import ContactText
from generator.richtext import Rich, plain
from generator.typeset.faces import CAP_HEIGHT, DESCENT
from generator.units import Rect


class NumberElement(Element):
    """A number set as large as its measure and its style allow, never broken, with an icon before it."""

    def __init__(
        self, name: str, context: Context, number: Rich, style: str, surface: str, icon: str = "", align: str = "start", ink: str = ""
    ) -> None:
        self.name, self.context, self.number, self.style, self.surface, self.icon, self.align = name, context, number, style, surface, icon, align
        self.ink = context.text_ink(style, surface, ink)
        self._ems: dict[int, float] = {}
        self.bounds = context.bounds(style)
        self.grow = False
        """Whether it stays large where all else is made small: it loses half of what the scale takes."""

    @property
    def empty(self) -> bool:
        return not self.number

    def _wanted(self, fit: Fit) -> float:
        return max(fit.size(self.bounds), self.bounds[1] * (1 + fit.scale) / 2) if self.grow else fit.size(self.bounds)

    def _icon_width(self, size: float) -> float:
        return 1.02 * size if self.icon else 0.0

    def _at(self, width: float, fit: Fit) -> tuple[float, int]:
        """The size and the step of the face's width at which the number fits; TooTight if there is none."""
        wanted = self._wanted(fit)
        steps = range(fit.step, max(fit.step + 1, len(self.context.style(self.style).widths)))
        for step in steps:
            size = min(wanted, width / self._em(step))
            if size >= self.bounds[0] - 0.005:
                return size, step
        raise TooTight(
            "number-too-wide",
            f"block {self.name!r}: the number {plain(self.number)} needs {self._natural(self.bounds[0], steps[-1]):.0f}pt "
            f"at its smallest size of {self.bounds[0]:.1f}pt, and has {width:.0f}pt",
            "choose a larger size, or give the number more room in the layout",
        )

    def _em(self, step: int) -> float:
        """The width of icon and number at one point."""
        found = self._ems.get(step)
        if found is None:
            found = self.context.paragraph(self.number, self.style, step).natural_width(1.0) + self._icon_width(1.0)
            self._ems[step] = found
        return found

    def _natural(self, size: float, step: int) -> float:
        return self._em(step) * size + 0.02

    def natural_width(self, fit: Fit) -> float:
        return self._natural(self._wanted(fit), fit.step)

    def least_width(self) -> float:
        """The width it needs at its smallest size in its narrowest face."""
        return self._natural(self.bounds[0], len(self.context.style(self.style).widths) - 1)

    def height(self, width: float, fit: Fit) -> float:
        return (CAP_HEIGHT + DESCENT * 0.3) * self._at(width, fit)[0]

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        size, step = self._at(area.width, fit)
        area = self.aligned(area, (CAP_HEIGHT + DESCENT * 0.3) * size)
        spare = area.width - self._natural(size, step)
        x = area.x + {"start": 0.0, "centre": spare / 2, "end": spare}[self.align]
        if self.icon:
            side = 0.84 * size
            accent = self.context.ink(self.context.surface(self.surface).accent)
            top = area.y + (CAP_HEIGHT * size - side) / 2
            stage.artifact(self.context.icon(self.icon, Rect(x, top, side, side), accent))
            x += self._icon_width(size)
        paragraph = self.context.paragraph(self.number, self.style, step)
        with stage.element("P"):
            # On the baseline of figures, also where letters stand for some of them.
            rise = (paragraph.ascent - CAP_HEIGHT) * size
            stage.text(*paragraph.place(x, area.y - rise, area.right - x + 1, size, self.ink))


class ContactElement(Element):
    """One of several contacts: label above, number below, and what else is asked for."""

    def __init__(self, name: str, context: Context, contact: ContactText, styles: dict[str, str], surface: str, parts: Sequence[str]) -> None:
        self.name = name
        self.contact = contact
        inside: list[Element] = []
        for part in parts:
            text = getattr(contact, part)
            style = styles.get(part, "note")
            if part == "number":
                inside.append(NumberElement(name, context, text, style, surface))
            elif part in ("text", "channels"):
                inside.append(TextElement(name, context, text, style, surface))
            elif text:
                inside.append(TextElement(name, context, [text], style, surface))
        self.parts = [part for part in inside if not part.empty]
        self.context = context
        self.gap = context.bounds(styles.get("label", "label"))

    def _gap(self, fit: Fit) -> float:
        return 0.36 * fit.size(self.gap)

    def natural_width(self, fit: Fit) -> float:
        return max(part.natural_width(fit) for part in self.parts)

    def height(self, width: float, fit: Fit) -> float:
        return sum(part.height(width, fit) for part in self.parts) + self._gap(fit) * (len(self.parts) - 1)

    def lead(self, width: float, fit: Fit) -> float:
        """The height of what stands above the number."""
        above = takewhile(lambda part: not isinstance(part, NumberElement), self.parts)
        return sum(part.height(width, fit) + self._gap(fit) for part in above)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        y = area.y
        for part in self.parts:
            tall = part.height(area.width, fit)
            part.place(stage, Rect(area.x, y, area.width, tall), fit)
            y += tall + self._gap(fit)


class InlineContact(Element):
    """A contact on one line: its number, in a column with the others, and what it is for behind it on one baseline."""

    def __init__(self, name: str, context: Context, contact: ContactText, styles: dict[str, str], surface: str) -> None:
        self.name, self.contact = name, contact
        self.number = NumberElement(name, context, contact.number, styles.get("number", "number2"), surface)
        self.label = TextElement(name, context, [contact.label], styles.get("label", "label"), surface)
        self.parts: list[Element] = [self.number, self.label]

    def _split(self, width: float, fit: Fit) -> tuple[float, float]:
        """Measures of the number and of the label; the number never gives way to its label, which may take two lines."""
        number = min(self.number.natural_width(fit), max(width * 0.6, self.number.least_width()))
        return number, width - number - self._gap(fit)

    def _gap(self, fit: Fit) -> float:
        return 0.7 * fit.size(self.label.bounds)

    def lead(self, width: float, fit: Fit) -> float:
        return 0.0

    def natural_width(self, fit: Fit) -> float:
        return self.number.natural_width(fit) + self._gap(fit) + self.label.natural_width(fit)

    def height(self, width: float, fit: Fit) -> float:
        number, label = self._split(width, fit)
        lower, drop = self._drops(fit)
        return max(drop + self.label.height(label, fit), lower + self.number.height(number, fit))

    def _drops(self, fit: Fit) -> tuple[float, float]:
        """How far the number and the label are lowered so that both stand on one baseline."""
        ahead = fit.size(self.number.bounds) * CAP_HEIGHT - fit.size(self.label.bounds) * self.label.ascent(fit)
        return max(0.0, -ahead), max(0.0, ahead)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        number, label = self._split(area.width, fit)
        lower, drop = self._drops(fit)
        self.number.place(stage, Rect(area.x, area.y + lower, number, area.height - lower), fit)
        left = area.x + number + self._gap(fit)
        self.label.place(stage, Rect(left, area.y + drop, label, area.height), fit)


class ContactsElement(Element):
    """Contacts side by side in columns of one width, row by row."""

    def __init__(
        self,
        name: str,
        context: Context,
        contacts: Sequence[ContactText],
        styles: dict[str, str],
        surface: str,
        parts: Sequence[str],
        columns: int,
        inline: bool = False,
    ) -> None:
        self.name, self.context = name, context
        self.most, self.inline = max(1, min(columns, len(contacts))), inline
        self.cells: list[ContactElement | InlineContact] = [
            InlineContact(name, context, contact, styles, surface) if inline else ContactElement(name, context, contact, styles, surface, parts)
            for contact in contacts
        ]
        self.bounds = context.bounds(styles.get("number", "number2"))

    @property
    def empty(self) -> bool:
        return not self.cells

    def _gaps(self, fit: Fit) -> tuple[float, float]:
        size = fit.size(self.bounds)
        return (0.5 if self.inline else 0.85) * size, 1.1 * size

    def _columns(self, width: float, fit: Fit) -> int:
        """As many as asked for; on one line each, no more than stand side by side without breaking."""
        if not self.inline:
            return self.most
        widest, gap = max(cell.natural_width(fit) for cell in self.cells), self._gaps(fit)[1]
        return max(1, min(self.most, int((width + gap) // (widest + gap))))

    def _rows(self, columns: int) -> list[list[ContactElement | InlineContact]]:
        return [self.cells[at : at + columns] for at in range(0, len(self.cells), columns)]

    def _row(self, row: Sequence[ContactElement | InlineContact], column: float, fit: Fit) -> tuple[float, float]:
        """Height above the numbers of a row, and of the whole row."""
        leads = [cell.lead(column, fit) for cell in row]
        return max(leads), max(leads) + max(cell.height(column, fit) - lead for cell, lead in zip(row, leads, strict=True))

    def _column(self, width: float, fit: Fit) -> float:
        columns = self._columns(width, fit)
        return (width - self._gaps(fit)[1] * (columns - 1)) / columns

    def natural_width(self, fit: Fit) -> float:
        widest = max(cell.natural_width(fit) for cell in self.cells)
        return widest * self.most + self._gaps(fit)[1] * (self.most - 1)

    def height(self, width: float, fit: Fit) -> float:
        column = self._column(width, fit)
        heights = [self._row(row, column, fit)[1] for row in self._rows(self._columns(width, fit))]
        return sum(heights) + self._gaps(fit)[0] * (len(heights) - 1)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        area = self.aligned(area, self.height(area.width, fit))
        column = self._column(area.width, fit)
        y = area.y
        with stage.element("L", attributes="<</O/List/ListNumbering/None>>"):
            for row in self._rows(self._columns(area.width, fit)):
                lead, tall = self._row(row, column, fit)
                for number, cell in enumerate(row):
                    x = area.x + number * (column + self._gaps(fit)[1])
                    # Numbers stand on one line, also when a label above one of them takes two.
                    drop = lead - cell.lead(column, fit)
                    with stage.element("LI"), stage.element("LBody"):
                        cell.place(stage, Rect(x, y + drop, column, tall - drop), fit)
                y += tall + self._gaps(fit)[0]

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        column = self._column(width, fit)
        return [entry for cell in self.cells for part in cell.parts for entry in part.texts(column, fit)]
