"""What the files of a batch are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.batch.campaign import Campaign, listed
from generator.batch.plan import Run
from generator.diagnostics import Diagnostic, nearest
from generator.errors import refuse
from generator.press.naming import file_name
from generator.template.schema import Layout

FIELDS = ("layout", "audience", "lang", "size", "orientation", "theme", "stock", "organisation", "edition", "record", "row")
"""What a pattern may name."""
LONGEST = 200
"""Bytes of a name without its folder; file systems hold 255, and a name in the making is longer."""
FORBIDDEN = '\\:*?"<>|'
"""Characters that a file's name cannot have everywhere (Microsoft, Naming Files, Paths, and Namespaces)."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_ODD = re.compile(r"[^\w.+-]+")


def pattern_faults(campaign: Campaign) -> Iterator[Diagnostic]:
    """What is wrong with a campaign's pattern of names."""
    pattern, where = campaign.file.names, f"{campaign.where}: names"
    if not pattern:
        return
    fields = [field.strip() for field in _FIELD.findall(pattern)]
    for field in fields:
        if field not in FIELDS:
            yield Diagnostic("no-field", f"there is no field {{{field}}}", where, nearest(field, FIELDS))
    rest = _FIELD.sub("", pattern)
    if set(rest) & set("{}"):
        yield Diagnostic("wrong-value", f"a brace in {pattern!r} has no other one", where, "write fields like {layout}")
    path = PurePosixPath(pattern)
    if path.is_absolute() or ".." in path.parts or pattern.startswith("~"):
        yield Diagnostic("wrong-value", f"{pattern!r} leads out of the output", where, "begin with a name, without .. or ~")
    elif pattern.endswith("/"):
        yield Diagnostic("wrong-value", f"{pattern!r} names a folder and no file", where, 'go on with a name, such as "{audience}/{layout}-{lang}"')
    odd = "".join(dict.fromkeys(one for one in rest if one in FORBIDDEN or not one.isprintable()))
    if odd:
        yield Diagnostic("wrong-value", f"a file's name cannot have {odd!r} on every system", where, "leave it out; / stands between folders")
    records = campaign.file.records
    if records is None:
        for field in ("record", "row"):
            if field in fields:
                yield Diagnostic("no-records", f"{{{field}}} has no meaning without records", where, "leave it out, or add [records]")
    elif records.merge == "files" and not {"record", "row"} & set(fields):
        yield Diagnostic("same-name", "every record would have the same file", where, "name {record} or {row} too")
    elif records.merge == "sheets" and {"record", "row"} & set(fields):
        yield Diagnostic("wrong-value", "all records are in one file, which bears no record's name", where, "leave {record} and {row} out")


def name_of(campaign: Campaign, run: Run, plain: Layout, edition: str, record: Mapping[str, str] | None) -> str:
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
        "theme": brief.theme, "stock": brief.stock, "organisation": slug(PurePosixPath(run.organisation).stem), "edition": slug(edition),
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
    """Whether the campaign makes the same pieces for more than one organisation."""
    return len({name for _, matrix in campaign.matrices() for name in listed(matrix.organisations) or ("",)}) > 1


def _checked(name: str, campaign: Campaign) -> str:
    where = f"{campaign.where}: names"
    parts = name.split("/")
    for part in parts:
        size = len(part.encode())
        if size > LONGEST:
            raise refuse(
                "long-name", f"the name {part[:40]}… has {size} bytes; the limit is {LONGEST}", where, "name fewer fields, or shorten the values"
            )
    if parts[-1] in ("", ".pdf"):
        raise refuse("empty-name", "a piece would have no name", where, "name more fields, or name the records otherwise")
    if {".", ".."} & set(parts):
        raise refuse("wrong-value", f"{name!r} leads out of the output", where, "begin with a name, without . or ..")
    return name
