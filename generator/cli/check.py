"""The command `check`: its options; what it judges is in `judge`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.options import SETTINGS, Sectioned, option, verbose

HOW = "How it judges"


@click.command("check", cls=Sectioned, context_settings=SETTINGS)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@option("--strict", is_flag=True, section=HOW, help="Count warnings as errors.")
@option("--json", "as_json", is_flag=True, section=HOW, help="Print what was found as JSON.")
@verbose
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Look for faults before you print.

    \b
    Examples:
      outreach check
          Everything: words, numbers, links, layouts, colours, fonts.
      outreach check org.toml layouts/my-poster.toml
          Two files of your own. A folder will do too, such as . for this one.

    Every fault is named with its file and what to do about it. Warnings, such
    as a number whose source is old, do not stop you from printing.
    """
    from generator.cli import checking

    ctx.exit(checking.run(paths, strict, as_json))
