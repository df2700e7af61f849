"""The desk's database: what it says where the machine refuses."""

import os
from pathlib import Path

import pytest

from graph.desk.database import Database
from ontology import Unavailable


def test_a_folder_that_cannot_be_written_to_is_told_without_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(tmp_path)
    with database.writing():
        pass
    database.path.unlink()
    database.path.mkdir()
    with pytest.raises(Unavailable, match=r"desk\.sqlite: cannot be used"), database.reading():
        pass
    monkeypatch.setattr(os, "access", lambda *_: False)  # tests run as root, who may write anywhere
    with pytest.raises(Unavailable, match="nothing can be sent or decided here") as caught:
        database.secret()
    assert str(tmp_path) not in str(caught.value)


def test_a_desk_into_which_nobody_may_look_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(tmp_path)
    database.folder.mkdir()

    def refuse(path: Path) -> bool:  # tests run as root, who may look anywhere
        if path == database.path:
            raise PermissionError(13, "Permission denied", str(path))
        return True

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(Unavailable, match="Permission denied"):
        _ = database.exists
    with pytest.raises(Unavailable, match="Permission denied"):
        database.secret()
