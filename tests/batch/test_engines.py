"""The same bytes whoever makes them, in whatever order and surroundings, and wherever they go."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from .campaigns import bytes_of, edit, environment, manifest, rows, wait_until, write
from .conftest import Outreach, Start

QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}


@pytest.mark.parametrize(
    ("jobs", "surroundings"),
    [("2", {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland"}), ("3", {"PYTHONHASHSEED": "77", "LC_ALL": "C"})],
)
def test_workers_and_surroundings_decide_nothing(outreach: Outreach, start: Start, folder: Path, jobs: str, surroundings: dict[str, str]) -> None:
    write("places.csv", rows(40))
    outreach("batch", "places.toml")
    expected = bytes_of("output")
    shutil.move("output", "kept")
    process = start("batch", "places.toml", "--jobs", jobs, **surroundings)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert bytes_of("output") == expected


def test_the_working_folder_decides_nothing(outreach: Outreach, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outreach("batch", "places.toml")
    expected = bytes_of("output")
    shutil.move("output", "kept")
    monkeypatch.chdir(folder.parent)
    result = outreach("batch", "campaign/places.toml")
    assert (result.exit_code, result.stdout) == (0, "campaign/output\n")
    assert bytes_of(folder / "output") == expected


def test_the_order_of_records_decides_nothing_of_their_pieces(outreach: Outreach) -> None:
    write("places.csv", rows(5))
    outreach("batch", "places.toml")
    expected = {name: data for name, data in bytes_of("output").items() if name.endswith(".pdf")}
    shutil.rmtree("output")
    head, *lines = rows(5).splitlines()
    write("places.csv", "\n".join([head, *reversed(lines)]))
    outreach("batch", "places.toml")
    assert {name: data for name, data in bytes_of("output").items() if name.endswith(".pdf")} == expected


# --- where pieces go


def test_an_address_gets_the_same_files(outreach: Outreach) -> None:
    fsspec = pytest.importorskip("fsspec")
    outreach("batch", "places.toml")
    expected = {name: data for name, data in bytes_of("output").items() if not name.startswith(".")}
    edit("places.toml", "layouts", 'output = "memory://bucket/spring"\nlayouts')
    result = outreach("batch", "places.toml", "--jobs", "2")
    assert (result.exit_code, result.stdout) == (0, "memory://bucket/spring\n"), result.stderr
    files = fsspec.filesystem("memory")
    found = {path.removeprefix("/bucket/spring/"): files.cat(path) for path in files.find("/bucket/spring")}
    assert {name: data for name, data in found.items() if name.endswith(".pdf")} == {
        name: data for name, data in expected.items() if name.endswith(".pdf")
    }
    assert "manifest.jsonl" in found
    # What is known of it comes from there when it is not known here.
    shutil.rmtree("output")
    assert outreach("batch", "places.toml").stderr.strip().endswith("3 unchanged")
    files.pipe("/bucket/spring/Bell.pdf", b"altered")
    files.rm("/bucket/spring/Cary.pdf")
    assert outreach("batch", "places.toml").stderr.strip().endswith("2 made, 1 unchanged")
    edit("places.csv", "Cary,559-555-1002\n", "")
    assert "1 of earlier runs removed: Cary.pdf" in outreach("batch", "places.toml", "--prune").stderr
    assert not files.exists("/bucket/spring/Cary.pdf")
    files.rm("/bucket", recursive=True)


def test_a_file_address_is_a_folder(outreach: Outreach, tmp_path: Path) -> None:
    edit("places.toml", "layouts", f'output = "file://{tmp_path}/there"\nlayouts')
    assert outreach("batch", "places.toml", "--jobs", "2").exit_code == 0
    assert sorted(bytes_of(tmp_path / "there")) == [".outreach.lock", "Alma.pdf", "Bell.pdf", "Cary.pdf", "manifest.jsonl"]


# --- a cluster


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def dask(*args: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{args[0]}", *args[1:]]
    # A date of their own: what decides a piece comes with the campaign.
    surroundings = environment(SOURCE_DATE_EPOCH="1", **QUIET)
    with open(folder / f"{args[0]}.log", "a") as log:
        return subprocess.Popen(command, cwd=folder, env=surroundings, stdout=log, stderr=log, text=True)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler's address, and its two workers, all on this machine and none to be reached from another."""
    pytest.importorskip("distributed")
    address = f"tcp://127.0.0.1:{free_port()}"
    folder = tmp_path / "cluster"
    folder.mkdir()
    here = ("--host", "127.0.0.1", "--no-dashboard")
    processes = [dask("scheduler", *here, "--port", address.rpartition(":")[2], folder=folder)]
    alone = ("--nworkers", "1", "--nthreads", "2", "--no-nanny", "--local-directory", str(folder))
    processes += [dask("worker", address, *here, *alone, folder=folder) for _ in range(2)]
    yield address, processes[1:]
    for process in processes:
        process.kill()
        process.wait()


def test_a_cluster_makes_the_same_and_bears_the_loss_of_a_worker(
    outreach: Outreach, start: Start, cluster: tuple[str, list[subprocess.Popen[str]]]
) -> None:
    from distributed import Client

    address, workers = cluster
    write("places.csv", rows(150))
    assert outreach("batch", "places.toml").exit_code == 0
    expected = bytes_of("output")
    shutil.move("output", "kept")
    with Client(address, timeout="30s", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)
    process = start("batch", "places.toml", "--scheduler", address)
    wait_until(lambda: len(list(Path("output").glob("*.pdf"))) > 20, 30)
    os.kill(workers[0].pid, signal.SIGKILL)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert "150 made" in told
    assert bytes_of("output") == expected
    assert all(line["status"] == "made" for line in manifest().values())


def test_what_lies_outside_the_folder_is_not_sent(outreach: Outreach, cluster: tuple[str, list[subprocess.Popen[str]]]) -> None:
    write("../places.csv", rows(3))
    edit("places.toml", '"places.csv"', '"../places.csv"')
    result = outreach("batch", "places.toml", "--scheduler", cluster[0])
    assert result.exit_code == 1
    assert "places.toml: records.file: error[file-outside]: '../places.csv' is outside the campaign's folder" in result.stderr


def test_nobody_answers(outreach: Outreach, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("generator.batch.engines.ANSWER", "200ms")
    address = f"tcp://127.0.0.1:{free_port()}"
    result = outreach("batch", "campaign.toml", "--scheduler", address)
    assert result.exit_code == 1
    assert f"--scheduler: error[no-scheduler]: no scheduler answers at {address}" in result.stderr
    assert "start one with `dask scheduler`" in result.stderr
