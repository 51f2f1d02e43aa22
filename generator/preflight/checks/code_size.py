"""A code is large enough, dark on light, and has its quiet zone."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.frame import Box, Code, Fill
from generator.preflight.check import Check, Finding, Subject
from generator.preflight.extent import Extent, edges
from generator.preflight.luminance import Rgb, luminance
from generator.preflight.shapes import Cover, box_cover, contours_near, cover
from generator.preflight.side import Painted, Side, quoted
from generator.qr.symbol import QUIET_ZONE
from generator.units import format_length

PAPER: Rgb = (255, 255, 255)
LEAST_CONTRAST = 0.55
"""Difference of reflectance between light and dark: grade 3 of symbol contrast (ISO/IEC 15415)."""
GOOD_CONTRAST = 0.70
"""The same for grade 4, the best."""
SLACK = 0.02
"""Rounding, in points."""


def _find(subject: Subject) -> Iterator[Finding]:
    for side in subject.sides:
        for each in side.painted:
            if isinstance(each.item, Code) and each.item.modules:
                yield from _size(side, each.item, subject.limits.module)
                yield from _surroundings(side, each, each.item)


def _size(side: Side, code: Code, floor: float) -> Iterator[Finding]:
    count = len(code.modules)
    if abs(code.rect.width - code.rect.height) > SLACK:
        yield Finding(
            "code-not-square",
            side.name,
            f"the code for {code.payload} is {format_length(code.rect.width, 'mm')} wide and {format_length(code.rect.height, 'mm')} high",
            "give it one side length",
        )
    module = min(code.rect.width, code.rect.height) / count
    if module * count < floor * count - SLACK:
        yield Finding(
            "code-too-small",
            side.name,
            f"the code for {code.payload} has modules of {format_length(module, 'mm')}; the floor is {format_length(floor, 'mm')}",
            "use a shorter address, or give the code more room in the layout",
        )


def _surroundings(side: Side, each: Painted, code: Code) -> Iterator[Finding]:
    margin = QUIET_ZONE * min(code.rect.width, code.rect.height) / len(code.modules) - SLACK
    left, top, right, bottom = edges(code.rect)
    quiet = Extent(left - margin, top - margin, right + margin, bottom + margin)
    whole = Extent(0.0, 0.0, side.frame.trim.width, side.frame.trim.height)
    if not whole.holds(quiet, SLACK):
        yield _disturbed(side, code, "the edge of the trim cuts it")
    ground, since = _ground(side, each, quiet)
    yield from _contrast(side, code, ground)
    for text in side.texts:
        if text.order > since and text.ink.meets(quiet):
            yield _disturbed(side, code, f"{quoted(text.run.text)} stands in it")
    for other in side.painted:
        if other.order > since and other.order != each.order and _touches(other, quiet):
            if isinstance(other.item, Box) and other.item.ink.rgb == ground:
                continue
            yield _disturbed(side, code, f"a {type(other.item).__name__.lower()} is painted in it")


def _ground(side: Side, each: Painted, quiet: Extent) -> tuple[Rgb, int]:
    """The colour under the code and its quiet zone, and which item it is; the bare paper is -1."""
    for under in reversed(side.painted):
        item = under.item
        if under.order < each.order and isinstance(item, Box) and box_cover(item, quiet) is Cover.ALL:
            return item.ink.rgb, under.order
    return PAPER, -1


def _contrast(side: Side, code: Code, ground: Rgb) -> Iterator[Finding]:
    found = luminance(ground) - luminance(code.ink.rgb)
    if found >= GOOD_CONTRAST:
        return
    severe = found < LEAST_CONTRAST
    yield Finding(
        "code-contrast",
        side.name,
        f"the code for {code.payload} in {code.ink.role} has a symbol contrast of {found:.0%}; "
        f"{'at least' if severe else 'good is'} {LEAST_CONTRAST if severe else GOOD_CONTRAST:.0%}, dark on light",
        "print it in black on white",
        Severity.ERROR if severe else Severity.WARNING,
    )


def _touches(other: Painted, quiet: Extent) -> bool:
    if not other.extent.meets(quiet):
        return False
    if isinstance(other.item, Fill):
        return bool(cover(contours_near(other.item, quiet), other.item.even_odd, quiet))
    return True


def _disturbed(side: Side, code: Code, by: str) -> Finding:
    return Finding(
        "code-quiet-zone",
        side.name,
        f"the code for {code.payload} needs {QUIET_ZONE} light modules on every side, and {by}",
        "keep the code's area in the layout free of everything else",
    )


CODE_SIZE = Check(
    "code-size",
    ("code-too-small", "code-not-square", "code-quiet-zone", "code-contrast"),
    "A phone finds a code by its quiet zone (ISO/IEC 18004) and reads it by its modules; too small, too crowded or too pale, it is only decoration.",
    _find,
)
