"""Help pages: their look, their examples, and that they come at once."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.shell_completion import BashComplete, ShellComplete
from click.testing import Result

from generator import __version__
from generator.cli import COMMANDS, main

from .conftest import environment

Outreach = Callable[..., Result]
PAGES = [[], *([name] for name in COMMANDS)]


def found_command(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: " ".join(page) or "outreach")
def test_a_page_fits_a_terminal_and_shows_two_examples(outreach: Outreach, page: list[str]) -> None:
    result = outreach(*page, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert len([line for line in lines if line.startswith("    outreach ")]) == 2
    assert outreach(*page, "-h").stdout == result.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: " ".join(page) or "outreach")
def test_examples_are_commands_that_can_be_given(outreach: Outreach, page: list[str]) -> None:
    for line in outreach(*page, "--help").stdout.splitlines():
        if line.startswith("    outreach "):
            _, name, *args = shlex.split(line)
            found_command(name).make_context(name, args)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_page_says_first(name: str) -> None:
    assert (found_command(name).help or "").split("\n\n")[0].replace("\n", " ") == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    for parameter in found_command(name).params:
        if isinstance(parameter, click.Option):
            sentence, _, default = (parameter.help or "").partition("  [")
            assert sentence.endswith("."), parameter.name
            assert not default or default.endswith("]"), parameter.name


def test_help_alone_is_no_argument_away(outreach: Outreach) -> None:
    assert "Commands:" in outreach().output


@pytest.mark.parametrize("flag", ["--version"])
def test_the_version_is_the_packages(outreach: Outreach, flag: str) -> None:
    assert outreach(flag).stdout == f"outreach, version {__version__}\n"


def test_help_imports_click_and_no_other_library() -> None:
    code = (
        "import sys\nfrom generator.cli import main\n"
        "for page in ([], ['make'], ['list'], ['check'], ['init'], ['translate'], ['translate', 'check']):\n"
        "    main([*page, '--help'], prog_name='outreach', standalone_mode=False)\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}), sep=' ')\n"
        "print('OURS', *sorted(name for name in sys.modules if name.startswith('generator')), sep=' ')\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()).stdout
    loaded = set(re.findall(r"^LOADED (.*)$", out, re.MULTILINE)[0].split())
    assert not loaded & {"msgspec", "reportlab", "uharfbuzz", "PIL", "qrcode", "babel", "icu4py", "zxingcpp", "pypdfium2", "tomllib"}
    ours = set(re.findall(r"^OURS (.*)$", out, re.MULTILINE)[0].split())
    assert all(name == "generator" or name.startswith("generator.cli") for name in ours)


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "generator", "make", "--help"]
    out = subprocess.run(command, capture_output=True, text=True, check=True, env=environment()).stdout
    assert out.startswith("Usage: outreach make")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["make", "po"], "poster"),
        (["make", "poster", "-a", "vic"], "victims"),
        (["make", "poster", "--audience", ""], "law-enforcement"),
        (["make", "poster", "-l", "e"], "es"),
        (["make", "poster", "--size", "tab"], "tabloid"),
        (["make", "poster", "--theme", "li"], "light"),
        (["make", "wallet-card", "--stock", "avery-"], "avery-5371"),
        (["make", "poster", "--form"], "--format"),
        (["list", "hot"], "hotlines"),
        (["ch"], "check"),
    ],
)
def test_names_are_completed(typed: list[str], offered: str) -> None:
    assert offered in [item.value for item in _completions(typed)]


def test_a_campaigns_names_are_completed(campaign: object) -> None:
    assert "my-poster" in [item.value for item in _completions(["make", "my"])]


def test_completion_says_nothing_where_data_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTREACH_DATA", "/nowhere")
    assert _completions(["make", "po"]) == []


def _completions(typed: list[str]) -> list[click.shell_completion.CompletionItem]:
    shell: ShellComplete = BashComplete(main, {}, "outreach", "_OUTREACH_COMPLETE")
    return shell.get_completions(typed[:-1], typed[-1])
