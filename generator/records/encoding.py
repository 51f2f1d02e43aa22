"""Find out how a file of text is encoded, by reading it through once, and open it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

import msgspec

from generator.diagnostics import Diagnostic, Severity
from generator.errors import InputError, missing, refuse

_CHUNK = 1 << 16
_LONGEST_LINE = 1 << 22
"""Bytes. A line is held in memory whole; no row of a spreadsheet comes near this (a cell ends at 32,767 characters)."""

_SAMPLE = re.compile(r"[^,;\t\r\n\"]{0,24}[^\x00-\x7f][^,;\t\r\n\"]{0,24}")
"""A value with a letter outside ASCII, or as much of it as can be shown."""


class Encoding(msgspec.Struct, frozen=True):
    """The codec of a file, and what there is to say of it."""

    codec: str
    remarks: tuple[Diagnostic, ...] = ()


def find_encoding(path: Path, file: str) -> Encoding:
    """UTF-8, UTF-16 where the file begins with its mark, or Windows-1252 where it cannot be UTF-8.

    Raises MissingError (no-file) and InputError (unreadable, not-text, line-length, encoding).
    """
    with open_bytes(path, file) as source:
        start = source.read(4)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise refuse("not-text", "the file is a workbook under the name of a text file", file, "give it its own ending, such as .xlsx")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            _scan(path, file, "utf-16")
        except UnicodeDecodeError:
            raise refuse("encoding", "the file begins as UTF-16 and does not go on as such", file, "save it as UTF-8") from None
        return Encoding("utf-16")
    try:
        _scan(path, file, "utf-8-sig")
    except UnicodeDecodeError:
        return _windows(path, file)
    return Encoding("utf-8-sig")


def open_bytes(path: Path, file: str) -> BinaryIO:
    """The file, opened. MissingError (no-file) or InputError (unreadable)."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise missing("no-file", "there is no such file", file) from None
    except OSError as fault:
        raise unreadable(fault, file) from None


def unreadable(fault: OSError, file: str) -> InputError:
    """What is said of a file that the system does not let us read."""
    return refuse("unreadable", f"the file cannot be read: {fault.strerror or fault}", file)


def open_text(path: Path, codec: str) -> TextIO:
    """The file as text, its line ends as they are: quoted cells may hold some, and \\r alone ends a line too."""
    return path.open(encoding=codec, newline="")


def _scan(path: Path, file: str, codec: str) -> None:
    """Read a file through. UnicodeDecodeError if it is not in this encoding, InputError for what no text has."""
    at = since_end = 0
    for data, text in _decoded(path, file, codec):
        if "\0" in text:
            # Text without a mark of UTF-16 looks like this too.
            message = f"the file has a NUL byte within its first {at + len(data)} bytes, so it is not text"
            raise refuse("not-text", message, file, "save it from the spreadsheet as CSV UTF-8")
        end = max(text.rfind("\n"), text.rfind("\r"))
        since_end = since_end + len(data) if end < 0 else len(text) - end
        if since_end > _LONGEST_LINE:
            raise refuse("line-length", f"the file has a line of more than {_LONGEST_LINE} bytes", file, "save it from the spreadsheet as CSV UTF-8")
        at += len(data)


def _decoded(path: Path, file: str, codec: str) -> Iterator[tuple[bytes, str]]:
    decoder = codecs.getincrementaldecoder(codec)()
    with open_bytes(path, file) as source:
        try:
            while data := source.read(_CHUNK):
                yield data, decoder.decode(data)
        except OSError as fault:
            raise unreadable(fault, file) from None
    yield b"", decoder.decode(b"", final=True)


def _windows(path: Path, file: str) -> Encoding:
    try:
        _scan(path, file, "cp1252")
    except UnicodeDecodeError as fault:
        # Five bytes mean nothing in Windows-1252.
        message = f"the file is neither UTF-8 nor Windows-1252 (byte {fault.object[fault.start]:#04x})"
        raise refuse("encoding", message, file, "save it from the spreadsheet as CSV UTF-8") from None
    sample = next(found[0].strip() for _, text in _decoded(path, file, "cp1252") if (found := _SAMPLE.search(text)))
    message = f"the file is not UTF-8 and is read as Windows-1252, which gives for example {sample!r}"
    return Encoding("cp1252", (Diagnostic("encoding", message, file, "if that is not what it says, save it as CSV UTF-8", Severity.WARNING),))
