"""What a check judges, what it finds, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

import msgspec

from generator.content.words import Words
from generator.diagnostics import Severity
from generator.frame import Frame
from generator.preflight.limits import Limits
from generator.preflight.side import Side
from generator.sheet import Document
from generator.typeset.faces import Faces


class Subject(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A piece as the checks see it: nothing is left out, nothing can be changed."""

    piece: str
    """What it is, for messages: "poster for victims in es"."""
    frames: tuple[Frame, ...]
    document: Document
    words: Words
    limits: Limits
    faces: Faces
    also: tuple[Words, ...] = ()
    """The words of its languages after the first."""

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The frames, with what more than one check asks of them worked out once."""
        return tuple(Side(frame, self.faces) for frame in self.frames)


class Finding(msgspec.Struct, frozen=True):
    """One fault. `code` is stable; `message` names the text, the amount and the limit, `hint` a remedy."""

    code: str
    side: str
    """The frame it is on, by its name; "" if it is about the whole piece."""
    message: str
    hint: str
    severity: Severity = Severity.ERROR


class Check(msgspec.Struct, frozen=True):
    """One thing that is looked at: why, and how. `id` and `codes` never change once released."""

    id: str
    codes: tuple[str, ...]
    """Every code its findings may have."""
    rationale: str
    find: Callable[[Subject], Iterable[Finding]]
