"""Every file conforms to PDF/UA-1 and PDF/A-2a, and its structure ties up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from generator.press import Piece
from tests.instruments import integrity, pagevalidation
from tests.instruments.breaking import appended, broken, elements, stencils
from tests.instruments.pagevalidation import PROFILES, Profile
from tests.instruments.pieces import AUDIENCES, LAYOUTS, audience_of, cases, imposed, pieces, sample

Make = Callable[..., Piece]


def faults(pdf: bytes) -> list[str]:
    broken_rules = [fault for profile in PROFILES for fault in pagevalidation.violations(pdf, profile)]
    return [*broken_rules, *integrity.faults(pdf)]


@pytest.mark.parametrize(("layout", "theme", "lang"), cases())
def test_pieces_conform(layout: str, theme: str, lang: str) -> None:
    found = {name: bad for name, piece in pieces(sample(layout, theme, lang)) if (bad := faults(piece.pdf))}
    assert not found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sheets_of_every_stock_conform(layout: str) -> None:
    found = {name: bad for name, piece in pieces(imposed(layout)) if (bad := faults(piece.pdf))}
    assert not found


@pytest.mark.parametrize("kind", ["raster", "vector"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_pieces_of_an_organisation_conform(layout: str, kind: str, make: Make, profile: Callable[[str], Path]) -> None:
    assert not faults(make(layout, audience_of(layout), profile=profile(kind)).pdf)


@pytest.mark.parametrize("copies", [1, 3, 25])
@pytest.mark.parametrize("single", [True, False])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_number_of_copies_conforms(layout: str, single: bool, copies: int, make: Make) -> None:
    assert not faults(make(layout, audience_of(layout), single=single, copies=copies).pdf)


# The instruments can fail: a good file with one thing broken.


def no_object_reference(file: pikepdf.Pdf) -> None:
    link = elements(file, "/Link")[0]
    link.K = next(kid for kid in link.K if not isinstance(kid, pikepdf.Dictionary))


def no_structure_parents(file: pikepdf.Pdf) -> None:
    del file.pages[0].obj["/StructParents"]


def twice_numbered(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    page.obj.Contents = file.make_stream(page.obj.Contents.read_bytes().replace(b"/MCID 1>", b"/MCID 0>"))


def unlisted(file: pikepdf.Pdf) -> None:
    elements(file, "/H1")[0].K = pikepdf.Array([])


def strange_owner(file: pikepdf.Pdf) -> None:
    owners = file.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0] = owners[1]


def strange_parent(file: pikepdf.Pdf) -> None:
    elements(file, "/H1")[0].P = elements(file, "/Link")[0]


@pytest.mark.parametrize(
    ("break_it", "complaint"),
    [
        (no_object_reference, "0 elements refer to it"),
        (no_structure_parents, "no StructParents"),
        (twice_numbered, "MCID 0 comes 2 times"),
        (unlisted, "is listed by no element"),
        (strange_owner, "MCID 0: the parent tree names another owner"),
        (strange_parent, "its parent is not the element that lists it"),
    ],
)
def test_integrity_notices(break_it: Callable[[pikepdf.Pdf], None], complaint: str, make: Make) -> None:
    pdf = make(LAYOUTS[0], AUDIENCES[0]).pdf
    assert any(complaint in fault for fault in integrity.faults(broken(pdf, break_it)))


def no_alternative(file: pikepdf.Pdf) -> None:
    del elements(file, "/Figure")[0]["/Alt"]


def no_title(file: pikepdf.Pdf) -> None:
    del file.Root.ViewerPreferences["/DisplayDocTitle"]


def no_intent(file: pikepdf.Pdf) -> None:
    del file.Root["/OutputIntents"]


def without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def take_out(file: pikepdf.Pdf) -> None:
        for obj in file.objects:
            if isinstance(obj, pikepdf.Dictionary) and key in obj:
                del obj[key]

    return take_out


def untagged(file: pikepdf.Pdf) -> None:
    appended(file, b"0 0 9 9 re f")


def inline_image(file: pikepdf.Pdf) -> None:
    appended(file, b"/Artifact BMC q 9 0 0 9 0 0 cm BI /W 8 /H 1 /BPC 1 /IM true /F /AHx ID\n55>\nEI Q EMC")


def smoothed(file: pikepdf.Pdf) -> None:
    for drawing in stencils(file):
        drawing.Interpolate = True


@pytest.mark.parametrize(
    ("break_it", "profile", "rule"),
    [
        (no_alternative, "ua1", "FIGURE-ALTERNATIVE-TEXT"),
        (no_title, "ua1", "VIEWER-PREFERENCES"),
        (untagged, "ua1", "CONTENT-TAGGING"),
        (without("/FontFile2"), "ua1", "FONT-EMBEDDING"),
        (without("/FontFile2"), "2a", "FONT-EMBEDDING"),
        (without("/ToUnicode"), "ua1", "UNICODE"),
        (without("/ToUnicode"), "2a", "UNICODE"),
        (no_intent, "2a", "DEVICE-RGB"),
        (smoothed, "2a", "INTERPOLATE"),
        (inline_image, "ua1", "an inline image hides the contents"),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_pagevalidation_notices(layout: str, break_it: Callable[[pikepdf.Pdf], None], profile: Profile, rule: str, make: Make) -> None:
    pdf = make(layout, audience_of(layout)).pdf
    assert not pagevalidation.violations(broken(pdf, lambda file: None), profile), "writing it again breaks nothing"
    assert any(rule in fault for fault in pagevalidation.violations(broken(pdf, break_it), profile))
