"""The command `batch`: its options; what it does is in `batching`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli.options import SETTINGS, Sectioned, between, option, verbose

WHICH, HOW, AFTER, TOLD = "Which pieces", "How they are made", "What comes after", "What is told"
MOST_JOBS = 1024


@click.command("batch", cls=Sectioned, context_settings=SETTINGS)
@click.argument("campaign", metavar="CAMPAIGN.toml", type=click.Path(path_type=Path))
@option("--only", metavar="AXIS=NAME,…", section=WHICH, help="Only some of the pieces, such as audience=victims,lang=es.")
@option("--dry-run", is_flag=True, section=WHICH, help="Make nothing; show what would be made, and what would not and why.")
@option("--jobs", metavar="N", type=int, callback=between(1, MOST_JOBS), section=HOW, help="Processes side by side.  [default: one for each core]")
@option("--scheduler", metavar="ADDRESS", section=HOW, help="A Dask cluster to work on, such as tcp://10.0.0.5:8786.")
@option("--keep-going/--fail-fast", default=True, section=HOW, help="Whether a piece that fails stops the others.  [default: keep going]")
@option("--prune", is_flag=True, section=AFTER, help="Remove pieces of earlier runs that the campaign no longer has.")
@option(
    "--pack", metavar="KIND", type=click.Choice(["zip", "folder"]), section=AFTER, help="Sort the pieces into packs for field offices: zip or folder."
)
@option(
    "--pack-by",
    metavar="AXIS",
    type=click.Choice(["audience", "place"]),
    section=AFTER,
    help="What a pack is for: audience or place.  [default: audience]",
)
@option("--watch", is_flag=True, section=AFTER, help="Stay, and remake what a changed file touches.")
@option("--json", "as_json", is_flag=True, section=TOLD, help="Print what became of it as JSON.")
@verbose
@click.pass_context
def command(ctx: click.Context, /, **told: Any) -> None:
    """Make everything that a campaign file asks for.

    \b
    Examples:
      outreach batch campaign.toml --dry-run
          A table of what would be made, and what is in the way.
      outreach batch campaign.toml --only audience=victims,lang=es
          The Spanish pieces for people at risk, on all cores.

    Pieces that stand in the output and have not changed are left as they are.
    The file manifest.jsonl in the output says what each piece is, what it came
    from and which contacts are on it. A run that was stopped goes on where it
    was when it is started again.
    """
    from generator.cli import batching

    ctx.exit(batching.run(batching.Request(**told)))
