"""Properties are tried on the same examples each time, so that a failure can be met again; a slow machine is no failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")
