"""The pages of one language after those of another: a piece of several compositions with one type scale."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from generator.brief import AND
from generator.compose.composition import Composition, largest_fit
from generator.compose.copyfit import Shortfall
from generator.compose.element import Fit
from generator.errors import InputError
from generator.frame import Frame, Node


class Series:
    """One composition a language, in order."""

    def __init__(self, parts: Sequence[Composition]) -> None:
        self.parts = tuple(parts)

    def fit(self) -> Fit:
        """The largest fit at which all of them hold. InputError when there is none."""
        what = f"{self.parts[0].context.layout.name} for {self.parts[0].words.audience} in {AND.join(part.words.lang for part in self.parts)}"
        contexts = [part.context for part in self.parts]
        try:
            return largest_fit(contexts, self.shortfall, what)
        except InputError:
            # Each language may take the pages that it takes by itself.
            if not [part for part in self.parts if part.draw_up_most()]:
                raise
            return largest_fit(contexts, self.shortfall, what)

    def shortfall(self, fit: Fit) -> Shortfall | None:
        """What of the first that does not hold does not hold, or None. Raises TooTight."""
        return next((found for part in self.parts if (found := part.shortfall(fit)) is not None), None)

    def frames(self, fit: Fit) -> tuple[Frame, ...]:
        """The pages of all languages; those after the first say which they are in."""
        return tuple(_in_language(frame) if number else frame for number, part in enumerate(self.parts) for frame in part.frames(fit))


def _in_language(frame: Frame) -> Frame:
    return msgspec.structs.replace(frame, name=f"{frame.name}-{frame.lang}", structure=(Node("Sect", frame.structure, frame.lang),))
