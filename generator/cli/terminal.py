"""What the user sees: results on standard output, all else on standard error, failures as text and an exit code."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import is_verbose

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

INTERRUPTED, CANNOT_WRITE, FAILED = 130, 5, 1
"""As in `errors.ExitCode`, which takes as long to import as all of a help page does to print."""
COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


def guarded(ctx: click.Context, work: Callable[[], Any]) -> Any:
    """Run a command. Failures that the user can mend become text and an exit code; nothing else is swallowed."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal without Unicode shows an escape where it cannot show a letter; that is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        done = work()
        flush()
        return done
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except KeyboardInterrupt:
        click.echo("\nstopped; nothing was left half-written", err=True)
        ctx.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever was reading has gone. Python would complain when it flushes at exit, so give it somewhere to.
        _silence()
        ctx.exit(CANNOT_WRITE)
    except Exception as fault:
        _explain(ctx, fault)


def _explain(ctx: click.Context, fault: Exception) -> None:
    from generator.diagnostics import Diagnostic
    from generator.errors import GeneratorError

    if is_verbose(ctx):
        click.echo("".join(traceback.format_exception(fault)), err=True, nl=False)
    if isinstance(fault, GeneratorError):
        failed(fault)
        ctx.exit(int(fault.exit_code))
    if isinstance(fault, OSError):
        show(Diagnostic("system", fault.strerror or str(fault), str(fault.filename or "")))
        ctx.exit(FAILED)
    what = f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
    hint = "report what stands above" if is_verbose(ctx) else "run it again with -v at the end, and report what it prints"
    show(Diagnostic("bug", f"the program itself failed ({what}); this is not your mistake", hint=hint))
    ctx.exit(FAILED)


def failed(fault: Exception) -> None:
    """Print all that a GeneratorError says."""
    for diagnostic in getattr(fault, "diagnostics", ()):
        show(diagnostic)


def show(diagnostic: Diagnostic) -> None:
    """Print a diagnostic, its file named as seen from the working folder."""
    severity = diagnostic.severity.name.lower()
    label = click.style(f"{severity}[{diagnostic.code}]", fg=COLOURS[severity], bold=True)
    place = f"{near(diagnostic.where)}: " if diagnostic.where else ""
    click.echo(f"{place}{label}: {near(diagnostic.message)}", err=True)
    if diagnostic.hint:
        click.echo(f"  hint: {near(diagnostic.hint)}", err=True)


def near(text: str) -> str:
    """The text with paths in the working folder shortened."""
    return text.replace(f"{Path.cwd()}{os.sep}", "")


def warn(text: str) -> None:
    click.echo(f"{click.style('warning', fg=COLOURS['warning'], bold=True)}: {near(text)}", err=True)


def note(text: str) -> None:
    """Say something by the way."""
    click.echo(text, err=True)


def result(text: str) -> None:
    """A line of the result that was asked for."""
    _written(lambda: click.echo(text))


def result_bytes(data: bytes) -> None:
    """A file as the result, whole."""
    _written(lambda: sys.stdout.buffer.write(data))
    flush()


def result_json(value: object) -> None:
    import json

    result(json.dumps(value, ensure_ascii=False, indent=2))


def flush() -> None:
    """Have what was printed written; a full disk shows only now."""
    _written(sys.stdout.flush)


def _written(write: Callable[[], object]) -> None:
    """Write to standard output. WriteError if it cannot be; BrokenPipeError if nobody reads any more."""
    try:
        write()
    except BrokenPipeError:
        raise
    except OSError as fault:
        from generator.writing import cannot_write

        _silence()
        raise cannot_write("standard output", fault) from fault


def _silence() -> None:
    """Let what is still unwritten run into nothing."""
    with suppress(OSError, ValueError):  # a stream without a file under it has nothing to run over
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
