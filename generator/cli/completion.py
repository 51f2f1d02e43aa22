"""Complete names with the tab key, in bash, zsh and fish.

To switch it on, put one line into the file that your shell reads when it starts:

    bash    ~/.bashrc                        eval "$(_OUTREACH_COMPLETE=bash_source outreach)"
    zsh     ~/.zshrc                         eval "$(_OUTREACH_COMPLETE=zsh_source outreach)"
    fish    ~/.config/fish/completions/outreach.fish
                                             _OUTREACH_COMPLETE=fish_source outreach | source

Open a new terminal, type `outreach make po` and press tab. Commands, options, and the names of layouts, audiences,
languages, sizes, themes and stocks are completed, those of the campaign folder you stand in among them. bash must be
4.4 or newer; the one that macOS brings is older.
"""

from __future__ import annotations

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def names_of(kind: str) -> Completer:
    """A completer for `layout`, `audience`, `language`, `size`, `theme` or `stock`."""

    def complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        # Nothing of this is needed until the key is pressed.
        from generator.cli.names import titles
        from generator.errors import GeneratorError
        from generator.resources import find_library

        try:
            known = titles(find_library(), kind)
        except (GeneratorError, OSError):
            return []
        return [CompletionItem(name, help=title or None) for name, title in known.items() if name.startswith(incomplete)]

    return complete
