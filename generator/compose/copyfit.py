"""Find the largest type at which everything fits, or say what does not and by how much.

All sizes of a piece move together: one scale, from the largest sizes of the styles down to their smallest. Before a
notable amount of size is given up, the width of the faces is.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from generator.compose.element import Fit, TooTight
from generator.diagnostics import Diagnostic
from generator.errors import InputError

SCALES = 32
"""Steps between the smallest and the largest scale; one is less than a quarter point of running text."""
LEAST_AIR = 0.5
"""Space between things shrinks with the type, to this share at the smallest sizes."""
COMFORT = SCALES // 2
"""From here up the type is nearer its largest than its smallest size: narrower faces win it back, and no more."""
WORTH = 3
"""Below, so many steps of scale must be won before the face is set narrower."""


class Shortfall(msgspec.Struct, frozen=True):
    """Why a piece does not fit: `over` points too much on a page, `texts` as the elements tell them, asked only for a message."""

    page: str
    over: float
    texts: Callable[[], list[tuple[str, int, float, int]]]


Attempt = Callable[[Fit], Shortfall | None]


def find_fit(attempt: Attempt, least: float, steps: int, what: str) -> Fit:
    """The fit to use. `attempt` says None when everything fits; `least` is the smallest scale that changes anything.

    Raises InputError (`copyfit-floor`, `too-wide`, …) when not even the smallest sizes and narrowest faces do.
    """

    def fit(index: int, step: int) -> Fit:
        return Fit(least + (1 - least) * index / SCALES, step, LEAST_AIR + (1 - LEAST_AIR) * index / SCALES)

    def fits(index: int, step: int) -> bool:
        return _fits(attempt, fit(index, step))

    def largest(step: int, low: int, high: int = SCALES + 1) -> int:
        """The largest index below `high` that fits, when `low` is known to (-1: nothing is known)."""
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if fits(middle, step) else (low, middle)
        return low

    last = steps - 1
    wide = SCALES if fits(SCALES, 0) else largest(0, -1, SCALES)
    least_gain = wide + WORTH + 1
    # A narrower face may break lines otherwise and, rarely, need more room: what fits wide is kept unless there is a gain.
    if wide >= 0 and (least_gain > COMFORT or last == 0 or not fits(least_gain, last)):
        return fit(wide, 0)
    narrow = largest(last, least_gain if wide >= 0 else -1, COMFORT + 1)
    if narrow < 0:
        raise InputError(_refusal(attempt, fit(0, last), what))
    enough = max(0, narrow - WORTH)
    for step in range(1, last):
        if fits(enough, step):
            return fit(largest(step, enough, narrow + 1), step)
    return fit(narrow, last)


def _fits(attempt: Attempt, fit: Fit) -> bool:
    try:
        return attempt(fit) is None
    except TooTight:
        return False


def _refusal(attempt: Attempt, fit: Fit, what: str) -> Diagnostic:
    """The diagnostic for a piece that does not fit at its smallest."""
    try:
        shortfall = attempt(fit)
        assert shortfall is not None
        texts = sorted(shortfall.texts(), key=lambda entry: entry[1] * entry[2], reverse=True)
    except TooTight as tight:
        return Diagnostic(tight.code, f"{what}: {tight.message}", hint=tight.hint)
    if not texts:
        return Diagnostic("copyfit-floor", f"{what}: the {shortfall.page} is {shortfall.over:.0f}pt too small", hint="choose a larger size")
    name, lines, leading, characters = texts[0]
    excess = max(1, -int(-shortfall.over // leading))
    cut = max(1, round(characters * excess / max(lines, 1)))
    return Diagnostic(
        "copyfit-floor",
        f"{what}: the text of the {shortfall.page} is {excess} {'line' if excess == 1 else 'lines'} ({shortfall.over:.0f}pt) too long "
        f"at its smallest sizes; the longest block is {name!r} with {lines} lines of {leading:.0f}pt",
        hint=f"shorten {name!r} by about {cut} characters, or choose a larger size",
    )
