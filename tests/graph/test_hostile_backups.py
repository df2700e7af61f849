"""A backup that somebody else made, or damaged, is refused in a line, and leaves nothing behind."""

import bz2
import fcntl
import gzip
import hashlib
import io
import lzma
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import bounded_tar
from graph.backup import restore, write_backup
from ontology import JusticeGraphError, Misuse, Unavailable

KINDS = {
    "hard link": tarfile.LNKTYPE,
    "symbolic link": tarfile.SYMTYPE,
    "device": tarfile.CHRTYPE,
    "block device": tarfile.BLKTYPE,
    "pipe": tarfile.FIFOTYPE,
    "folder": tarfile.DIRTYPE,
    "contiguous file": tarfile.CONTTYPE,
    "unknown": b"Z",
}
PLACES = [
    "../outside",
    "/tmp/outside",  # noqa: S108 - a name in an archive
    "a/../../outside",
    "a/./b",
    "a//b",
    "./a",
    "a/",
    "current",
    ".lock",
    "releases/new/justicegraph.nq",
    "releases/new/deep/withdrawn.json",
    "desk/desk.sqlite-wal",
    "desk/desk.sqlite-journal",
    "a\nb",
    "a\x85b",
    "a\u2028b",
    "n" * 10_000,
    "/".join("n" * 5_000),
]


def member(name: str, kind: bytes = tarfile.REGTYPE, **more: Any) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type = kind
    for key, value in more.items():
        setattr(found, key, value)
    return found


def hostile(folder: Path, *members: tarfile.TarInfo, content: bytes = b"1") -> Path:
    """Write a backup whose checksums fit all that it holds, as one who wants to harm would."""
    path = folder / "b.tar"
    digest = hashlib.sha256(content).hexdigest()
    sums = "".join(f"{digest}  {one.name}\n" for one in members).encode(errors="replace")
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        for one in members:
            one.size = len(content) if one.type == tarfile.REGTYPE else 0
            archive.addfile(one, io.BytesIO(content))
        archive.addfile(member("SHA256SUMS", size=len(sums)), io.BytesIO(sums))
    return path


def refused(path: Path) -> str:
    """Return in what words a backup is refused: one line, and nothing is left of it."""
    before = {one.name for one in path.parent.iterdir()}
    with pytest.raises(Misuse) as found:
        restore(path, path.parent / "new")
    assert {one.name for one in path.parent.iterdir()} == before
    message = str(found.value)
    assert message.startswith(f"{path}: ")
    assert message.isprintable()
    assert len(message) < len(str(path)) + 300
    return message


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: str) -> None:
    good = member("desk/desk.csv")
    bad = member("imports", KINDS[kind], linkname="desk/desk.csv")
    assert "'imports' is no plain file" in refused(hostile(tmp_path, good, bad))


@pytest.mark.parametrize("name", PLACES)
def test_a_name_that_no_backup_has_is_refused(tmp_path: Path, name: str) -> None:
    assert "no name of a file in a backup" in refused(hostile(tmp_path, member(name)))


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    path = hostile(tmp_path, member("a.csv"), member("a.csv"))
    assert "it holds 'a.csv' twice" in refused(path)


def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    refused(hostile(tmp_path, member("a"), member("a/b")))
    refused(hostile(tmp_path, member("a/b"), member("a")))


@pytest.mark.parametrize("time", ["1e400", "nan", "-1e300", "9" * 30, "x"])
def test_times_owners_and_modes_of_an_archive_are_not_taken(tmp_path: Path, time: str) -> None:
    headers = {"mtime": time, "uid": "0", "gid": "9" * 12, "uname": "root"}
    path = hostile(tmp_path, member("a.csv", mode=0o6777, uid=7, pax_headers=headers))
    try:
        restore(path, tmp_path / "new")
    except Misuse:
        assert time == "x"  # some readers refuse it, others take 0
        return
    found = (tmp_path / "new" / "a.csv").stat()
    assert (found.st_mode & 0o7777, found.st_uid) == (0o600, os.getuid())


@pytest.mark.parametrize(
    "headers",
    [
        {"GNU.sparse.map": "0,1", "GNU.sparse.size": "9" * 15, "GNU.sparse.numblocks": "1"},
        {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "9" * 15},
        {"size": "-1"},
        {"size": "9" * 30},
        {"path": "../outside"},
        {"path": "a\0b"},
    ],
)
def test_a_header_that_gives_a_member_another_size_or_name_is_refused(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    refused(hostile(tmp_path, member("a.csv", pax_headers=headers)))


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE])
def test_headers_upon_headers_are_refused(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "b.tar"
    block = member("a", kind, size=2).tobuf(tarfile.GNU_FORMAT) + b"a\0".ljust(512, b"\0")
    path.write_bytes(block * 20_000)
    refused(path)


def test_one_file_without_a_checksum_or_with_another_is_refused(tmp_path: Path) -> None:
    path = hostile(tmp_path, member("a.csv"), member("b.csv"))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"  b.csv\n", b"  c.csv\n"))
    assert "'b.csv' is not as written" in refused(path)
    place = whole.index(b"  b.csv\n") - 1
    path.write_bytes(whole[:place] + (b"0" if whole[place] != 48 else b"1") + whole[place + 1 :])
    assert "'b.csv' is not as written" in refused(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damaged_backup_is_whole_or_refused_in_a_line(
    tmp_path: Path, draw: st.DataObject
) -> None:
    folder = tmp_path / "data" / "desk"
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / "a.csv").write_text("a" * 2_000)
    write_backup(tmp_path / "data", tmp_path / "whole")
    plain = bytearray(gzip.decompress((tmp_path / "whole").read_bytes()))
    for _ in range(draw.draw(st.integers(1, 4))):
        plain[draw.draw(st.integers(0, len(plain) - 1))] = draw.draw(st.integers(0, 255))
    packers: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, bz2.compress, lzma.compress]
    pack = draw.draw(st.sampled_from(packers))
    packed = bytearray(pack(bytes(plain)))
    if draw.draw(st.booleans()):
        packed[draw.draw(st.integers(0, len(packed) - 1))] ^= draw.draw(st.integers(1, 255))
    path = tmp_path / "b"
    path.write_bytes(packed[: draw.draw(st.integers(1, len(packed)))])
    try:
        restore(path, tmp_path / "new")
    except Misuse as error:
        assert str(error).isprintable()  # noqa: PT017 - what tar ignores is no damage
        assert {one.name for one in tmp_path.iterdir()} == {"data", "whole", "b"}
    else:
        assert (tmp_path / "new" / "desk" / "a.csv").read_text() == "a" * 2_000
        (tmp_path / "new" / "desk" / "a.csv").unlink()
        (tmp_path / "new" / "desk").rmdir()
        (tmp_path / "new").rmdir()


@pytest.mark.parametrize("name", ["pipe", "folder", "/dev/zero", "none"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    with pytest.raises(JusticeGraphError, match="is no file"):
        restore(tmp_path / name, tmp_path / "new")
    assert {one.name for one in tmp_path.iterdir()} == {"pipe", "folder"}


def test_what_a_killed_restore_left_goes_with_the_next_but_not_what_one_still_writes(
    tmp_path: Path,
) -> None:
    path = hostile(tmp_path, member("a.csv"))
    killed, running = (tmp_path / f".justicegraph-backup-{name}" for name in "ab")
    for folder in (killed, running):
        folder.mkdir()
    lock = os.open(running, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    restore(path, tmp_path / "new")
    os.close(lock)
    assert {one.name for one in tmp_path.iterdir()} == {"b.tar", "new", running.name}


STEPS = """
import os, signal, sys
from pathlib import Path
from graph.backup import restore
left = int(sys.argv[3])
def step(name, arguments):
    global left
    if name in STEPS and sys.argv[2] in str(arguments):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
STEPS = {"open", "os.mkdir", "os.rename", "os.chmod", "os.rmdir", "os.remove", "shutil.rmtree"}
sys.addaudithook(step)
restore(Path(sys.argv[1]), Path(sys.argv[2]) / "new")
"""


def test_a_restore_that_is_killed_at_any_step_gives_all_or_nothing(tmp_path: Path) -> None:
    path = hostile(tmp_path, member("a/a.csv"), member("b.csv"))
    place = tmp_path / "place"
    endings = []
    for step in range(1, 100):
        (place / "new").mkdir(parents=True, exist_ok=True)
        run = [sys.executable, "-c", STEPS, str(path), str(place), str(step)]
        endings.append(subprocess.run(run, check=False).returncode)
        found = {one.relative_to(place / "new").as_posix() for one in place.glob("new/**/*")}
        assert found in (set(), {"a", "a/a.csv", "b.csv"})
        if found:
            break
    assert set(endings) <= {-signal.SIGKILL, 0}
    assert len(endings) > 5
    restore(path, place / "again")
    assert {one.name for one in place.iterdir()} == {"new", "again"}


def test_a_folder_that_is_not_empty_is_left_as_it_is_though_it_filled_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = hostile(tmp_path, member("a.csv"))

    def filled(folder: Path) -> None:
        del folder
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "current").write_text("a release of a server that began")

    monkeypatch.setattr("graph.backup.sync_tree", filled)
    with pytest.raises(Unavailable):
        restore(path, tmp_path / "new")
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["current"]
    assert {one.name for one in tmp_path.iterdir()} == {"b.tar", "new"}


def test_a_file_whose_name_no_list_of_checksums_can_hold_is_told_at_the_backup(
    tmp_path: Path,
) -> None:
    for name in (b"a\nb", b"a\xffb", "a\u2028b".encode()):
        data = tmp_path / "data"
        data.mkdir()
        strange = Path(os.fsdecode(os.fsencode(data) + b"/" + name))
        strange.write_text("1")
        with pytest.raises(Unavailable, match="rename it") as found:
            write_backup(data, tmp_path / "b.tar.gz")
        assert str(found.value).isprintable()
        strange.unlink()
        data.rmdir()
    assert [*tmp_path.iterdir()] == []


def test_a_pipe_in_a_data_folder_is_told_at_the_backup(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data" / "pipe")
    with pytest.raises(Unavailable, match="'pipe' is no file: remove it"):
        write_backup(tmp_path / "data", tmp_path / "b.tar.gz")


def test_zeros_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_tar, "SMALL", 100_000)
    path = hostile(tmp_path, member("a.csv"), content=bytes(1 << 20))
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert "it unpacks to more than" in refused(path)
