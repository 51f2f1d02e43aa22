"""The house stands as ARCHITECTURE.md draws it: imports go one way, libraries stay in their rooms, files stay small."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "generator"
MAP = (ROOT / "ARCHITECTURE.md").read_text("utf-8")

MOST_LINES = 400
HEAVY = {"openpyxl", "pypdfium2", "qrcode", "generator.picture.raster", "distributed", "fsspec"}
"""What may be imported when it is needed: slow to load, and not needed by most commands. generator.picture.raster loads Pillow."""
PATIENT = "cli"
"""The room that may defer any import: help and completion come before anything of the program is read."""


class Import(msgspec.Struct, frozen=True):
    """One imported module, where it is imported, and whether inside a function."""

    file: str
    line: int
    room: str
    module: str
    deferred: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


def room_of(path: Path) -> str:
    """A folder of the package, or a module that stands in no folder."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0] if len(parts) > 1 or parts[0].startswith("__") else f"{parts[0]}.py"


def files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def imports_of(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text("utf-8"))
    inside = {child for function in ast.walk(tree) if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) for child in ast.walk(function)}
    package = ["generator", *path.relative_to(SOURCE).parts[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            # `from generator.cli import making` imports a module, `from generator.units import Rect` a name of one.
            names = [f"{base}.{alias.name}" if is_module(f"{base}.{alias.name}") else base for alias in node.names]
        else:
            continue
        for name in dict.fromkeys(names):
            yield Import(str(path.relative_to(ROOT)), node.lineno, room_of(path), name, node in inside)


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return name.startswith("generator.") and (path.is_dir() or path.with_suffix(".py").is_file())


def room_reached(module: str) -> str:
    """The room that a module of ours stands in."""
    first = module.split(".")[1] if "." in module else "__init__"
    return first if (SOURCE / first).is_dir() or first.startswith("__") else f"{first}.py"


IMPORTS = [found for path in files() for found in imports_of(path)]
OURS = [found for found in IMPORTS if found.module.split(".")[0] == "generator"]
ROOMS = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").is_file())


def levels() -> list[set[str]]:
    """The rooms from the top down, as the line with the arrows has them; the lowest is "basics"."""
    [line] = re.findall(r"^    (cli → .*)$", MAP, re.MULTILINE)
    return [{name.strip() for name in level.strip("{} ").split(",")} for level in line.split("→")]


def height(room: str) -> int:
    """How far above the basics a room stands."""
    if room == "__main__":
        return len(levels())
    for number, level in enumerate(reversed(levels())):
        if room.removesuffix(".py") in level:
            return number
    return 0


def fences() -> dict[str, list[str]]:
    """Each library and the places that may import it, as ARCHITECTURE.md states them."""
    [sentence] = re.findall(r"holds these fences\s+too: (.*?)\.\n", MAP, re.DOTALL)
    found = {}
    for library, places in re.findall(r"`(\w+)` only in ([^`]+?)(?:, (?=`)|$)", " ".join(sentence.split())):
        found[library] = [place.strip() for place in re.split(r",| and ", places)]
    return found


# --- the map


def test_the_map_names_every_room_and_nothing_else() -> None:
    named = {
        name.rstrip("/") for cell in re.findall(r"^\| (`generator/[^|]*) \|", MAP, re.MULTILINE) for name in re.findall(r"generator/(\w+)/", cell)
    }
    assert named == set(ROOMS)
    placed = {name for level in levels() for name in level} - {"basics"}
    assert placed == set(ROOMS)


def test_files_that_the_map_names_are_there() -> None:
    for cell in re.findall(r"^\| (`generator/[^|]*) \|", MAP, re.MULTILINE):
        for name in re.findall(r"(\w+\.py)", cell):
            assert (SOURCE / name).is_file(), name


def test_the_fences_are_read_from_the_map() -> None:
    """So that a fence that is stated is a fence that is held."""
    assert {"click", "qrcode", "reportlab", "PIL", "pypdfium2", "zxingcpp", "uharfbuzz"} <= set(fences())
    assert fences()["PIL"] == ["picture/raster", "render/proof"]


# --- direction


def test_no_room_imports_one_above_it_or_beside_it() -> None:
    wrong = []
    for found in OURS:
        reached = room_reached(found.module)
        if reached in (found.room, "__init__"):
            continue
        low, high = height(reached), height(found.room)
        if low > high or (low == high > 0):
            wrong.append(str(found))
    assert not wrong


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for found in OURS:
        if not found.deferred:
            name = found.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            graph.setdefault(name, set()).add(found.module)
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name not in done:
            for other in sorted(graph.get(name, ())):
                # A room's own __init__ is imported before any of its modules, and may name them.
                if other != name:
                    walk(other, (*path, name))
            done.add(name)

    for name in sorted(graph):
        walk(name, ())


@pytest.mark.parametrize("library", fences())
def test_a_library_stays_behind_its_fence(library: str) -> None:
    users = [found for found in IMPORTS if found.module.split(".")[0] == library]
    assert users, "nobody uses it; take it out of the map and of pyproject.toml"
    allowed = [f"generator/{place}" for place in fences()[library]]
    strays = [str(found) for found in users if not any(found.file == f"{place}.py" or found.file.startswith(f"{place}/") for place in allowed)]
    assert not strays


def test_every_library_that_is_imported_is_declared() -> None:
    declared = (ROOT / "pyproject.toml").read_text("utf-8").split("\ndev = [")[0].lower().replace("-", "")
    names = {"PIL": "pillow", "uharfbuzz": "uharfbuzz", "zxingcpp": "zxingcpp"}
    used = {found.module.split(".")[0] for found in IMPORTS} - set(sys.stdlib_module_names) - {"generator"}
    assert not [name for name in sorted(used) if f'"{names.get(name, name)}' not in declared]


# --- files


def test_imports_stand_at_the_top() -> None:
    """But for what is heavy and often not needed. None is deferred to get round a circle."""
    deferred = [found for found in IMPORTS if found.deferred and found.room != PATIENT]
    assert not [str(found) for found in deferred if found.module not in HEAVY]
    assert {found.module for found in deferred} == HEAVY, "what is no longer deferred needs no leave"


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_says_its_duty_and_has_but_one(path: Path) -> None:
    text = path.read_text("utf-8")
    duty = ast.get_docstring(ast.parse(text))
    assert duty, "no docstring says what it is for"
    assert duty.splitlines()[0].endswith((".", ":"))
    assert len(text.splitlines()) <= MOST_LINES


def test_only_the_package_itself_names_its_version() -> None:
    assert [path.name for path in files() if "__version__ =" in path.read_text("utf-8")] == ["__init__.py"]
