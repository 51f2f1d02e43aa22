"""SVG path data to fill segments: every command, absolute and relative, arcs and quadratics as cubics."""

from __future__ import annotations

import re

from generator.picture.arc import arc_curves
from generator.picture.segments import Segment, Segments, bounding_box, transform

__all__ = ["MAX_SEGMENTS", "TooManySegmentsError", "bounding_box", "parse_path", "transform"]

MAX_SEGMENTS = 20_000
"""A picture of more than these is a map or a traced photograph; it would slow down every sheet it stands on."""
MAX_COORDINATE = 1e6
"""Beyond this a coordinate is a mistake, and PDF readers lose precision."""

_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_FLAG_PLACES = (3, 4)
_SPACE = re.compile(r"[ \t\r\n\f]*")
_SEPARATOR = re.compile(r"[ \t\r\n\f]*(,?)[ \t\r\n\f]*")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class TooManySegmentsError(ValueError):
    """A path that is longer than its caller allows."""


def parse_path(data: str, limit: int = MAX_SEGMENTS) -> Segments:
    """The segments of a path's data, absolute; () if it draws nothing.

    ValueError if it is not path data or has a coordinate beyond MAX_COORDINATE, TooManySegmentsError beyond `limit`.
    """
    scanner, pen = _Scanner(data), _Pen(limit)
    while letter := scanner.command():
        if not pen.placed and letter not in "Mm":
            raise ValueError(f"path data begins with M, not with {letter}")
        if letter in "Zz":
            pen.close()
            continue
        pen.draw(letter, scanner.arguments(letter, first=True))
        letter = {"M": "L", "m": "l"}.get(letter, letter)
        while scanner.more():
            pen.draw(letter, scanner.arguments(letter, first=False))
    return tuple(pen.segments)


class _Scanner:
    """Commands, numbers and flags of path data, left to right."""

    def __init__(self, data: str) -> None:
        self.data = data
        self.place = 0

    def command(self) -> str:
        """The next command letter, "" at the end."""
        self._skip(_SPACE)
        letter = self.data[self.place : self.place + 1]
        if letter and letter.upper() not in (*_ARGUMENTS, "Z"):
            raise self._fault("a path command")
        self.place += len(letter)
        return letter

    def more(self) -> bool:
        """Whether another set of arguments follows for the same command."""
        ahead = _SEPARATOR.match(self.data, self.place)
        return ahead is not None and (ahead[1] == "," or _NUMBER.match(self.data, ahead.end()) is not None)

    def arguments(self, letter: str, first: bool) -> list[float]:
        """One set of arguments; `first` if it stands next to the letter, where no comma may be."""
        upper = letter.upper()
        values = []
        for place in range(_ARGUMENTS[upper]):
            self._skip(_SPACE if first and place == 0 else _SEPARATOR)
            values.append(self._flag() if upper == "A" and place in _FLAG_PLACES else self._number())
        return values

    def _number(self) -> float:
        found = _NUMBER.match(self.data, self.place)
        if found is None:
            raise self._fault("a number")
        value = float(found[0])
        if abs(value) > MAX_COORDINATE:
            raise ValueError(f"the number {found[0][:16]} at character {self.place + 1} is beyond {MAX_COORDINATE:.0f}")
        self.place = found.end()
        return value

    def _flag(self) -> float:
        """A flag is one character, so that the next number may follow without a space."""
        if self.data[self.place : self.place + 1] not in ("0", "1"):
            raise self._fault("the flag 0 or 1")
        self.place += 1
        return float(self.data[self.place - 1])

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.data, self.place)
        self.place = found.end() if found else self.place

    def _fault(self, expected: str) -> ValueError:
        rest = self.data[self.place : self.place + 12]
        found = f"{rest!r} stands there" if rest else "the path data ends there"
        return ValueError(f"{expected} is expected at character {self.place + 1}, and {found}")


class _Pen:
    """The state of SVG path drawing: current point, start of the subpath, last control point."""

    def __init__(self, limit: int) -> None:
        self.segments: list[Segment] = []
        self.limit = limit
        self.placed = False
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[str, float, float] = ("", 0.0, 0.0)
        self.lifted = True
        """Whether the subpath's M is still to be written: one that draws nothing leaves no trace."""

    def draw(self, letter: str, a: list[float]) -> None:
        upper = letter.upper()
        ox, oy = (self.x, self.y) if letter.islower() else (0.0, 0.0)
        control = ("", 0.0, 0.0)
        match upper:
            case "M":
                self._move(ox + a[0], oy + a[1])
            case "L":
                self._line(ox + a[0], oy + a[1])
            case "H":
                self._line(ox + a[0], self.y)
            case "V":
                self._line(self.x, oy + a[0])
            case "C":
                control = ("C", ox + a[2], oy + a[3])
                self._cubic(ox + a[0], oy + a[1], ox + a[2], oy + a[3], ox + a[4], oy + a[5])
            case "S":
                x1, y1 = self._mirrored("C")
                control = ("C", ox + a[0], oy + a[1])
                self._cubic(x1, y1, ox + a[0], oy + a[1], ox + a[2], oy + a[3])
            case "Q":
                control = ("Q", ox + a[0], oy + a[1])
                self._quadratic(ox + a[0], oy + a[1], ox + a[2], oy + a[3])
            case "T":
                x1, y1 = self._mirrored("Q")
                control = ("Q", x1, y1)
                self._quadratic(x1, y1, ox + a[0], oy + a[1])
            case "A":
                self._arc(a[0], a[1], a[2], bool(a[3]), bool(a[4]), ox + a[5], oy + a[6])
        self.control = control

    def close(self) -> None:
        if not self.lifted:
            self._add("Z")
        self.x, self.y, self.lifted = self.start_x, self.start_y, True
        self.control = ("", 0.0, 0.0)

    def _move(self, x: float, y: float) -> None:
        self.x, self.y, self.start_x, self.start_y = x, y, x, y
        self.placed = self.lifted = True

    def _line(self, x: float, y: float) -> None:
        self._set_down()
        self._add("L", x, y)
        self.x, self.y = x, y

    def _cubic(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        self._set_down()
        self._add("C", x1, y1, x2, y2, x, y)
        self.x, self.y = x, y

    def _quadratic(self, x1: float, y1: float, x: float, y: float) -> None:
        a, b = 1 / 3, 2 / 3
        self._cubic(self.x * a + x1 * b, self.y * a + y1 * b, x * a + x1 * b, y * a + y1 * b, x, y)

    def _arc(self, rx: float, ry: float, turn: float, large: bool, sweep: bool, x: float, y: float) -> None:
        if (x, y) == (self.x, self.y):
            return
        if rx == 0 or ry == 0:
            self._line(x, y)
            return
        for curve in arc_curves((self.x, self.y), (abs(rx), abs(ry)), turn, large, sweep, (x, y)):
            self._cubic(*curve)

    def _mirrored(self, kind: str) -> tuple[float, float]:
        """The last control point mirrored in the current point, if the last command was of the same kind."""
        before, x, y = self.control
        return (2 * self.x - x, 2 * self.y - y) if before == kind else (self.x, self.y)

    def _set_down(self) -> None:
        if self.lifted:
            self._add("M", self.x, self.y)
            self.start_x, self.start_y, self.lifted = self.x, self.y, False

    def _add(self, command: str, *numbers: float) -> None:
        if len(self.segments) >= self.limit:
            raise TooManySegmentsError(f"there are more than {self.limit} segments")
        if not all(abs(number) <= MAX_COORDINATE for number in numbers):
            raise ValueError(f"a coordinate lies beyond {MAX_COORDINATE:.0f}")
        self.segments.append((command, *numbers))
