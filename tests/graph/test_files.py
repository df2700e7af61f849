"""Files are replaced whole or not at all, and are on the disk before their name leads to them."""

import os
from pathlib import Path

import pytest

from graph.files import (
    append_text,
    checksum,
    file_version,
    read_json,
    replace_text,
    sync_many,
    sync_tree,
    writing,
)
from ontology import Unavailable
from tests.limits import file_size


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The order of system calls that make a change durable, with the names that they are about."""
    seen: list[tuple[str, str]] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        seen.append(("fsync", Path(f"/proc/self/fd/{handle}").readlink().name.split("-")[0]))
        fsync(handle)

    def replaced(path: Path, target: Path) -> Path:
        seen.append(("rename", path.name.split("-")[0]))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    return seen


def test_a_file_is_synced_renamed_and_its_folder_synced(
    tmp_path: Path, calls: list[tuple[str, str]]
) -> None:
    replace_text(tmp_path / "a.txt", "kenya\n")
    assert calls == [
        ("fsync", ".a.txt"),
        ("rename", ".a.txt"),
        ("fsync", tmp_path.name.split("-")[0]),
    ]
    assert (tmp_path / "a.txt").read_text() == "kenya\n"


def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    replace_text(tmp_path / "a.txt", "old")
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "a.txt") as file:
        file.write(b"half" * (1 // 0))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "old"}


def test_a_text_is_appended_and_synced(tmp_path: Path, calls: list[tuple[str, str]]) -> None:
    append_text(tmp_path / "a.csv", "a\n")
    append_text(tmp_path / "a.csv", "b\n")
    assert (tmp_path / "a.csv").read_text() == "a\nb\n"
    folder = tmp_path.name.split("-")[0]
    assert calls == [("fsync", "a.csv"), ("fsync", folder), ("fsync", "a.csv")]


@pytest.mark.parametrize("before", ["", "kenya\n"])
def test_a_text_that_does_not_fit_on_the_disk_changes_nothing(tmp_path: Path, before: str) -> None:
    path = tmp_path / "a.csv"
    if before:
        append_text(path, before)
    with file_size(8), pytest.raises(OSError, match="File too large"):
        append_text(path, "philippines\n")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == (
        {"a.csv": before} if before else {}
    )


def test_every_file_and_folder_of_a_tree_is_synced(
    tmp_path: Path, calls: list[tuple[str, str]]
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("1")
    (tmp_path / "nq").write_text("2")
    (tmp_path / "link").symlink_to("nowhere")
    sync_tree(tmp_path)
    names = {"CURRENT", "nq", "store", tmp_path.name.split("-")[0]}
    assert sorted(calls) == sorted(("fsync", name) for name in names)


def test_a_folder_of_very_many_files_is_synced_by_one_call(
    tmp_path: Path, calls: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sync", lambda: calls.append(("sync", "")))
    (tmp_path / "nq").write_text("2")
    sync_many(tmp_path)
    assert calls == [("sync", "")]


def test_a_checksum_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert checksum(tmp_path / "empty").startswith("e3b0c44298fc1c14")


def test_what_nobody_may_look_at_is_named_without_the_way_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:  # tests run as root, who may look anywhere
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(
        Unavailable, match=r"^desk/hidden\.json: cannot be read: Permission denied$"
    ):
        file_version(tmp_path / "desk" / "hidden.json")


def test_a_pipe_and_a_very_large_file_are_no_json(tmp_path: Path) -> None:
    pipe, large = tmp_path / "pipe.json", tmp_path / "large.json"
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate((1 << 29) + 1)
    for path in (pipe, large):
        message = f"^{path}: cannot be read: it is no file, or a very large one$"
        with pytest.raises(Unavailable, match=message):
            read_json(path, dict)
