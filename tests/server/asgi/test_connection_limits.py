"""Connections beyond a limit are shut down: the longest idle of the largest client first."""

import errno
import resource
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import Unavailable
from server.asgi import connection_limits
from server.asgi.connection_limits import Connection, ConnectionLimits, excess
from tests.waiting import PATIENCE

CONNECTIONS = st.lists(
    st.builds(
        Connection,
        number=st.integers(0, 999),
        client=st.sampled_from("abc"),
        idle=st.integers(0, 99),
    ),
    unique_by=lambda one: one.number,
)


@given(connections=CONNECTIONS, most=st.integers(1, 9), most_of_one=st.integers(1, 9))
def test_what_is_left_is_within_both_limits(
    connections: list[Connection], most: int, most_of_one: int
) -> None:
    closed = excess(connections, most, most_of_one)
    left = [one for one in connections if one not in closed]
    assert len(closed) == len({*closed})
    assert len(left) <= most
    assert all(sum(one.client == client for one in left) <= most_of_one for client in "abc")


@given(connections=CONNECTIONS)
def test_nothing_is_closed_within_the_limits(connections: list[Connection]) -> None:
    assert excess(connections, len(connections), len(connections)) == []


def test_a_client_with_few_connections_keeps_them() -> None:
    many = [Connection(number, "a", 0) for number in range(9)]
    assert {one.client for one in excess([*many, Connection(9, "b", 99)], 5, 9)} == {"a"}


def test_a_proxy_has_no_limit_of_its_own_but_that_of_all() -> None:
    many = [Connection(number, "p", number) for number in range(9)]
    assert excess(many, 9, 2, {"p"}) == []
    assert [one.number for one in excess(many, 7, 2, {"p"})] == [8, 7]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        yield found


def test_real_connections_are_shut_down_and_other_files_are_not(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    with ExitStack() as stack:
        pairs = []
        for _ in range(4):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port), 5))
            pairs.append((client, stack.enter_context(listener.accept()[0])))
        pairs[0][0].sendall(b"x")
        numbers = [*range(3), listener.fileno(), *(here.fileno() for _, here in pairs)]
        assert ConnectionLimits(port, 4, 4).enforce(numbers) == 0
        assert ConnectionLimits(port, 9, 1, ("127.0.0.0/8",)).enforce(numbers) == 0
        assert ConnectionLimits(port, 9, 2).enforce(numbers) == 2
        ended = [_is_ended(client) for client, _ in pairs]
        assert sum(ended) == 2


def _is_ended(client: socket.socket) -> bool:
    client.setblocking(False)
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False


def test_limits_are_enforced_again_after_a_look_without_descriptors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[int] = []
    found = threading.Event()

    class Descriptors:
        def iterdir(self) -> list[Path]:
            looks.append(1)
            if len(looks) == 1:
                raise OSError(errno.EMFILE, "Too many open files")
            found.set()
            return []

    monkeypatch.setattr(connection_limits, "DESCRIPTORS", Descriptors())
    monkeypatch.setattr(connection_limits, "LOOK", 0.01)
    ConnectionLimits(1, 1, 1).start()
    assert found.wait(PATIENCE)


@pytest.mark.parametrize("hard", [0, 64, 335])
def test_too_few_open_files_are_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, hard: int
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (hard, hard))
    said = rf"a process may open {hard} files here, and the server needs 336: raise the limit"
    with pytest.raises(Unavailable, match=said):
        connection_limits.raise_file_limit()


def test_the_soft_limit_of_open_files_becomes_the_hard_one(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (64, 4096))
    monkeypatch.setattr(resource, "setrlimit", lambda _, pair: limits.append(pair))
    connection_limits.raise_file_limit()
    assert limits == [(4096, 4096)]
