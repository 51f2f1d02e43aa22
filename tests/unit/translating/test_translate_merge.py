"""Bringing a catalog up to date: nothing that was translated is lost, and nothing is printed that nobody agreed to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.cli.translating.merge import merge
from generator.content.po import Message


def message(context: str, english: str, text: str = "", **more: object) -> Message:
    return Message(context, english, text, 1, **more)  # type: ignore[arg-type]


def test_what_has_not_changed_stays_with_its_notes() -> None:
    old = message("a", "One", "Uno", notes=("for Mexico",))
    assert merge([old], [("a", "One")]).messages == (old,)


def test_what_is_new_is_empty() -> None:
    found = merge([], [("a", "One")])
    assert [(one.text, one.fuzzy) for one in found.messages] == [("", False)]
    assert found.missing == 1


def test_changed_english_makes_it_fuzzy_and_keeps_the_english_it_was_made_for() -> None:
    once = merge([message("a", "One", "Uno")], [("a", "Two")])
    assert [(one.text, one.fuzzy, one.previous) for one in once.messages] == [("Uno", True, "One")]
    twice = merge(once.messages, [("a", "Three")])
    assert [(one.text, one.fuzzy, one.previous) for one in twice.messages] == [("Uno", True, "One")], "Uno says One, not Two"


def test_an_empty_one_whose_english_changed_is_not_fuzzy() -> None:
    found = merge([message("a", "One")], [("a", "Two")])
    assert [(one.text, one.fuzzy, one.previous) for one in found.messages] == [("", False, "")]
    assert found.obsolete == ()


def test_what_is_gone_is_obsolete_and_comes_back_to_be_looked_at() -> None:
    gone = merge([message("a", "One", "Uno"), message("b", "Two")], [])
    assert gone.obsolete == (message("a", "One", "Uno", obsolete=True),)
    assert merge(gone.obsolete, []).obsolete == gone.obsolete, "and stays there"
    back = merge(gone.obsolete, [("a", "One")])
    assert back.messages == (message("a", "One", "Uno", fuzzy=True),)
    assert back.obsolete == ()


def test_items_that_move_in_their_list_keep_their_translation() -> None:
    old = [message("v/q.items.1", "One", "Uno"), message("v/q.items.2", "Two", "Dos"), message("v/q.items.3", "Three", "Tres")]
    found = merge(old, [("v/q.items.1", "New"), ("v/q.items.2", "One"), ("v/q.items.3", "Two")])
    assert [(one.text, one.fuzzy) for one in found.messages] == [("", False), ("Uno", False), ("Dos", False)]
    assert [one.text for one in found.obsolete] == ["Tres"]


def test_the_same_english_in_another_block_is_no_move() -> None:
    found = merge([message("a/call.text", "Call", "Llama")], [("b/call.text", "Call")])
    assert [one.text for one in found.messages] == [""]
    assert [one.text for one in found.obsolete] == ["Llama"]


CONTEXTS = st.sampled_from(["a.1", "a.2", "a.3", "b", "c"])
ENGLISH = st.sampled_from(["One", "Two", "Three", "Four"])
OLD = st.dictionaries(st.tuples(CONTEXTS, ENGLISH), st.tuples(st.sampled_from(["", "x", "y", "z"]), st.booleans(), st.booleans()))


@given(OLD, st.dictionaries(CONTEXTS, ENGLISH))
def test_no_translation_is_ever_lost_or_invented(old: dict[tuple[str, str], tuple[str, bool, bool]], wanted: dict[str, str]) -> None:
    before = [
        message(*key, f"{text}{number}" if text else "", fuzzy=fuzzy, obsolete=gone) for number, (key, (text, fuzzy, gone)) in enumerate(old.items())
    ]
    found = merge(before, wanted.items())
    assert [(one.context, one.english) for one in found.messages] == list(wanted.items())
    assert sorted(one.text for one in before if one.text) == sorted(one.text for one in (*found.messages, *found.obsolete) if one.text)
    known = {(one.english, one.text) for one in before if not one.fuzzy}
    for one in found.messages:
        if one.text and not one.fuzzy:
            assert (one.english, one.text) in known, "what is printed was made for this English"
