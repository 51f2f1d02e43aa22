"""Make campaign folders for the workloads of the merge benchmark from its shared inputs.

    python merge_inputs.py DATA FOLDER

DATA has card.json, cards_1000.csv, cards_10000.csv and posters.json; FOLDER/W2, W3, W3x10 and W4 are written, each a
copy of `campaign` with the records beside it. Only the form changes: lists become columns.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def prepare(data: Path, folder: Path) -> None:
    card = json.loads((data / "card.json").read_text("utf-8"))
    posters = [
        {
            "id": one["id"], "headline": one["headline"], "subhead": one["subhead"], "hotline": one["hotlines"][0][0],
            "number": one["hotlines"][0][1], "qr": one["qr"], "qr_caption": one["qr_caption"],
        }
        for one in json.loads((data / "posters.json").read_text("utf-8"))
    ]  # fmt: skip
    for name in ("W2", "W3", "W3x10", "W4"):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(HERE / "campaign", folder / name)
    (folder / "W2" / "card.jsonl").write_text(json.dumps({key: card[key] for key in ("line1", "line2", "text_line", "qr")}) + "\n", "utf-8")
    for name, count in (("W3", 1000), ("W3x10", 10000)):
        shutil.copyfile(data / f"cards_{count}.csv", folder / name / "cards.csv")
    (folder / "W4" / "posters.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in posters), "utf-8")


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(sys.argv[2]))
