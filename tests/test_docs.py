"""What is written about the program is so: commands, options, exit codes, keys, files, and commands that can be copied."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator import __version__
from generator.cli import COMMANDS, main
from generator.content.audience import load_audiences
from generator.content.catalog import languages
from generator.errors import ExitCode
from tests.instruments.pieces import LAYOUTS, LIBRARY, ROOT, STOCKS, THEMES

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PAGES = sorted(ROOT.glob("*.md"))


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def help_page(name: str) -> str:
    # With its own settings, because Click keeps the help option that it makes first.
    return command(name).get_help(click.Context(command(name), info_name=f"outreach {name}", **command(name).context_settings))


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next of the same or a higher rank."""
    [rank] = re.findall(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    return re.split(rf"^#{{1,{len(rank)}}} ", text.split(f"{rank} {title}\n", 1)[1], flags=re.MULTILINE)[0]


def blocks(text: str) -> list[list[str]]:
    """The lines of each fenced block of shell commands."""
    return [block.strip().splitlines() for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]


def outreach_lines() -> Iterator[str]:
    """Every call of the program in the README, alone or in a chain of commands."""
    for line in (line for block in blocks(README) for line in block):
        for call in re.split(r"\s&&\s", line.split("  #")[0]):
            found = re.match(r"(?:\.venv/bin/)?outreach (.*)", call.strip())
            if found:
                yield found[1]


# --- commands and options


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_or_shows_two_examples(name: str) -> None:
    examples = re.findall(rf"^ +outreach {name}\b", help_page(name), re.MULTILINE)
    assert any(line.split()[0] == name for line in outreach_lines()) or len(examples) >= 2


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_the_readme_or_on_a_page_with_examples(name: str) -> None:
    page = help_page(name)
    examples = re.findall(rf"^ +outreach {name}\b", page, re.MULTILINE)
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            told = any(flag in README.split() for flag in parameter.opts)
            assert told or (len(examples) >= 2 and parameter.help and parameter.opts[-1] in page), parameter.opts


@pytest.mark.parametrize("line", list(outreach_lines()))
def test_a_command_in_the_readme_can_be_given(line: str) -> None:
    name, *arguments = shlex.split(line)
    context = command(name).make_context(name, arguments)
    if isinstance(context.command, click.Group):
        name, found, arguments = context.command.resolve_command(context, arguments)
        assert found is not None
        context = found.make_context(name, arguments)
    told = context.params
    known = {"layout": LAYOUTS, "audience": load_audiences(LIBRARY), "theme": THEMES, "stock": STOCKS}
    assert all(told[key] in names for key, names in known.items() if told.get(key))
    assert set(told.get("langs", ())) <= set(languages(LIBRARY)) or name == "update", "which starts new ones"


def test_the_readme_knows_no_other_options() -> None:
    every = [each for name in COMMANDS for each in (command(name), *getattr(command(name), "commands", {}).values())]
    flags = {flag for each in every for parameter in each.params for flag in (*parameter.opts, *parameter.secondary_opts)}
    told = {word for line in outreach_lines() for word in line.split() if word.startswith("-")}
    assert told <= flags


# --- exit codes


def test_every_exit_code_is_in_the_readmes_table() -> None:
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|$", README, re.MULTILINE)
    assert [int(code) for code, _ in rows] == [int(code) for code in ExitCode]
    assert all(meaning.strip() for _, meaning in rows)


# --- keys of layouts and themes


def fields_of_the_schema() -> Iterator[tuple[str, str, bool]]:
    """(class, key, whether something is said of it) of all that a layout or a theme may say.

    A key has a docstring of its own below it, or a comment on its line or above it.
    """
    text = (ROOT / "generator/template/schema.py").read_text("utf-8")
    lines = text.splitlines()
    for declared in ast.parse(text).body:
        if not isinstance(declared, ast.ClassDef):
            continue
        for number, node in enumerate(declared.body):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                after = declared.body[number + 1] if number + 1 < len(declared.body) else None
                docstring = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str)
                comment = "#" in lines[node.lineno - 1] or lines[node.lineno - 2].strip().startswith("#")
                yield declared.name, node.target.id, docstring or comment


def test_the_schema_is_found() -> None:
    assert {("Grid", "areas"), ("Block", "kind"), ("Theme", "colours")} <= {(owner, key) for owner, key, _ in fields_of_the_schema()}


def test_every_key_of_a_layout_or_theme_is_explained() -> None:
    assert not [f"{owner}.{key}" for owner, key, told in fields_of_the_schema() if not told]


# --- commands to copy


@pytest.mark.parametrize("title", ["Run", "Test"])
def test_what_is_to_be_copied_first_is_one_line(title: str) -> None:
    [line] = blocks(section(README, title))[0]
    assert line.startswith("python3 -m venv .venv && ")


@pytest.mark.parametrize("title", ["Run", "Test"])
def test_no_command_goes_on_in_the_next_line(title: str) -> None:
    for line in (line for block in blocks(section(README, title)) for line in block):
        assert not line.endswith("\\")
        shlex.split(line)


def test_the_ci_runs_the_readmes_command() -> None:
    """It takes the first block under Test; what it would do by itself could differ."""
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert "README.md" in script
    [line] = blocks(section(README, "Test"))[0]
    assert all(tool in line for tool in ("ruff check", "ruff format --check", "mypy", "pytest"))
    assert not re.search(r"^(?!\s*#).*\b(pytest|mypy|ruff)\b", script, re.MULTILINE)


# --- what is pointed to


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_is_named_is_there(page: Path) -> None:
    """In backquotes and with a folder; what has angle brackets in it is the reader's own."""
    text = page.read_text("utf-8")
    for path in re.findall(r"`((?:generator|layouts|assets|tests|tools)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert pictures
    assert all(len(words.split()) >= 3 for words, _ in pictures)


def test_the_changelog_knows_this_version() -> None:
    assert re.search(rf"\b{re.escape(__version__)}\b|[Uu]nreleased", (ROOT / "CHANGELOG.md").read_text("utf-8"))


def test_what_can_be_added_without_python_is_explained() -> None:
    headings = re.findall(r"^\*\*an? (.+?)\.\*\*", section(CONTRIBUTING, "Add …"), re.MULTILINE)
    assert headings == ["layout", "theme", "size or a stock", "audience", "contact or a link", "language", "script", "check"]
