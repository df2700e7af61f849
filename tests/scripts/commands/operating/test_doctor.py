"""The doctor says in words what is good and what is wrong."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.release.release import CURRENT, Release
from graph.release.verification import ENGINE_FILES
from scripts.command import main


@pytest.fixture
def data(release: Release, tmp_path: Path) -> Path:
    shutil.copytree(release.folder, tmp_path / "releases" / release.name)
    (tmp_path / CURRENT).symlink_to(Path("releases") / release.name)
    return tmp_path


def lines(*options: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(main, ["doctor", *options])
    return done.exit_code, done.stdout.splitlines()


def test_each_finding_is_a_line(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUSTICEGRAPH_CONTACT", "corrections@example.org")
    code, found = lines("--data", str(data))
    assert "good   contact: corrections@example.org" in found
    assert any(line.endswith("files have their size and checksum") for line in found)
    assert all(line.startswith(("good   ", "wrong  ")) for line in found)
    assert code == any(line.startswith("wrong") for line in found)


def test_a_damaged_release_is_wrong(data: Path, release: Release) -> None:
    path = data / "releases" / release.name / "justicegraph.ttl"
    path.write_bytes(path.read_bytes()[:-1])
    code, found = lines("--data", str(data))
    assert code == 1
    assert any("justicegraph.ttl has" in line and line.startswith("wrong") for line in found)


def test_a_store_that_nothing_is_compared_with_is_named(data: Path, release: Release) -> None:
    name = f"release {release.name}: its store is there"
    assert f"good   {name}" in lines("--data", str(data))[1]
    (data / "releases" / release.name / ENGINE_FILES).unlink()
    unlisted = "but it and the indexes were not compared, as engine-files.json is missing"
    assert f"good   {name}, {unlisted}" in lines("--data", str(data))[1]


def test_a_folder_without_a_release_is_wrong(tmp_path: Path) -> None:
    code, found = lines("--data", str(tmp_path))
    assert code == 1
    assert found[0].startswith(f"wrong  {tmp_path}: holds no release")


def test_a_site_that_does_not_answer_is_wrong(data: Path) -> None:
    code, found = lines("--data", str(data), "--site", "http://127.0.0.1:9/")
    assert code == 1
    assert sum("http://127.0.0.1:9/" in line and "cannot be reached" in line for line in found) == 4
