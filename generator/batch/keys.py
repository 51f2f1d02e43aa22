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
from generator.batch.entries import contacts_on
from generator.batch.manifest import Inputs
from generator.batch.plan import Run
from generator.batch.shop import Shop
from generator.compose.element import Fit
from generator.compose.printed import printed
from generator.content.audience import COMMON, CONTENT
from generator.content.catalog import LOCALE
from generator.content.organisation import logo_of
from generator.content.words import Words
from generator.language import all_scripts
from generator.merge.rules import Rules
from generator.merge.words import MergedWords
from generator.press.ticket import Ticket
from generator.records import Record
from generator.records import digest as record_digest
from generator.resources import Library
from generator.stock.media import SIZES
from generator.stock.sheet import STOCKS
from generator.template.load import LAYOUTS, THEMES, files_of

_known: dict[tuple[str, int, int, int, int], str] = {}
"""Digests of files by path, size, and what the system changes with every write."""


def file_digest(path: Path) -> str:
    """The SHA-256 of a file in hex, "" if it is not there; a file is read again only when it has changed."""
    try:
        stat = os.stat(path)
        key = (str(path), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        found = _known.get(key)
        if found is None:
            found = _known[key] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found
    except OSError:
        return ""


def inputs_of(shop: Shop, run: Run, named: Iterable[Path]) -> Inputs:
    """The files that a run's pieces come from, `named` by its records among them, and what else they depend on."""
    library, brief, records = shop.library, run.brief, shop.campaign.records_path
    content = [f"{CONTENT}/{name}.toml" for name in ("audiences", brief.audience, COMMON, "hotlines", "resources", "edition", "languages", "scripts")]
    shared = [*content, *(f"{LOCALE}/{lang}.po" for lang in brief.langs), SIZES]
    paths = [path for relative in shared for path in library.layers(relative)]
    paths += files_of(library, LAYOUTS, brief.layout) + files_of(library, THEMES, brief.theme)
    if brief.stock:
        paths.append(library.one("stock", STOCKS, brief.stock))
    paths += _fonts(library)
    for folder, suffix in (("assets/art", ".toml"), ("assets/icons", ".toml"), ("assets/icc", ".icc")):
        paths += library.every(folder, suffix).values()
    if brief.profile is not None:
        paths.append(brief.profile)
        logo = logo_of(brief.profile)
        paths += [logo] if logo else []
    if records is not None:
        paths += [records, *named]
    paths.append(shop.campaign.path)
    files = {_short(library, path): file_digest(path) for path in dict.fromkeys(paths)}
    files["program"] = __version__
    files["date"] = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Inputs(_hex(sorted(files.items())), files)


def _fonts(library: Library) -> list[Path]:
    """The tables of fonts, and the fonts of a campaign; those of the program come with its version."""
    own = [path for root in library.roots[1:] for path in sorted((root / "assets/fonts").glob("*")) if path.is_file()]
    return [library.roots[0] / "assets/fonts/fonts.toml", *own]


def _short(library: Library, path: Path) -> str:
    """A path from the root it is in: no manifest names a folder of anyone's machine."""
    for number, root in reversed([*enumerate(library.roots)]):
        if path.is_relative_to(root):
            return ("" if number else "built-in/") + path.relative_to(root).as_posix()
    return path.name


@lru_cache(maxsize=8)
def _surroundings(library: Library) -> str:
    """What all pieces depend on besides their own files: program, faces, scripts, icons, art, profile."""
    parts = [__version__]
    parts += [file_digest(root / "assets/icons/icons.toml") for root in library.roots]
    parts += [file_digest(path) for path in _fonts(library)]
    parts += [file_digest(path) for path in library.every("assets/art", ".toml").values()]
    parts += [file_digest(path) for path in library.every("assets/icc", ".icc").values()]
    parts += [str(_plain(script)) for script in all_scripts(library).values()]
    return _hex(parts)


def piece_key(ticket: Ticket, words: Sequence[Words]) -> str:
    """The key of a piece, from its words in each of its languages: equal keys, equal bytes."""
    organisation = words[0].organisation
    logo = file_digest(organisation.logo) if organisation and organisation.logo else ""
    said = [printed(ticket.layout, each) for each in words]
    # When a number was checked may not be on the piece, but is in the manifest.
    return _hex([_job(ticket), said, logo, [contacts_on(ticket, each) for each in words]])


def run_key(ticket: Ticket, merged: MergedWords) -> str:
    """What the records of a run share: the rules, all words that no record writes, and the texts that records fill."""
    organisation = merged.base.organisation
    logo = file_digest(organisation.logo) if organisation and organisation.logo else ""
    said = printed(ticket.layout, merged.base, merged.varying)
    return _hex([_job(ticket), _plain(merged.rules), said, merged.templates(), logo, contacts_on(ticket, merged.base)])


def _job(ticket: Ticket) -> list[Any]:
    """Everything of a ticket that decides bytes, words aside."""
    brief = ticket.brief
    shared = [_surroundings(ticket.library), _plain(ticket.layout), _plain([each.theme for each in ticket.settings]), _plain(ticket.stock)]
    own = (
        ticket.trim.width,
        ticket.trim.height,
        _plain([each.language for each in ticket.settings]),
        brief.tongues,
        brief.copies,
        brief.single,
        brief.draft,
        brief.edition,
    )
    return [*shared, own, ticket.created.isoformat()]


def record_key(base: str, rules: Rules, record: Record, fit: Fit) -> str:
    """The key of a record's piece; files that its values name count with what is in them, its row where a text prints it."""
    number = record.number if "row" in rules.fields() else 0
    return _hex([base, record_digest(record).hex(), number, (fit.scale, fit.step, fit.air), [*map(file_digest, files_of_record(rules, record))]])


def files_of_record(rules: Rules, record: Record) -> list[Path]:
    """The files that a record names."""
    folder = Path(record.head.file).parent
    return [folder / record[name] for name, column in rules.columns.items() if column.type == "file" and record[name]]


def merged_key(base: str, records: str) -> str:
    """The key of a file of many records; `records` is a digest of them."""
    return _hex([base, records])


def records_digest(shop: Shop, run: Run, named: Iterable[Path]) -> str:
    """A digest of the records of a run on shared sheets: their file, which of them, and the files that they name."""
    path = shop.campaign.records_path
    assert path is not None
    return _hex([file_digest(path), run.records, run.without, [*map(file_digest, named)]])


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
