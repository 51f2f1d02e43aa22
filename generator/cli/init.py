"""The command `init`: write a campaign folder, whole or not at all."""

from __future__ import annotations

import shlex
from contextlib import suppress
from pathlib import Path

import click

from generator.cli.options import SETTINGS, Sectioned, verbose

STARTER = Path(__file__).parent / "starter"
"""The files of a new folder, as they are written."""


@click.command("init", cls=Sectioned, context_settings=SETTINGS)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@verbose
def command(folder: Path) -> None:
    """Start a folder for a campaign of your own.

    \b
    Examples:
      outreach init our-campaign
          A new folder with a profile, words, colours and a layout to change.
      outreach init .
          The same in the folder you are in, if it is empty.

    Every file in it is plain text with notes on what it does; README.txt says
    where to begin. In that folder, `outreach make` uses what stands there.
    """
    from generator.cli import terminal

    start(folder)
    terminal.result(str(folder))
    if folder.resolve() != Path.cwd():
        terminal.note(f"Next: cd {shlex.quote(str(folder))}")
    terminal.note("Then: outreach make my-poster -a victims\nREADME.txt in the folder tells the rest.")


def start(folder: Path) -> None:
    """Write the starter's files into a new or empty folder. WriteError if it is neither, or cannot be written to."""
    from generator.diagnostics import Diagnostic
    from generator.errors import WriteError
    from generator.writing import cannot_write, write

    made: list[Path] = []
    try:
        # Names that begin with a dot are the system's or a version control's, and nothing here has such a name.
        if folder.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
            hint = "name a folder that is new or empty"
            raise WriteError(Diagnostic("not-empty", "the folder is not empty, and nothing in it is to be overwritten", str(folder), hint))
        for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
            target = folder / source.relative_to(STARTER)
            for parent in reversed(target.parents):
                if not parent.exists():
                    parent.mkdir()
                    made.append(parent)
            made.append(target)
            write(target, source.read_bytes())
    except BaseException as fault:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(fault, OSError):
            raise cannot_write(str(folder), fault, "name another folder") from fault
        raise
