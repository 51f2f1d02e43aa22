"""What --only keeps of a campaign: "audience=victims,lang=es"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.batch.axes import OF_AXIS
from generator.diagnostics import Diagnostic, nearest
from generator.errors import MissingError, refuse

Only = Mapping[str, tuple[str, ...]]
"""By axis the values that are kept; an axis that is not there keeps all."""
WHERE = "--only"
_ALSO = {"language": "languages", "org": "organisations", "place": "records"}
_NAMES = {one: axis for axis, one in OF_AXIS.items()} | {axis: axis for axis in OF_AXIS} | _ALSO


def parse_only(text: str) -> dict[str, tuple[str, ...]]:
    """The axes and values of a text. InputError for a key that is none."""
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key, _, value = part.partition("=")
        axis = _NAMES.get(key.strip())
        if axis is None or not value.strip():
            hint = nearest(key.strip(), _NAMES) if value else ""
            remedy = hint if hint.startswith("did you") else "write it like audience=victims,lang=es; its keys: " + ", ".join(OF_AXIS.values())
            raise refuse("only", f"{part!r} does not say what to keep", WHERE, remedy)
        found[axis] = (*found.get(axis, ()), value.strip())
    return found


def kept(choice: Mapping[str, str], only: Only) -> bool:
    """Whether a combination is one of those that are kept, as far as it is not a matter of records."""
    return all(choice.get(axis, "") in values for axis, values in only.items() if axis != "records")


def check_only(only: Only, choices: Iterable[Mapping[str, str]]) -> None:
    """MissingError for a value that nothing in the campaign has."""
    known: dict[str, set[str]] = {axis: set() for axis in only}
    for choice in choices:
        for axis in known:
            known[axis].add(choice.get(axis, ""))
    faults = [
        Diagnostic(f"no-{_word(axis)}", f"nothing in the campaign has the {_word(axis)} {value!r}", WHERE, nearest(value, known[axis] - {""}))
        for axis, values in only.items()
        if axis != "records"
        for value in values
        if value not in known[axis]
    ]
    if faults:
        raise MissingError(*faults)


def _word(axis: str) -> str:
    return OF_AXIS[axis].replace("lang", "language")
