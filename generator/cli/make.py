"""The command `make`: its options; what it does is in `making`."""

from __future__ import annotations

from typing import Any

import click

from generator.cli.completion import names_of
from generator.cli.options import SETTINGS, Sectioned, between, option, verbose

SAYS, LOOKS, PAPER, FILES = "What it says", "How it looks", "On paper", "Where it goes"
MOST = 100_000
"""Copies or pages; more is a slip of the finger."""


@click.command("make", cls=Sectioned, context_settings=SETTINGS)
@click.argument("layout", metavar="LAYOUT", required=False, shell_complete=names_of("layout"))
@option("-a", "--audience", metavar="NAME", section=SAYS, shell_complete=names_of("audience"), help="Whom it speaks to, such as victims.")
@option(
    "-l",
    "--lang",
    "langs",
    metavar="TAG",
    multiple=True,
    section=SAYS,
    shell_complete=names_of("language"),
    help="Its language, such as es. Again for one more on the same piece.  [default: en]",
)
@option("--each", is_flag=True, section=SAYS, help="A file for each -l instead of one piece in all of them.")
@option("--org", metavar="FILE", type=click.Path(), section=SAYS, help="Your organisation's profile: name, logo, local numbers.")
@option("--draft", is_flag=True, section=SAYS, help="Fill in what is not translated yet, and mark every side as a draft.")
@option("--reviewed-only", is_flag=True, section=SAYS, help="Refuse a language whose translation nobody has reviewed.")
@option("--size", metavar="NAME", section=LOOKS, shell_complete=names_of("size"), help="The finished size, such as a4 or tabloid.")
@option("--landscape/--portrait", default=None, section=LOOKS, help="Which way it lies.")
@option("--theme", metavar="NAME", section=LOOKS, shell_complete=names_of("theme"), help="Its colours and type, such as light.")
@option("--stock", metavar="NAME", section=PAPER, shell_complete=names_of("stock"), help="The card sheets in your drawer: a name or a part number.")
@option("--copies", metavar="N", type=int, callback=between(1, MOST), section=PAPER, help="How many.  [default: one, or one full sheet of cards]")
@option("--single", is_flag=True, section=PAPER, help="One piece a page at its own size, for a print shop.")
@option("-o", "--output", metavar="PATH", type=click.Path(), section=FILES, help="A file, a folder, or - for standard output.  [default: output/]")
@option("--format", "kind", metavar="KIND", type=click.Choice(["pdf", "png"]), section=FILES, help="pdf to print, png to look at.  [default: pdf]")
@option("--page", metavar="N", type=int, callback=between(1, MOST), section=FILES, help="Only this page, for png.  [default: every page]")
@option("--dpi", metavar="N", type=float, callback=between(10, 2400), section=FILES, help="Dots per inch, for png.  [default: 150]")
@option("--json", "as_json", is_flag=True, section=FILES, help="Print what was made as JSON instead of its path.")
@verbose
@click.pass_context
def command(ctx: click.Context, /, **told: Any) -> None:
    """Make a poster, a set of cards or a fact sheet.

    \b
    Examples:
      outreach make poster -a victims
          A poster for people at risk, in English, on Letter paper.
      outreach make wallet-card -a victims -l en -l es --org org.toml
          Cards in English in front and Spanish behind, with your own name.

    LAYOUT is what to make; `outreach list layouts` shows all there are.
    The path of the file is printed. If anything is wrong with the piece, no
    file is written, and you are told what to change.
    """
    from generator.cli import making

    ctx.exit(making.run(making.Request(**told)))
