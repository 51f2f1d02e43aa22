"""What a check has found so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from generator.diagnostics import Diagnostic, Severity
from generator.errors import GeneratorError

T = TypeVar("T")


class Findings:
    """Faults and remarks in the order they were found, each once."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    @property
    def all(self) -> list[Diagnostic]:
        return list(self._found)

    def count(self, severity: Severity) -> int:
        return sum(1 for diagnostic in self._found if diagnostic.severity == severity)

    @property
    def errors(self) -> int:
        return self.count(Severity.ERROR)

    def add(self, *diagnostics: Diagnostic) -> None:
        self._found.update(dict.fromkeys(diagnostics))

    def error(self, code: str, message: str, where: str = "", hint: str = "") -> None:
        self.add(Diagnostic(code, message, where, hint))

    def warning(self, code: str, message: str, where: str = "", hint: str = "") -> None:
        self.add(Diagnostic(code, message, where, hint, Severity.WARNING))

    def catch(self, work: Callable[[], T], *but: str) -> T | None:
        """What `work` gives, or None and its faults noted, all `but` those of the codes named."""
        try:
            return work()
        except GeneratorError as fault:
            self.add(*(diagnostic for diagnostic in fault.diagnostics if diagnostic.code not in but))
        return None

    def harden(self) -> None:
        """Make every warning an error."""
        self._found = {msgspec.structs.replace(one, severity=max(one.severity, Severity.ERROR)): None for one in self._found}
