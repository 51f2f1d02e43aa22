"""Read an SVG logo: plain filled shapes are taken, everything else is refused by name rather than guessed at.

What this reader lets through it prints whole. A feature that it does not know, and that a browser might paint, is an
error with a line number and a remedy, never a gap in an organisation's logo.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar
from xml.parsers import expat

import msgspec

from generator.diagnostics import Diagnostic
from generator.errors import InputError, refuse
from generator.picture import svgrules as rules
from generator.picture.colour import TransparentColourError, parse_colour
from generator.picture.path import MAX_SEGMENTS, TooManySegmentsError
from generator.picture.segments import IDENTITY, Matrix, bounding_box, chain, transform
from generator.picture.source import expect, read_source
from generator.picture.svgpage import page
from generator.picture.svgshapes import outline
from generator.picture.svgvalues import parse_style, parse_transform
from generator.picture.values import Rgb, VectorFill, VectorLogo
from generator.units import Rect, Size

T = TypeVar("T")

MAX_BYTES = 2_000_000
MAX_DEPTH = 64
_SLACK = 0.005
"""How far a shape may stick out of the page, as a share of its longer side: no more than rounding brings about."""
_MAX_FACTOR = 1e9
"""Beyond this no number of a transform can bring a shape onto the page."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_SAVE_HINT = "save it again as plain SVG from the drawing program"


class _State(msgspec.Struct, frozen=True):
    """What an element hands on to those inside it."""

    kind: Literal["document", "group", "shape", "defs", "quiet"]
    matrix: Matrix = IDENTITY
    fill: Rgb | Literal["none", "currentcolor"] = (0, 0, 0)
    colour: Rgb = (0, 0, 0)
    even_odd: bool = False


_QUIET = _State("quiet")


def load_svg(path: Path) -> VectorLogo:
    """The logo in an SVG file. MissingError if there is none, InputError naming every kind of fault in it once."""
    data = read_source(path, MAX_BYTES)
    expect(data, str(path), "SVG")
    return read_svg(data, str(path))


def read_svg(data: bytes, file: str) -> VectorLogo:
    """The logo in the bytes of an SVG; `file` is what messages call it. InputError as in `load_svg`."""
    return _Reader(file).read(data)


class _Reader:
    """Walks one document and collects fills and faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: dict[str, Diagnostic] = {}
        self.fills: list[VectorFill] = []
        self.states = [_State("document")]
        self.names: list[str] = []
        self.size = Size(0, 0)
        self.room = MAX_SEGMENTS
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._doctype

    def read(self, data: bytes) -> VectorLogo:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as fault:
            message = f"the XML is broken: {expat.ErrorString(fault.code)}"
            raise refuse("svg-broken", message, f"{self.file}: line {fault.lineno}", _SAVE_HINT) from None
        except (ValueError, LookupError) as fault:
            raise refuse("svg-broken", f"the text cannot be decoded: {fault}", self.file, "save it as UTF-8") from None
        if self.faults:
            raise InputError(*self.faults.values())
        if not self.fills:
            raise refuse("svg-empty", "there is no filled shape in the drawing", self.file, _SAVE_HINT)
        return VectorLogo(self.size, tuple(self.fills))

    def _doctype(self, *_: object) -> None:
        raise self._refusal(rules.DOCTYPE)

    def _instruction(self, target: str, _data: str) -> None:
        if self.states[-1].kind != "quiet":
            self._keep(self._refusal(rules.INSTRUCTION, target[:40]))

    def _text(self, text: str) -> None:
        if text.strip() and self.states[-1].kind != "quiet":
            # Expat hands text over when it has read past it.
            back = text.lstrip().count("\n")
            self._keep(self._refusal(rules.STRAY, repr(text.strip()[:20]), back))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.names) == MAX_DEPTH:
            raise self._refusal(rules.DEEP, f"the limit is {MAX_DEPTH}")
        self.names.append(name.rpartition(" ")[2])
        try:
            state = self._open(name, attributes, self.states[-1])
        except InputError as fault:
            if len(self.names) == 1:
                raise
            self._keep(fault)
            state = _QUIET
        self.states.append(state)

    def _end(self, _name: str) -> None:
        self.states.pop()
        self.names.pop()

    def _open(self, name: str, attributes: dict[str, str], outer: _State) -> _State:
        """The state inside a new element; shapes are painted on the way."""
        namespace, _, element = name.rpartition(" ")
        if outer.kind == "document":
            return self._root(namespace, element, attributes, outer)
        if outer.kind == "quiet" or namespace in rules.EDITORS:
            return _QUIET
        if namespace != _SVG:
            raise self._refusal(rules.FOREIGN)
        if element in rules.REFUSED_ELEMENTS:
            raise self._refusal(rules.REFUSED_ELEMENTS[element])
        if element in rules.UNPAINTED:
            return _QUIET
        if outer.kind == "defs":
            raise self._refusal(rules.DEFS)
        if outer.kind == "shape" or element not in rules.OWN_ATTRIBUTES:
            raise self._refusal(rules.ELEMENT)
        own, state = self._styled(element, attributes, outer)
        if element in rules.SHAPES:
            self._paint(element, own, state)
            return msgspec.structs.replace(state, kind="shape")
        return msgspec.structs.replace(state, kind="defs" if element == "defs" else "group")

    def _root(self, namespace: str, element: str, attributes: dict[str, str], outer: _State) -> _State:
        if element != "svg" or namespace != _SVG:
            raise self._refusal(rules.NO_SVG)
        own, state = self._styled(element, attributes, outer)
        try:
            self.size, matrix = page(own)
        except ValueError as fault:
            raise self._refusal(rules.PAGE, str(fault)) from None
        return msgspec.structs.replace(state, kind="group", matrix=matrix)

    def _styled(self, element: str, attributes: dict[str, str], outer: _State) -> tuple[dict[str, str], _State]:
        """The element's own attributes, and the state with its colours and transform worked in."""
        own = {}
        for name, value in attributes.items():
            namespace, _, local = name.rpartition(" ")
            if namespace == _XLINK:
                raise self._refusal(rules.REFERENCE, f"{local}={value[:40]!r}")
            if not namespace:
                own[local] = value
        declared = self._parsed(rules.DECLARATION, parse_style, own.pop("style", ""))
        for where, table in ((element, own), ("", declared)):
            for name, value in table.items():
                refusal = rules.judge(where, name, value)
                if refusal:
                    raise self._refusal(refusal, f"{name}={value[:40]!r}")
        told = {**own, **declared}
        properties = {name: told[name].strip() for name in sorted(told.keys() & rules.INHERITED)}
        matrix = chain(outer.matrix, self._parsed(rules.TRANSFORM, parse_transform, own.get("transform", "")))
        if matrix[0] * matrix[3] == matrix[1] * matrix[2] or not all(abs(value) <= _MAX_FACTOR for value in matrix):
            raise self._refusal(rules.TRANSFORM, "it leaves nothing to be seen")
        return own, self._inherited(properties, outer, matrix)

    def _inherited(self, properties: dict[str, str], outer: _State, matrix: Matrix) -> _State:
        fill, colour, even_odd = outer.fill, outer.colour, outer.even_odd
        for name, value in properties.items():
            word = value.lower()
            if word == "inherit":
                continue
            if name == "fill-rule":
                if word not in ("nonzero", "evenodd"):
                    raise self._refusal(rules.FILL_RULE, repr(value[:20]))
                even_odd = word == "evenodd"
            elif name == "color":
                colour = colour if word == "currentcolor" else self._colour(value)
            elif word == "none":
                fill = "none"
            elif word == "currentcolor":
                fill = "currentcolor"
            else:
                fill = self._colour(value)
        return _State("group", matrix, fill, colour, even_odd)

    def _colour(self, value: str) -> Rgb:
        if value.lower().startswith("url("):
            raise self._refusal(rules.GRADIENT, value[:40])
        try:
            return parse_colour(value)
        except TransparentColourError as fault:
            raise self._refusal(rules.OPACITY, str(fault)) from None
        except ValueError as fault:
            raise self._refusal(rules.COLOUR, str(fault)) from None

    def _paint(self, element: str, own: dict[str, str], state: _State) -> None:
        try:
            segments = transform(outline(element, own, self.room), state.matrix)
        except TooManySegmentsError:
            raise self._refusal(rules.MANY, f"the limit is {MAX_SEGMENTS}") from None
        except ValueError as fault:
            raise self._refusal(rules.SHAPE, str(fault)) from None
        if state.fill == "none" or not segments:
            return
        self.room -= len(segments)
        box = bounding_box(segments)
        slack = _SLACK * max(self.size.width, self.size.height)
        if not Rect(0, 0, self.size.width, self.size.height).contains(box, slack):
            found = f"from ({box.x:.4g}, {box.y:.4g}) to ({box.right:.4g}, {box.bottom:.4g})"
            page_size = f"{self.size.width:.4g} × {self.size.height:.4g}"
            raise self._refusal(rules.OUTSIDE, f"{found}, on a page of {page_size}")
        fill = state.colour if state.fill == "currentcolor" else state.fill
        self.fills.append(VectorFill(segments, fill, state.even_odd))

    def _parsed(self, refusal: rules.Refusal, parse: Callable[[str], T], text: str) -> T:
        try:
            return parse(text)
        except ValueError as fault:
            raise self._refusal(refusal, str(fault)) from None

    def _refusal(self, refusal: rules.Refusal, detail: str = "", back: int = 0) -> InputError:
        element = f" <{self.names[-1][:40]}>" if self.names else ""
        where = f"{self.file}: line {self.parser.CurrentLineNumber - back}{element}"
        return refuse(refusal.code, f"{refusal.what} ({detail})" if detail else refusal.what, where, refusal.hint)

    def _keep(self, fault: InputError) -> None:
        for diagnostic in fault.diagnostics:
            self.faults.setdefault(diagnostic.code, diagnostic)
