"""A grid of elements: the areas of a page or panel, sized and placed."""

from __future__ import annotations

from functools import cached_property, lru_cache

import msgspec

from generator.compose.context import Context
from generator.compose.element import Element, Fit
from generator.compose.stage import Stage
from generator.compose.surface import paint
from generator.compose.tracks import Track, least_total, offsets, resolve, span, total_gap
from generator.template.load import cells
from generator.template.schema import Grid, Measure, Panel
from generator.units import Insets, Rect, parse_length

SIDES = ("top", "right", "bottom", "left")
SAFE_SLACK = 0.5
"""Points kept beyond the safe area, because letters may reach a little past their box at the sides and below."""


class Area(msgspec.Struct, frozen=True, eq=False):
    """An element and the tracks it spans: rows first..last and columns first..last, the last one included."""

    element: Element
    rows: tuple[int, int]
    columns: tuple[int, int]


class GridElement(Element):
    """A page's or panel's grid with an element in each of its areas.

    `edges` are the sides at which it meets the trim; there its padding is never less than the safe area, and at the
    top by `overshoot` more.
    """

    own_margins = True

    def __init__(
        self, name: str, grid: Grid, context: Context, elements: dict[str, Element], edges: frozenset[str] = frozenset(), overshoot: float = 0.0
    ) -> None:
        self.name = name
        self.grid = grid
        self.context = context
        self.areas = _areas(grid, elements)
        gaps = grid.gap if isinstance(grid.gap, tuple) else (grid.gap, grid.gap)
        self.row_gap, self.column_gap = (context.points(gap) for gap in gaps)
        pads = grid.pad if isinstance(grid.pad, tuple) else (grid.pad,) * 4
        self.pad = Insets(*(context.points(pad) for pad in pads))
        self.row_specs: tuple[Measure, ...] = grid.rows or ("fit",) * (1 + max(area.rows[1] for area in self.areas))
        safe = parse_length(context.layout.safe) + SAFE_SLACK
        holds_panels_only = all(area.element.own_margins for area in self.areas)
        inside = zip(SIDES, (self.pad.top, self.pad.right, self.pad.bottom, self.pad.left), strict=True)
        least = [safe if side in edges and (pad or not holds_panels_only) else 0.0 for side, pad in inside]
        self.least = Insets(least[0] + overshoot if least[0] else 0.0, least[1], least[2], least[3])
        self.surface = grid.surface if isinstance(grid, Panel) else ""
        self.valign = grid.valign if isinstance(grid, Panel) else "top"
        # Fit is small and comes again and again while copyfit looks for the scale.
        self.columns = lru_cache(maxsize=64)(self._columns)
        self.rows = lru_cache(maxsize=64)(self._rows)

    def _padding(self, fit: Fit) -> Insets:
        """The padding as it is left: margins at the sides stay, or text would not line up from panel to panel."""
        pad, least = self.pad, self.least
        return Insets(
            max(pad.top * fit.air, least.top), max(pad.right, least.right), max(pad.bottom * fit.air, least.bottom), max(pad.left, least.left)
        )

    @cached_property
    def empty(self) -> bool:
        return all(area.element.empty for area in self.areas)

    def natural_width(self, fit: Fit) -> float:
        tracks = self._column_tracks(fit)
        pad = self._padding(fit)
        return least_total(tracks, self.column_gap) + pad.left + pad.right

    def height(self, width: float, fit: Fit) -> float:
        pad = self._padding(fit)
        return least_total(self.rows(width, fit), self.row_gap * fit.air) + pad.top + pad.bottom

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        if self.surface:
            bleeding = self.grid.bleed if isinstance(self.grid, Panel) else ()
            paint(stage, self.context, self.surface, area, bleeding, area.inset(self._padding(fit)))
        for cell, rect in self.rects(area, fit):
            cell.element.place(stage, rect, fit)

    def rects(self, area: Rect, fit: Fit) -> list[tuple[Area, Rect]]:
        """Each area that holds something, with the rectangle it gets, in reading order."""
        columns, widths = self.columns(area.width, fit)
        rows = self.rows(area.width, fit)
        gap = self.row_gap * fit.air
        inner = area.inset(self._padding(fit))
        heights = resolve(rows, inner.height, gap)
        if not any(row.share for row in rows):
            inner = self.aligned(inner, sum(heights) + total_gap(rows, gap))
        lefts, tops = offsets(widths, columns, self.column_gap), offsets(heights, rows, gap)
        found = []
        for cell in self.areas:
            if cell.element.empty:
                continue
            (r1, r2), (c1, c2) = cell.rows, cell.columns
            wide = span(widths, columns, self.column_gap, c1, c2)
            tall = span(heights, rows, gap, r1, r2)
            found.append((cell, Rect(inner.x + lefts[c1], inner.y + tops[r1], wide, tall)))
        return found

    def find(self, wanted: Element, area: Rect, fit: Fit) -> Rect | None:
        found = (cell.element.find(wanted, rect, fit) for cell, rect in self.rects(area, fit))
        return next((rect for rect in found if rect is not None), None)

    def texts(self, width: float, fit: Fit) -> list[tuple[str, int, float, int]]:
        rects = [(cell, rect) for cell, rect in self.rects(Rect(0, 0, width, self.height(width, fit)), fit)]
        return [entry for cell, rect in rects for entry in cell.element.texts(rect.width, fit)]

    def _column_tracks(self, fit: Fit) -> list[Track]:
        tracks = []
        for number, spec in enumerate(self.grid.columns):
            alone = [area.element for area in self.areas if area.columns == (number, number)]
            crossing = [area for area in self.areas if area.columns[0] <= number <= area.columns[1] and not area.element.empty]
            collapsed = bool(alone) and all(element.empty for element in alone) and (spec == "fit" or not crossing)
            content = max((e.natural_width(fit) for e in alone if not e.empty), default=0.0) if spec == "fit" else 0.0
            tracks.append(self._track(spec, content, collapsed))
        return tracks

    def _columns(self, width: float, fit: Fit) -> tuple[list[Track], list[float]]:
        tracks = self._column_tracks(fit)
        pad = self._padding(fit)
        return tracks, resolve(tracks, width - pad.left - pad.right, self.column_gap)

    def _rows(self, width: float, fit: Fit) -> list[Track]:
        columns, widths = self.columns(width, fit)
        content = [0.0] * len(self.row_specs)
        spanning: list[tuple[Area, float]] = []
        for area in self.areas:
            if area.element.empty:
                continue
            wide = span(widths, columns, self.column_gap, *area.columns)
            needed = area.element.height(wide, fit)
            if area.rows[0] == area.rows[1]:
                content[area.rows[0]] = max(content[area.rows[0]], needed)
            else:
                spanning.append((area, needed))
        collapsed = self._rows_collapsed
        tracks = [self._track(spec, tall, gone) for spec, tall, gone in zip(self.row_specs, content, collapsed, strict=True)]
        for area, needed in spanning:
            first, last = area.rows
            short = needed - least_total(tracks[first : last + 1], self.row_gap * fit.air)
            if short > 0:
                # What a tall element needs beyond its rows goes to the last of them that can give.
                number = next((n for n in range(last, first - 1, -1) if tracks[n].share), last)
                content[number] += short
                tracks[number] = self._track(self.row_specs[number], tracks[number].least + short, False)
        return tracks

    @cached_property
    def _rows_collapsed(self) -> list[bool]:
        return [self._row_collapsed(number) for number in range(len(self.row_specs))]

    def _row_collapsed(self, number: int) -> bool:
        inside = [area.element for area in self.areas if area.rows[0] <= number <= area.rows[1]]
        return bool(inside) and all(element.empty for element in inside)

    def _track(self, spec: Measure, content: float, collapsed: bool) -> Track:
        if spec == "fit":
            return Track(content=content, collapsed=collapsed)
        if isinstance(spec, str) and spec.endswith("fr"):
            return Track(share=float(spec[:-2]), content=content, collapsed=collapsed)
        return Track(fixed=self.context.points(spec), content=content, collapsed=collapsed)


def _areas(grid: Grid, elements: dict[str, Element]) -> list[Area]:
    """The areas in reading order: by row, then by column, or the other way."""
    matrix = cells(grid)
    found: dict[str, Area] = {}
    for r, row in enumerate(matrix):
        for c, name in enumerate(row):
            if name == ".":
                continue
            if name not in found:
                found[name] = Area(elements[name], (r, r), (c, c))
            else:
                old = found[name]
                found[name] = Area(old.element, (old.rows[0], r), (old.columns[0], max(old.columns[1], c)))
    areas = list(found.values())
    return sorted(areas, key=lambda area: (area.columns[0], area.rows[0])) if grid.read == "columns" else areas
