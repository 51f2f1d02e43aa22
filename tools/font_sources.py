"""Fetch the packages that the fonts come from, pinned by version and checksum, and read files out of them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Literal

import msgspec

SOURCES = Path(__file__).with_name("font_sources.toml")


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what font_sources.toml declares: unknown keys are refused."""


class Package(_Declared, frozen=True):
    """A package of one version in a registry, and the SHA-256 of its archive."""

    registry: Literal["pypi", "npm"]
    version: str
    sha256: str


class Source(_Declared, frozen=True):
    """A face: the archive member that holds it and its licence, what of it is kept, and what it is for."""

    package: str
    member: str
    licence: str
    scripts: tuple[str, ...]
    languages: tuple[str, ...]
    characters: str = ""


class Fallback(_Declared, frozen=True):
    """Faces to try for a character that a text's own face lacks; `han` by the text's language."""

    order: tuple[str, ...]
    han: dict[str, tuple[str, ...]]


class Sources(_Declared, frozen=True):
    """All of font_sources.toml."""

    digits: str
    fallback: Fallback
    packages: dict[str, Package]
    faces: dict[str, Source]


def read_sources() -> Sources:
    return msgspec.convert(tomllib.loads(SOURCES.read_text("utf-8")), Sources)


def fetch(name: str, package: Package, downloads: Path) -> Path:
    """The package's archive, downloaded unless it is there already. Exits when it is not the pinned one."""
    folder = downloads / f"{name.strip('@').replace('/', '-')}-{package.version}"
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        _run(_command(name, package, folder))
    archives = list(folder.iterdir())
    if len(archives) != 1:
        raise SystemExit(f"{folder} should hold one archive, not {len(archives)}")
    found = hashlib.sha256(archives[0].read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{archives[0]} has the SHA-256 {found}, not {package.sha256} as {SOURCES.name} says")
    return archives[0]


def read_member(archive: Path, member: str) -> bytes:
    """One file of a wheel or of an npm tarball."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(member)
    with tarfile.open(archive) as tarball:
        file = tarball.extractfile(member)
        if file is None:
            raise SystemExit(f"{archive} has no file {member}")
        return file.read()


def _command(name: str, package: Package, folder: Path) -> list[str]:
    if package.registry == "npm":
        return ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{package.version}"]
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
    return [*pip, f"{name}=={package.version}"]


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SystemExit(f"{command[0]} is not installed") from None
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr or done.stdout}")
