"""Sort the finished pieces of a campaign into packs for field offices: a zip or a folder for each audience or place."""

from __future__ import annotations

from generator.pack.conduct import Packed, agree, pack

__all__ = ["Packed", "agree", "pack"]
