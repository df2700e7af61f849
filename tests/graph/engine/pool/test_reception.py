"""Reception: a worker whom the machine refuses descriptors goes on, and loses no request."""

import errno
import socket
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from graph.engine.pool import reception
from graph.engine.pool.protocol import Lookup, pack_request
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
        assert Reception([listener], lambda: len(tries) < 3).next() is None
    assert len(tries) == 3


def test_an_urgent_request_comes_before_those_that_waited_longer(tmp_path: Path) -> None:
    """A page is not to wait for the queries of programs."""
    with ExitStack() as stack:
        listeners = [
            stack.enter_context(listening(tmp_path / name)) for name in ("urgent", "other")
        ]
        for name in ("other", "other", "urgent"):
            client = stack.enter_context(socket.socket(socket.AF_UNIX))
            client.connect(str(tmp_path / name))
            client.sendall(pack_request(Lookup(name, (), 1.0)))
        reception = Reception(listeners, lambda: True)
        came = []
        for _ in range(3):
            received = reception.next()
            assert received
            came.append(received.request)
            reception.close()
        assert [one.what for one in came if isinstance(one, Lookup)] == ["urgent", "other", "other"]


def listening(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen()
    return listener
