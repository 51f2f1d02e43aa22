"""The library as a campaign sees it."""

from __future__ import annotations

from generator.batch.campaign import Campaign
from generator.resources import CAMPAIGN_FILE, Library, builtin_root


def library_of(campaign: Campaign, stamp: int = 0) -> Library:
    """The built-in data, and the campaign's folder where it has data of its own; `stamp` is raised when files have changed."""
    builtin, folder = builtin_root(), campaign.folder
    own = folder.resolve() != builtin.resolve() and any((folder / name).exists() for name in (CAMPAIGN_FILE, "assets", "layouts"))
    return Library((builtin, folder) if own else (builtin,), stamp)
