"""A file that cannot be used is refused by file, key, value and remedy: break one thing, read what is said of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.errors import InputError, MissingError
from generator.tomlfile import convert, read_tables, read_toml


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """As varied as the files of this program are."""

    name: str
    weight: int = 80
    finish: Literal["matt", "gloss"] = "matt"
    margin: float | str = 0
    both_sides: bool = False
    size: tuple[float, float] = (1, 1)


class Shop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Papers in a list and in a table whose names are free."""

    title: str
    rack: tuple[Paper, ...] = ()
    shelf: dict[str, Paper] = {}
    prices: dict[str, dict[str, int]] = {}


GOOD = """
title = "Corner shop"
[[rack]]
name = "plain"
[[rack]]
name = "heavy"
[shelf.first]
name = "card"
[shelf.second]
name = "film"
[prices.card]
each = 3
"""


def fault_of(text: str, *, kind: type[object] = Shop) -> Diagnostic:
    """The one fault of a file with this text."""
    with pytest.raises(InputError) as caught:
        convert(tomllib.loads(text), kind, "shop.toml")
    (fault,) = caught.value.diagnostics
    return fault


def broken(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def file(folder: Path, data: str | bytes) -> Path:
    path = folder / "shop.toml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_the_good_file_is_good(tmp_path: Path) -> None:
    shop = convert(read_toml(file(tmp_path, GOOD)), Shop, "shop.toml")
    assert [paper.name for paper in (*shop.rack, *shop.shelf.values())] == ["plain", "heavy", "card", "film"]


# --- the file as a whole


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingError) as caught:
        read_toml(tmp_path / "none.toml")
    assert caught.value.diagnostics[0].code == "no-file"
    assert caught.value.diagnostics[0].where == str(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b'title = "caf\xe9"', "not-utf-8", "byte 12"),
        (b"title = ", "not-toml", "invalid value"),
        (b"title = 'a'\ntitle = 'b'", "not-toml", "overwrite"),
    ],
)
def test_a_file_that_is_not_toml_is_refused(tmp_path: Path, data: bytes, code: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_toml(file(tmp_path, data))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where) == (code, str(tmp_path / "shop.toml"))
    assert says in fault.message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_toml(tmp_path)
    assert caught.value.diagnostics[0].code == "unreadable"


def test_the_mark_that_windows_editors_write_is_no_fault(tmp_path: Path) -> None:
    assert read_toml(file(tmp_path, b"\xef\xbb\xbftitle = 'a'")) == {"title": "a"}


# --- one key


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('title = "Corner shop"', 'titel = "Corner shop"', "unknown-key", "titel"),
        ('title = "Corner shop"', "", "missing-key", "(top level)"),
        ('title = "Corner shop"', "title = 3", "wrong-value", "title"),
        ('name = "heavy"', 'nme = "heavy"', "unknown-key", "rack.[2].nme"),
        ('name = "heavy"', "weight = 300", "missing-key", "rack.[2]"),
        ('name = "heavy"', "name = 3", "wrong-value", "rack.[2].name"),
        ('name = "heavy"', 'name = "heavy"\nfinish = "shiny"', "wrong-value", "rack.[2].finish"),
        ('name = "film"', 'name = "film"\nheft = 3', "unknown-key", "shelf.second.heft"),
        ('name = "film"', "weight = 3", "missing-key", "shelf.second"),
        ('name = "film"', "name = false", "wrong-value", "shelf.second.name"),
        ('name = "film"', 'name = "film"\nboth-sides = "yes"', "wrong-value", "shelf.second.both-sides"),
        ('name = "film"', 'name = "film"\nboth_sides = true', "unknown-key", "shelf.second.both_sides"),
        ('name = "film"', 'name = "film"\nmargin = []', "wrong-value", "shelf.second.margin"),
        ("each = 3", 'each = "three"', "wrong-value", "prices.card.each"),
        ("[prices.card]\neach = 3", "[[prices]]\neach = 3", "wrong-value", "prices"),
    ],
)
def test_a_fault_is_named_by_its_key(old: str, new: str, code: str, where: str) -> None:
    fault = fault_of(broken(old, new))
    assert (fault.code, fault.where) == (code, f"shop.toml: {where}")


@pytest.mark.parametrize(
    ("wrong", "where"),
    [('finish = "shiny"', "shelf.second.finish"), ("size = [1, 2, 3]", "shelf.second.size"), ("size = [1]", "shelf.second.size")],
)
def test_a_value_that_is_not_among_the_legal_ones_is_named_by_its_own_table(wrong: str, where: str) -> None:
    text = broken('name = "card"', 'name = "card"\nfinish = "matt"\nsize = [1, 2]')
    assert fault_of(text.replace('name = "film"', f'name = "film"\n{wrong}')).where == f"shop.toml: {where}"


@given(st.integers(0, 5), st.sampled_from(["nme = 'x'", "weight = 1", "name = 3"]))
def test_the_table_that_is_at_fault_is_the_one_that_is_named(number: int, wrong: str) -> None:
    """Where tables have free names, the file is searched for the one that the fault is in."""
    tables = [f"[shelf.paper-{n}]\n" + (wrong if n == number else "name = 'good'") for n in range(6)]
    assert fault_of("title = 'a'\n" + "\n".join(tables)).where.startswith(f"shop.toml: shelf.paper-{number}")


def test_an_unknown_key_gets_the_nearest_legal_name() -> None:
    assert fault_of(broken('title = "Corner shop"', 'titel = "Corner shop"')).hint == "did you mean 'title'?"
    assert fault_of(broken('name = "film"', "both-side = true")).hint == "did you mean 'both-sides'?"


def test_a_missing_key_says_what_to_add() -> None:
    assert fault_of(broken('title = "Corner shop"', "")).hint == "add title = …"


def test_a_key_path_begins_where_the_table_was_read() -> None:
    with pytest.raises(InputError) as caught:
        convert({"weight": 3}, Paper, "org.toml", "paper")
    assert caught.value.diagnostics[0].where == "org.toml: paper"


@pytest.mark.parametrize(
    "text",
    [
        "title = 3",
        "title = 'a'\nshelf = 3",
        "title = 'a'\nrack = {}",
        "title = 'a'\n[[rack]]\nname = []",
        "title = 'a'\n[[rack]]\nname = ''\nsize = [[], 1]",
    ],
)
def test_messages_speak_of_toml_and_not_of_the_program(text: str) -> None:
    message = fault_of(text).message
    assert not [word for word in ("`", "object", "array", "int", "str", "null", "Struct", "None") if word in message.replace("list", "")]
    assert message[0].islower()
    assert not message.endswith(".")


# --- files that are nothing but tables of one kind


def test_a_file_of_tables_tells_all_its_faults_at_once(tmp_path: Path) -> None:
    path = file(tmp_path, "[a]\nname = 'x'\n[b]\nnme = 'x'\n[c]\nname = 'x'\nfinish = 'shiny'\n[d]\nweight = 'x'\n")
    with pytest.raises(InputError) as caught:
        read_tables(path, Paper)
    assert [(fault.code, fault.where) for fault in caught.value.diagnostics] == [
        ("unknown-key", f"{path}: b.nme"),
        ("wrong-value", f"{path}: c.finish"),
        ("wrong-value", f"{path}: d.weight"),
    ]


def test_a_file_of_tables_comes_in_its_own_order(tmp_path: Path) -> None:
    assert list(read_tables(file(tmp_path, "[b]\nname = 'x'\n[a]\nname = 'x'\n"), Paper)) == ["b", "a"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*"ab", "name", "rack", "shelf", "title", "size"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_whatever_a_file_says_it_is_used_or_refused(raw: object) -> None:
    """No value of any shape brings the reader down."""
    try:
        convert(raw, Shop, "shop.toml")
        found: tuple[Diagnostic, ...] = ()
    except InputError as refusal:
        found = refusal.diagnostics
    assert {fault.code for fault in found} <= {"unknown-key", "missing-key", "wrong-value"}
    assert all(fault.where.startswith("shop.toml: ") for fault in found)
