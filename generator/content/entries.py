"""Turn one table of a data file into a value, or report every fault in it, not only the first."""

from __future__ import annotations

import typing
from datetime import date
from typing import Any, TypeVar

import msgspec

from generator.diagnostics import Diagnostic, nearest
from generator.errors import InputError
from generator.tomlfile import convert

T = TypeVar("T")


def read_entry(raw: object, kind: type[T], file: str, under: str, **computed: str) -> T:
    """`raw` as a `kind`. `computed` are fields the program fills and a file may not name.

    Raises InputError with all the unknown keys, missing keys and wrong values that there are.
    """
    plain = _with_plain_dates(raw)
    if isinstance(plain, dict) and not computed.keys() & plain.keys():
        try:
            return convert(plain | computed, kind, file, under)
        except InputError:
            pass
    raise InputError(*_every_fault(plain, kind, file, under, frozenset(computed)))


def _with_plain_dates(raw: object) -> object:
    """TOML reads 2018-02-07 without quotes as a date; take it as the text it is."""
    if isinstance(raw, dict):
        return {key: _with_plain_dates(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_with_plain_dates(value) for value in raw]
    return raw.isoformat() if isinstance(raw, date) else raw


def _every_fault(raw: Any, kind: Any, file: str, under: str, hidden: frozenset[str] = frozenset()) -> list[Diagnostic]:
    if not hasattr(kind, "__struct_fields__"):
        return _item_faults(raw, kind, file, under) if _item(kind) and isinstance(raw, list) else _convert_faults(raw, kind, file, under)
    if not isinstance(raw, dict):
        return _convert_faults(raw, kind, file, under)
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind) if field.name not in hidden}
    faults = [Diagnostic("unknown-key", f"unknown key {key!r}", f"{file}: {under}.{key}", nearest(key, fields)) for key in raw if key not in fields]
    for key, field in fields.items():
        if key in raw:
            faults += _every_fault(raw[key], field.type, file, f"{under}.{key}")
        elif field.required:
            faults.append(Diagnostic("missing-key", f"the key {key!r} is missing", f"{file}: {under}", f"add {key} = …"))
    return faults


def _item_faults(raw: list[Any], kind: Any, file: str, under: str) -> list[Diagnostic]:
    return [fault for number, item in enumerate(raw, start=1) for fault in _every_fault(item, _item(kind), file, f"{under}.[{number}]")]


def _convert_faults(raw: Any, kind: Any, file: str, under: str) -> list[Diagnostic]:
    try:
        convert(raw, kind, file, under)
    except InputError as fault:
        choices = _choices(kind)
        if choices and isinstance(raw, str):
            return [
                Diagnostic(
                    "wrong-value",
                    f"{raw!r} is none of the values that may stand here",
                    f"{file}: {under}",
                    nearest(raw, choices),
                )
            ]
        return list(fault.diagnostics)
    return []


def _item(kind: Any) -> Any:
    """What a tuple holds, if it holds structures."""
    args = typing.get_args(kind) if typing.get_origin(kind) is tuple else ()
    return args[0] if args and hasattr(args[0], "__struct_fields__") else None


def _choices(kind: Any) -> tuple[str, ...]:
    return typing.get_args(kind) if typing.get_origin(kind) is typing.Literal else ()
