"""The commands under `translate`: their options; what they do is in `translating`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli.completion import names_of
from generator.cli.options import SETTINGS, Sectioned, option, verbose

WHICH, SHOWN, FILES, REVIEW = "Which words", "How it is shown", "Where it goes", "Who has read it"


class Group(Sectioned, click.Group):
    """A group whose help page looks like those of the other commands."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, (found.help or "").split("\n")[0]) for name, found in self.commands.items()])


@click.group("translate", cls=Group, context_settings=SETTINGS)
@verbose
def command() -> None:
    """Send the words to translators, and take them back.

    \b
    Examples:
      outreach translate update vi
          The catalog for Vietnamese, to be filled in: assets/locale/vi.po.
      outreach translate check vi.po
          What is wrong with a catalog that came back, and what does not fit.

    A catalog is a PO file; any program for PO files can edit it.
    """


@command.command("extract", cls=Sectioned, context_settings=SETTINGS)
@option("-a", "--audience", metavar="NAME", section=WHICH, shell_complete=names_of("audience"), help="Only what this audience's pieces may say.")
@option("-o", "--output", metavar="FILE", type=click.Path(), section=FILES, help="The template to write.  [default: standard output]")
@verbose
def extract(audience: str | None, output: str | None) -> None:
    """Write a template of all words, for a translation program.

    \b
    Examples:
      outreach translate extract -o outreach.pot
          All words, your campaign's among them.
      outreach translate extract -a victims -o victims.pot
          Only those on pieces for people at risk.

    A comment over each text says where it stands, how much room it has, and
    to whom it speaks.
    """
    from generator.cli.translating import extracting

    extracting.run(audience, output)


@command.command("update", cls=Sectioned, context_settings=SETTINGS)
@click.argument("langs", metavar="LANG...", nargs=-1, required=True, shell_complete=names_of("language"))
@option("--name", metavar="NAME", section=REVIEW, help="The language's own name for itself, such as Français.")
@option("--reviewed-by", metavar="NAME", section=REVIEW, help="Who has read the whole translation and stands by it.")
@option("--reviewed-on", metavar="DATE", section=REVIEW, help="When, such as 2026-11-27.  [default: today]")
@verbose
def update(langs: tuple[str, ...], **told: Any) -> None:
    """Bring catalogs up to date with the English, or start new ones.

    \b
    Examples:
      outreach translate update vi
          New texts are added empty; where the English has changed, the
          translation stays, marked fuzzy, with the old English beside it.
      outreach translate update es --reviewed-by "Ana Ruiz"
          Writes down that she has reviewed it, and when.

    No translation is ever lost: those of texts that are gone stay at the end
    of the file, behind #~.
    """
    from generator.cli.translating import updating

    updating.run(langs, **told)


@command.command("status", cls=Sectioned, context_settings=SETTINGS)
@click.argument("langs", metavar="[LANG]...", nargs=-1, shell_complete=names_of("language"))
@option("-a", "--audience", metavar="NAME", section=WHICH, shell_complete=names_of("audience"), help="Only this audience.")
@option("--layout", metavar="NAME", section=WHICH, shell_complete=names_of("layout"), help="Only this layout.")
@option("--room", is_flag=True, section=SHOWN, help="How much longer each text may become. Takes a while.")
@option("--json", "as_json", is_flag=True, section=SHOWN, help="Print it as JSON.")
@verbose
@click.pass_context
def status(ctx: click.Context, /, **told: Any) -> None:
    """Show how far each language is, and which pieces can be made.

    \b
    Examples:
      outreach translate status
          Every language in a line.
      outreach translate status vi -a victims --layout poster --room
          By how many characters each text of that poster may still grow.

    With a language, every piece has a line: an audience and a layout.
    """
    from generator.cli.translating import reporting

    ctx.exit(reporting.run(reporting.Request(**told)))


@command.command("check", cls=Sectioned, context_settings=SETTINGS)
@click.argument("files", metavar="FILE|LANG...", nargs=-1, required=True, shell_complete=names_of("language"))
@option("--json", "as_json", is_flag=True, section=SHOWN, help="Print what was found as JSON.")
@verbose
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Look for faults in catalogs that have come back.

    \b
    Examples:
      outreach translate check returned/vi.po
          A file that came by mail. It is read, and nothing is changed.
      outreach translate check es vi
          Two languages as they are installed.

    Each text is held against the English, and every piece that the catalog
    has all words for is made, to see what does not fit.
    """
    from generator.cli.translating import judging

    ctx.exit(judging.run(tuple(map(Path, files)), as_json))
