"""What the runs come to: medians and extremes, ratios taken round by round, and the targets."""

from __future__ import annotations

import datetime
import os
import platform
from importlib.metadata import version
from statistics import median
from typing import Any, NamedTuple

from process import Run

MEGABYTE = 1e6


class Figures(NamedTuple):
    """The runs of each case, the pieces `warm.py` timed in each round, and the bytes of each file made."""

    runs: dict[str, list[Run]]
    warm: list[dict[str, Any]]
    sizes: dict[str, int]


class Target(NamedTuple):
    """One promise: the median over all rounds, the best of them, and the limit. Ratios are taken round by round."""

    what: str
    value: float
    best: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        return self.value <= self.limit


def targets(figures: Figures) -> list[Target]:
    """Every promise and how it stands."""
    walls = {name: [run.wall for run in runs] for name, runs in figures.runs.items()}
    peaks = [run.peak / MEGABYTE for run in figures.runs["poster"]]
    second = [median(one["poster"]["audience"]) for one in figures.warm]
    return [
        _target("a poster, cold", walls["poster"], 0.30, "s"),
        _target("a poster, cold, most memory", peaks, 100, "MB"),
        _target("a poster, cold, to WeasyPrint's", _ratios(walls["poster"], walls["weasyprint"]), 0.4, "x"),
        _target("the help page", walls["help"], 0.12, "s"),
        _target("a poster for another audience, warm", second, 15, "ms"),
        _target("a thousand cards to one sheet of ten", _ratios(walls["thousand cards"], walls["ten cards"]), 1.3, "x"),
    ]


def _target(what: str, values: list[float], limit: float, unit: str) -> Target:
    return Target(what, median(values), min(values), limit, unit)


def _ratios(ours: list[float], theirs: list[float]) -> list[float]:
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def table(figures: Figures) -> str:
    """All of it as text."""
    poster = figures.runs["poster"]
    lines = [f"{'cold process':16}{'median s':>10}{'min':>8}{'max':>8}{'cpu s':>8}{'peak MB':>9}{'bytes':>9}{'poster is':>11}"]
    for name, runs in figures.runs.items():
        walls = [run.wall for run in runs]
        ratio = median(_ratios([run.wall for run in poster], walls))
        lines.append(
            f"{name:16}{median(walls):10.3f}{min(walls):8.3f}{max(walls):8.3f}{median(run.cpu for run in runs):8.3f}"
            f"{median(run.peak for run in runs) / MEGABYTE:9.1f}{figures.sizes.get(name, 0) or '':>9}{ratio:10.2f}x"
        )
    lines += ["", f"{'warm, one process':28}{'pieces':>7}{'median ms':>11}{'min':>8}{'max':>8}"]
    for layout in figures.warm[0]:
        for kind in ("first", "audience", "size"):
            every = [one[layout][kind] for one in figures.warm]
            middles = [median(pieces) for pieces in every]
            lines.append(f"{layout + ', another ' + kind:28}{len(every[0]):7}{median(middles):11.1f}{min(middles):8.1f}{max(middles):8.1f}")
    lines += ["", f"{'target':38}{'median':>9}{'best':>9}{'limit':>9}"]
    lines += [f"{t.what:38}{t.value:9.3g}{t.best:9.3g}{t.limit:9.3g} {t.unit:3} {'met' if t.met else 'missed'}" for t in targets(figures)]
    return "\n".join(line.replace("another first", "the first") for line in lines)


def machine() -> dict[str, Any]:
    """Where and when, for whoever compares figures."""
    return {
        "date": datetime.date.today().isoformat(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        **{name: version(name) for name in ("outreach-press", "reportlab", "uharfbuzz", "weasyprint", "typst")},
    }
