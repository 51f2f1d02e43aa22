"""What the index of a pack says, as plain values: both its pages, for screen and for paper, are written from them."""

from __future__ import annotations

import msgspec

from generator.language import Language
from generator.render.proof import Thumbnail


class Shown(msgspec.Struct, frozen=True):
    """A picture of a side of a piece, and what it is in words."""

    image: Thumbnail
    alt: str


class Located(msgspec.Struct, frozen=True):
    """A file of the pack, and what tells it from the others of its kind."""

    path: str
    name: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of piece in one language, or that piece for many records."""

    title: str
    """What tells it from the others in its section: "Spanish, Letter"."""
    tongue: Language
    own_name: str
    """The language's own name, "" where the title has it."""
    look: str
    """Theme, orientation and organisation, as far as they are not as usual."""
    amount: str
    """How many pieces on how many sheets."""
    paper: str
    handling: str
    """How it is put on paper: both sides, one side, by a print shop."""
    review: str
    """The state of its translation, "" for the source language."""
    reviewed: bool
    files: tuple[Located, ...]
    sheets: int
    warnings: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """All items of one layout."""

    title: str
    items: tuple[Item, ...]


class Need(msgspec.Struct, frozen=True):
    """A paper or stock, and how much of it printing the whole pack once takes."""

    paper: str
    detail: str
    handling: str
    sheets: int


class Number(msgspec.Struct, frozen=True):
    """A contact that pieces of the pack print."""

    name: str
    number: str
    checked: str
    """The day as people say it."""
    on: str
    """On how many of the files it is."""


class Absent(msgspec.Struct, frozen=True):
    """A piece that is not in the pack, and why."""

    name: str
    reason: str


class Index(msgspec.Struct, frozen=True):
    """The whole index."""

    campaign: str
    title: str
    about: str
    edition: str
    checked: str
    """When the contacts were checked, as people say it."""
    count: str
    """How many files, in how many languages."""
    paper: str
    """The size that its own page is printed on: letter or a4."""
    steps: tuple[str, ...]
    needs: tuple[Need, ...]
    sections: tuple[Section, ...]
    numbers: tuple[Number, ...]
    others: bool
    """Whether pieces may print numbers of a record's or an organisation's own, which `numbers` does not have."""
    absent: tuple[Absent, ...] = ()
