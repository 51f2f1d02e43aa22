"""One run at a time; a run that was cut short is known by the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batch import lock
from generator.batch.lock import LOCK, Lock
from generator.batch.store import Folder
from generator.errors import WriteError


def test_the_second_is_refused_and_the_next_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    with Lock(tmp_path / "output") as first:
        assert not first.was_cut
        with pytest.raises(WriteError), Lock(tmp_path / "output"):
            pass
    with Lock(tmp_path / "output") as next_one:
        assert not next_one.was_cut
    assert (tmp_path / "output" / LOCK).read_bytes() == b""


def test_a_run_that_never_ended_is_known(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_bytes(b"at work")
    with Lock(tmp_path) as found:
        assert found.was_cut


def test_a_file_that_was_never_finished_is_not_there(tmp_path: Path) -> None:
    store = Folder(str(tmp_path))

    def half() -> None:
        with store.write("a/b.pdf") as file:
            file.write(b"%PDF half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert (store.size("a/b.pdf"), store.sha256("a/b.pdf"), [*(tmp_path / "a").iterdir()]) == (-1, "", [])


def test_a_folder_that_is_empty_goes_with_its_last_file(tmp_path: Path) -> None:
    store = Folder(str(tmp_path))
    for name in ("a/b/c.pdf", "a/d.pdf"):
        with store.write(name) as file:
            file.write(b"x")
    store.remove("a/b/c.pdf")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "d.pdf"]
    store.remove("a/d.pdf")
    assert not [*tmp_path.iterdir()]
    assert tmp_path.is_dir()
