"""Frames and stocks of any shape that fits."""

from __future__ import annotations

from hypothesis import strategies as st

from generator.frame import Frame
from generator.stock.sheet import Stock
from generator.units import Insets, Rect, Size

LENGTHS = st.integers(20, 200)
GAPS = st.sampled_from([0.0, 0.0, 3.0, 14.2, 40.0])


def frame(name: str = "front", width: float = 252, height: float = 144, bleed: float = 9) -> Frame:
    return Frame(name, Size(width, height), Insets.all(bleed), Insets.all(9), "en", (), ())


def stock(
    columns: int = 2, rows: int = 5, width: float = 252, height: float = 144, gap: tuple[float, float] = (0, 0),
    margin: tuple[float, float, float, float] = (36, 54, 36, 54), marks: str = "none", duplex: str = "long-edge",
) -> Stock:  # fmt: skip
    """A grid of slots; `gap` is between columns and between rows, `margin` above, right, below and left of them all."""
    slots = tuple(
        Rect(margin[3] + column * (width + gap[0]), margin[0] + row * (height + gap[1]), width, height)
        for row in range(rows)
        for column in range(columns)
    )
    media = Size(slots[-1].right + margin[1], slots[-1].bottom + margin[2])
    return Stock("own", "Own", media, Size(width, height), "card", slots, marks, duplex)


@st.composite
def stocks(draw: st.DrawFn, marks: str = "") -> Stock:
    margin = st.sampled_from([0.0, 4.0, 20.0, 36.0, 61.5])
    return stock(
        draw(st.integers(1, 4)),
        draw(st.integers(1, 5)),
        draw(LENGTHS),
        draw(LENGTHS),
        (draw(GAPS), draw(GAPS)),
        (draw(margin), draw(margin), draw(margin), draw(margin)),
        marks or draw(st.sampled_from(["none", "crop"])),
        draw(st.sampled_from(["long-edge", "short-edge"])),
    )


def overlap(one: Rect, other: Rect) -> float:
    """How far one rectangle lies on another, the lesser of both directions; nothing or less when they are apart."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return min(across, down)
