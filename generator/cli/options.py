"""The look of every help page: options in groups under plain headings, in one column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
LAST = "Help"
"""The heading over options that belong to no other group."""
WIDEST = 26
"""Columns for the names of options; a longer one has its text on the next line."""
VERBOSE = "generator.verbose"


class Option(click.Option):
    """An option that knows under which heading it stands."""

    def __init__(self, *args: Any, section: str = LAST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


class Sectioned(click.Command):
    """A command whose help groups its options."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                sections.setdefault(getattr(parameter, "section", LAST), []).append(record)
        if LAST in sections:
            sections[LAST] = sections.pop(LAST)
        fitting = [len(name) for records in sections.values() for name, _ in records if len(name) <= WIDEST]
        column = max(fitting, default=0)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(column), text) for name, text in records], col_max=WIDEST + 2)


def option(*names: str, section: str = LAST, **more: Any) -> Callable[[F], F]:
    """`click.option` under a heading."""
    return click.option(*names, cls=Option, section=section, **more)


def between(least: float, most: float) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A check that a number lies between two limits, which Click's own ranges would spell out on the help page."""

    def check(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:
        if value is not None and not least <= value <= most:
            raise click.BadParameter(f"{value:g} is not between {least:g} and {most:g}")
        return value

    return check


def _told(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[VERBOSE] = True


def verbose(function: F) -> F:
    """The option -v, which may stand before or after the command's name."""
    text = "Show where in the program a failure came from."
    return click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_told, help=text)(function)


def is_verbose(ctx: click.Context) -> bool:
    return bool(ctx.meta.get(VERBOSE))
