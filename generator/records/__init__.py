"""The rows of a merged run: a spreadsheet or a list of objects in, checked records out, one at a time."""

from __future__ import annotations

from generator.records.column import Column, check_columns
from generator.records.read import Records, check_records, open_records
from generator.records.record import Fault, Record, digest

__all__ = ["Column", "Fault", "Record", "Records", "check_columns", "check_records", "digest", "open_records"]
