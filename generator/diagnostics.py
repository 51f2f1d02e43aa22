"""What is wrong with an input: where, what was found, what the limit is, and what to try."""

from __future__ import annotations

from difflib import get_close_matches
from enum import IntEnum

import msgspec


class Severity(IntEnum):
    """How much a diagnostic weighs; an error stops the piece, a warning travels with it."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Diagnostic(msgspec.Struct, frozen=True):
    """One fault or remark.

    `code` is stable and kebab-case; `where` is a file's name and the key path in it, such as
    "my-org.toml: logo.file"; `message` is one sentence without a full stop; `hint` says what to try.
    """

    code: str
    message: str
    where: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        text = f"{place}{self.severity.name.lower()}[{self.code}]: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


def nearest(name: str, legal: object) -> str:
    """A hint that names the legal spelling nearest to `name`, or lists the legal ones when there are few."""
    options = sorted(str(item) for item in legal)  # type: ignore[attr-defined]
    close = get_close_matches(name, options, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    if options and len(options) <= 16:
        return "choose one of: " + ", ".join(options)
    return ""
