"""Art, rules, an organisation's logo and name."""

from __future__ import annotations

from collections.abc import Sequence

from generator.compose.context import Context
from generator.compose.element import Element, Fit
from generator.compose.stage import Stage
from generator.compose.texts import TextElement
from generator.content.words import OrganisationText
from generator.frame import Box, Fill, Ink, Item, Picture
from generator.picture.logo import load_logo
from generator.picture.segments import transform
from generator.picture.values import RasterLogo, VectorLogo
from generator.richtext import plain
from generator.units import Rect


class ArtElement(Element):
    """Drawn art stretched over its area; decoration, so an artifact."""

    def __init__(self, name: str, context: Context, art: str, height: float = 0.0) -> None:
        self.name, self.context, self.art, self._least = name, context, art, height

    def height(self, width: float, fit: Fit) -> float:
        return self._least

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        stage.artifact(self.context.art(self.art, area))


class RuleElement(Element):
    """A line across its area."""

    def __init__(self, name: str, context: Context, weight: float, surface: str) -> None:
        self.name, self.context, self.weight, self.surface = name, context, weight, surface

    def height(self, width: float, fit: Fit) -> float:
        return self.weight

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        role = self.context.surface(self.surface).accent
        stage.artifact([Box(Rect(area.x, area.y, area.width, self.weight), self.context.ink(role))])


class OrganisationElement(Element):
    """The logo, and beside it the name and the lines under it. Nothing at all when there is no organisation."""

    def __init__(
        self, name: str, context: Context, organisation: OrganisationText | None, surface: str, logo_height: float, parts: Sequence[str]
    ) -> None:
        self.name, self.context = name, context
        self.organisation = organisation
        self.logo_height = logo_height
        self.logo = load_logo(organisation.logo) if organisation and organisation.logo else None
        shown = {part: getattr(organisation, part) for part in ("name", "address", "website") if organisation and part in parts}
        self.title = TextElement(name, context, [shown.pop("name", ())], "organisation", surface)
        self.lines = TextElement(name, context, list(shown.values()), "address", surface)

    @property
    def empty(self) -> bool:
        return self.organisation is None

    def _logo_size(self, width: float) -> tuple[float, float]:
        """Width and height of the logo: its height, or what two fifths of the measure leave a wide one."""
        if self.logo is None:
            return 0.0, 0.0
        wide = min(self.logo_height * self.logo.aspect, width * 0.4)
        return wide, wide / self.logo.aspect

    def _gap(self) -> float:
        return self.context.points(10) if self.logo is not None else 0.0

    def _text_height(self, width: float, fit: Fit) -> float:
        lines = 0.0 if self.lines.empty else self.lines.height(width, fit) + 0.45 * fit.size(self.lines.bounds)
        return self.title.height(width, fit) + lines

    def natural_width(self, fit: Fit) -> float:
        words = max(self.title.natural_width(fit), self.lines.natural_width(fit))
        return self._logo_size(self.context.trim.width)[0] + self._gap() + words

    def height(self, width: float, fit: Fit) -> float:
        wide, tall = self._logo_size(width)
        return max(tall, self._text_height(width - wide - self._gap(), fit))

    def place(self, stage: Stage, area: Rect, fit: Fit) -> None:
        area = self.aligned(area, self.height(area.width, fit))
        wide, tall = self._logo_size(area.width)
        if self.logo is not None and self.organisation is not None:
            rect = Rect(area.x, area.y + (area.height - tall) / 2, wide, tall)
            with stage.element("Figure", alt=plain(self.organisation.name), bbox=rect):
                stage.mark(_logo_items(self.context, self.logo, rect))
        x = area.x + wide + self._gap()
        measure = area.right - x
        y = area.y + (area.height - self._text_height(measure, fit)) / 2
        title = self.title.height(measure, fit)
        self.title.place(stage, Rect(x, y, measure, title), fit)
        if not self.lines.empty:
            y += title + 0.45 * fit.size(self.lines.bounds)
            self.lines.place(stage, Rect(x, y, measure, self.lines.height(measure, fit)), fit)


def _logo_items(context: Context, logo: VectorLogo | RasterLogo, rect: Rect) -> list[Item]:
    """The logo's vectors or pixels in `rect`. InputError if the pixels are too few for it."""
    if isinstance(logo, RasterLogo):
        from generator.picture.raster import check_resolution

        check_resolution(logo.pixels, rect.width, rect.height)
        return [Picture(rect, logo.pixels, logo.rgb, logo.digest)]
    scale = rect.width / logo.size.width
    matrix = (scale, 0.0, 0.0, scale, rect.x, rect.y)
    fills = [Fill(transform(segments, matrix), Ink("logo", rgb), even_odd) for segments, rgb, even_odd in logo.fills]
    return list(context.upright(fills, rect))
