"""Judge a campaign file: all that it asks for is made, and nothing kept."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.batch.campaign import load_campaign_file
from generator.batch.conduct import Options, conduct
from generator.batch.engines import cores
from generator.batch.library import library_of
from generator.batch.manifest import Entry
from generator.cli.judge.findings import Findings
from generator.diagnostics import Severity


class _Silent:
    """Hears how a batch goes on, and says nothing."""

    def expect(self, pieces: int) -> None:
        pass

    def done(self, entry: Entry) -> None:
        pass


def judge_batch(path: Path, findings: Findings) -> None:
    """What a dry run has to say."""
    campaign = findings.catch(lambda: load_campaign_file(path))
    if campaign is None:
        return
    summary = findings.catch(lambda: conduct(library_of(campaign), campaign, Options(jobs=cores(), dry=True), _Silent()))
    if summary is None:
        return
    for blocked in summary.plan.blocked:
        if not blocked.excluded:
            findings.add(*blocked.diagnostics)
    for entry in summary.failures:
        for remark in entry.failures:
            found = remark.diagnostic(Severity.ERROR)
            findings.add(found if found.where else msgspec.structs.replace(found, where=f"{path}: {entry.file}"))
