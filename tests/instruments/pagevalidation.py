"""Conformance to PDF/UA-1 and PDF/A-2a as the package page-validation judges it."""

from __future__ import annotations

from typing import Literal

import page

Profile = Literal["ua1", "2a"]
PROFILES: tuple[Profile, ...] = ("ua1", "2a")


def violations(pdf: bytes, profile: Profile) -> list[str]:
    """The rules that are broken, each with its message and the number of the object at fault."""
    report = page.validate_pdf_bytes(pdf, profile=profile)
    found = [
        f"{profile} {failure.rule_id}: {failure.message}"
        + (f" (object {failure.object_id.object_number})" if failure.object_id else "")
        for failure in report.failures
    ]
    assert report.is_compliant == (not found), "the verdict and the list of failures disagree"
    return found
