"""Packs hold what is made and whole, are the same for the same input, and are written whole or not at all."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from generator.batch.campaign import Campaign
from generator.batch.library import library_of
from generator.batch.manifest import NAME, Manifest, Remark
from generator.errors import InputError, WriteError
from generator.pack import agree, conduct
from generator.pack.group import EVERYWHERE, grouped, places
from tests.pack.conftest import bytes_in, packed
from tests.pack.conftest import run as run_campaign


def output(campaign: Campaign) -> Path:
    return campaign.folder / "output"


def test_an_audience_has_a_pack_with_its_pieces_by_language(audiences: Campaign) -> None:
    assert [Path(path).name for path in packed(audiences).paths] == ["victims", "individuals"]
    found = bytes_in(output(audiences) / "packs" / "victims")
    assert [*found] == [
        "en/poster-victims-en-letter.pdf",
        "en/wallet-card-victims-en-3.5x2.pdf",
        "es/poster-victims-es-letter.pdf",
        "es/wallet-card-victims-es-3.5x2.pdf",
        "index.html",
        "index.pdf",
    ]
    assert found["es/poster-victims-es-letter.pdf"] == (output(audiences) / "poster-victims-es-letter.pdf").read_bytes()


def test_a_place_has_a_pack_of_its_records_pieces(places: Campaign) -> None:
    paths = packed(places, by="place").paths
    assert [Path(path).name for path in paths] == ["Harbour-Light", "Quay-Street-Sons"]
    found = bytes_in(Path(paths[1]))
    assert [*found] == ["fact-sheet-victims-en-a4-Quay-Street-Sons.pdf", "index.html", "index.pdf", "poster-victims-en-a4-Quay-Street-Sons.pdf"]
    assert "<h1>Quay Street &amp; Sons</h1>" in found["index.html"].decode()


def test_what_has_no_place_goes_into_a_pack_of_its_own(audiences: Campaign) -> None:
    manifest = Manifest(output(audiences) / NAME)
    manifest.load()
    entries = [*manifest.entries.values()]
    entries.append(msgspec.structs.replace(entries[0], file="a.pdf", record="Everywhere"))
    whole = frozenset(entry.file for entry in entries)
    found = grouped(library_of(audiences), entries, "place", whole)
    assert [(group.name, len(group.entries)) for group in found] == [(EVERYWHERE, len(entries) - 1), ("Everywhere-2", 1)]


def test_places_without_records_are_refused(audiences: Campaign) -> None:
    with pytest.raises(InputError, match="no places"):
        agree(audiences, "zip", "place")


def test_a_folder_far_away_is_refused(audiences: Campaign) -> None:
    far = msgspec.structs.replace(audiences, file=msgspec.structs.replace(audiences.file, output="memory://there"))
    with pytest.raises(InputError, match="whole or not at all"):
        agree(far, "folder", "audience")
    agree(far, "zip", "audience")


def test_a_zip_has_what_a_folder_has_and_the_same_bytes_again(audiences: Campaign) -> None:
    folder = bytes_in(Path(packed(audiences).paths[0]))
    path = Path(packed(audiences, "zip").paths[0])
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == folder
        assert {info.date_time for info in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    before = path.read_bytes()
    shutil.rmtree(path.parent)
    assert Path(packed(audiences, "zip").paths[0]).read_bytes() == before
    assert str(audiences.folder).encode() not in before


def test_the_date_of_a_zip_is_one_that_a_zip_can_tell(audiences: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    with zipfile.ZipFile(packed(audiences, "zip").paths[0]) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_an_unchanged_pack_is_left_alone(kind: str, audiences: Campaign) -> None:
    first = packed(audiences, kind)
    before = {path: path.stat().st_mtime_ns for path in (output(audiences) / "packs").rglob("*") if path.is_file()}
    second = packed(audiences, kind)
    assert (first.made, second.made) == (2, 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_a_damaged_pack_is_made_again(kind: str, audiences: Campaign) -> None:
    path = Path(packed(audiences, kind).paths[0])
    victim = path if kind == "zip" else path / "index.html"
    good = victim.read_bytes()
    victim.write_bytes(b"broken")
    assert packed(audiences, kind).made == 1
    assert victim.read_bytes() == good


def test_a_piece_that_is_gone_leaves_the_pack(audiences: Campaign) -> None:
    path = Path(packed(audiences).paths[0])
    packed(audiences, without=["poster-victims-es-letter.pdf"])
    assert not (path / "es" / "poster-victims-es-letter.pdf").exists()
    assert (path / "es" / "wallet-card-victims-es-3.5x2.pdf").exists()


def test_what_failed_or_was_changed_is_named_and_not_packed(audiences: Campaign) -> None:
    (output(audiences) / "poster-victims-en-letter.pdf").write_bytes(b"%PDF changed")
    manifest = Manifest(output(audiences) / NAME)
    manifest.load()
    failed = manifest.entries["poster-victims-es-letter.pdf"]
    manifest.journal.append(msgspec.structs.replace(failed, status="failed", failures=(Remark("no-room", "the headline does not fit"),)))
    found = bytes_in(Path(packed(audiences).paths[0]))
    assert not any("poster" in name for name in found)
    page = found["index.html"].decode()
    assert "Not in this pack" in page
    assert "the headline does not fit" in page
    assert "the file is not as it was made" in page


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_a_pack_is_written_whole_or_not_at_all(kind: str, audiences: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(packed(audiences, kind).paths[0])
    before = bytes_in(path.parent)
    reads = []

    def fails(self: object, entry: object) -> bytes:
        reads.append(entry)
        if len(reads) > 6:
            raise OSError(28, "No space left on device")
        return (output(audiences) / entry.file).read_bytes()  # type: ignore[attr-defined, no-any-return]

    monkeypatch.setattr(conduct._Packer, "_read", fails)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    with pytest.raises(WriteError, match="the disk is full"):
        packed(audiences, kind)
    assert len(reads) > 6
    assert bytes_in(path.parent) == before


def test_what_a_killed_run_left_is_swept(audiences: Campaign) -> None:
    left = output(audiences) / "packs" / ".outreach-1-ab.part" / "en"
    left.mkdir(parents=True)
    packed(audiences)
    assert not left.exists()


def test_a_strange_file_in_a_packs_folder_is_not_thrown_away(audiences: Campaign) -> None:
    path = Path(packed(audiences).paths[0])
    (path / "notes.txt").write_text("ours", "utf-8")
    (path / "index.html").unlink()
    with pytest.raises(InputError, match=r"notes\.txt"):
        packed(audiences)
    assert (path / "notes.txt").read_text("utf-8") == "ours"


def test_a_place_that_is_no_more_is_named_and_pruned(places: Campaign) -> None:
    old = Path(packed(places, "zip", "place").paths[0])
    (places.folder / "places.csv").write_text("place,phone\nQuay Street & Sons,+1-305-555-2369\n", "utf-8")
    campaign = run_campaign(places.folder)
    gone = [path.name for path in output(campaign).glob("*Harbour*.pdf")]
    told = packed(campaign, "zip", "place", without=gone)
    assert told.orphans == ("packs/Harbour-Light.zip",)
    assert old.exists()
    assert packed(campaign, "zip", "place", without=gone, prune=True).pruned
    assert not old.exists()


def test_two_files_of_one_name_keep_their_folders_names(audiences: Campaign) -> None:
    manifest = Manifest(output(audiences) / NAME)
    manifest.load()
    one = next(iter(manifest.entries.values()))
    entries = [msgspec.structs.replace(one, file=name) for name in ("a/x.pdf", "b/X.pdf", "c/y.pdf", "index.pdf")]
    assert places(entries, several=False) == {"a/x.pdf": "a-x.pdf", "b/X.pdf": "b-X.pdf", "c/y.pdf": "y.pdf", "index.pdf": "piece-index.pdf"}
