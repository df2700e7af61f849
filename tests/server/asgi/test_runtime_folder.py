"""The runtime folder of a server goes with it, and at the next start where it was killed."""

import fcntl
import tempfile
from pathlib import Path

import pytest

from ontology import Unavailable
from server.asgi import runtime_folder as runtime_folder_module
from server.asgi.runtime_folder import runtime_folder


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(runtime_folder_module, "LONGEST", 999)


def test_it_is_there_while_the_server_runs_and_no_longer(tmp_path: Path) -> None:
    with runtime_folder() as folder:
        assert [*tmp_path.iterdir()] == [folder]
        assert folder.stat().st_mode & 0o777 == 0o700
    assert [*tmp_path.iterdir()] == []


def test_a_left_over_one_is_removed_and_one_in_use_is_not(tmp_path: Path) -> None:
    for name in ("left", "used", "other"):
        (tmp_path / f"justicegraph-{name}").mkdir()
    for name in ("left", "used"):
        (tmp_path / f"justicegraph-{name}" / "lock").touch()
    (tmp_path / "justicegraph-link").symlink_to(tmp_path / "justicegraph-left")
    with (tmp_path / "justicegraph-used" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with runtime_folder():
            names = {path.name for path in tmp_path.iterdir()}
    assert "justicegraph-left" not in names
    assert {"justicegraph-used", "justicegraph-other"} <= names


def test_a_path_that_is_too_long_for_sockets_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime_folder_module, "LONGEST", 5)
    with pytest.raises(Unavailable, match="too long for sockets: set TMPDIR"), runtime_folder():
        pass
    assert [*tmp_path.iterdir()] == []
