"""Elements one under the other, and side by side."""

from __future__ import annotations

from collections.abc import Sequence

from generator.compose.element import Element, Fit
from generator.compose.stage import Stage
from generator.units import Rect


class Stack(Element):
    """Elements one under the other, with a gap in em of the style that follows between them."""

    def __init__(self, name: str, parts: Sequence[Element], gaps: Sequence[float], spread: bool = False) -> None:
        pairs = [(part, gap) for part, gap in zip(parts, gaps, strict=True) if not part.empty]
        self.name = name
        self.parts = tuple(part for part, _ in pairs)
        self.gaps = tuple(gap for _, gap in pairs)
        self.spread = spread

    @property
    def empty(self) -> bool:
        return not self.parts

    def natural_width(self, fit: Fit) -> float:
        return max((part.natural_width(fit) for part in self.parts), default=0.0)

    def _space(self, index: int, fit: Fit) -> float:
        """Above part `index`; none above the first."""
        if index == 0:
            return 0.0
        return self.gaps[index] * fit.size(self.parts[index].bounds)

    def height(self, width: float, fit: Fit) -> float:
        return sum(self._space(n, fit) + part.height(width, fit) for n, part in enumerate(self.parts))

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        if not self.spread:
            area = self.aligned(area, self.height(area.width, fit))
        y = area.y
        for number, part in enumerate(self.parts):
            y += self._space(number, fit)
            last = number == len(self.parts) - 1
            tall = area.bottom - y if last and self.spread else part.height(area.width, fit)
            part.place(stage, Rect(area.x, y, area.width, tall), fit)
            y += tall

    def only_part(self, area: Rect, fit: Fit) -> tuple[Element, Rect] | None:
        """The element that is all it holds, in one row, and its area; None if it holds more."""
        if len(self.parts) != 1 or self.spread or not isinstance(self.parts[0], Row):
            return None
        area = self.aligned(area, self.height(area.width, fit))
        return self.parts[0].only_part(Rect(area.x, area.y, area.width, self.parts[0].height(area.width, fit)), fit)

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        return [entry for part in self.parts for entry in part.texts(width, fit)]


class Row(Element):
    """Elements side by side in columns of one width; a single column is the element itself."""

    def __init__(self, name: str, parts: Sequence[Element], columns: int) -> None:
        self.name, self.parts, self.columns = name, tuple(parts), columns
        self.bounds = parts[0].bounds

    def _column(self, width: float, fit: Fit) -> tuple[float, float]:
        gap = 1.6 * fit.size(self.bounds) if self.columns > 1 else 0.0
        return (width - gap * (self.columns - 1)) / self.columns, gap

    def natural_width(self, fit: Fit) -> float:
        return max(part.natural_width(fit) for part in self.parts) * self.columns + self._column(0, fit)[1] * (self.columns - 1)

    def height(self, width: float, fit: Fit) -> float:
        return max(part.height(self._column(width, fit)[0], fit) for part in self.parts)

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        column, gap = self._column(area.width, fit)
        for number, part in enumerate(self.parts):
            part.place(stage, Rect(area.x + number * (column + gap), area.y, column, area.height), fit)

    def only_part(self, area: Rect, fit: Fit) -> tuple[Element, Rect] | None:
        """The element that is all it holds, as `Stack.only_part`."""
        return (self.parts[0], Rect(area.x, area.y, self._column(area.width, fit)[0], area.height)) if len(self.parts) == 1 else None
