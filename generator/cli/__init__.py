"""The command line `outreach`: the group, and which file holds which command.

A command's file is imported when the command is called, so that help and completion come at once.
"""

from __future__ import annotations

import difflib
import importlib
from typing import Any

import click

from generator import __version__
from generator.cli import options, terminal

COMMANDS = {
    "make": "Make a poster, a set of cards or a fact sheet.",
    "list": "Show what there is to choose from.",
    "batch": "Make everything that a campaign file asks for.",
    "check": "Look for faults before you print.",
    "init": "Start a folder for a campaign of your own.",
    "translate": "Send the words to translators, and take them back.",
}
"""Each command, which is `command` in the file of its name, and what the list of commands says of it."""


class Front(options.Sectioned, click.Group):
    """A group whose commands are imported one at a time, and whose failures become text and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        # Not list(COMMANDS): once the command of that name is imported, `list` is its file in here.
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"generator.cli.{cmd_name}").command
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            close = difflib.get_close_matches(name, COMMANDS, n=1)
            remedy = f"did you mean {close[0]!r}?" if close else "choose one of: " + ", ".join(COMMANDS)
            ctx.fail(f"there is no command {name!r}; {remedy}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        return terminal.guarded(ctx, lambda: super(Front, self).invoke(ctx))


@click.group(cls=Front, context_settings=options.SETTINGS)
@options.verbose
@click.version_option(__version__, prog_name="outreach", help="Show the version, and stop.")
def main() -> None:
    """Print posters, wallet cards and fact sheets against human trafficking.

    \b
    Examples:
      outreach make poster -a victims
          A poster for people at risk, as a PDF in the folder output.
      outreach list hotlines
          Every number that can be printed, and how old its source is.

    `outreach COMMAND --help` tells more about a command.
    """
