"""The mark of a draft: on every side, over everything but a code, and no content of its own."""

from __future__ import annotations

import math

import pytest

from generator.brief import Brief
from generator.compose.draft import INK
from generator.frame import Code, Fill, Frame, Mark
from generator.picture.segments import bounding_box
from generator.press import press
from generator.qr.symbol import QUIET_ZONE
from generator.render.proof import render_png
from generator.units import Insets, Rect
from tests.instruments.pieces import LAYOUTS, LIBRARY, make


def mark_of(frame: Frame) -> Mark:
    [mark] = [mark for mark in frame.marks if any(isinstance(item, Fill) and item.ink == INK for item in mark.items)]
    return mark


def stripes(frame: Frame) -> list[list[tuple[float, float]]]:
    """The corners of each stripe."""
    [fill] = mark_of(frame).items
    assert isinstance(fill, Fill)
    points = [segment[1:] for segment in fill.segments if segment[0] != "Z"]
    return [points[at : at + 4] for at in range(0, len(points), 4)]  # type: ignore[misc]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_side_bears_it_as_an_artifact_painted_last(layout: str) -> None:
    piece = make(layout, "victims", draft=True)
    plain = make(layout, "victims")
    assert len(piece.frames) == len(plain.frames)
    for marked, frame in zip(piece.frames, plain.frames, strict=True):
        assert marked.marks[:-1] == frame.marks
        assert marked.marks[-1] == mark_of(marked)
        assert marked.marks[-1].artifact
        assert marked.structure == frame.structure


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_piece_that_is_no_draft_does_not_bear_it(layout: str) -> None:
    frames = make(layout, "victims").frames
    assert not [mark for frame in frames for mark in frame.marks for item in mark.items if getattr(item, "ink", None) == INK]


@pytest.mark.parametrize(
    ("layout", "more"), [("poster", {}), ("poster", {"orientation": "landscape"}), ("wallet-card", {}), ("poster", {"size": "24x36"})]
)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_it_goes_from_corner_to_corner_and_stays_inside_the_trim(layout: str, more: dict[str, str], lang: str) -> None:
    for frame in make(layout, "victims", lang, draft=True, **more).frames:
        [fill] = mark_of(frame).items
        assert isinstance(fill, Fill)
        box = bounding_box(fill.segments)
        assert Rect(0, 0, frame.trim.width, frame.trim.height).contains(box)
        assert math.hypot(box.width, box.height) > 0.7 * math.hypot(frame.trim.width, frame.trim.height)


def test_no_stripe_runs_over_a_code_or_its_quiet_zone() -> None:
    for layout in LAYOUTS:
        for frame in make(layout, "victims", draft=True).frames:
            for code in (item for mark in frame.marks for item in mark.items if isinstance(item, Code)):
                field = code.rect.inset(Insets.all(-QUIET_ZONE * code.rect.width / len(code.modules)))
                for corners in stripes(frame):
                    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
                        # Along the middle of the stripe.
                        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = corners
                        x = (x1 + x4) / 2 + share * ((x2 + x3) / 2 - (x1 + x4) / 2)
                        y = (y1 + y4) / 2 + share * ((y2 + y3) / 2 - (y1 + y4) / 2)
                        inside = field.x + 0.2 < x < field.right - 0.2 and field.y + 0.2 < y < field.bottom - 0.2
                        assert not inside


def test_it_is_seen_and_most_of_what_lies_under_it_too() -> None:
    import io

    from PIL import Image, ImageChops

    def image(draft: bool) -> Image.Image:
        pdf = press(LIBRARY, Brief("poster", "business", theme="light", draft=draft)).pdf
        return Image.open(io.BytesIO(render_png(pdf, 1, 72))).convert("RGB")

    before, after = image(False), image(True)
    difference = ImageChops.difference(before, after).convert("L").histogram()
    changed = 1 - difference[0] / sum(difference)
    assert 0.01 < changed < 0.08


def test_it_speaks_the_language_of_the_piece() -> None:
    assert mark_of(make("poster", "victims", "es", draft=True).frames[0]) != mark_of(make("poster", "victims", draft=True).frames[0])
