"""SVG logos: each feature that is read, and each that is refused, one broken thing at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageColor

from generator.errors import GeneratorError, InputError, MissingError
from generator.picture.colour import NAMED, parse_colour
from generator.picture.path import MAX_SEGMENTS
from generator.picture.segments import bounding_box
from generator.picture.svg import MAX_BYTES, MAX_DEPTH, load_svg, read_svg
from generator.picture.values import VectorFill, VectorLogo

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
GOOD = '<rect width="10" height="10"/>'


def read(body: str, start: str = OPEN) -> VectorLogo:
    return read_svg(f"{start}{body}</svg>".encode(), "logo.svg")


def only(body: str, start: str = OPEN) -> VectorFill:
    (fill,) = read(body, start).fills
    return fill


def refused(body: str, start: str = OPEN) -> dict[str, str]:
    """Codes and places of what is wrong."""
    with pytest.raises(InputError) as fault:
        read(body, start)
    for diagnostic in fault.value.diagnostics:
        assert diagnostic.where.startswith("logo.svg")
        assert diagnostic.hint
        assert diagnostic.message[0].islower() or diagnostic.message.startswith(("SVG", "DOCTYPE"))
        assert not diagnostic.message.endswith(".")
    return {diagnostic.code: diagnostic.where for diagnostic in fault.value.diagnostics}


def box_of(body: str, start: str = OPEN) -> tuple[float, float, float, float]:
    box = bounding_box(only(body, start).segments)
    return box.x, box.y, box.right, box.bottom


# --- what is read


@pytest.mark.parametrize(
    ("shape", "box"),
    [
        ('<path d="M1 2h3v4z"/>', (1, 2, 4, 6)),
        ('<rect x="1" y="2" width="3" height="4"/>', (1, 2, 4, 6)),
        ('<rect x="1" y="2" width="3" height="4" rx="1"/>', (1, 2, 4, 6)),
        ('<rect x="1px" y="2" width="3" height="4" rx="9" ry="auto"/>', (1, 2, 4, 6)),
        ('<circle cx="5" cy="6" r="2"/>', (3, 4, 7, 8)),
        ('<ellipse cx="5" cy="6" rx="2" ry="3"/>', (3, 3, 7, 9)),
        ('<polygon points="1,2 4,2 4,6"/>', (1, 2, 4, 6)),
        ('<polyline points="1 2-1+2 1 4" transform="translate(5)"/>', (4, 2, 6, 4)),
        ('<g transform="translate(5 6) scale(2)"><path d="M0 0h1v1z"/></g>', (5, 6, 7, 8)),
        ('<g transform="translate(5,6)"><g transform="scale(2 3)"><path d="M0 0h1v1z"/></g></g>', (5, 6, 7, 9)),
        ('<path transform="matrix(0 1 -1 0 20 0)" d="M0 0h4v2z"/>', (18, 0, 20, 4)),
        ('<path transform="rotate(90 10 10)" d="M10 10h4v2z"/>', (8, 10, 10, 14)),
        ('<path transform=" rotate( 90 ) , translate( 0 -20 ) " d="M0 0h4v2z"/>', (18, 0, 20, 4)),
        ('<path transform="skewX(45)" d="M0 0h4v2z"/>', (0, 0, 6, 2)),
        ('<path transform="skewY(45)" d="M0 0h4v2z"/>', (0, 0, 4, 6)),
    ],
)
def test_shapes_and_transforms(shape: str, box: tuple[float, float, float, float]) -> None:
    assert box_of(shape) == pytest.approx(box)


def test_corners_are_round() -> None:
    sharp = only('<rect width="10" height="10"/>').segments
    assert [segment[0] for segment in sharp] == list("MLLLZ")
    assert [segment[0] for segment in only('<rect width="10" height="10" rx="2"/>').segments] == list("MLCLCLCLCZ")


@pytest.mark.parametrize(
    ("start", "size", "box"),
    [
        ('viewBox="0 0 100 50"', (100, 50), (0, 0, 10, 10)),
        ('viewBox="-10,-20 200 100"', (200, 100), (10, 20, 20, 30)),
        ('viewBox="0 0 100 50" width="2in" height="auto"', (100, 50), (0, 0, 10, 10)),
        ('viewBox="0 0 100 50" width="100%" height="100%" preserveAspectRatio="none"', (100, 50), (0, 0, 10, 10)),
        ('viewBox="0 0 100 50" width="300" height="300"', (100, 50), (0, 0, 10, 10)),
        ('width="2in" height="96px"', (192, 96), (0, 0, 10, 10)),
        ('width="25.4mm" height="30"', (96, 30), (0, 0, 10, 10)),
    ],
)
def test_the_page(start: str, size: tuple[float, float], box: tuple[float, ...]) -> None:
    logo = read(GOOD, f'<svg xmlns="http://www.w3.org/2000/svg" {start}>')
    assert (logo.size.width, logo.size.height) == pytest.approx(size)
    found = bounding_box(logo.fills[0].segments)
    assert (found.x, found.y, found.right, found.bottom) == pytest.approx(box)
    assert logo.aspect == pytest.approx(size[0] / size[1])


@pytest.mark.parametrize(
    ("body", "rgb"),
    [
        ('<path d="M0 0h1v1z"/>', (0, 0, 0)),
        ('<path fill="#123456" d="M0 0h1v1z"/>', (0x12, 0x34, 0x56)),
        ('<path fill="#AbC" d="M0 0h1v1z"/>', (0xAA, 0xBB, 0xCC)),
        ('<path fill="rgb(1, 2,300)" d="M0 0h1v1z"/>', (1, 2, 255)),
        ('<path fill="rgb(1 2 3)" d="M0 0h1v1z"/>', (1, 2, 3)),
        ('<path fill="rgb(100%,50%,0%)" d="M0 0h1v1z"/>', (255, 128, 0)),
        ('<path fill="RebeccaPurple" d="M0 0h1v1z"/>', (0x66, 0x33, 0x99)),
        ('<path fill="currentColor" d="M0 0h1v1z"/>', (0, 0, 0)),
        ('<g color="red"><path fill="currentColor" d="M0 0h1v1z"/></g>', (255, 0, 0)),
        ('<g fill="currentColor"><path color="red" d="M0 0h1v1z"/></g>', (255, 0, 0)),
        ('<g fill="red"><g><path d="M0 0h1v1z"/></g></g>', (255, 0, 0)),
        ('<g fill="red"><path fill="inherit" d="M0 0h1v1z"/></g>', (255, 0, 0)),
        ('<g fill="none"><path fill="red" d="M0 0h1v1z"/></g>', (255, 0, 0)),
        ('<path fill="blue" style=" fill : red ; " d="M0 0h1v1z"/>', (255, 0, 0)),
        ('<path style="fill:blue;fill:#f00" d="M0 0h1v1z"/>', (255, 0, 0)),
        ('<path fill="none" d="M0 0h100v50z"/><path fill="red" d="M0 0h1v1z"/>', (255, 0, 0)),
    ],
)
def test_colours(body: str, rgb: tuple[int, int, int]) -> None:
    assert only(body).rgb == rgb


def test_colour_on_the_outermost_element() -> None:
    assert only(GOOD, OPEN.replace(">", ' fill="red" fill-rule="evenodd">')) == (*only(GOOD)[:1], (255, 0, 0), True)


@pytest.mark.parametrize(
    ("body", "even_odd"),
    [
        (GOOD, False),
        ('<rect fill-rule="evenodd" width="9" height="9"/>', True),
        ('<g style="fill-rule:evenodd"><rect width="9" height="9"/></g>', True),
        ('<g fill-rule="evenodd"><rect fill-rule="nonzero" width="9" height="9"/></g>', False),
    ],
)
def test_fill_rules(body: str, even_odd: bool) -> None:
    assert only(body).even_odd is even_odd


def test_named_colours_are_those_of_css() -> None:
    assert {name: ImageColor.getrgb(name) for name in ImageColor.colormap} == NAMED
    assert len(NAMED) == 148


@pytest.mark.parametrize("text", ["", "#12", "#12345", "#ggg", "rgb(1,2)", "rgb(1,2,3", "rgb(1,2%,3)", "rgb(-1,2,3)", "red blue", "hsl(0,0%,0%)"])
def test_what_is_no_colour(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        parse_colour(text)


@pytest.mark.parametrize(
    "harmless",
    [
        "<title>Name <b/></title>",
        "<desc>What it shows</desc>",
        "<defs/>",
        '<defs id="defs4"><!-- nothing --></defs>',
        '<metadata><rdf:RDF xmlns:rdf="urn:rdf"><rdf:Bag>words</rdf:Bag></rdf:RDF></metadata>',
        "<!-- a comment with <text> -->",
        '<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" pagecolor="#fff"><s:guide/></s:namedview>',
        '<g id="empty" data-name="Layer 1" aria-label="logo" role="img"/>',
        '<g opacity="1" fill-opacity="100%" style="opacity:1.0;stroke:none;display:inline;mix-blend-mode:normal"/>',
        '<g stroke="none" stroke-width="2" stroke-linejoin="round" clip-path="none" mask="none" filter="none"/>',
        '<g style="font-size:12px;font-family:Arial;-inkscape-stroke:none;text-anchor:start;clip-rule:evenodd"/>',
        '<g xmlns:i="urn:editor" i:label="Layer" xml:space="preserve"/>',
        '<path d=""/>',
        '<rect width="0" height="5"/>',
    ],
)
def test_what_paints_nothing_is_let_through(harmless: str) -> None:
    assert len(read(harmless + GOOD).fills) == 1


def test_shapes_may_carry_a_title() -> None:
    assert only('<rect width="10" height="10"><title>The house</title></rect>').segments == only(GOOD).segments


def test_fills_come_in_paint_order() -> None:
    body = "".join(f'<rect width="{n}" height="1" fill="rgb({n},0,0)"/>' for n in range(1, 9))
    assert [fill.rgb[0] for fill in read(body).fills] == list(range(1, 9))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    file = tmp_path / "logo"
    file.write_bytes(f'<?xml version="1.0" encoding="{name}"?>\n{OPEN}<title>é</title>{GOOD}</svg>'.encode(encoding))
    assert len(load_svg(file).fills) == 1


# --- what is refused


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<rect stroke="black" width="9" height="9"/>', "svg-stroke"),
        ('<g style="stroke:#000"><rect width="9" height="9"/></g>', "svg-stroke"),
        ('<line x1="0" y1="0" x2="9" y2="9"/>', "svg-stroke"),
        ('<linearGradient id="a"/>', "svg-gradient"),
        ('<defs><radialGradient id="a"/></defs>', "svg-gradient"),
        ('<rect fill="url(#a)" width="9" height="9"/>', "svg-gradient"),
        ('<rect style="fill:url(#a) red" width="9" height="9"/>', "svg-gradient"),
        ('<pattern id="a"/>', "svg-pattern"),
        ("<text>Hope</text>", "svg-text"),
        ('<image href="data:image/png;base64,AAAA"/>', "svg-image"),
        ("<foreignObject/>", "svg-image"),
        ('<use href="#a"/>', "svg-use"),
        ('<symbol id="a"><path d="M0 0h1v1z"/></symbol>', "svg-use"),
        ('<clipPath id="a"><path d="M0 0h1v1z"/></clipPath>', "svg-clip"),
        ('<rect clip-path="url(#a)" width="9" height="9"/>', "svg-clip"),
        ('<mask id="a"/>', "svg-mask"),
        ('<g mask="url(#a)"/>', "svg-mask"),
        ('<filter id="a"/>', "svg-filter"),
        ('<g style="filter:url(#a)"/>', "svg-filter"),
        ('<g opacity=".5"/>', "svg-opacity"),
        ('<g opacity="99%"/>', "svg-opacity"),
        ('<g opacity="calc(1)"/>', "svg-opacity"),
        ('<g style="fill-opacity:0.99"/>', "svg-opacity"),
        ('<g fill="#11223380"/>', "svg-opacity"),
        ('<g fill="rgba(1,2,3,.5)"/>', "svg-opacity"),
        ('<g fill="rgb(1 2 3 / 50%)"/>', "svg-opacity"),
        ('<g fill="transparent"/>', "svg-opacity"),
        ('<g style="mix-blend-mode:multiply"/>', "svg-blend"),
        ("<style>path{fill:red}</style>", "svg-style"),
        ('<g class="a"/>', "svg-style"),
        ('<g style="fill:red !important"/>', "svg-style"),
        ('<g style="fill red"/>', "svg-style"),
        ('<?xml-stylesheet href="a.css"?>', "svg-style"),
        ('<a href="https://example.org"><rect width="9" height="9"/></a>', "svg-reference"),
        ('<g href="#a"/>', "svg-reference"),
        ('<g xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>', "svg-reference"),
        (f"{OPEN}</svg>", "svg-nested"),
        ("<switch/>", "svg-switch"),
        ('<g systemLanguage="en"/>', "svg-switch"),
        ("<script>alert(1)</script>", "svg-script"),
        ('<g onclick="alert(1)"/>', "svg-script"),
        ('<rect width="9" height="9"><animate attributeName="x"/></rect>', "svg-animation"),
        ('<set attributeName="fill" to="red"/>', "svg-animation"),
        ('<marker id="a"/>', "svg-marker"),
        ('<path marker-end="url(#a)" d="M0 0h1v1z"/>', "svg-marker"),
        ('<g display="none"/>', "svg-hidden"),
        ('<g style="visibility:hidden"/>', "svg-hidden"),
        ('<defs><path d="M0 0h1v1z"/></defs>', "svg-defs"),
        ('<rect width="9" height="9"><rect width="9" height="9"/></rect>', "svg-element"),
        ("<tbreak/>", "svg-element"),
        ("<Path/>", "svg-element"),
        ('<h:p xmlns:h="http://www.w3.org/1999/xhtml">words</h:p>', "svg-foreign"),
        ('<rect xmlns="" width="9" height="9"/>', "svg-foreign"),
        ('<rect fil="red" width="9" height="9"/>', "svg-attribute"),
        ('<circle width="9" r="5"/>', "svg-attribute"),
        ('<g style="transform:rotate(3deg)"/>', "svg-attribute"),
        ('<path style="d:none" d="M0 0h1v1z"/>', "svg-attribute"),
        ('<g transform-origin="5 5"/>', "svg-attribute"),
        ("words", "svg-stray-text"),
        ('<g fill="reddish"/>', "svg-colour"),
        ('<g fill="hsl(0 0% 0%)"/>', "svg-colour"),
        ('<g color="inverse"/>', "svg-colour"),
        ('<g fill-rule="odd"/>', "svg-fill-rule"),
        ('<g transform="rotate(3deg)"/>', "svg-transform"),
        ('<g transform="translate(1 2 3)"/>', "svg-transform"),
        ('<g transform="scale(1,,2)"/>', "svg-transform"),
        ('<g transform="scale(,1)"/>', "svg-transform"),
        ('<g transform="perspective(1)"/>', "svg-transform"),
        ('<g transform="scale(0)"/>', "svg-transform"),
        ('<g transform="scale(1e999)"/>', "svg-transform"),
        ('<g transform="scale(1e300)"><g transform="scale(1e300)"/></g>', "svg-transform"),
        ('<path d="M0 0L5"/>', "svg-shape"),
        ('<rect width="9"/>', "svg-shape"),
        ('<rect width="-9" height="9"/>', "svg-shape"),
        ('<rect width="50%" height="9"/>', "svg-shape"),
        ('<rect width="5em" height="9"/>', "svg-shape"),
        ('<rect width="9" height="9" rx="-1"/>', "svg-shape"),
        ("<circle/>", "svg-shape"),
        ('<circle r="five"/>', "svg-shape"),
        ('<polygon points="1 2 3"/>', "svg-shape"),
        ('<polygon points="1 2 3 x"/>', "svg-shape"),
        ('<rect x="95" width="10" height="10"/>', "svg-outside"),
        ('<circle r="5"/>', "svg-outside"),
        ('<g transform="skewX(90)"><path d="M0 0h4v2z"/></g>', "svg-transform"),
    ],
)
def test_what_would_not_be_printed_faithfully_is_refused(body: str, code: str) -> None:
    found = refused(f"\n{body}\n{GOOD}")
    assert set(found) == {code}
    assert "line 2" in found[code]


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg">', "svg-size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="50">', "svg-size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="9em" height="50">', "svg-size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 50">', "svg-size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 -5 50">', "svg-size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50">', "svg-size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e9 50">', "svg-size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="1e9 0 50 50">', "svg-size"),
        (OPEN.replace(">", ' width="9" height="9" preserveAspectRatio="none">'), "svg-size"),
        (OPEN.replace(">", ' width="9" height="9" preserveAspectRatio="xMidYMid slice">'), "svg-size"),
        (OPEN.replace(">", ' transform="scale(2)">'), "svg-attribute"),
        (OPEN.replace(">", ' stroke="red">'), "svg-stroke"),
        (OPEN.replace(">", ' style="background:red">'), "svg-attribute"),
        ('<svg viewBox="0 0 9 9">', "svg-none"),
    ],
)
def test_pages_that_are_refused(start: str, code: str) -> None:
    assert set(refused(GOOD, start)) == {code}


def test_drawings_that_fill_nothing_are_refused() -> None:
    assert set(refused("")) == {"svg-empty"}
    assert set(refused('<rect fill="none" width="9" height="9"/>')) == {"svg-empty"}


def test_every_kind_of_fault_is_named_once() -> None:
    found = refused('\n<text>a</text>\n<text>b</text>\n<g opacity=".2"/>\n<g><g><image/></g></g>')
    assert list(found) == ["svg-text", "svg-opacity", "svg-image"]
    assert found["svg-text"] == "logo.svg: line 2 <text>"


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&c;</title></svg>"""
FILE_ENTITY = """<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&secret;</title></svg>"""
OLD_DOCTYPE = """<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "svg-doctype"),
        (FILE_ENTITY, "svg-doctype"),
        (OLD_DOCTYPE, "svg-doctype"),
        (f"{OPEN}<title>&nbsp;</title></svg>", "svg-broken"),
        (f"{OPEN}<g></svg>", "svg-broken"),
        (OPEN, "svg-broken"),
        ("<p>page</p>", "svg-none"),
        ("<!doctype html><p>page</p>", "svg-broken"),
        ('<?xml version="1.0" encoding="klingon"?><svg/>', "svg-broken"),
        ('<?xml version="1.0" encoding="shift_jis"?><svg/>', "svg-broken"),
    ],
)
def test_documents_that_are_refused_at_once(text: str, code: str) -> None:
    with pytest.raises(InputError) as fault:
        read_svg(text.encode(), "logo.svg")
    assert [diagnostic.code for diagnostic in fault.value.diagnostics] == [code]


def test_limits(tmp_path: Path) -> None:
    deepest = MAX_DEPTH - 2
    assert len(read("<g>" * deepest + GOOD + "</g>" * deepest).fills) == 1
    assert set(refused("<g>" * (deepest + 1) + GOOD + "</g>" * (deepest + 1))) == {"svg-too-deep"}

    full = f'<path d="M0 0{"h0" * (MAX_SEGMENTS - 6)}"/>'
    assert len(read(full + GOOD).fills) == 2
    assert set(refused(full + GOOD + GOOD)) == {"svg-too-many"}
    assert set(refused(f'<path d="M0 0{"h0" * MAX_SEGMENTS}"/>')) == {"svg-too-many"}

    file = tmp_path / "logo.svg"
    file.write_bytes(f"{OPEN}{GOOD}</svg>".encode().ljust(MAX_BYTES))
    assert load_svg(file).fills
    file.write_bytes(f"{OPEN}{GOOD}</svg>".encode().ljust(MAX_BYTES + 1))
    with pytest.raises(InputError, match=r"picture-too-large.*the limit is 2 MB"):
        load_svg(file)


def test_files_that_are_no_svg(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        load_svg(tmp_path / "none.svg")
    with pytest.raises(InputError, match="unreadable"):
        load_svg(tmp_path)
    file = tmp_path / "logo.svg"
    for data, code in ((b"", "picture-empty"), (b"\x89PNG\r\n\x1a\n", "picture-format"), (b"words", "picture-format")):
        file.write_bytes(data)
        with pytest.raises(InputError, match=code):
            load_svg(file)


SEED = f'<?xml version="1.0"?>{OPEN}<g fill="red" transform="scale(2)"><path style="fill:#123" d="M0 0h9v9z"/></g></svg>'.encode()


@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(SEED)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(SEED) - 1))] = data.draw(st.integers(0, 255))
    try:
        logo = read_svg(bytes(damaged), "logo.svg")
    except GeneratorError:
        return
    assert logo.fills
