"""Bring a catalog up to date with the English, and lose no translation."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from generator.content.po import Message


class Merged(msgspec.Struct, frozen=True):
    """The messages of the new catalog, and those whose text is gone but whose translation is kept."""

    messages: tuple[Message, ...]
    obsolete: tuple[Message, ...]

    @property
    def fuzzy(self) -> int:
        return sum(1 for one in self.messages if one.fuzzy)

    @property
    def missing(self) -> int:
        return sum(1 for one in self.messages if not one.text)


def merge(old: Iterable[Message], wanted: Iterable[tuple[str, str]]) -> Merged:
    """The messages of `old` for the (context, English) that are wanted now, in their order.

    A translation is carried over when the same English stands at the same place, or at another place of the same list.
    Where the English has changed, or a text comes back that was gone, it is fuzzy. All others become obsolete.
    """
    wanted = list(wanted)
    known = {(one.context, one.english): one for one in old}
    exact = {key for key in wanted if key in known and not known[key].obsolete}
    moved = {(_list(one.context), one.english): one for key, one in known.items() if key not in exact and not one.obsolete and one.text}
    changed = {one.context: one for key, one in known.items() if key not in exact and not one.obsolete and one.text}
    used = set(exact)
    found: dict[tuple[str, str], Message] = {}

    def take(key: tuple[str, str], one: Message, **changes: object) -> None:
        used.add((one.context, one.english))
        found[key] = msgspec.structs.replace(one, context=key[0], english=key[1], obsolete=False, **changes)

    # Those that stay first, then those that only moved, so that none is taken for another's changed English.
    for key in wanted:
        if key in exact:
            take(key, known[key])
        elif (one := moved.get((_list(key[0]), key[1]))) and (one.context, one.english) not in used:
            take(key, one)
    for key in wanted:
        if key in found:
            continue
        gone = known.get(key)
        one = changed.get(key[0])
        if gone is not None and gone.obsolete:
            take(key, gone, fuzzy=True)
        elif one is not None and (one.context, one.english) not in used:
            take(key, one, fuzzy=True, previous=one.previous or one.english)
        else:
            found[key] = Message(*key, "", 0)
    left = (msgspec.structs.replace(one, obsolete=True) for key, one in known.items() if key not in used and one.text)
    return Merged(tuple(found[key] for key in wanted), tuple(left))


def _list(context: str) -> str:
    """The place of a text without its number in a list."""
    stem, _, number = context.rpartition(".")
    return stem if number.isdigit() else context
