"""The ticket that goes with a job through the shop: everything that is decided before a word is set."""

from __future__ import annotations

import datetime
import os
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.brief import AND, Brief
from generator.compose.context import Context
from generator.content.assemble import load_edition
from generator.content.audience import find_audience
from generator.content.catalog import SOURCE, load_catalog
from generator.diagnostics import nearest
from generator.errors import missing, refuse
from generator.language import Language, every_language, language
from generator.preflight.limits import Limits, limits
from generator.resources import Library
from generator.stock.media import media_size
from generator.stock.sheet import STOCKS, Stock, load_stock
from generator.template.load import counts, load_layout, load_theme
from generator.template.schema import Impossible, Layout, Theme
from generator.template.scripts import in_script
from generator.typeset.faces import Faces, open_faces
from generator.units import Size


class Setting(msgspec.Struct, frozen=True, eq=False):
    """How one language of a piece is set."""

    language: Language
    theme: Theme
    """As the script of the language has it."""


class Ticket(msgspec.Struct, frozen=True, eq=False):
    """One job: the brief with every choice made, and what each choice stands for."""

    library: Library
    brief: Brief
    plain: Layout
    """The layout before its variants are chosen."""
    layout: Layout
    settings: tuple[Setting, ...]
    """Of each of its languages, the first one's first."""
    stock: Stock | None
    trim: Size
    faces: Faces
    created: datetime.datetime

    @property
    def what(self) -> str:
        """The piece as a message names it."""
        return f"{self.layout.name} for {self.brief.audience} in {self.brief.tongues}"

    @property
    def theme(self) -> Theme:
        return self.settings[0].theme

    @property
    def title(self) -> tuple[str, str]:
        """The layout's name and English title."""
        return self.plain.name, self.plain.title

    @property
    def duplex(self) -> str:
        """How sheets are turned, "" for pieces of one side."""
        return (self.stock.duplex if self.stock else "long-edge") if self.layout.two_sided else ""

    def contexts(self) -> tuple[Context, ...]:
        """A context to compose in for each language; they share their warnings, of which there are none yet."""
        reference, warnings = media_size(self.library, self.layout.reference), dict[str, None]()
        return tuple(
            Context(self.library, self.layout, each.theme, self.trim, reference, each.language, self.faces, warnings) for each in self.settings
        )

    def limits(self, context: Context) -> Limits:
        return limits(self.layout, [each.theme for each in self.settings], context.points)


def make_ticket(library: Library, brief: Brief, organisation: bool = False) -> Ticket:
    """The ticket of a brief; `organisation` says that one will be named though the brief has no profile.

    Raises MissingError or InputError when what is asked for is not to be had.
    """
    brief, plain, stock = complete(library, brief)
    voice = find_audience(library, brief.audience).voice
    for lang in brief.langs:
        if lang not in {known.tag for known in every_language(library)}:
            # Who asks for a language that is not there at all is told which there are.
            load_catalog(library, lang)
    settings = tuple(_setting(library, brief.theme, lang) for lang in brief.langs)
    # What is made for one language that takes much room would be undone by what is made for two.
    lang, wordy = ("", False) if brief.also else (brief.lang, settings[0].language.wordy)
    owned, count = organisation or brief.profile is not None, len(brief.langs)
    layout = load_layout(library, brief.layout, brief.size, brief.orientation, brief.theme, voice, owned, lang, wordy, count)
    trim = media_size(library, brief.size)
    if brief.orientation == "landscape":
        trim = trim.turned()
    return Ticket(library, brief, plain, layout, settings, stock, trim, fonts(library), created(library))


def _setting(library: Library, theme: str, lang: str) -> Setting:
    tongue = language(library, lang)
    return Setting(tongue, in_script(load_theme(library, theme), tongue))


def complete(library: Library, brief: Brief) -> tuple[Brief, Layout, Stock | None]:
    """The brief with the layout's defaults filled in, the layout for it, and the stock if it comes on one.

    Raises MissingError or InputError (`impossible`) when what is asked for is not to be had.
    """
    plain = load_layout(library, brief.layout)
    theme = brief.theme or plain.theme
    stock: Stock | None = None
    size = brief.size
    if brief.stock:
        stock = load_stock(library, brief.stock)
        if size and size != stock.size:
            told = f"the stock {stock.name} is for the size {stock.size}, not {size}"
            raise refuse("stock-size", told, hint=f"leave out --size, or use --size {stock.size}")
        size = stock.size
    size = size or plain.sizes[0]
    if size not in plain.sizes:
        declared = next((entry.reason for entry in plain.impossible if size in entry.sizes), "")
        if declared:
            raise refuse("impossible", f"the {plain.name} is not made in the size {size}: {declared}", hint="its sizes: " + ", ".join(plain.sizes))
        media_size(library, size)
        raise missing("no-size", f"the {plain.name} is not made in the size {size!r}", "", _size_hint(library, plain, size))
    orientation = brief.orientation or plain.orientation
    if orientation not in plain.orientations:
        raise missing("no-orientation", f"the {plain.name} is not made in {orientation}", "", "its orientations: " + ", ".join(plain.orientations))
    load_theme(library, theme)
    langs = _langs(brief, plain)
    voice = find_audience(library, brief.audience).voice if brief.audience and any(entry.voices for entry in plain.impossible) else ""
    for entry in plain.impossible:
        matches = [(entry.sizes, size), (entry.themes, theme), (entry.orientations, orientation), (entry.voices, voice)]
        if all(not wanted or value in wanted for wanted, value in matches) and counts(entry.languages, len(langs)):
            raise refuse("impossible", f"there is no {plain.name} for {_combination(entry, brief, size, theme, len(langs))}: {entry.reason}")
    if stock is None and not brief.single and size in plain.imposition.stocks:
        stock = load_stock(library, plain.imposition.stocks[size])
    filled = msgspec.structs.replace(brief, size=size, orientation=orientation, theme=theme, lang=langs[0], also=langs[1:])
    return filled, plain, None if brief.single else stock


def _size_hint(library: Library, plain: Layout, size: str) -> str:
    """Whoever asks for cards on A4 means the sheet they are printed on: name the stocks of that sheet."""
    stocks = [load_stock(library, name) for name in library.every(STOCKS, ".toml")]
    sheets = [stock.name for stock in stocks if stock.media == media_size(library, size) and stock.size in plain.sizes]
    if sheets:
        return f"{size} is the sheet that cards come on; say which with --stock {' or --stock '.join(sheets)}"
    return nearest(size, plain.sizes) or "its sizes: " + ", ".join(plain.sizes)


def _langs(brief: Brief, plain: Layout) -> tuple[str, ...]:
    """The languages of a piece: those that are told, or the layout's own. InputError when there are too many or too few."""
    told = brief.langs if brief.lang else plain.languages.default or (SOURCE,)
    twice = next((lang for lang in told if told.count(lang) > 1), "")
    if twice:
        raise refuse("same-language", f"{AND.join(told)} names {twice} twice", hint="name each language once")
    rule = plain.languages
    if not rule.least <= len(told) <= rule.most:
        most = f"{rule.least} to {rule.most} languages" if rule.least < rule.most else f"{rule.most} languages" if rule.most > 1 else "one language"
        fewer = "name fewer, or make each its own file: --each, or a list in a campaign"
        hint = fewer if len(told) > rule.most else "name one more: -l en -l es, or en+es in a campaign"
        raise refuse("languages", f"the {plain.name} is made in {most}, not in {len(told)} ({AND.join(told)})", hint=hint)
    return told


def _combination(entry: Impossible, brief: Brief, size: str, theme: str, languages: int) -> str:
    told = (
        f"the theme {theme}" if entry.themes else "",
        f"the size {size}" if entry.sizes else "",
        f"the audience {brief.audience}" if entry.voices else "",
        f"{languages} languages" if entry.languages else "",
    )
    return " and ".join(filter(None, told))


@lru_cache(maxsize=8)
def icc_profile(library: Library) -> Path:
    """The colour profile that every file embeds."""
    return library.one("profile", "assets/icc", "srgb", ".icc")


def fonts(library: Library) -> Faces:
    return open_faces(library)


def created(library: Library) -> datetime.datetime:
    """The date inside a file: SOURCE_DATE_EPOCH if it is set, else the edition's; never the clock's."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        try:
            return datetime.datetime.fromtimestamp(int(told), datetime.UTC)
        except (ValueError, OverflowError, OSError):
            raise refuse("bad-epoch", f"SOURCE_DATE_EPOCH is {told!r}", hint="give seconds since 1970, or unset it") from None
    return datetime.datetime.combine(load_edition(library).date, datetime.time(), datetime.UTC)
