"""The Unicode Bidirectional Algorithm: which way each character runs, and the order a line is set in.

Rules P1 to L2 of Unicode Standard Annex #9, https://www.unicode.org/reports/tr9/, on the character classes Python
carries. Mirrored glyphs (L4) are the shaper's work. The characters that X9 removes keep their place here, with the
level of the character before them, so that every tuple is as long as its text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import groupby

from generator.typeset.bidi_characters import CANONICAL, CLOSERS, CLOSING, NOT_PLAIN, bidi_class

_MAX_DEPTH = 125
"""BD2: the deepest explicit level."""
_MAX_OPEN_BRACKETS = 63
"""BD16: how many brackets may stand open at once."""

_EMBEDDINGS = {"LRE": "", "RLE": "", "LRO": "L", "RLO": "R"}
"""Embeddings and overrides, and the class they force on what they hold."""
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_REMOVED = frozenset((*_EMBEDDINGS, "PDF", "BN"))
"""X9: without effect once the explicit levels are known."""
_BLANK = _REMOVED | _ISOLATES | {"PDI", "WS"}
"""L1: what falls back to the paragraph's level at the end of a line."""
_DIRECTION = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""N0 to N2: how the classes left by W1 to W7 count as strong; the others are neutral."""

_SEPARATOR = "\n\r\x1c-\x1e\x85\u2029"
_PARAGRAPH = re.compile(f"[^{_SEPARATOR}]*(?:\r\n|[{_SEPARATOR}]|\\Z)")
"""P1: a paragraph with its separator."""


def is_plain_ltr(text: str) -> bool:
    """Whether nothing in `text` runs right to left or controls direction, so that all its levels are 0."""
    return text.isascii() or NOT_PLAIN.search(text) is None


def base_level(text: str) -> int:
    """The level of the first paragraph in `text` by its first strong character: 0 is left to right, 1 the other."""
    match = _PARAGRAPH.match(text)
    classes = [bidi_class(char) for char in (match[0] if match else "")]
    return _first_strong(classes, _isolate_ends(classes), 0, len(classes))


def levels(text: str, base: int | None) -> tuple[int, ...]:
    """The embedding level of each character, odd for right to left, before any line is cut.

    `base` is the level of the paragraphs in `text`, 0 or 1; None finds it for each by its first strong character.
    """
    if base != 1 and is_plain_ltr(text):
        return (0,) * len(text)
    return tuple(level for paragraph in _PARAGRAPH.findall(text) for level in _paragraph_levels(paragraph, base))


def line_levels(text: str, levels: Sequence[int], start: int, end: int, base: int) -> tuple[int, ...]:
    """Levels of the line text[start:end] as it is set, out of the `levels` of all of `text` (rule L1).

    `base` is the level of the line's paragraph, 0 or 1. Separators, and white space at the end of the line, get it.
    """
    line = list(levels[start:end])
    trailing = True
    for at in range(end - 1, start - 1, -1):
        kind = bidi_class(text[at])
        trailing = kind in ("S", "B") or (trailing and kind in _BLANK)
        if trailing:
            line[at - start] = base
    return tuple(line)


def reorder(levels: Sequence[int]) -> tuple[int, ...]:
    """Indices of a line's characters (or runs) by their levels, from left to right (rule L2)."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level & 1), default=_MAX_DEPTH)
    for level in range(max(levels, default=0), lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            first = at
            while at < len(order) and levels[order[at]] >= level:
                at += 1
            order[first:at] = order[first:at][::-1]
            at += 1
    return tuple(order)


def _paragraph_levels(text: str, base: int | None) -> list[int]:
    classes = [bidi_class(char) for char in text]
    ends = _isolate_ends(classes)
    if base is None:
        base = _first_strong(classes, ends, 0, len(classes))
    levels, types = _explicit(classes, ends, base)
    kept = [at for at, kind in enumerate(classes) if kind not in _REMOVED]
    for run, sos, eos in _run_sequences(ends, levels, kept, base):
        level = levels[run[0]]
        resolved = [types[at] for at in run]
        _resolve_weak(resolved, sos)
        _resolve_brackets(resolved, [text[at] for at in run], [classes[at] for at in run], level, sos)
        _resolve_neutral(resolved, level, sos, eos)
        for at, kind in zip(run, resolved, strict=True):
            levels[at] = _implicit(level, kind)
    for at, kind in enumerate(classes):
        if kind in _REMOVED:
            levels[at] = levels[at - 1] if at else base
    return levels


def _isolate_ends(classes: Sequence[str]) -> dict[int, int]:
    """BD9: for each isolate initiator the index of its PDI, or of the end of the paragraph."""
    ends: dict[int, int] = {}
    unclosed: list[int] = []
    for at, kind in enumerate(classes):
        if kind in _ISOLATES:
            unclosed.append(at)
            ends[at] = len(classes)
        elif kind == "PDI" and unclosed:
            ends[unclosed.pop()] = at
    return ends


def _first_strong(classes: Sequence[str], ends: dict[int, int], start: int, end: int) -> int:
    """P2, P3: the level that the first strong character outside an isolate asks for."""
    at = start
    while at < end:
        if classes[at] in ("L", "R", "AL"):
            return int(classes[at] != "L")
        at = ends.get(at, at + 1)
    return 0


def _explicit(classes: Sequence[str], ends: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """X1 to X8: levels by embeddings, overrides and isolates alone, and the classes after overrides."""
    levels, types = [base] * len(classes), list(classes)
    stack = [(base, "", False)]  # X1: level, override, opened by an isolate
    lost_isolates = lost_embeddings = open_isolates = 0
    for at, kind in enumerate(classes):
        if kind in ("B", "BN"):  # X8
            continue
        if kind == "PDI":  # X6a
            if lost_isolates:
                lost_isolates -= 1
            elif open_isolates:
                lost_embeddings = 0
                while not stack.pop()[2]:
                    pass
                open_isolates -= 1
        elif kind == "PDF" and not lost_isolates:  # X7
            if lost_embeddings:
                lost_embeddings -= 1
            elif len(stack) > 1 and not stack[-1][2]:
                stack.pop()
        level, override, _ = stack[-1]
        levels[at] = level
        types[at] = override or kind  # X5a to X6a
        isolate = kind in _ISOLATES
        if isolate or kind in _EMBEDDINGS:  # X2 to X5c
            rtl = kind[0] == "R" or (kind == "FSI" and _first_strong(classes, ends, at + 1, ends[at]) == 1)
            deeper = (level + 1) | 1 if rtl else (level + 2) & ~1
            if deeper <= _MAX_DEPTH and not lost_isolates and not lost_embeddings:
                stack.append((deeper, _EMBEDDINGS.get(kind, ""), isolate))
                open_isolates += isolate
            elif isolate:
                lost_isolates += 1
            elif not lost_isolates:
                lost_embeddings += 1
    return levels, types


def _run_sequences(ends: dict[int, int], levels: Sequence[int], kept: Sequence[int], base: int) -> list[tuple[list[int], str, str]]:
    """X10: the isolating run sequences (BD13) as indices, each with the directions at its start and its end."""
    edges = [base, *(levels[at] for at in kept), base]
    sequences: list[list[int]] = []
    resumed: dict[int, list[int]] = {}
    for place, at in enumerate(kept):
        if at in resumed:
            current = resumed[at]
        elif not place or levels[at] != edges[place]:
            current = []
            sequences.append(current)
        current.append(place)
        if at in ends:
            resumed[ends[at]] = current
    found: list[tuple[list[int], str, str]] = []
    for places in sequences:
        run = [kept[place] for place in places]
        level = levels[run[0]]
        following = base if run[-1] in ends else edges[places[-1] + 2]
        found.append((run, _side(max(level, edges[places[0]])), _side(max(level, following))))
    return found


def _side(level: int) -> str:
    return "R" if level & 1 else "L"


def _resolve_weak(types: list[str], sos: str) -> None:
    """W1 to W7, in place."""
    for at, kind in enumerate(types):  # W1
        if kind == "NSM":
            before = types[at - 1] if at else sos
            types[at] = "ON" if before in _ISOLATES or before == "PDI" else before
    _change_numbers(types, sos, "AL", "AN")  # W2
    types[:] = ["R" if kind == "AL" else kind for kind in types]  # W3
    for at in range(1, len(types) - 1):  # W4
        before, kind, after = types[at - 1 : at + 2]
        if before == after and ((kind in ("ES", "CS") and before == "EN") or (kind == "CS" and before == "AN")):
            types[at] = before
    for start, end in _stretches(types, ("ET",)):  # W5
        if (start and types[start - 1] == "EN") or (end < len(types) and types[end] == "EN"):
            types[start:end] = ["EN"] * (end - start)
    types[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in types]  # W6
    _change_numbers(types, sos, "L", "L")  # W7


def _change_numbers(types: list[str], sos: str, strong: str, to: str) -> None:
    """Turn European numbers whose last strong character is `strong` into class `to`."""
    latest = sos
    for at, kind in enumerate(types):
        if kind in ("L", "R", "AL"):
            latest = kind
        elif kind == "EN" and latest == strong:
            types[at] = to


def _stretches(types: Sequence[str], kinds: Container[str]) -> list[tuple[int, int]]:
    """(start, end) of each longest stretch of the classes `kinds`."""
    found: list[tuple[int, int]] = []
    start = 0
    for wanted, stretch in groupby(types, lambda kind: kind in kinds):
        end = start + len(list(stretch))
        if wanted:
            found.append((start, end))
        start = end
    return found


def _resolve_brackets(types: list[str], text: Sequence[str], classes: Sequence[str], level: int, sos: str) -> None:
    """N0, in place: brackets of a pair take one direction. `classes` are those before W1."""
    own = _side(level)
    for pair in _bracket_pairs(types, text):
        inside = {_DIRECTION.get(kind) for kind in types[pair[0] + 1 : pair[1]]} - {None}
        if not inside:  # N0 d
            continue
        side = own  # N0 b
        if own not in inside:  # N0 c
            context = (_DIRECTION[kind] for kind in reversed(types[: pair[0]]) if kind in _DIRECTION)
            side = next(context, sos)
        for bracket in pair:
            types[bracket] = side
            mark = bracket + 1
            while mark < len(types) and classes[mark] == "NSM":
                types[mark] = side
                mark += 1


def _bracket_pairs(types: Sequence[str], text: Sequence[str]) -> list[tuple[int, int]]:
    """BD16: (opening, closing) indices, in the order of the opening ones."""
    pairs: list[tuple[int, int]] = []
    unclosed: list[tuple[str, int]] = []
    for at, kind in enumerate(types):
        if kind != "ON":
            continue
        char = CANONICAL.get(text[at], text[at])
        if char in CLOSING:
            if len(unclosed) == _MAX_OPEN_BRACKETS:
                break
            unclosed.append((CLOSING[char], at))
        elif char in CLOSERS:
            for depth in range(len(unclosed) - 1, -1, -1):
                if unclosed[depth][0] == char:
                    pairs.append((unclosed[depth][1], at))
                    del unclosed[depth:]
                    break
    return sorted(pairs)


def _resolve_neutral(types: list[str], level: int, sos: str, eos: str) -> None:
    """N1, N2, in place."""
    neutral = frozenset(types) - frozenset(_DIRECTION)
    for start, end in _stretches(types, neutral):
        before = _DIRECTION[types[start - 1]] if start else sos
        after = _DIRECTION[types[end]] if end < len(types) else eos
        side = before if before == after else _side(level)
        types[start:end] = [side] * (end - start)


def _implicit(level: int, kind: str) -> int:
    """I1, I2."""
    if level & 1:
        return level if kind == "R" else level + 1
    return level + {"L": 0, "R": 1, "EN": 2, "AN": 2}[kind]
