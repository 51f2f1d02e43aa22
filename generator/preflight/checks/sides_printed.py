"""Every side of the piece comes out of the printer, whole."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.check import Check, Finding, Subject
from generator.preflight.extent import Extent, edges

SLACK = 0.1
"""Rounding of a stock's measures, in points."""


def _find(subject: Subject) -> Iterator[Finding]:
    placed: set[int] = set()
    told: set[int] = set()
    for sheet in {id(each): each for each in subject.document.sheets}.values():
        media = Extent(0.0, 0.0, sheet.media.width, sheet.media.height)
        for placement in sheet.placements:
            frame = placement.frame
            placed.add(id(frame))
            trim = Extent(placement.x, placement.y, placement.x + frame.trim.width, placement.y + frame.trim.height)
            if id(frame) not in told and not (media.holds(trim, SLACK) and edges(placement.clip).holds(trim, SLACK)):
                told.add(id(frame))
                yield Finding(
                    "side-cut-off",
                    frame.name,
                    "it is placed partly off its sheet or its slot",
                    "check the stock's slots",
                )
    for frame in subject.frames:
        if id(frame) not in placed:
            yield Finding(
                "side-not-printed",
                frame.name,
                "it stands on no sheet of the document",
                "print it one piece a sheet with --single",
            )


SIDES_PRINTED = Check(
    "sides-printed",
    ("side-not-printed", "side-cut-off"),
    "A side that is composed and left out in imposition is text dropped in silence.",
    _find,
)
