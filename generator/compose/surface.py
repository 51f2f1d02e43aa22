"""Paint what lies under a panel or block: fill, art, edges and outline."""

from __future__ import annotations

from collections.abc import Sequence

from generator.compose.context import Context
from generator.compose.stage import Stage
from generator.frame import Box, Item
from generator.template.schema import Surface
from generator.units import Insets, Rect, parse_length


def paint(stage: Stage, context: Context, name: str, area: Rect, bleeding: Sequence[str], measure: Rect) -> None:
    """Paint the surface `name` on `area`; sides in `bleeding` reach past the trim, inset edges keep to `measure`."""
    surface = context.surface(name)
    bleed = parse_length(context.layout.bleed)
    reach = Insets(*(-bleed if side in bleeding else 0.0 for side in ("top", "right", "bottom", "left")))
    full = area.inset(reach)
    items: list[Item] = []
    if surface.outline:
        items += _outlined(context, surface, full)
    elif surface.fill:
        items.append(Box(full, context.ink(surface.fill), context.points(surface.radius)))
    if surface.art:
        items += context.art(surface.art, full)
    for edge in surface.edges:
        weight = context.points(edge.weight) + (bleed if edge.side in bleeding and not edge.inset else 0.0)
        box = measure if edge.inset else full
        # An edge keeps its side of the panel but, inset, the measure of the other direction.
        if edge.side in ("top", "bottom"):
            y = (area.y if edge.inset else full.y) if edge.side == "top" else (area.bottom if edge.inset else full.bottom) - weight
            items.append(Box(Rect(box.x, y, box.width, weight), context.ink(edge.role)))
        else:
            x = full.x if edge.side == "left" else full.right - weight
            items.append(Box(Rect(x, box.y, weight, box.height), context.ink(edge.role)))
    stage.surface(items)


def _outlined(context: Context, surface: Surface, area: Rect) -> list[Item]:
    """An outline as a ring: a filled box in the outline's colour and one inside it in the fill's."""
    weight = context.points(surface.outline)
    radius = context.points(surface.radius)
    inner = area.inset(Insets.all(weight))
    return [
        Box(area, context.ink(surface.outline_role or surface.ink), radius),
        Box(inner, context.ink(surface.fill or "paper"), max(0.0, radius - weight)),
    ]
