"""Read a campaign folder's outreach.toml: what to make there unless an option says otherwise."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.resources import CAMPAIGN_FILE
from generator.tomlfile import convert, read_toml

Choice = str | dict[str, str]
"""One value for every layout, or one a layout: "a4", or { poster = "a3", wallet-card = "85x55" }."""


class Campaign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The defaults of a campaign folder; what is empty is left to the layout. Paths start at the folder."""

    layout: str = ""
    audience: str = ""
    lang: str | tuple[str, ...] = ()
    """One language, or several for a file each; "en+es" is one piece in both."""
    org: str = ""
    size: Choice = ""
    theme: Choice = ""
    stock: Choice = ""
    output: str = ""

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages to make, in order, as they are written."""
        if isinstance(self.lang, str):
            return (self.lang,) if self.lang else ()
        return self.lang


def chosen(choice: Choice, layout: str) -> str:
    """What a choice says for a layout, or ""."""
    return choice if isinstance(choice, str) else choice.get(layout, "")


def load_campaign(folder: Path) -> Campaign:
    """The campaign of a folder, or one that says nothing where there is no outreach.toml. Raises InputError."""
    path = folder / CAMPAIGN_FILE
    if not path.is_file():
        return Campaign()
    return convert(read_toml(path), Campaign, CAMPAIGN_FILE if folder == Path.cwd() else str(path))
