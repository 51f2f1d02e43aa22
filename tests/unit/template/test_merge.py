"""How one file is laid over another: tables key by key, all else replaced, variants of both kept."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputError, MissingError
from generator.resources import Library
from generator.template.merge import Table, extended, overlay

VALUES = st.recursive(
    st.integers(0, 3) | st.lists(st.integers(0, 3), max_size=2),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)


@given(TABLES)
def test_nothing_laid_over_changes_nothing(table: Table) -> None:
    assert overlay(table, {}) == overlay({}, table) == overlay(table, table) == table


@given(TABLES, TABLES)
def test_what_lies_on_top_is_seen_and_the_rest_is_kept(base: Table, over: Table) -> None:
    before = copy.deepcopy((base, over))
    merged = overlay(base, over)
    assert merged.keys() == base.keys() | over.keys()
    for key, value in merged.items():
        old, new = base.get(key), over.get(key, base.get(key))
        if not (isinstance(old, dict) and isinstance(new, dict)):
            assert value == new
        elif key in over:
            assert value == overlay(old, new)
    assert (base, over) == before, "neither table is changed"


def test_a_list_is_replaced_whole() -> None:
    assert overlay({"a": {"pad": [1, 2], "gap": 3}}, {"a": {"pad": [4]}}) == {"a": {"pad": [4], "gap": 3}}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Table]:
    """Writes layouts by name and gives the last one's table with all that it extends."""

    def written(**files: str) -> Table:
        folder = tmp_path / "layouts"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.toml").write_text(text, "utf-8")
        library = Library((tmp_path,))
        return extended(folder / f"{name}.toml", lambda base: library.one("layout", "layouts", base))

    return written


def test_a_file_that_extends_none_is_itself(write: Callable[..., Table]) -> None:
    assert write(a="bleed = '3mm'") == {"bleed": "3mm"}


def test_a_chain_of_files_is_laid_one_over_the_other(write: Callable[..., Table]) -> None:
    table = write(
        a="bleed = '3mm'\nsafe = '4mm'\n[blocks.one]\nkind = 'text'\nstyle = 'body'",
        b="extends = 'a'\nsafe = '5mm'\n[blocks.one]\nstyle = 'lead'",
        c="extends = 'b'\n[blocks.two]\nkind = 'rule'",
    )
    assert table == {"bleed": "3mm", "safe": "5mm", "blocks": {"one": {"kind": "text", "style": "lead"}, "two": {"kind": "rule"}}}


@pytest.mark.parametrize("key", ["variants", "impossible"])
def test_variants_and_refusals_of_both_are_kept_the_bases_first(write: Callable[..., Table], key: str) -> None:
    table = write(a=f"[[{key}]]\nreason = '1'\n[[{key}]]\nreason = '2'", b=f"extends = 'a'\n[[{key}]]\nreason = '3'")
    assert [entry["reason"] for entry in table[key]] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a": "extends = 'a'"}, "a extends a, which never ends"),
        ({"a": "extends = 'b'", "b": "extends = 'a'"}, "b extends a extends b, which never ends"),
        ({"a": "extends = 'c'", "b": "extends = 'a'", "c": "extends = 'b'"}, "c extends b extends a extends c, which never ends"),
        ({"a": "extends = 'b'", "b": "extends = 'b'"}, "b extends b, which never ends"),
    ],
)
def test_files_that_extend_each_other_are_refused(write: Callable[..., Table], files: dict[str, str], says: str) -> None:
    with pytest.raises(InputError) as caught:
        write(**files)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.message) == ("extends-cycle", says)
    assert fault.where.endswith(".toml: extends")


def test_what_is_extended_must_be_there(write: Callable[..., Table]) -> None:
    with pytest.raises(MissingError) as caught:
        write(poster="", mine="extends = 'postr'")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.hint) == ("no-layout", "did you mean 'poster'?")


def test_only_one_file_can_be_extended_and_by_its_name(write: Callable[..., Table]) -> None:
    with pytest.raises(InputError) as caught:
        write(a="extends = ['b', 'c']")
    assert caught.value.diagnostics[0].code == "wrong-value"
