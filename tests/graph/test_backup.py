"""A backup holds what no build makes again, and gives it back to the byte or not at all."""

import fcntl
import gzip
import os
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.backup import restore, write_backup
from graph.build.build import build
from graph.build.inputs import Plan
from graph.desk.database import Database
from ontology import Misuse, Unavailable
from scripts.command import main

TEXTS = ["judgements.csv", "imports/aiaaic/.key", "releases/old/withdrawn.json"]
NAMES = [TEXTS[0], "desk/desk.sqlite", *TEXTS[1:]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that a server keeps open, in the middle of its work."""
    data = tmp_path / "data"
    for name in (*TEXTS, "releases/new/manifest.json", ".lock"):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(name)
    (data / "current").symlink_to("releases/new")
    with Database(data).writing() as connection:
        connection.execute("INSERT INTO change (moment) VALUES ('2026-01-02')")
    return data


def moments(data: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(data / "desk" / "desk.sqlite")) as connection:
        return connection.execute("SELECT moment FROM change").fetchall()


def test_what_no_build_makes_again_comes_back(data: Path, tmp_path: Path) -> None:
    with Database(data).writing():  # a transaction that is open meanwhile leaves no trace
        assert write_backup(data, tmp_path / "b.tar.gz") == NAMES
    assert restore(tmp_path / "b.tar.gz", tmp_path / "new") == NAMES
    assert {path for path in (tmp_path / "new").rglob("*") if path.is_file()} == {
        tmp_path / "new" / name for name in NAMES
    }
    assert [(tmp_path / "new" / name).read_text() for name in TEXTS] == TEXTS
    assert moments(tmp_path / "new") == [("2026-01-02",)]


def test_only_the_owner_may_read_it(data: Path, tmp_path: Path) -> None:
    write_backup(data, tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", tmp_path / "new")
    kept = [tmp_path / "b.tar.gz", *(tmp_path / "new" / name for name in NAMES)]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_the_same_folder_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_backup(data, tmp_path / name)
        os.utime(data / "judgements.csv", (0, 0))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_folder_in_use_is_left_alone(data: Path, tmp_path: Path) -> None:
    write_backup(data, tmp_path / "b.tar.gz")
    with pytest.raises(Misuse, match="not empty"):
        restore(tmp_path / "b.tar.gz", data)
    assert (data / "current").is_symlink()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_backup_changes_nothing(data: Path, tmp_path: Path, draw: st.DataObject) -> None:
    path = tmp_path / "b.tar.gz"
    write_backup(data, path)
    plain = bytearray(gzip.decompress(path.read_bytes()))
    end = plain.index(b"SHA256SUMS")
    place = draw.draw(st.integers(0, end - 1))
    plain[place] ^= draw.draw(st.integers(1, 255))
    path.write_bytes(gzip.compress(bytes(plain[: draw.draw(st.integers(end, len(plain)))])))
    try:
        restore(path, tmp_path / "new")
    except Misuse as error:
        assert str(path) in str(error)  # noqa: PT017 - a change of what tar ignores is no damage
        assert [one.name for one in tmp_path.iterdir()] == ["b.tar.gz", "data"]
    else:
        assert moments(tmp_path / "new") == [("2026-01-02",)]
        assert (tmp_path / "new" / "judgements.csv").read_text() == "judgements.csv"
        shutil.rmtree(tmp_path / "new")


def test_a_file_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("../outside"))
    with pytest.raises(Misuse, match="no whole backup"):
        restore(tmp_path / "b.tar.gz", tmp_path / "new")
    assert [one.name for one in tmp_path.iterdir()] == ["b.tar.gz"]


def test_a_disk_that_refuses_leaves_the_former_backup(data: Path, tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_text("former")
    (data / "judgements.csv").unlink()
    (data / "judgements.csv").symlink_to("nowhere")
    with pytest.raises(Unavailable, match="cannot be written"):
        write_backup(data, tmp_path / "b.tar.gz")
    assert (tmp_path / "b.tar.gz").read_text() == "former"


def test_what_a_killed_backup_left_goes_with_the_next_but_not_what_one_still_writes(
    data: Path, tmp_path: Path
) -> None:
    killed, running = (tmp_path / f".justicegraph-backup-{name}" for name in "ab")
    for folder in (killed, running):
        folder.mkdir()
        (folder / "desk.sqlite").write_text("a mail address")
    lock = os.open(running, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    write_backup(data, tmp_path / "b.tar.gz")
    os.close(lock)
    assert {one.name for one in tmp_path.iterdir()} == {"data", "b.tar.gz", running.name}


def test_a_release_is_built_again_under_its_name(small: Path, tmp_path: Path) -> None:
    plan = Plan(tmp_path / "data", (small,))
    name = build(plan).name
    run = CliRunner()
    file = str(tmp_path / "b.tar.gz")
    done = run.invoke(main, ["backup", file, "--data", str(plan.data)])
    assert (done.exit_code, done.stdout[-len(str(plan.data)) - 1 :]) == (0, f"{plan.data}\n")
    done = run.invoke(main, ["restore", file, "--data", str(tmp_path / "new")])
    assert done.exit_code == 0
    assert build(Plan(tmp_path / "new", (small,))).name == name


def test_a_folder_that_cannot_be_read_is_told_and_not_left_out(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def scandir(place: str | int) -> object:
        if str(place).endswith("desk"):
            raise PermissionError(13, "Permission denied", place)
        return scan(place)

    (data / "desk").mkdir(exist_ok=True)
    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(Unavailable, match="desk"):
        write_backup(data, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
