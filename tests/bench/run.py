"""Measure the program against its targets and its peers: cold processes, in turn, round by round.

    python run.py [--rounds N] [--json FILE]

Run it with the Python of an environment that has the program installed, and requirements.txt (see README.md).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from figures import Figures, machine, table, targets
from process import Run, cold

HERE = Path(__file__).resolve().parent
ROUNDS = 15


class Case(NamedTuple):
    """A command that is measured. `file` is what it makes, of so many pages; `poster` says that it is the poster."""

    name: str
    command: tuple[str, ...]
    file: str = ""
    pages: int = 0
    poster: bool = False


def cases(inputs: Path) -> list[Case]:
    """What is measured, in the order it is run in each round."""
    outreach = str(Path(sys.executable).with_name("outreach"))

    def made(name: str, *options: str, pages: int) -> Case:
        file = f"{name.replace(' ', '-')}.pdf"
        return Case(name, (outreach, "make", *options, "-a", "victims", "-o", file), file, pages, "poster" in options)

    def peer(tool: str) -> Case:
        return Case(tool, (sys.executable, str(HERE / "peers" / f"{tool}_poster.py"), str(inputs), f"{tool}.pdf"), f"{tool}.pdf", 1, True)

    return [
        made("poster", "poster", pages=1),
        peer("weasyprint"),
        peer("typst"),
        Case("help", (outreach, "--help")),
        made("ten cards", "wallet-card", pages=2),
        made("thousand cards", "wallet-card", "--copies", "1000", pages=200),
        Case("warm", (sys.executable, str(HERE / "warm.py"), "warm.json")),
    ]


def measure(rounds: int, folder: Path) -> Figures:
    """Run every case once uncounted, check what came of it, and then all of them in turn, round by round."""
    inputs = folder / "inputs"
    inputs.mkdir()
    subprocess.run([sys.executable, str(HERE / "inputs.py"), str(inputs)], check=True)
    # As a user has it: no setting of Python's. And the peers find the poster's fonts alone, and look through no others.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["FONTCONFIG_FILE"] = str(inputs / "fonts.conf")
    every = cases(inputs)
    runs: dict[str, list[Run]] = {case.name: [] for case in every}
    warm: list[dict[str, Any]] = []
    for case in every:
        cold(case.command, folder, environment)
    asked = [f"{folder / case.file}={case.pages}{':text' if case.poster else ''}" for case in every if case.file]
    subprocess.run([sys.executable, str(HERE / "check.py"), str(inputs), *asked], check=True)
    for number in range(rounds):
        for case in every:
            runs[case.name].append(cold(case.command, folder, environment))
        warm.append(json.loads((folder / "warm.json").read_text("utf-8")))
        if sys.stderr.isatty():
            print(f"\rround {number + 1} of {rounds}", end="", file=sys.stderr, flush=True)
    del runs["warm"]
    return Figures(runs, warm, {case.name: (folder / case.file).stat().st_size for case in every if case.file})


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the program against its targets and its peers.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each command is run (default {ROUNDS})")
    parser.add_argument("--json", type=Path, help="also write every figure to this file")
    told = parser.parse_args()
    where = machine()
    with tempfile.TemporaryDirectory(prefix="outreach-bench-") as folder:
        figures = measure(told.rounds, Path(folder).resolve())
    print(table(figures))
    if told.json:
        found = [target._asdict() for target in targets(figures)]
        runs = {name: [run._asdict() for run in every] for name, every in figures.runs.items()}
        data = {"machine": where, "targets": found, "bytes": figures.sizes, "runs": runs, "warm": figures.warm}
        told.json.write_text(json.dumps(data, indent=1), "utf-8")


if __name__ == "__main__":
    main()
