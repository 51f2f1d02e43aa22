"""Lay one raw table over another: how `extends` and variants work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.errors import refuse
from generator.tomlfile import read_toml

Table = dict[str, Any]


def overlay(base: Table, over: Table) -> Table:
    """`base` with `over` laid on it: tables merge key by key, anything else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = overlay(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def extended(path: Path, find: Callable[[str], Path], seen: tuple[str, ...] = ()) -> Table:
    """The raw table of a file with all that it extends under it; variants of both are kept, the base's first."""
    raw = read_toml(path)
    name = raw.pop("extends", "")
    if not name:
        return raw
    if not isinstance(name, str):
        raise refuse("wrong-value", f"extends names one file by its name, not {name!r}", f"{path}: extends")
    chain = (*seen, path.stem)
    if name in seen or (name == path.stem and find(name) == path):
        raise refuse("extends-cycle", f"{' extends '.join((*chain, name))}, which never ends", f"{path}: extends")
    base = extended(find(name), find, chain)
    merged = overlay(base, raw)
    for key in ("variants", "impossible"):
        both = [*base.get(key, []), *raw.get(key, [])]
        if both:
            merged[key] = both
    return merged
