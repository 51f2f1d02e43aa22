"""Conformance to PDF/UA-1 and PDF/A-2a as the package page-validation judges it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Literal

import page
import pikepdf

Profile = Literal["ua1", "2a"]
PROFILES: tuple[Profile, ...] = ("ua1", "2a")


def violations(pdf: bytes, profile: Profile) -> list[str]:
    """The rules that are broken, each with its message and the number of the object at fault."""
    found = list(blind_spots(pdf))
    for failure in page.validate_pdf_bytes(pdf, profile=profile).failures:
        place = f" (object {failure.object_id.object_number})" if failure.object_id else ""
        found.append(f"{profile} {failure.rule_id}: {failure.message}{place}")
    return found


def blind_spots(pdf: bytes) -> Iterator[str]:
    """Contents that cannot be judged: version 0.11 lets everything pass in a content stream with an inline image."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        forms = [obj for obj in file.objects if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Form"]
        for content in (*forms, *(page.obj for page in file.pages)):
            instructions = pikepdf.parse_content_stream(content, "BI ID EI")
            if any(isinstance(item, pikepdf.ContentStreamInlineImage) for item in instructions):
                yield f"an inline image hides the contents of object {content.objgen[0]} from page-validation"
