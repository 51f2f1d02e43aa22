"""The manifest of a batch: one line of JSON for each piece, what it came from and what became of it (README, "The manifest").

It is a journal: a line is appended, in one write, when a piece stands in the output, so that whatever is killed loses at
most the piece in hand. The next run reads it, and at its end writes it anew with one line a piece, in the order of the plan.
A line that a kill has cut short counts for nothing: its piece is made again.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from generator.batch.campaign import Campaign
from generator.batch.store import Folder, Store
from generator.diagnostics import Diagnostic, Severity
from generator.errors import refuse
from generator.writing import cannot_write, write

NAME = "manifest.jsonl"
VERSION = 1


class Head(msgspec.Struct, frozen=True, tag="manifest", tag_field="kind"):
    """The first line."""

    version: int
    """Of this schema: 1."""
    campaign: str
    """What the campaign that was run last is called."""
    program: str
    """The version of Outreach Press."""


class Inputs(msgspec.Struct, frozen=True, tag="inputs", tag_field="kind"):
    """Files that pieces came from, each with its SHA-256; pieces name the set by its id."""

    id: str
    files: dict[str, str]
    """Paths from the campaign's folder, "built-in/" before those of the program; also "program", its version, and "date", SOURCE_DATE_EPOCH."""


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
    """Its name in the output, folders with "/"; "" for a piece that has no name, because its row or its name is at fault."""
    status: Status
    """In a manifest it is made or failed: what is unchanged keeps the line it had."""
    campaign: str = ""
    """The campaign's file: several may share an output."""
    layout: str
    audience: str
    lang: str
    size: str
    orientation: str
    theme: str
    stock: str = ""
    organisation: str = ""
    """The profile, as the campaign names it."""
    record: str = ""
    """What its record is called, where it has one of its own."""
    row: int = 0
    """The record's row or line."""
    copies: int = 1
    """Of each record or piece."""
    pieces: int = 1
    """Cards or posters that are on it, copies counted."""
    pages: int = 0
    """Sides of its PDF."""
    sheets: int = 0
    """Sheets of paper, two sides each where there are backs."""
    bytes: int = 0
    sha256: str = ""
    title: str = ""
    edition: str = ""
    contacts: tuple[Printed, ...] = ()
    """Contacts whose numbers are on it, on shared sheets those of every record."""
    checks: tuple[str, ...] = ()
    """Checks that it passed."""
    scale: tuple[float, int, float] | None = None
    """The type scale of its run: scale, step of width, air."""
    inputs: str = ""
    """The id of the files it came from."""
    key: str = ""
    """A digest of all that decides its bytes."""
    warnings: tuple[Remark, ...] = ()
    failures: tuple[Remark, ...] = ()
    exit_code: int = 0

    @property
    def place(self) -> str:
        """What tells it from the others of a manifest: its file, or for want of one what was asked for."""
        told = (self.campaign, self.layout, self.audience, self.lang, self.size, self.orientation, self.theme, self.stock, self.organisation)
        return self.file or "\0".join((*told, self.record, str(self.row)))


def kept_in(campaign: Campaign, store: Store) -> Path:
    """The folder of this machine that a campaign's manifest is kept in: one at an address cannot be added to line by line."""
    return Path(store.address) if isinstance(store, Folder) else campaign.folder / "output" / campaign.path.stem


Line = Head | Inputs | Entry
_DECODER = msgspec.json.Decoder(Line)
_ENCODER = msgspec.json.Encoder()
_BEGINS = b'{"kind":"'
_CUT_SHORT = "Input data was truncated"
"""What the decoder says of most beginnings of a line."""


class Journal(msgspec.Struct, frozen=True):
    """The manifest as workers see it: something to append to."""

    path: str

    def append(self, *lines: Line) -> None:
        """Add lines in one write. Raises WriteError."""
        # Begun with a line's end: should the line before have been cut short, this one is whole.
        data = b"".join(b"\n" + _ENCODER.encode(line) for line in lines) + b"\n"
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            try:
                if os.write(descriptor, data) < len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
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

    def load(self, fallback: bytes = b"") -> None:
        """Read it, or the fallback where there is none. InputError where it is damaged."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            data = fallback
        except OSError as fault:
            raise refuse("unreadable", f"the manifest cannot be read: {fault.strerror}", str(self.path)) from None
        for number, line in enumerate(data.split(b"\n"), 1):
            try:
                if line:
                    self.add(_DECODER.decode(line))
            except msgspec.MsgspecError as fault:
                if _is_cut(line, fault):
                    continue
                hint = "put the file back from a copy, or take it away: then everything is made again"
                raise refuse("manifest-damaged", f"line {number} is no line of a manifest: {fault}", str(self.path), hint) from None

    def add(self, line: Line) -> None:
        if isinstance(line, Entry):
            self.entries[line.place] = line
        elif isinstance(line, Inputs):
            self.inputs[line.id] = line
        elif line.version != VERSION:
            told = f"it was written by Outreach Press {line.program}, whose manifests are of version {line.version}; this program knows {VERSION}"
            raise refuse("manifest-version", told, str(self.path), "use that program, or name another output in the campaign")

    def know(self, inputs: Inputs) -> None:
        """Have a set of inputs in the manifest before a piece names it."""
        if inputs.id not in self.inputs:
            self.inputs[inputs.id] = inputs
            self.journal.append(inputs)

    def compact(self, head: Head, order: Iterable[str]) -> None:
        """Write it anew: one line a piece, those of the plan in its order, then the others."""
        names = dict.fromkeys([*(name for name in order if name in self.entries), *sorted(self.entries)])
        used = dict.fromkeys(self.entries[name].inputs for name in names)
        lines: list[Line] = [head, *(self.inputs[key] for key in used if key in self.inputs), *(self.entries[name] for name in names)]
        write(self.path, b"".join(_ENCODER.encode(line) + b"\n" for line in lines))


def _is_cut(line: bytes, fault: msgspec.MsgspecError) -> bool:
    """Whether a line is the beginning of one."""
    return line[: len(_BEGINS)] == _BEGINS[: len(line)] and (str(fault) == _CUT_SHORT or not line.endswith(b"}"))
