"""Where the results of a command go."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click
import msgspec

from generator.writing import cannot_write

STDOUT = "-"
FOLDER = "output"
SUFFIXES = (".pdf", ".png")


class Place(msgspec.Struct, frozen=True):
    """Where to write: a folder, one file, or (when both are None) standard output."""

    folder: Path | None = None
    file: Path | None = None

    def path(self, name: str) -> Path | None:
        """The path for a file of that name; None is standard output."""
        return self.file if self.folder is None else self.folder / name


def find_place(told: str, fallback: str, several: bool) -> Place:
    """Where -o says files go; `fallback` is the folder without it. No folder is made here.

    Raises UsageError when several files are to go into one.
    """
    if not told:
        return Place(Path(fallback or FOLDER))
    if told == STDOUT:
        if several:
            raise click.UsageError("several files come, and standard output takes one; let -o name a folder")
        return Place()
    path = Path(told)
    if told.endswith(("/", os.sep)) or os.path.isdir(path):
        return Place(path)
    if several:
        if os.path.exists(path) or path.suffix.lower() in SUFFIXES:
            raise click.UsageError(f"several files come, and {told} would be one file; let -o name a folder, such as {path.with_suffix('')}/")
        return Place(path)
    return Place(file=path)


def prepare(place: Place, told: bool) -> None:
    """Make the folder if it is not there. One that was `told` must stand in a folder that is: a slip of the pen makes no tree."""
    if place.folder is None:
        return
    try:
        if told:
            with suppress(FileExistsError):
                place.folder.mkdir()
        else:
            place.folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise cannot_write(str(place.folder), fault) from fault
