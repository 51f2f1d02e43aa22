"""Whatever is stopped or killed, at most the piece in hand is lost, and the next run makes an output like any other."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from generator.batch.lock import LOCK, Lock

from .campaigns import bytes_of, edit, manifest, pieces, rows, wait_until, write
from .conftest import Outreach, Start

MANY = 100


@pytest.fixture
def many(outreach: Outreach) -> dict[str, bytes]:
    """A campaign of enough records to be stopped in the midst of; what its output is when it is not."""
    write("places.csv", rows(MANY))
    assert outreach("batch", "places.toml").exit_code == 0
    expected = bytes_of("output")
    Path("output").rename("undisturbed")
    return expected


def workers_of(process: int) -> list[int]:
    """The processes that a process has begun."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def some() -> bool:
    return len(list(Path("output").glob("*.pdf"))) > 5


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
@pytest.mark.parametrize("moment", [0.0, 0.03])
def test_a_run_that_is_killed_goes_on(many: dict[str, bytes], start: Start, outreach: Outreach, moment: float) -> None:
    process = start("batch", "places.toml", "--jobs", "2")
    wait_until(some)
    time.sleep(moment)
    workers = workers_of(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert workers
    made = len(pieces())
    # Its workers notice, and let go of the lock: the next run need not be asked for twice.
    result = outreach("batch", "places.toml")
    assert result.exit_code == 0, result.stderr
    wait_until(lambda: not any(map(lives, workers)), 3)
    unchanged = int(result.stderr.split(" made, ")[1].split()[0]) if " made, " in result.stderr else MANY
    assert 0 < made - 4 <= unchanged, "more than the pieces in hand were lost"
    assert bytes_of("output") == many


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
def test_a_worker_that_is_killed_costs_its_task_alone(many: dict[str, bytes], start: Start) -> None:
    process = start("batch", "places.toml", "--jobs", "2")
    wait_until(some)
    os.kill(workers_of(process.pid)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert bytes_of("output") == many


def test_ctrl_c_stops_cleanly(many: dict[str, bytes], start: Start, outreach: Outreach) -> None:
    process = start("batch", "places.toml", "--jobs", "2")
    wait_until(some)
    before = len(pieces())
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "stopped: " in told
    assert "the next run goes on from here" in told
    assert "Traceback" not in told
    stand = {name: line for name, line in manifest().items() if line["status"] == "made"}
    # What is in hand is finished; what the pool has queued, sixteen at a time, is not.
    assert before <= len(stand) <= before + 12
    assert sorted(stand) == pieces()
    assert not [name for name in os.listdir("output") if name.endswith(".part")]
    assert outreach("batch", "places.toml").exit_code == 0
    assert bytes_of("output") == many


def test_what_a_kill_leaves_half_done_is_cleared_away(outreach: Outreach) -> None:
    outreach("batch", "places.toml")
    expected = bytes_of("output")
    gone = subprocess.Popen(["true"])
    gone.wait()
    Path("output", f".outreach-{gone.pid}-0123abcd.part").write_bytes(b"%PDF half")
    Path("output", f".outreach-{os.getpid()}-0123abcd.part").write_bytes(b"in the making elsewhere")
    with open("output/manifest.jsonl", "ab") as journal:
        journal.write(Path("output/manifest.jsonl").read_bytes().splitlines()[-1][:200])
    Path("output", LOCK).write_bytes(b"at work")
    assert outreach("batch", "places.toml").exit_code == 0
    found = bytes_of("output")
    assert found.pop(f".outreach-{os.getpid()}-0123abcd.part")
    assert found == expected


def test_a_second_run_is_refused(outreach: Outreach, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.batch.lock.PATIENCE", 0.1)
    with Lock(folder / "output"):
        result = outreach("batch", "campaign.toml")
        assert (result.exit_code, result.stderr) == (
            5,
            "output: error[in-use]: another run is at work on this output\n  hint: wait until it has ended, or stop it\n",
        )
        assert outreach("batch", "campaign.toml", "--dry-run").exit_code == 0
    assert outreach("batch", "campaign.toml").exit_code == 0


def test_fail_fast_stops_at_the_first_failure(outreach: Outreach) -> None:
    edit("places.toml", "Are you safe in {place}?", "Are you safe in {place}? " * 60)
    edit("places.toml", 'audiences = ["victims"]', 'audiences = ["victims", "individuals"]\nlanguages = ["en"]')
    edit("places.toml", '"{record}"', '"{record}-{audience}"')
    result = outreach("batch", "places.toml", "--fail-fast")
    assert result.exit_code == 1
    assert "stopped at a failure: 3 failed" in result.stderr
    result = outreach("batch", "places.toml")
    assert "6 failed" in result.stderr


def test_what_is_made_while_a_failure_stops_the_run_is_known(outreach: Outreach) -> None:
    write("places.csv", rows(60).replace("P030", "Q" * 150))
    outreach("batch", "places.toml", "--fail-fast", "--jobs", "2")
    assert sorted(name for name, line in manifest().items() if line["status"] == "made") == pieces()
