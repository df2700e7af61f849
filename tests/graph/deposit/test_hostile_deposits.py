"""Copies of a release that are damaged or made to harm: each is refused in words, and soon."""

import hashlib
import os
import warnings
import zipfile
from pathlib import Path

import pytest

from graph.deposit import verify
from ontology import Misuse

TEXT = b"justice " * 1000
SUMS = f"{hashlib.sha256(TEXT).hexdigest()}  a.txt\n"
LOCAL, CENTRAL = b"PK\3\4", b"PK\1\2"


def packed(path: Path, *members: tuple[str, bytes]) -> Path:
    """Write a deposit whose members may have the same name."""
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, content in (*members, ("SHA256SUMS", SUMS.encode())):
            archive.writestr(name, content)
    return path


def damaged(path: Path, place: int, value: int) -> Path:
    """Change a byte of the header of the first member, in both places that have it."""
    content = bytearray(packed(path, ("a.txt", TEXT)).read_bytes())
    content[content.find(LOCAL) + place] = value
    content[content.find(CENTRAL) + place + 2] = value
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (6, 1, "is encrypted"),
        (8, 99, "compression method is not supported"),
        (8, 0, "Bad CRC-32"),
        (8, 12, "Invalid data stream"),
    ],
)
def test_a_member_that_cannot_be_unpacked_is_said(
    tmp_path: Path, place: int, value: int, said: str
) -> None:
    with pytest.raises(Misuse, match=f"this is no whole deposit, .*{said}"):
        list(verify(damaged(tmp_path / "copy.zip", place, value)))


def test_bytes_that_are_no_deflated_data_are_said(tmp_path: Path) -> None:
    path = packed(tmp_path / "copy.zip", ("a.txt", TEXT))
    content = bytearray(path.read_bytes())
    content[35] = 0xFF  # the first byte of the data: a block of a kind that there is not
    path.write_bytes(content)
    with pytest.raises(Misuse, match=r"this is no whole deposit, .*while decompressing"):
        list(verify(path))


def test_a_deposit_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "copy.zip", ("a.txt", b"other"), ("a.txt", TEXT))
    with pytest.raises(Misuse, match=r"it holds 'a\.txt' more than once"):
        list(verify(path))


def test_pipes_devices_and_links_to_them_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text(SUMS + SUMS.replace("a.txt", "b.txt"))
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "c.txt")
    assert [*verify(tmp_path)] == [
        "c.txt is not among the checksums",
        "a.txt is no file",
        "b.txt is no file",
    ]


def test_checksums_that_are_a_pipe_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "SHA256SUMS")
    with pytest.raises(Misuse, match="it holds no file SHA256SUMS"):
        list(verify(tmp_path))
