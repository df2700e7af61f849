"""Opening snapshots: folders, sheets, zips and tars, hostile ones among them."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import bounded_tar
from graph.importing.sheets import archive
from graph.importing.sheets.archive import opened
from ontology import BadRecord, Unavailable

NAMES = ("incidents.csv", "duplicates.csv")


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def tarred(path: Path, members: dict[str, bytes], links: dict[str, str] | None = None) -> Path:
    with tarfile.open(path, "w:bz2") as file:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            file.addfile(member, io.BytesIO(content))
        for name, target in (links or {}).items():
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            file.addfile(link)
    return path


def content(path: Path) -> dict[str, bytes]:
    with opened(path, NAMES) as snapshot:
        return {name: file.read_bytes() for name, file in snapshot.files.items()}


def test_a_folder_is_searched_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "incidents.csv").write_bytes(b"deep")
    (tmp_path / "duplicates.csv").write_bytes(b"here")
    assert content(tmp_path) == {"incidents.csv": b"deep", "duplicates.csv": b"here"}


def test_a_single_sheet_of_any_name_is_the_first_file(tmp_path: Path) -> None:
    path = tmp_path / "my export.csv"
    path.write_bytes(b"rows")
    assert content(path) == {"incidents.csv": b"rows"}


@pytest.mark.parametrize("members", [["a.csv"], ["a.csv", ".b.csv", "c.txt"]])
def test_the_only_sheet_of_a_folder_or_archive_is_the_one_wanted(
    tmp_path: Path, members: list[str]
) -> None:
    path = zipped(tmp_path / "z.zip", {f"x/{name}": b"rows" for name in members})
    (tmp_path / "in").mkdir()
    for name in members:
        (tmp_path / "in" / name).write_bytes(b"rows")
    for place in (path, tmp_path / "in"):
        with opened(place, ("sheet.csv",)) as snapshot:
            assert snapshot.file("sheet.csv").read_bytes() == b"rows"


def test_of_two_sheets_neither_is_guessed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"a.csv": b"", "b.csv": b""})
    with (
        opened(path, ("sheet.csv",)) as snapshot,
        pytest.raises(BadRecord, match=r"holds no sheet\.csv; found: a\.csv, b\.csv"),
    ):
        snapshot.file("sheet.csv")


@pytest.mark.parametrize("make", [zipped, tarred])
def test_an_archive_gives_its_wanted_members(tmp_path: Path, make: object) -> None:
    assert callable(make)
    name = "a.zip" if make is zipped else "a.tar.bz2"
    path = make(tmp_path / name, {"dump/incidents.csv": b"rows", "dump/other.csv": b"no"})
    assert content(path) == {"incidents.csv": b"rows"}


@pytest.mark.parametrize("member", ["../incidents.csv", "/incidents.csv", "a/../../incidents.csv"])
@pytest.mark.parametrize("make", [zipped, tarred])
def test_a_member_that_climbs_out_is_told_and_not_read(
    tmp_path: Path, make: object, member: str
) -> None:
    assert callable(make)
    folder = tmp_path / "in"
    folder.mkdir()
    path = make(folder / ("a.zip" if make is zipped else "a.tar.bz2"), {member: b"x"})
    with opened(path, NAMES) as snapshot:
        assert snapshot.files == {}
        assert snapshot.refused == (
            (member, "the member climbs out of its archive: it is not read"),
        )
        with pytest.raises(BadRecord, match=r"holds no incidents\.csv; found: none"):
            snapshot.file("incidents.csv")
    assert {file.name for file in tmp_path.rglob("*")} == {"in", path.name}


def test_links_in_a_tar_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    path = tarred(tmp_path / "a.tar.bz2", {}, {"incidents.csv": str(secret)})
    assert content(path) == {}


def test_an_archive_that_unpacks_without_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1_000_000)
    path = zipped(tmp_path / "a.zip", {"incidents.csv": bytes(2_000_000)})
    with pytest.raises(BadRecord, match="unpacks to more than"):
        content(path)


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_tar, "SMALL", 100_000)
    path = zipped(tmp_path / "a.zip", {"incidents.csv": bytes(2_000_000)})
    with pytest.raises(BadRecord, match="unpacks to more than 100 times its size"):
        content(path)


@pytest.mark.parametrize("name", ["a.zip", "a.tar.bz2"])
def test_a_broken_archive_is_told(tmp_path: Path, name: str) -> None:
    whole = zipped(tmp_path / "w", {"incidents.csv": b"x" * 1000})
    path = tmp_path / name
    damaged = whole.read_bytes()[:45] + b"\xff" * 4 + whole.read_bytes()[49:]
    path.write_bytes(damaged if name == "a.zip" else b"BZh9 no")
    with pytest.raises(BadRecord, match="is a broken archive"):
        content(path)


def test_what_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no such file or folder: name the snapshot to import"):
        content(tmp_path / "nothing")


@pytest.mark.parametrize("make", [zipped, tarred])
@pytest.mark.parametrize("member", [".", "./", "x/.", "dump/incidents.csv/", "a\x01b", "\u202ex"])
def test_odd_members_do_not_hide_the_others(tmp_path: Path, make: object, member: str) -> None:
    assert callable(make)
    name = "a.zip" if make is zipped else "a.tar.bz2"
    path = make(tmp_path / name, {member: b"", "dump/incidents.csv": b"rows"})
    assert content(path)["incidents.csv"] in (b"rows", b"")


def test_links_and_folders_are_not_read_and_links_are_told(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar.bz2", {}, {"incidents.csv": "/etc/passwd"})
    with opened(path, NAMES) as snapshot:
        assert snapshot.refused == (("incidents.csv", "the member is no file: it is not read"),)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        link = zipfile.ZipInfo("incidents.csv")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    with opened(path, NAMES) as snapshot:
        assert snapshot.files == {}
        assert [name for name, _ in snapshot.refused] == ["incidents.csv"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz"])
def test_an_archive_of_which_any_byte_is_wrong_is_read_or_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.zip":
        zipped(path, {"incidents.csv": b"rows" * 50})
    else:
        mode: Any = f"w:{name[6:]}"
        with tarfile.open(path, mode) as file:
            member = tarfile.TarInfo("incidents.csv")
            member.size = 200
            file.addfile(member, io.BytesIO(b"rows" * 50))
    whole = path.read_bytes()
    for place in range(0, min(len(whole), 700), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            content(path)
        except (BadRecord, Unavailable):
            continue


def test_a_zip_has_a_bounded_number_of_members(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "a.zip", {f"{number}.txt": b"" for number in range(4)})
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    with pytest.raises(BadRecord, match="it has more than 3 members: unpack it, and import the"):
        content(path)


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_sheet_is_told_to_be_packed(
    tmp_path: Path, packed: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "incidents.csv.gz"
    path.write_bytes(packed(b"a,b\n"))
    with pytest.raises(BadRecord, match="is packed, and no tar: unpack it"):
        content(path)
