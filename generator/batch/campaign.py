"""Read a campaign file: which pieces of which layouts, audiences, languages and places a coordinator wants."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.diagnostics import Diagnostic
from generator.errors import raise_all
from generator.merge.rules import Rules, rule_faults
from generator.records import check_columns
from generator.tomlfile import convert, read_toml

ALL = "all"
"""In place of names: every one there is."""
Names = str | tuple[str, ...]
"""A name, several, or "all"."""
ByLayout = Names | dict[str, Names]
"""Names for every layout, or for each: ["letter", "a4"], or { poster = "tabloid" }."""
AXES = ("layouts", "audiences", "languages", "sizes", "orientations", "themes", "stocks", "organisations")


MOST_COPIES = 100_000
"""As `outreach make` has it."""


class Match(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which pieces are meant: those that every key agrees with; a key that is left out agrees with all."""

    layouts: Names = ()
    audiences: Names = ()
    languages: Names = ()
    sizes: Names = ()
    orientations: Names = ()
    themes: Names = ()
    stocks: Names = ()
    organisations: Names = ()
    records: Names = ()
    """Records by their names."""


class Exclude(Match, frozen=True):
    """Pieces that are not wanted."""

    reason: str = ""


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to make otherwise."""

    size: str = ""
    orientation: str = ""
    theme: str = ""
    stock: str = ""
    organisation: str = ""
    copies: int | None = None


class Override(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some pieces made otherwise: [override.when] says which, [override.set] says how."""

    when: Match
    set: Change


class Matrix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every combination of these. What is left out is the layout's own."""

    layouts: Names = ()
    audiences: Names = ()
    languages: Names = ()
    """Left out: English."""
    sizes: ByLayout = ()
    orientations: ByLayout = ()
    themes: ByLayout = ()
    stocks: ByLayout = ()
    organisations: Names = ()
    """Profiles, as paths from the campaign's folder."""


class CampaignFile(Matrix, frozen=True):
    """A campaign as its file gives it."""

    name: str = ""
    """What the campaign is called, in packs and summaries."""
    edition: str = ""
    """Which edition the pieces bear; left out, that of the content."""
    output: str = "output"
    """Where the pieces go: a folder, from the campaign's, or an address such as s3://bucket/folder."""
    names: str = ""
    """A pattern for the names of files, such as "{audience}/{layout}-{lang}"; left out, a name that says what a file is."""
    copies: int | dict[str, int] = 0
    """How many, or how many of each layout; 0 is one piece, or one full sheet of cards."""
    single: bool = False
    """One piece a page at its own size, for a print shop."""
    reviewed_only: bool = msgspec.field(default=False, name="reviewed-only")
    records: Rules | None = None
    include: tuple[Matrix, ...] = ()
    """More pieces: each table is a matrix of its own; what it leaves out is as it is here."""
    exclude: tuple[Exclude, ...] = ()
    override: tuple[Override, ...] = ()


class Campaign(msgspec.Struct, frozen=True):
    """A campaign file, checked, and where it is."""

    path: Path
    file: CampaignFile

    @property
    def folder(self) -> Path:
        """Where its paths start, and where its own layouts, words and fonts are looked for."""
        return self.path.parent

    @property
    def where(self) -> str:
        """The file as a message names it."""
        return str(self.path)

    @property
    def title(self) -> str:
        return self.file.name or self.path.stem

    @property
    def records_path(self) -> Path | None:
        return self.folder / self.file.records.file if self.file.records else None

    def matrices(self) -> Iterator[tuple[str, Matrix]]:
        """The campaign's own matrix and those it includes, each with the key path that messages name."""
        file = self.file
        if (file.layouts and file.audiences) or not file.include:
            yield "", file
        for number, more in enumerate(file.include, 1):
            yield f"include.[{number}].", Matrix(**{key: getattr(more, key) or getattr(file, key) for key in AXES})


def load_campaign_file(path: Path) -> Campaign:
    """The campaign of a file. Raises MissingError or InputError with every fault that can be seen in it alone."""
    raw = read_toml(path)
    raise_all(_empty_lists(raw, str(path)))
    file = convert(raw, CampaignFile, str(path))
    campaign = Campaign(path, file)
    raise_all(_faults(campaign))
    return campaign


def listed(names: Names) -> tuple[str, ...]:
    """Names as a tuple."""
    return (names,) if isinstance(names, str) else names


def _empty_lists(value: object, where: str, path: str = "") -> Iterator[Diagnostic]:
    """A list without names would be read as a key that is left out, and make more than anyone wants."""
    if isinstance(value, dict):
        for key, item in value.items():
            if path.partition(".")[0] != "records":
                yield from _empty_lists(item, where, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        if not value:
            yield Diagnostic("empty-value", "the list is empty", f"{where}: {path}", 'write at least one name, or "all", or leave the key out')
        for number, item in enumerate(value, 1):
            yield from _empty_lists(item, where, f"{path}.[{number}]")


def _faults(campaign: Campaign) -> Iterator[Diagnostic]:
    file, where = campaign.file, campaign.where
    for prefix, matrix in campaign.matrices():
        for key in ("layouts", "audiences"):
            if not getattr(matrix, key):
                yield Diagnostic("missing-key", f"the key {key!r} is missing", f"{where}: {prefix}{key}", f'write {key} = ["…"], or "all"')
    counts = {"copies": file.copies} if isinstance(file.copies, int) else {f"copies.{layout}": count for layout, count in file.copies.items()}
    counts |= {f"override.[{number}].set.copies": entry.set.copies or 0 for number, entry in enumerate(file.override, 1)}
    for key, count in counts.items():
        if not 0 <= count <= MOST_COPIES:
            yield Diagnostic("wrong-count", f"copies is {count}", f"{where}: {key}", f"write a number from 1 to {MOST_COPIES}, or leave it out")
    if file.records is not None:
        yield from check_columns(file.records.columns, f"{where}: records")
        yield from rule_faults(file.records, f"{where}: records")
    for number, exclude in enumerate(file.exclude, 1):
        if not any(getattr(exclude, key) for key in (*AXES, "records")):
            yield Diagnostic("empty-value", "it would exclude every piece", f"{where}: exclude.[{number}]", "say which pieces, such as audiences")
    for number, entry in enumerate(file.override, 1):
        if entry.set == Change():
            yield Diagnostic("empty-value", "nothing is set", f"{where}: override.[{number}].set", "write what is to be otherwise, such as theme")
    if file.records is None:
        for key in [f"exclude.[{n}]" for n, one in enumerate(file.exclude, 1) if one.records] + [
            f"override.[{n}].when" for n, one in enumerate(file.override, 1) if one.when.records
        ]:
            told = "the campaign has no records"
            yield Diagnostic("no-records", told, f"{where}: {key}.records", "add [records] with the file they are in, or leave this key out")
    yield from _output_faults(campaign)


def _output_faults(campaign: Campaign) -> Iterator[Diagnostic]:
    """The output is emptied, watched and sent about apart from what pieces are made of: it must be a folder of its own."""
    told, where = campaign.file.output, f"{campaign.where}: output"
    if "://" in told:
        return
    output, folder = Path(os.path.abspath(campaign.folder / told)), Path(os.path.abspath(campaign.folder))
    if folder.is_relative_to(output):
        yield Diagnostic(
            "wrong-value", "the output is the campaign's own folder, or one around it", where, 'name a folder for the pieces, such as "output"'
        )
    elif any(output.is_relative_to(folder / name) for name in ("assets", "layouts")):
        yield Diagnostic("wrong-value", f"the output {told!r} is in a folder of data", where, 'name a folder for the pieces, such as "output"')
