"""Read a campaign file: which pieces of which layouts, audiences, languages and places a coordinator wants."""

from __future__ import annotations

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
    languages: Names = ("en",)
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
    """More pieces: each table is a matrix of its own, over this one's keys."""
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
        if file.layouts or not file.include:
            yield "", file
        for number, more in enumerate(file.include, 1):
            own = {key: getattr(more, key) or getattr(file, key) for key in AXES if key != "languages"}
            tongues = more.languages if more.languages != ("en",) else file.languages
            yield f"include.[{number}].", Matrix(**own, languages=tongues)


def load_campaign_file(path: Path) -> Campaign:
    """The campaign of a file. Raises MissingError or InputError with every fault that can be seen in it alone."""
    file = convert(read_toml(path), CampaignFile, str(path))
    raise_all(_faults(file, str(path)))
    return Campaign(path, file)


def listed(names: Names) -> tuple[str, ...]:
    """Names as a tuple."""
    return (names,) if isinstance(names, str) else names


def _faults(file: CampaignFile, where: str) -> Iterator[Diagnostic]:
    for prefix, matrix in [("", file), *((f"include.[{n}].", m) for n, m in enumerate(file.include, 1))]:
        if not prefix and file.include and not matrix.layouts and not matrix.audiences:
            continue
        for key in ("layouts", "audiences"):
            if not getattr(matrix, key) and not getattr(file, key):
                yield Diagnostic("missing-key", f"the key {key!r} is missing", f"{where}: {prefix}{key}", f'write {key} = ["…"], or "all"')
    counts = file.copies.values() if isinstance(file.copies, dict) else (file.copies,)
    if any(count < 0 for count in counts):
        yield Diagnostic("wrong-count", "copies is less than 0", f"{where}: copies", "write how many, or leave it out")
    if file.records is not None:
        yield from check_columns(file.records.columns, f"{where}: records")
        yield from rule_faults(file.records, f"{where}: records")
    for number, entry in enumerate(file.override, 1):
        if entry.set == Change():
            yield Diagnostic("empty-value", "nothing is set", f"{where}: override.[{number}].set", "write what is to be otherwise, such as theme")
