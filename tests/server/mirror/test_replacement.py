"""A folder is replaced as a whole: whatever ends the work before leaves the former one."""

import os
import signal
from pathlib import Path

import pytest

from server.mirror import replacement
from server.mirror.replacement import replacing


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """A folder that holds something."""
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "former.html").write_text("former")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def fill(folder: Path) -> None:
    with replacing(folder) as new:
        (new / "new.html").write_text("new")


@pytest.mark.parametrize("is_atomic", [True, False])
def test_the_new_folder_has_the_name_and_nothing_else_is_left(
    former: Path, monkeypatch: pytest.MonkeyPatch, is_atomic: bool
) -> None:
    if not is_atomic:  # as on a disk that cannot exchange names
        monkeypatch.setattr(replacement, "_exchanged", lambda *_: False)
    fill(former)
    assert names(former.parent) == ["public", "public/new.html"]
    assert former.stat().st_mode & 0o777 == 0o755


def test_a_link_to_a_folder_stays_one(former: Path) -> None:
    link = former.parent / "www"
    link.symlink_to("public")
    fill(link)
    assert names(former) == ["new.html"]
    assert link.is_symlink()


def test_an_error_leaves_the_former_folder(former: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(former) as new:
        (new / "no-such-folder" / "new.html").write_text("new")
    assert names(former.parent) == ["public", "public/former.html"]


def test_what_a_killed_process_left_is_removed_by_the_next_and_the_former_was_whole(
    former: Path,
) -> None:
    if (child := os.fork()) == 0:
        with replacing(former) as new:
            (new / "half.html").write_text("half")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert names(former) == ["former.html"]
    assert len(names(former.parent)) == 4  # with an unfinished folder and its file
    fill(former)
    assert names(former.parent) == ["public", "public/new.html"]


def test_two_at_once_leave_each_other_alone_and_the_last_one_holds(former: Path) -> None:
    with replacing(former) as first:
        (first / "first.html").write_text("first")
        fill(former)
        assert names(first) == ["first.html"]
    assert names(former.parent) == ["public", "public/first.html"]
