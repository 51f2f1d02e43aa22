"""Gather the faults of an entry, each at its key, so that a file is refused once with everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Diagnostic
from generator.errors import InputError


class Faults:
    """Faults found so far in one file, under one key path; an empty path is the file as a whole."""

    def __init__(self, file: str, under: str = "", found: list[Diagnostic] | None = None) -> None:
        self.file = file
        self.under = under
        self.found: list[Diagnostic] = [] if found is None else found

    def at(self, key: str) -> Faults:
        """The same gathering, one key deeper."""
        return Faults(self.file, self.key(key), self.found)

    def key(self, key: str) -> str:
        """The key path of a key in here."""
        return f"{self.under}.{key}" if self.under and key else self.under or key

    def where(self, key: str = "") -> str:
        """The file and the key path, as a diagnostic shows them."""
        return f"{self.file}: {self.key(key)}"

    def add(self, code: str, key: str, message: str, hint: str) -> None:
        self.found.append(Diagnostic(code, message, self.where(key), hint))

    def missing(self, key: str, hint: str) -> None:
        self.add("missing-key", "", f"the key {key!r} is missing", hint)

    def catch(self, check: Callable[[], object]) -> None:
        """Run a check that raises, and keep what it says."""
        try:
            check()
        except InputError as fault:
            self.found.extend(fault.diagnostics)

    def texts(self, **values: str) -> None:
        """Texts that may not be empty."""
        for key, value in values.items():
            if not value.strip():
                self.add("empty-value", key, f"{key} is empty", f"write the {key}")

    def items(self, key: str, values: tuple[str, ...]) -> None:
        """A list, if there is one, in which no text may be empty."""
        if any(not value.strip() for value in values):
            self.add("empty-value", key, f"a text in {key} is empty", "write it or leave it out")
