"""How long runs of records take, beside peers that do the same work.

    python tests/bench/merge.py [--rounds 5] [--only W3,W4] [--data DATA] [--peer 'typst:W3=COMMAND {data} {out}']

W2 is 1,000 equal cards, W3 1,000 cards with two lines and a code of their own each, W3x10 and W3x100 ten and a hundred
thousand of them, W4 200 posters with a number and a code of their own in 200 files. Commands are cold processes, in turn,
round by round. Inputs are invented, or read from DATA (card.json, cards_1000.csv, cards_10000.csv, posters.json), which a
peer's command is given as {data}.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from process import Run, cold

HERE = Path(__file__).resolve().parent
SIZES = {"W2": 1000, "W3": 1000, "W3x10": 10_000, "W3x100": 100_000, "W4": 200}
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
PLACES = ("Harbor Library", "Riverside Clinic", "Old Town Shelter", "Peñasco Worker Center", "Union Library", "Valley Food Bank")
CARD = {
    "line1": "Riverside Outreach Coalition", "line2": "Open every day, 24 hours", "text_line": "Or text HELP to 555-0199",
    "qr": "https://example.org/h/CARDS1",
}  # fmt: skip


def cards(count: int) -> str:
    """Records of cards, the same for the same count."""
    chance = random.Random(count)
    lines = ["code,url,line1,line2"]
    for _ in range(count):
        code = "".join(chance.choices(LETTERS, k=6))
        hours = f"Mon–Fri {chance.randint(7, 10)}–6 · 555-{chance.randint(0, 9999):04}"
        lines.append(f"{code},https://example.org/h/{code},{chance.choice(PLACES)},{hours}")
    return "\n".join(lines) + "\n"


def posters() -> list[dict[str, str]]:
    """Records of posters: twenty kinds of work in ten places."""
    return [
        {
            "id": f"work{kind:02}_{place:02}", "headline": f"Is someone controlling your work in trade {kind}, or your pay?",
            "subhead": f"{PLACES[place % 6]}: you have rights in this country, whatever your papers say. Help is free and confidential.",
            "hotline": f"Help line {place}, 24 hours", "number": f"1-888-555-1{kind:02}{place}", "qr": f"https://example.org/h/P{kind:02}{place:02}X",
            "qr_caption": "Scan for help in 12 languages",
        }
        for kind in range(20)
        for place in range(10)
    ]  # fmt: skip


def prepare(folder: Path, data: Path | None) -> None:
    """A campaign's folder for each workload."""
    card, every = CARD, posters()
    if data:
        card = {key: value for key, value in json.loads((data / "card.json").read_text("utf-8")).items() if key in CARD}
        every = [
            {key: one[key] for key in ("id", "headline", "subhead", "qr", "qr_caption")}
            | {"hotline": one["hotlines"][0][0], "number": one["hotlines"][0][1]}
            for one in json.loads((data / "posters.json").read_text("utf-8"))
        ]
    for name, count in SIZES.items():
        here = folder / name
        shutil.copytree(HERE / "campaign", here)
        shared = data / f"cards_{count}.csv" if data else None
        if name == "W2":
            (here / "card.jsonl").write_text(json.dumps(card) + "\n", "utf-8")
        elif name == "W4":
            (here / "posters.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in every), "utf-8")
        elif shared and shared.is_file():
            shutil.copyfile(shared, here / "cards.csv")
        else:
            (here / "cards.csv").write_text(cards(count), "utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--only", default="W2,W3,W3x10,W4")
    asked.add_argument("--data", type=Path)
    asked.add_argument("--peer", action="append", default=[], metavar="NAME:W=COMMAND")
    told = asked.parse_args()
    environment = {key: value for key, value in os.environ.items() if key != "OUTREACH_DATA"} | {"SOURCE_DATE_EPOCH": "1767225600"}
    outreach = str(Path(sys.executable).parent / "outreach")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder, told.data)
        for name in told.only.split(","):
            batch = [outreach, "batch", f"{name.partition('x')[0].lower()}.toml"]
            commands = {f"{jobs} process{'es' if jobs > 1 else ''}": [*batch, "--jobs", str(jobs)] for jobs in (1, 2)}
            commands["unchanged"] = [*batch, "--jobs", "2"]
            for peer in told.peer:
                label, _, rest = peer.partition(":")
                workload, _, command = rest.partition("=")
                if workload == name:
                    commands[label] = ["sh", "-c", command.format(data=told.data, out=folder / name / label)]
            report(name, measure(folder / name, commands, told.rounds, environment))


def measure(folder: Path, commands: dict[str, list[str]], rounds: int, environment: dict[str, str]) -> dict[str, list[Run]]:
    """Every command once uncounted and then once a round; all but "unchanged" begin without what was made before."""
    found: dict[str, list[Run]] = {label: [] for label in commands}
    for number in range(rounds + 1):
        for label, command in commands.items():
            if label != "unchanged":
                shutil.rmtree(folder / "output", ignore_errors=True)
            run = cold(command, folder, environment)
            if number:
                found[label].append(run)
    return found


def report(name: str, found: dict[str, list[Run]]) -> None:
    """The table of one workload: medians and least, seconds a record, peak memory."""
    first = next(iter(found.values()))
    for label, runs in found.items():
        walls = [run.wall for run in runs]
        ratio = median(run.wall / base.wall for run, base in zip(runs, first, strict=True))
        peak = max(run.peak for run in runs) / 1e6
        each = 1000 * min(walls) / SIZES[name]
        print(f"| {name} | {label} | {median(walls):.3f} s | {min(walls):.3f} s | {ratio:.2f} | {each:.2f} ms | {peak:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
