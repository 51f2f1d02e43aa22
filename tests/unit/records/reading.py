"""Write a file of records as bytes, read it, and hold what comes of it: records, codes of faults, remarks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Diagnostic
from generator.errors import GeneratorError
from generator.records import Column, Record, Records, check_records, open_records

TEXTS = {"name": Column(), "note": Column()}


def written(folder: Path, data: bytes | str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def opened(folder: Path, data: bytes | str, /, columns: dict[str, Column] = TEXTS, name: str = "people.csv", **how: Any) -> Records:
    return open_records(written(folder, data, name), columns, **how)


def values(records: Records) -> list[tuple[str, ...]]:
    """The values of all rows, of which none may be at fault."""
    found = list(records)
    assert all(isinstance(item, Record) for item in found), found
    return [item.cells for item in found if isinstance(item, Record)]


def faults(folder: Path, data: bytes | str, /, columns: dict[str, Column] = TEXTS, name: str = "people.csv", **how: Any) -> tuple[Diagnostic, ...]:
    """All that is wrong with a file, whether it shows when it is opened or when it is read."""
    path = written(folder, data, name)
    with pytest.raises(GeneratorError) as caught:
        check_records(open_records(path, columns, **how))
    return caught.value.diagnostics


def fault(folder: Path, data: bytes | str, /, columns: dict[str, Column] = TEXTS, name: str = "people.csv", **how: Any) -> Diagnostic:
    """The one thing that is wrong with a file. It has a place and a remedy, as every fault of an input has."""
    (found,) = faults(folder, data, columns, name, **how)
    assert found.where
    assert found.hint
    return found


def place(found: Diagnostic) -> str:
    """Where a fault is said to be, without the folder."""
    return found.where.rsplit("/", 1)[-1]
