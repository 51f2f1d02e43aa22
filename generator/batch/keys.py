"""Digests: of the files a piece comes from, and of everything that decides its bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from generator import __version__
from generator.batch.manifest import Inputs
from generator.batch.plan import Run
from generator.batch.shop import Shop
from generator.compose.element import Fit
from generator.compose.printed import printed
from generator.content.audience import COMMON, CONTENT
from generator.content.catalog import LOCALE
from generator.content.organisation import logo_of
from generator.content.words import Words
from generator.merge.words import MergedWords
from generator.press.ticket import Ticket
from generator.records import Record
from generator.records import digest as record_digest
from generator.resources import Library
from generator.stock.media import SIZES
from generator.stock.sheet import STOCKS
from generator.template.load import LAYOUTS, THEMES, files_of

_known: dict[tuple[str, int, int], str] = {}
"""Digests of files by path, size and time of the last change."""


def file_digest(path: Path) -> str:
    """The SHA-256 of a file in hex, "" if it is not there; a file is read again only when it has changed."""
    try:
        stat = os.stat(path)
        key = (str(path), stat.st_size, stat.st_mtime_ns)
        found = _known.get(key)
        if found is None:
            found = _known[key] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found
    except OSError:
        return ""


def inputs_of(shop: Shop, run: Run) -> Inputs:
    """The files that a run's pieces come from, and what else they depend on."""
    library, brief, records = shop.library, run.brief, shop.campaign.records_path
    content = [f"{CONTENT}/{name}.toml" for name in ("audiences", brief.audience, COMMON, "hotlines", "resources", "edition", "languages")]
    shared = [*content, *(f"{LOCALE}/{lang}.po" for lang in brief.langs), SIZES]
    paths = [path for relative in shared for path in library.layers(relative)]
    paths += files_of(library, LAYOUTS, brief.layout) + files_of(library, THEMES, brief.theme)
    if brief.stock:
        paths.append(library.one("stock", STOCKS, brief.stock))
    paths += [library.roots[0] / "assets" / "fonts" / "fonts.toml"]
    for folder, suffix in (("assets/art", ".toml"), ("assets/icons", ".toml")):
        paths += library.every(folder, suffix).values()
    if brief.profile is not None:
        paths.append(brief.profile)
        logo = logo_of(brief.profile)
        paths += [logo] if logo else []
    if records is not None:
        paths.append(records)
    paths.append(shop.campaign.path)
    files = {_short(library, path): file_digest(path) for path in dict.fromkeys(paths)}
    files["program"] = __version__
    files["date"] = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Inputs(_hex(sorted(files.items())), files)


def _short(library: Library, path: Path) -> str:
    """A path from the root it is in: no manifest names a folder of anyone's machine."""
    for number, root in reversed([*enumerate(library.roots)]):
        if path.is_relative_to(root):
            return ("" if number else "built-in/") + path.relative_to(root).as_posix()
    return path.name


@lru_cache(maxsize=8)
def _surroundings(library: Library) -> str:
    """What all pieces depend on besides their own files: program, faces, icons, art, profile."""
    parts = [__version__]
    for root in library.roots:
        for relative in ("assets/fonts/fonts.toml", "assets/icons/icons.toml"):
            parts.append(file_digest(root / relative))
    parts += [file_digest(path) for path in library.every("assets/art", ".toml").values()]
    parts += [file_digest(path) for path in library.every("assets/icc", ".icc").values()]
    return _hex(parts)


def piece_key(ticket: Ticket, words: Sequence[Words]) -> str:
    """The key of a piece, from its words in each of its languages: equal keys, equal bytes."""
    organisation = words[0].organisation
    logo = file_digest(organisation.logo) if organisation and organisation.logo else ""
    return _hex([_job(ticket), [printed(ticket.layout, each) for each in words], logo])


def run_key(ticket: Ticket, merged: MergedWords) -> str:
    """What the records of a run share: the rules, all words that no record writes, and the texts that records fill."""
    organisation = merged.base.organisation
    logo = file_digest(organisation.logo) if organisation and organisation.logo else ""
    return _hex([_job(ticket), _plain(merged.rules), printed(ticket.layout, merged.base, merged.varying), merged.templates(), logo])


def _job(ticket: Ticket) -> list[Any]:
    """Everything of a ticket that decides bytes, words aside."""
    brief = ticket.brief
    shared = [_surroundings(ticket.library), _plain(ticket.layout), _plain([each.theme for each in ticket.settings]), _plain(ticket.stock)]
    own = (ticket.trim.width, ticket.trim.height, brief.tongues, brief.copies, brief.single, brief.draft, brief.edition)
    return [*shared, own, ticket.created.isoformat()]


def record_key(base: str, record: Record, fit: Fit, folder: Path) -> str:
    """The key of a record's piece; files that its values name count with what is in them."""
    named = [
        file_digest(folder / cell) for cell in record.cells if "." in cell and "/" not in cell[:1] and len(cell) < 200 and (folder / cell).is_file()
    ]
    return _hex([base, record_digest(record).hex(), record.number, (fit.scale, fit.step, fit.air), named])


def merged_key(base: str, records: str) -> str:
    """The key of a file of many records; `records` is the digest of their file."""
    return _hex([base, records])


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value, str_keys=True) if value is not None else None


def _hex(value: Any) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(value, enc_hook=_encoded)).hexdigest()


def _encoded(value: Any) -> Any:
    if isinstance(value, Path):
        # Where a file is decides nothing; what is in it is told by itself.
        return value.name
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no digest")
