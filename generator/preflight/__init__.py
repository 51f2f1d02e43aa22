"""Judge a finished piece before it is released, check by check."""

from __future__ import annotations

from generator.preflight.check import Subject
from generator.preflight.runner import preflight

__all__ = ["Subject", "preflight"]
