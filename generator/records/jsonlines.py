"""Read rows from a file that has one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from generator.diagnostics import Diagnostic
from generator.errors import raise_all, refuse
from generator.records.cell import Cell, Special
from generator.records.encoding import find_encoding, open_text
from generator.records.table import Row, Table

_MOST_KEYS = 1024
"""Keys of all objects together. More are values in the place of keys, and would fill the memory."""


class _Number(str):
    """The digits of a number as the file has them."""

    __slots__ = ()


def open_jsonlines(path: Path, file: str) -> Table:
    """The table of a file of objects; its columns are all keys that occur, in the order in which they do.

    Raises MissingError and InputError (see find_encoding; also json-keys, and not-json or no-rows
    where no line has an object with a key).
    """
    encoding = find_encoding(path, file)
    header = _keys(path, encoding.codec, file)
    index = {key: at for at, key in enumerate(header)}

    def rows() -> Iterator[Row]:
        with open_text(path, encoding.codec) as source:
            for number, line in enumerate(source, start=1):
                yield number, _cells(line, index, f"{file}: line {number}") if line.strip() else ()

    if not header:
        raise_all(found for _, found in rows() if isinstance(found, Diagnostic))
        raise refuse("no-rows", "the file has no objects", file, "write one object a line")
    return Table(file, "line", tuple(key.strip() for key in header), rows, ragged=True, remarks=encoding.remarks)


def _keys(path: Path, codec: str, file: str) -> list[str]:
    found: dict[str, None] = {}
    decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])
    with open_text(path, codec) as source:
        for line in source:
            try:
                found.update(dict.fromkeys(decoder.decode(line)))
            except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
                # Rows are judged when they are read; here only their keys are wanted.
                continue
            if len(found) > _MOST_KEYS:
                raise refuse("json-keys", f"the objects have more than {_MOST_KEYS} different keys", file, "give every object the same keys")
    return list(found)


def _cells(line: str, index: dict[str, int], where: str) -> list[Cell] | Diagnostic:
    """The cells of one object, or why the line has none (not-json)."""
    try:
        pairs = _DECODER.decode(line.strip())
    except (ValueError, RecursionError) as fault:
        reason = fault.msg if isinstance(fault, json.JSONDecodeError) else str(fault)
        return _not_json(f"the line is not JSON: {reason[:1].lower()}{reason[1:]}", where)
    if not isinstance(pairs, _Pairs):
        return _not_json("the line is JSON, but not an object", where)
    cells: list[Cell] = [""] * len(index)
    seen = set()
    for key, value in pairs:
        if key in seen:
            return _not_json(f"the key {key!r} stands twice", where)
        seen.add(key)
        cells[index[key]] = _cell(value)
    return cells


def _not_json(message: str, where: str) -> Diagnostic:
    return Diagnostic("not-json", message, where, 'write one object a line, like {"name": "…", "phone": "…"}')


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of an object, one that stands twice too."""


def _constant(name: str) -> object:
    raise ValueError(f"{name} is not a value of JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_constant)


def _cell(value: object) -> Cell:
    if isinstance(value, _Number):
        return Special("number", str(value))
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return Special("truth", "true" if value else "false")
    return Special("nested", "an object" if isinstance(value, _Pairs) else "a list")
