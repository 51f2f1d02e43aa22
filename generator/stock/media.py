"""Trim and sheet sizes by name, from layouts/sizes.toml."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from generator.diagnostics import nearest
from generator.errors import missing, refuse
from generator.resources import Library
from generator.tomlfile import read_tables
from generator.units import Size, parse_length

SIZES = "layouts/sizes.toml"


class Media(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named size as the file gives it, upright."""

    title: str
    width: str
    height: str


@lru_cache(maxsize=8)
def load_media(library: Library) -> dict[str, Media]:
    """Every size, a later root's replacing an earlier one's of the same name."""
    found: dict[str, Media] = {}
    for path in library.layers(SIZES):
        for name, media in read_tables(path, Media).items():
            for key in ("width", "height"):
                try:
                    length = parse_length(getattr(media, key))
                except ValueError as fault:
                    raise refuse("wrong-length", str(fault), f"{path}: {name}.{key}") from None
                if not 36 <= length <= 14400:
                    raise refuse(
                        "size-limit",
                        f"{getattr(media, key)} is not between 0.5in and 200in",
                        f"{path}: {name}.{key}",
                        "200in is the largest page a PDF reader must show (ISO 32000-1, annex C)",
                    )
            found[name] = media
    return found


def media_size(library: Library, name: str) -> Size:
    """A size by its name, in points; MissingError if there is none."""
    media = load_media(library)
    if name not in media:
        raise missing("no-size", f"there is no size named {name!r}", "", nearest(name, media))
    return Size(parse_length(media[name].width), parse_length(media[name].height))
