"""Read a TOML file into checked values; say file, key, value, limit and remedy when it cannot be done."""

from __future__ import annotations

import re
import tomllib
import typing
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.diagnostics import Diagnostic, nearest
from generator.errors import InputError, missing, refuse

T = TypeVar("T")

_AT = re.compile(r" - at `(?P<path>[^`]*)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")
_REQUIRED = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<index>\d+)\]|(?P<any>\[\.\.\.\])")

_TOML_NAMES = {"object": "a table", "array": "a list", "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false"}


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. MissingError if it is not there, InputError if it is not TOML."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise missing("no-file", "there is no such file", str(path)) from None
    except (IsADirectoryError, PermissionError, OSError) as fault:
        raise refuse("unreadable", f"the file cannot be read: {fault.strerror or fault}", str(path)) from None
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise refuse("not-utf-8", f"the file is not UTF-8 text (byte {fault.start})", str(path), "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        raise refuse("not-toml", f"the file is not valid TOML: {str(fault)[:1].lower()}{str(fault)[1:]}", str(path)) from None


def convert(raw: object, kind: type[T], file: str, under: str = "") -> T:
    """`raw` as a value of `kind`, every key and type checked.

    `file` and `under` (a key path) are where the fault is said to be. Raises InputError.
    """
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as fault:
        raise InputError(_explain(str(fault), raw, kind, file, under)) from None


def read_tables(path: Path, kind: type[T]) -> dict[str, T]:
    """A file whose top level is nothing but tables of one kind, by name; all their faults at once."""
    found: dict[str, T] = {}
    faults: list[Diagnostic] = []
    for name, raw in read_toml(path).items():
        try:
            found[name] = convert(raw, kind, str(path), name)
        except InputError as fault:
            faults.extend(fault.diagnostics)
    if faults:
        raise InputError(*faults)
    return found


def _explain(text: str, raw: object, kind: Any, file: str, under: str) -> Diagnostic:
    """Turn a msgspec message into file, key, value, limit and remedy."""
    at = _AT.search(text)
    message = text[: at.start()] if at else text
    steps = list(_STEP.finditer(at["path"][1:])) if at else []
    unknown = _UNKNOWN.fullmatch(message)
    keys, value, owner = _walk(raw, kind, steps, unknown["name"] if unknown else None, message)
    if under:
        keys = [under, *keys]
    if unknown:
        where = ".".join([*keys, unknown["name"]])
        legal = getattr(owner, "__struct_encode_fields__", ())
        return Diagnostic("unknown-key", f"unknown key {unknown['name']!r}", f"{file}: {where}", nearest(unknown["name"], legal))
    required = _REQUIRED.fullmatch(message)
    if required:
        where = ".".join(keys) or "(top level)"
        return Diagnostic("missing-key", f"the key {required['name']!r} is missing", f"{file}: {where}", f"add {required['name']} = …")
    for name, plain in _TOML_NAMES.items():
        message = message.replace(f"`{name}`", plain)
    message = message.replace(" | null", "").replace("`", "")
    shown = "" if isinstance(value, (dict, list)) else f" ({value!r})"
    return Diagnostic("wrong-value", f"{message[:1].lower()}{message[1:]}{shown}", f"{file}: {'.'.join(keys)}")


def _walk(raw: Any, kind: Any, steps: list[re.Match[str]], unknown: str | None, message: str) -> tuple[list[str], Any, Any]:
    """Follow a msgspec path, which hides the keys of free tables behind [...], to the keys, the value and its type."""
    if not steps:
        return [], raw, _struct(kind)
    step, rest = steps[0], steps[1:]
    if step["key"]:
        child = raw.get(step["key"]) if isinstance(raw, dict) else None
        keys, value, owner = _walk(child, _field(kind, step["key"]), rest, unknown, message)
        return [step["key"], *keys], value, owner
    if step["index"]:
        index = int(step["index"])
        child = raw[index] if isinstance(raw, list) and index < len(raw) else None
        keys, value, owner = _walk(child, _element(kind), rest, unknown, message)
        return [f"[{index + 1}]", *keys], value, owner
    element = _element(kind)
    for name, child in raw.items() if isinstance(raw, dict) else ():
        if not _converts(child, element):
            keys, value, owner = _walk(child, element, rest, unknown, message)
            return [name, *keys], value, owner
    return ["…"], None, None


def _converts(value: Any, kind: Any) -> bool:
    """Whether this table is without fault, so that the message speaks of another."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _alternatives(kind: Any) -> list[Any]:
    args = typing.get_args(kind)
    return [arg for arg in args if arg is not type(None)] if args and typing.get_origin(kind) not in (dict, list, tuple) else [kind]


def _struct(kind: Any) -> Any:
    return next((arg for arg in _alternatives(kind) if hasattr(arg, "__struct_fields__")), None)


def _field(kind: Any, key: str) -> Any:
    owner = _struct(kind)
    if owner is None:
        return _element(kind)
    names = dict(zip(owner.__struct_encode_fields__, owner.__struct_fields__, strict=True))
    return typing.get_type_hints(owner).get(names.get(key, key))


def _element(kind: Any) -> Any:
    for arg in _alternatives(kind):
        if typing.get_origin(arg) in (dict, list, tuple):
            return typing.get_args(arg)[-1] if typing.get_origin(arg) is dict else typing.get_args(arg)[0]
    return None
