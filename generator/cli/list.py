"""The command `list`: its options; what it shows is in `listing`."""

from __future__ import annotations

import click

from generator.cli.options import SETTINGS, Sectioned, option, verbose

KINDS = ("layouts", "audiences", "languages", "hotlines", "resources", "sizes", "themes", "stocks")
ALIASES = {"contacts": "hotlines"}


@click.command("list", cls=Sectioned, context_settings=SETTINGS)
@click.argument("kind", metavar="KIND", type=click.Choice([*KINDS, *ALIASES]))
@option("--json", "as_json", is_flag=True, section="How it is shown", help="Print it as JSON, with all that is known.")
@verbose
@click.pass_context
def command(ctx: click.Context, kind: str, as_json: bool) -> None:
    """Show what there is to choose from.

    \b
    Examples:
      outreach list audiences
          Whom a piece can speak to.
      outreach list hotlines --json
          Every number that can be printed, for a program to read.

    \b
    KIND is one of:
      layouts      what can be made: posters, cards, fact sheets
      audiences    whom it can speak to
      languages    what it can be printed in, and how far each is translated
      hotlines     numbers, and how old their sources are (also: contacts)
      resources    links that a QR code can open
      sizes        finished sizes
      themes       colours and type
      stocks       card sheets that can be bought
    """
    from generator.cli import listing, terminal
    from generator.resources import find_library

    found = listing.gather(find_library(), ALIASES.get(kind, kind))
    if as_json:
        terminal.result_json(found.data)
    else:
        for line in found.lines():
            terminal.result(line)
        for text in found.notes:
            terminal.note(text)
    for diagnostic in found.faults:
        terminal.show(diagnostic)
    ctx.exit(1 if found.faults else 0)
