"""The manifest of a batch: one line of JSON for each piece, what it came from and what became of it (README, "The manifest").

It is a journal: a line is appended, in one write, when a piece stands in the output, so that whatever is killed loses at
most the piece in hand. The next run reads it, and at its end writes it anew with one line a piece, in the order of the plan.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from generator.diagnostics import Diagnostic, Severity
from generator.errors import WriteError, refuse
from generator.writing import cannot_write, write

NAME = "manifest.jsonl"
LOCK = ".outreach.lock"
VERSION = 1


class Head(msgspec.Struct, frozen=True, tag="manifest", tag_field="kind"):
    """The first line."""

    version: int
    campaign: str
    program: str


class Inputs(msgspec.Struct, frozen=True, tag="inputs", tag_field="kind"):
    """Files that pieces came from, each with its SHA-256; pieces name the set by its id."""

    id: str
    files: dict[str, str]


class Printed(msgspec.Struct, frozen=True, rename="kebab"):
    """A contact that a piece prints."""

    id: str
    number: str
    checked_on: str


class Remark(msgspec.Struct, frozen=True):
    """A fault or a warning, as `Diagnostic` has it."""

    code: str
    message: str
    where: str = ""
    hint: str = ""

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Remark:
        return cls(diagnostic.code, diagnostic.message, diagnostic.where, diagnostic.hint)

    def diagnostic(self, severity: Severity) -> Diagnostic:
        return Diagnostic(self.code, self.message, self.where, self.hint, severity)


Status = Literal["made", "failed", "unchanged"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, tag="piece", tag_field="kind", rename="kebab", omit_defaults=True):
    """What became of one output."""

    file: str
    """Its name in the output, folders with "/"."""
    status: Status
    """In a manifest it is made or failed: what is unchanged keeps the line it had."""
    layout: str
    audience: str
    lang: str
    size: str
    orientation: str
    theme: str
    stock: str = ""
    organisation: str = ""
    record: str = ""
    row: int = 0
    copies: int = 1
    pieces: int = 1
    """Cards or sheets of its kind that are on it, copies counted."""
    pages: int = 0
    sheets: int = 0
    """Sheets of paper, two sides each where there are backs."""
    bytes: int = 0
    sha256: str = ""
    title: str = ""
    edition: str = ""
    contacts: tuple[Printed, ...] = ()
    checks: tuple[str, ...] = ()
    """Checks that it passed."""
    scale: tuple[float, int, float] | None = None
    """The type scale of its run: scale, step of width, air."""
    inputs: str = ""
    key: str = ""
    """A digest of all that decides its bytes."""
    warnings: tuple[Remark, ...] = ()
    failures: tuple[Remark, ...] = ()
    exit_code: int = 0


Line = Head | Inputs | Entry
_DECODER = msgspec.json.Decoder(Line)
_ENCODER = msgspec.json.Encoder()


class Journal(msgspec.Struct, frozen=True):
    """The manifest as workers see it: something to append to."""

    path: str

    def append(self, line: Line) -> None:
        """Add a line in one write. Raises WriteError."""
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
            try:
                os.write(descriptor, _ENCODER.encode(line) + b"\n")
            finally:
                os.close(descriptor)
        except OSError as fault:
            raise cannot_write(self.path, fault, "name another output in the campaign") from fault


class Manifest:
    """What is known of an output from the runs before."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = Journal(str(path))
        self.entries: dict[str, Entry] = {}
        self.inputs: dict[str, Inputs] = {}

    def load(self) -> None:
        """Read it. A last line that a kill has cut short is passed over. InputError where it is damaged otherwise."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as fault:
            raise refuse("unreadable", f"the manifest cannot be read: {fault.strerror}", str(self.path)) from None
        lines = data.split(b"\n")
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            try:
                found = _DECODER.decode(line)
            except msgspec.MsgspecError as fault:
                if number == len(lines):
                    continue
                hint = "put the file back from a copy, or take it away: then everything is made again"
                raise refuse("manifest-damaged", f"line {number} is no line of a manifest: {fault}", str(self.path), hint) from None
            self.add(found)

    def add(self, line: Line) -> None:
        if isinstance(line, Entry):
            self.entries[line.file] = line
        elif isinstance(line, Inputs):
            self.inputs[line.id] = line

    def know(self, inputs: Inputs) -> None:
        """Have a set of inputs in the manifest before a piece names it."""
        if inputs.id not in self.inputs:
            self.inputs[inputs.id] = inputs
            self.journal.append(inputs)

    def compact(self, head: Head, order: Iterable[str], gone: Iterable[str] = ()) -> None:
        """Write it anew: one line a piece, those of the plan in its order, then the others; without what is `gone`."""
        for name in gone:
            self.entries.pop(name, None)
        names = dict.fromkeys([*(name for name in order if name in self.entries), *sorted(self.entries)])
        used = dict.fromkeys(self.entries[name].inputs for name in names)
        lines: list[Line] = [head, *(self.inputs[key] for key in used if key in self.inputs), *(self.entries[name] for name in names)]
        write(self.path, b"".join(_ENCODER.encode(line) + b"\n" for line in lines))


class Lock:
    """Holds an output for one run; the second is refused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor = -1

    def __enter__(self) -> Lock:
        path = self.folder / LOCK
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as fault:
            raise cannot_write(str(self.folder), fault, "name another output in the campaign") from fault
        try:
            _lock(self.descriptor)
        except OSError:
            os.close(self.descriptor)
            self.descriptor = -1
            told = Diagnostic("in-use", "another run is at work on this output", str(self.folder), "wait until it has ended, or stop it")
            raise WriteError(told) from None
        return self

    def __exit__(self, *raised: object) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def _lock(descriptor: int) -> None:
    """Take the lock or raise OSError; the system lets go of it when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def counts(entries: Iterable[Entry]) -> Mapping[str, int]:
    """How many there are of each status."""
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.status] = found.get(entry.status, 0) + 1
    return found
