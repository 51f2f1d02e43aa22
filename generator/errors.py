"""The failures a user can meet, each with the exit code the command line leaves with."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from generator.diagnostics import Diagnostic


class ExitCode(IntEnum):
    """What a shell or a scheduler sees."""

    DONE = 0
    FAILED = 1
    """An input is at fault: a text, a data file, a layout, a profile."""
    USAGE = 2
    """The command line is at fault (Click's own code)."""
    PREFLIGHT = 3
    """A piece was made and did not pass its checks; nothing was written."""
    MISSING = 4
    """A layout, theme, audience, language, font or file that was named does not exist."""
    CANNOT_WRITE = 5
    INTERRUPTED = 130


class GeneratorError(Exception):
    """A failure that a user can mend: one or more diagnostics and an exit code."""

    exit_code = ExitCode.FAILED

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(item) for item in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[GeneratorError], tuple[Diagnostic, ...]]:
        """As it comes back from another process: with its diagnostics, not their text."""
        return type(self), self.diagnostics


class InputError(GeneratorError):
    """A file or a text says something that cannot be used."""


class PreflightError(GeneratorError):
    """A piece failed a check."""

    exit_code = ExitCode.PREFLIGHT


class MissingError(GeneratorError):
    """Something that was named is not there."""

    exit_code = ExitCode.MISSING


class WriteError(GeneratorError):
    """A result cannot be written."""

    exit_code = ExitCode.CANNOT_WRITE


def refuse(code: str, message: str, where: str = "", hint: str = "") -> InputError:
    """An InputError of one diagnostic, for `raise refuse(...)`."""
    return InputError(Diagnostic(code, message, where, hint))


def missing(code: str, message: str, where: str = "", hint: str = "") -> MissingError:
    """A MissingError of one diagnostic, for `raise missing(...)`."""
    return MissingError(Diagnostic(code, message, where, hint))


def raise_all(diagnostics: Iterable[Diagnostic]) -> None:
    """Raise one InputError with all the diagnostics, or return if there are none."""
    found = tuple(diagnostics)
    if found:
        raise InputError(*found)
