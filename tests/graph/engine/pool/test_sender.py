"""The sender of a worker: an answer or a refusal reaches its client, and never a mixture."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.engine.pool.protocol import DATA, END, Frames, frame
from graph.engine.pool.sender import Sender
from graph.engine.pool.worker_status import WorkerStatus
from ontology import Busy
from tests.waiting import PATIENCE

ANSWER = frame(DATA, b"kenya") + frame(END)
FULL = Busy("too many")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[socket.socket, Sender]]:
    client, worker = socket.socketpair()
    with client, worker:
        yield client, Sender(worker, PATIENCE, next(iter(WorkerStatus(tmp_path / "slots", 1))))


def test_a_refusal_reaches_a_client_that_got_nothing(pair: tuple[socket.socket, Sender]) -> None:
    client, sender = pair
    assert sender.refuse(FULL)
    with pytest.raises(Busy, match="too many"):
        list(Frames().read(client.recv(1000)))


def test_no_refusal_follows_an_answer_that_has_begun(pair: tuple[socket.socket, Sender]) -> None:
    client, sender = pair
    sender.send(ANSWER)
    assert not sender.refuse(FULL)
    assert client.recv(1000) == ANSWER


def test_no_answer_follows_a_refusal(pair: tuple[socket.socket, Sender]) -> None:
    client, sender = pair
    assert sender.refuse(FULL)
    refusal = client.recv(1000)
    assert refusal
    answering = threading.Thread(target=sender.send, args=(ANSWER,), daemon=True)
    answering.start()
    client.settimeout(0.05)
    with pytest.raises(TimeoutError):
        client.recv(1000)
    assert answering.is_alive()
