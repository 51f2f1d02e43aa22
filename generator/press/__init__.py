"""Conduct pieces through the house: one at a time, or a run of many records."""

from __future__ import annotations

from generator.press.piece import Piece, prepare, press
from generator.press.ticket import complete, created, fonts

__all__ = ["Piece", "complete", "created", "fonts", "prepare", "press"]
