"""Who has read a translation, and whether it has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from generator.content.po import Message, PoFile
from generator.diagnostics import Diagnostic

State = Literal["source", "reviewed", "partly", "unreviewed", "draft"]

STATUS, REVIEW, BY, ON, DIGEST = "X-Status", "X-Review", "X-Reviewed-By", "X-Reviewed-On", "X-Reviewed-Digest"
"""Header fields. DIGEST is of the words that were reviewed, so that a change after the review is noticed."""
UNREVIEWED = "not yet reviewed by a translator"
"""The one thing that X-Review says."""
_MARKS: dict[State, str] = {"source": "", "reviewed": "", "partly": "p", "unreviewed": "u", "draft": "d"}


class Review(msgspec.Struct, frozen=True):
    """How far a translation can be trusted. `by` and `on` are the last review's, if there was one."""

    state: State = "unreviewed"
    by: str = ""
    on: str = ""

    @property
    def mark(self) -> str:
        """What the imprint adds to the name of the language: (u) unreviewed, (p) partly reviewed, (d) a draft."""
        return f" ({_MARKS[self.state]})" if _MARKS[self.state] else ""

    @property
    def told(self) -> str:
        """The state in a few words."""
        who = ", ".join(filter(None, (self.by, self.on)))
        return {
            "source": "source language",
            "reviewed": f"reviewed by {who}",
            "partly": f"partly reviewed; changed since {who}" if who else "partly reviewed",
            "unreviewed": UNREVIEWED,
            "draft": "draft: not to be printed",
        }[self.state]


def digest(messages: Iterable[Message]) -> str:
    """What the words of a catalog come to; a fuzzy or an empty message is no word."""
    words = sorted((one.context, one.english, one.text) for one in messages if one.text and not (one.fuzzy or one.obsolete))
    return hashlib.sha256(repr(words).encode()).hexdigest()[:16]


def read_review(po: PoFile) -> Review:
    """The state that a catalog's header gives, held against its messages."""
    header = po.header
    by, on = header.get(BY, ""), header.get(ON, "")
    if header.get(STATUS, "") == "draft":
        return Review("draft", by, on)
    if not by or _no_date(on):
        return Review()
    changed = DIGEST in header and header[DIGEST] != digest(po.messages)
    unsure = any(one.fuzzy for one in po.current)
    return Review("partly" if changed or unsure else "reviewed", by, on)


def weakest(reviews: Iterable[Review]) -> Review:
    """The state of a catalog that several files make up: it is as good as its weakest."""
    found = list(reviews)
    states = {review.state for review in found}
    named = next((review for review in found if review.by), Review())
    if "draft" in states:
        return Review("draft", named.by, named.on)
    if states == {"reviewed"}:
        return found[0]
    return Review("partly", named.by, named.on) if states & {"reviewed", "partly"} else Review()


def header_faults(po: PoFile) -> list[Diagnostic]:
    """What is wrong with the fields of a header that speak of a review."""
    header, found = po.header, []

    def wrong(key: str, message: str, hint: str) -> None:
        found.append(Diagnostic("header", message, f"{po.file}: {key}", hint))

    if header.get(STATUS, "draft") != "draft":
        wrong(STATUS, f"{header[STATUS]!r} is no status", f'write "{STATUS}: draft", or take the line out')
    if header.get(REVIEW, UNREVIEWED) != UNREVIEWED:
        wrong(REVIEW, f"{header[REVIEW]!r} is not what this field says", f"write {UNREVIEWED!r}; a review stands in {BY} and {ON}")
    if bool(header.get(BY)) != bool(header.get(ON)):
        wrong(BY if not header.get(BY) else ON, "a review has a name and a date, and one of them is missing", f"write {BY} and {ON}")
    elif header.get(ON) and _no_date(header[ON]):
        wrong(ON, f"{header[ON]!r} is not a date", "write it as year-month-day, such as 2026-11-27")
    elif header.get(BY) and REVIEW in header:
        wrong(REVIEW, f"it says {header[REVIEW]!r}, and {BY} names {header[BY]}", f"take {REVIEW} out, or {BY} and {ON}")
    return found


def _no_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() != text
    except ValueError:
        return True
