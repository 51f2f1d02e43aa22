"""The library as a campaign sees it."""

from __future__ import annotations

from itertools import count

from generator.batch.campaign import Campaign
from generator.resources import CAMPAIGN_FILE, Library, builtin_root

_stamps = count(1)


def library_of(campaign: Campaign) -> Library:
    """The built-in data, and the campaign's folder where it has data of its own, as the files are now.

    Nothing that was read for an earlier run is taken for what stands in the files today.
    """
    builtin, folder = builtin_root(), campaign.folder
    own = folder.resolve() != builtin.resolve() and any((folder / name).exists() for name in (CAMPAIGN_FILE, "assets", "layouts"))
    return Library((builtin, folder) if own else (builtin,), next(_stamps))
