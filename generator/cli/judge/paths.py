"""Judge what a path names: one file of any kind, or a campaign folder with all that is in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.brief import Brief, split_langs
from generator.campaign import chosen, load_campaign
from generator.cli import names
from generator.cli.judge.batches import judge_batch
from generator.cli.judge.contacts import judge_directory, judge_profile
from generator.cli.judge.files import judge_languages, judge_sizes, judge_stock
from generator.cli.judge.findings import Findings
from generator.cli.judge.kinds import kind_by_content, kind_by_place, place
from generator.cli.judge.layouts import judge_layout
from generator.cli.judge.texts import judge_assembly, judge_audiences, judge_catalog, judge_texts
from generator.cli.judge.themes import judge_theme
from generator.cli.judge.trials import try_pieces
from generator.content.assemble import load_edition
from generator.content.audience import COMMON
from generator.content.catalog import SOURCE
from generator.errors import GeneratorError, missing
from generator.picture.art import load_art, load_icons
from generator.resources import CAMPAIGN_FILE, Library, find_library
from generator.tomlfile import read_toml

KINDS = "a profile, layout, theme, stock, audience, hotlines or resources file, a file for `outreach batch`, or a campaign folder"
SUFFIXES = (".toml", ".po")
POSTER = ("poster", "Poster")
"""A layout to bring words together for, where any will do."""


def judge_path(path: Path, findings: Findings, named: bool = True) -> None:
    """A file or folder, `named` by the user or found in a folder. Raises MissingError if it is not there; all else is noted."""
    if not path.exists():
        raise missing("no-file", "there is no such file or folder", str(path))
    library = _library_of(path)
    if path.is_dir():
        _judge_folder(library, path, findings)
        return
    kind = kind_by_place(path)
    if not kind:
        raw = findings.catch(lambda: read_toml(path))
        if raw is None:
            return
        kind = kind_by_content(raw, library)
    if kind not in _JUDGES:
        # One that was named is meant to be judged; one that merely stands in a folder may be anything.
        tell = findings.error if named else findings.warning
        tell("unknown-file", "it cannot be told what kind of file this is", str(path), f"name {KINDS}")
        return
    seen, name = place(library, kind, path)
    _JUDGES[kind](seen, name, path, findings)


def _library_of(path: Path) -> Library:
    """The library as seen from the campaign folder that holds the path, else from the working folder."""
    start = path.resolve()
    for folder in (start, *start.parents):
        if (folder / CAMPAIGN_FILE).is_file():
            return find_library(folder)
    return find_library()


def _judge_folder(library: Library, folder: Path, findings: Findings) -> None:
    files = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file() and not _hidden(path, folder))
    if not files:
        findings.error("no-campaign", "there is nothing in this folder that can be checked", str(folder), f"name {KINDS}; `outreach init` starts one")
    for path in files:
        judge_path(path, findings, named=False)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _audience(library: Library) -> str:
    """Whom to make trial pieces for: the campaign's own audience, or else those who need it most."""
    try:
        told = load_campaign(library.roots[-1]).audience
    except GeneratorError:
        told = ""  # said where that file is judged
    known = names.known(library, "audience")
    return next((name for name in (told, "victims") if name in known), next(iter(known), "victims"))


def _layout(library: Library, name: str, path: Path, findings: Findings) -> None:
    before = findings.errors
    if judge_layout(library, name, findings) and findings.errors == before:
        try_pieces(library, (Brief(name, audience) for audience in names.known(library, "audience")), findings)


def _theme(library: Library, name: str, path: Path, findings: Findings) -> None:
    before = findings.errors
    if judge_theme(library, name, findings) is None:
        return
    for layout in names.known(library, "layout"):
        judge_layout(library, layout, findings, only=name)
    if findings.errors == before:
        try_pieces(library, (Brief(layout, _audience(library), SOURCE, theme=name) for layout in names.known(library, "layout")), findings)


def _stock(library: Library, name: str, path: Path, findings: Findings) -> None:
    judge_stock(library, name, findings)


def _directory(library: Library, name: str, path: Path, findings: Findings) -> None:
    raw = findings.catch(lambda: read_toml(path))
    if raw is not None:
        judge_directory(library, findings, str(path), raw)
        judge_assembly(library, names.known(library, "audience"), SOURCE, POSTER, None, findings)


def _sizes(library: Library, name: str, path: Path, findings: Findings) -> None:
    judge_sizes(library, findings)


def _audiences(library: Library, name: str, path: Path, findings: Findings) -> None:
    for audience in judge_audiences(library, findings):
        judge_texts(library, audience, findings)


def _text(library: Library, name: str, path: Path, findings: Findings) -> None:
    before = findings.errors
    judge_texts(library, name, findings)
    if name == COMMON:
        judge_assembly(library, names.known(library, "audience"), SOURCE, POSTER, None, findings)
        return
    if name not in names.known(library, "audience"):
        hint = f"add [{name}] to assets/content/audiences.toml, with title, voice and who"
        findings.error("no-audience", f"no audience is named {name!r}", str(path), hint)
        return
    if findings.errors == before:
        # A piece in several languages also needs translations of what was changed; they are judged with the catalogs.
        try_pieces(library, (Brief(layout, name, SOURCE) for layout in names.known(library, "layout")), findings)


def _catalog(library: Library, name: str, path: Path, findings: Findings) -> None:
    judge_catalog(library, name, findings)


def _edition(library: Library, name: str, path: Path, findings: Findings) -> None:
    findings.catch(lambda: load_edition(library))


def _languages(library: Library, name: str, path: Path, findings: Findings) -> None:
    judge_languages(library, findings)


def _profile(library: Library, name: str, path: Path, findings: Findings) -> None:
    before = findings.errors
    langs = judge_profile(library, path, findings)
    if findings.errors > before:
        return
    briefs = (Brief(layout, _audience(library), lang, profile=path) for layout in names.known(library, "layout") for lang in langs)
    try_pieces(library, briefs, findings)


def _campaign(library: Library, name: str, path: Path, findings: Findings) -> None:
    """The defaults name what there is, and what they ask for can be made."""
    campaign = findings.catch(lambda: load_campaign(path.parent))
    if campaign is None:
        return
    before = findings.errors
    named = [("layout", campaign.layout, "layout"), ("audience", campaign.audience, "audience")]
    spoken = [split_langs(text) for text in campaign.langs]
    named += [("language", lang, "lang") for langs in spoken for lang in langs]
    for key in ("size", "theme", "stock"):
        choice = getattr(campaign, key)
        named += [("layout", layout, key) for layout in choice] if isinstance(choice, dict) else []
    for kind, wanted, key in named:
        if wanted:
            findings.catch(partial(names.require, library, kind, wanted, f"{path}: {key}"))
    org = path.parent / campaign.org if campaign.org else None
    if org is not None and not org.is_file():
        findings.error("no-profile", f"there is no profile {campaign.org!r}", f"{path}: org", "give its path from the campaign folder")
    if findings.errors > before or not (campaign.layout and campaign.audience):
        return
    size, theme, stock = (chosen(choice, campaign.layout) for choice in (campaign.size, campaign.theme, campaign.stock))
    asked = (Brief(campaign.layout, campaign.audience, langs[0], size, "", theme, org, stock, also=langs[1:]) for langs in spoken or [("",)])
    try_pieces(library, asked, findings)


def _batch(library: Library, name: str, path: Path, findings: Findings) -> None:
    judge_batch(path, findings)


def _art(library: Library, name: str, path: Path, findings: Findings) -> None:
    findings.catch(lambda: load_art(path))


def _icons(library: Library, name: str, path: Path, findings: Findings) -> None:
    findings.catch(lambda: load_icons(path))


_JUDGES: dict[str, Callable[[Library, str, Path, Findings], None]] = {
    "layout": _layout,
    "theme": _theme,
    "stock": _stock,
    "sizes": _sizes,
    "hotlines": _directory,
    "resources": _directory,
    "audiences": _audiences,
    "text": _text,
    "catalog": _catalog,
    "edition": _edition,
    "languages": _languages,
    "scripts": _languages,
    "art": _art,
    "icons": _icons,
    "profile": _profile,
    "campaign": _campaign,
    "batch": _batch,
}
