"""Reception: a worker whom the machine refuses descriptors goes on, and loses no request."""

import errno
import socket
from contextlib import closing
from pathlib import Path

import pytest

from graph.engine.pool import reception
from graph.engine.pool.reception import Reception


def test_a_worker_without_descriptors_goes_on_and_ends_when_ordered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def refuse(_: Reception) -> None:
        tries.append(1)
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(reception, "PAUSE", 0.0)
    monkeypatch.setattr(Reception, "_accept", refuse)
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert Reception(listener, lambda: len(tries) < 3).next() is None
    assert len(tries) == 3
