"""What the files of a batch are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.batch.campaign import Campaign
from generator.batch.plan import Run
from generator.diagnostics import Diagnostic, nearest
from generator.errors import refuse
from generator.press.naming import file_name
from generator.template.schema import Layout

FIELDS = ("layout", "audience", "lang", "size", "orientation", "theme", "stock", "organisation", "edition", "record", "row")
"""What a pattern may name."""
LONGEST = 200
"""Bytes of a name without its folder; file systems hold 255, and a name in the making is longer."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_ODD = re.compile(r"[^\w.+-]+")


def pattern_faults(campaign: Campaign) -> Iterator[Diagnostic]:
    """What is wrong with a campaign's pattern of names."""
    for field in _FIELD.findall(campaign.file.names):
        if field.strip() not in FIELDS:
            yield Diagnostic("no-field", f"unknown field {{{field}}}", f"{campaign.where}: names", nearest(field.strip(), FIELDS))
    path = PurePosixPath(campaign.file.names)
    if path.is_absolute() or ".." in path.parts:
        yield Diagnostic(
            "wrong-value", f"{campaign.file.names!r} leads out of the output", f"{campaign.where}: names", "begin with a name, without .."
        )


def name_of(campaign: Campaign, run: Run, plain: Layout, record: Mapping[str, str] | None) -> str:
    """The name of a file, with the folders in it, for a run or a record of one ({record} and {row})."""
    brief = run.brief
    own = slug(record["record"]) if record else ""
    if not campaign.file.names:
        base = file_name(brief, plain, "")
        parts = [base, slug(PurePosixPath(run.organisation).stem) if run.organisation and _several(campaign) else "", own]
        if run.merge == "sheets":
            parts.append("merged")
        return _checked("-".join(filter(None, parts)) + ".pdf", campaign)
    values = {
        "layout": brief.layout, "audience": brief.audience, "lang": brief.tongues, "size": brief.size, "orientation": brief.orientation,
        "theme": brief.theme, "stock": brief.stock, "organisation": slug(PurePosixPath(run.organisation).stem), "edition": slug(brief.edition),
        "record": own, "row": record["row"] if record else "",
    }  # fmt: skip
    filled = _FIELD.sub(lambda match: values[match[1].strip()], campaign.file.names)
    # A field that is empty leaves no hole: "poster--es" is "poster-es".
    tidy = "/".join(re.sub(r"-{2,}", "-", part).strip("-") for part in filled.split("/") if part.strip("-"))
    return _checked(tidy.removesuffix(".pdf") + ".pdf", campaign)


def slug(text: str) -> str:
    """A text as part of a file's name: letters, digits, dots and hyphens of any script."""
    return _ODD.sub("-", unicodedata.normalize("NFC", text)).strip("-.")


def _several(campaign: Campaign) -> bool:
    return any(len(matrix.organisations) > 1 for _, matrix in campaign.matrices() if not isinstance(matrix.organisations, str))


def _checked(name: str, campaign: Campaign) -> str:
    last = name.rpartition("/")[2]
    if len(last.encode()) > LONGEST:
        raise refuse(
            "long-name",
            f"the name {last[:40]}… has {len(last.encode())} bytes; the limit is {LONGEST}",
            f"{campaign.where}: names",
            "name fewer fields",
        )
    if last in ("", ".pdf"):
        raise refuse("empty-name", "a piece would have no name", f"{campaign.where}: names", "name more fields, or name the records otherwise")
    return name
