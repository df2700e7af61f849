"""The queue of letters: sent to a local sink, tried again, kept over restarts."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from graph.following import letters
from graph.following.letters import Letters, letter
from ontology import Misuse


class Sink:
    """A mail server that keeps what it gets, and refuses as often as it is told to."""

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.refuse = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            self.refuse -= 1
            return "451 later"
        self.got.append(envelope.content)
        return "250 OK"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, str]]:
    handler = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield handler, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


LETTER = letter("ann@example.org", "news@example.org", "Näws", "Grüße\n")


def test_a_letter_arrives_once(tmp_path: Path, sink: tuple[Sink, str]) -> None:
    handler, server = sink
    Letters(tmp_path).add(LETTER)
    assert Letters(tmp_path).send(server) == 1
    assert Letters(tmp_path).send(server) == 0
    assert len(handler.got) == 1
    assert b"To: ann@example.org" in handler.got[0]


def test_a_letter_that_is_refused_is_tried_again_later(
    tmp_path: Path, sink: tuple[Sink, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, server = sink
    handler.refuse = 1
    Letters(tmp_path).add(LETTER)
    assert Letters(tmp_path).send(server) == 0
    assert (Letters(tmp_path).count(), Letters(tmp_path).send(server)) == (1, 0)
    monkeypatch.setattr(letters, "now", lambda: "2999-01-01T00:00:00+00:00")
    assert Letters(tmp_path).send(server) == 1


def test_letters_wait_while_there_is_no_server_and_are_given_up_at_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Letters(tmp_path).add(LETTER)
    monkeypatch.setattr(letters, "now", lambda: "2999-01-01T00:00:00+00:00")
    for _ in range(letters.TRIES - 1):
        assert Letters(tmp_path).send("smtp://127.0.0.1:1") == 0
        assert Letters(tmp_path).count() == 1
    Letters(tmp_path).send("smtp://127.0.0.1:1")
    assert Letters(tmp_path).count() == 0


@pytest.mark.parametrize("field", ["to", "sender", "subject"])
def test_no_text_adds_a_header(field: str) -> None:
    given = {"to": "a@example.org", "sender": "b@example.org", "subject": "x", "text": "y"}
    given[field] += "\r\nBcc: c@example.org"
    try:
        message = letter(given["to"], given["sender"], given["subject"], given["text"])
    except Misuse:
        return
    assert b"\nBcc:" not in message


def test_an_address_of_another_kind_is_no_mail_server(tmp_path: Path) -> None:
    Letters(tmp_path).add(LETTER)
    with pytest.raises(Misuse, match="smtp://host:25"):
        Letters(tmp_path).send("http://localhost")
