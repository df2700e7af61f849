"""Tar archives that unpack to too much are refused before they fill a memory or a disk."""

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from graph import bounded_tar
from graph.backup import restore
from graph.bounded_tar import TooLarge, opened_tar
from graph.importing.sheets.archive import opened
from ontology import BadRecord, Misuse

PACKERS: dict[str, Callable[..., Any]] = {
    "a.tar.gz": gzip.open,
    "a.tar.bz2": bz2.open,
    "a.tar.xz": lzma.open,
    "a.tar": open,
}
MOST = 100_000
HEADERS = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE)


def header(name: str, type_: bytes, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.type, member.size = type_, size
    return member.tobuf(tarfile.GNU_FORMAT)


def packed(folder: Path, name: str, *blocks: bytes) -> Path:
    path = folder / name
    file: IO[bytes]
    with PACKERS[name](path, "wb") as file:
        file.writelines(blocks)
    return path


def names(path: Path) -> Iterator[str]:
    with opened_tar(path, MOST) as archive:
        yield from (member.name for member in archive)


@pytest.mark.parametrize("name", PACKERS)
def test_a_tar_is_read_however_it_is_packed(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path, name, header("a", tarfile.REGTYPE, 3), b"one".ljust(512, b"\0"))
    with opened_tar(path, MOST) as archive:
        contents = {m.name: file.read() for m in archive if (file := archive.extractfile(m))}
    assert contents == {"a": b"one"}


@pytest.mark.parametrize("name", [*PACKERS][:3])
def test_members_that_nobody_wants_count_for_what_it_unpacks_to(tmp_path: Path, name: str) -> None:
    big = header("big", tarfile.REGTYPE, 10 * MOST), bytes(10 * MOST)
    path = packed(tmp_path, name, *big, header("a", tarfile.REGTYPE, 0))
    read = names(path)
    assert next(read) == "big"
    with pytest.raises(TooLarge, match="it unpacks to more than 100,000 bytes"):
        next(read)


@pytest.mark.parametrize("type_", HEADERS)
def test_a_header_of_gigabytes_is_not_read(tmp_path: Path, type_: bytes) -> None:
    path = packed(tmp_path, "a.tar.gz", header("a", type_, 5 << 30), bytes(1024))
    with pytest.raises(TooLarge, match="a name in it is longer than any name may be"):
        next(names(path))


def test_more_members_than_a_snapshot_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_tar, "MOST_MEMBERS", 3)
    members = [header(name, tarfile.REGTYPE, 0) for name in "abcd"]
    with pytest.raises(TooLarge, match="it has more than 3 members"):
        list(names(packed(tmp_path, "a.tar.gz", *members)))


def test_the_import_and_the_restoring_of_a_bomb_are_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_tar, "SMALL", MOST)
    big = header("big", tarfile.REGTYPE, 10 * MOST), bytes(10 * MOST)
    path = packed(tmp_path, "a.tar.gz", *big)
    words = "it unpacks to more than [0-9,]+ bytes"
    with (
        pytest.raises(BadRecord, match=f"{words}: unpack it, and import the folder"),
        opened(path, ["a.csv", "b.csv"]),
    ):
        pass
    with pytest.raises(Misuse, match=words):
        restore(path, tmp_path / "data")
    assert [found.name for found in tmp_path.iterdir()] == ["a.tar.gz"]
