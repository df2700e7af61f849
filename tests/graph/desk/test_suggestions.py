"""Suggestions: states, conflicts, receipts by hash, and addresses that end with them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.desk import suggestions
from graph.desk.states import Act, State
from graph.desk.suggestions import Desk, New
from ontology import Busy, Conflict, NotFound
from tests.graph.desk.conftest import new


def test_a_receipt_leads_to_its_suggestion_and_is_stored_as_a_hash(desk: Desk) -> None:
    token = desk.send(new())
    found = desk.by_receipt(token)
    assert (found.id, found.state, found.title) == (1, State.OPEN, "A report")
    assert token.encode() not in desk.path.read_bytes()
    with pytest.raises(NotFound):
        desk.by_receipt(token[:-1] + "x")


def test_a_suggestion_goes_its_way_and_keeps_every_step(desk: Desk) -> None:
    desk.send(new())
    desk.act(1, 1, Act.TAKE, "Ann")
    desk.act(1, 2, Act.ASK, "Ann", "Which court?")
    desk.act(1, 3, Act.ANSWER, "", "That of Nairobi.")
    found = desk.act(1, 4, Act.DECLINE, "Ann", "No source says so.")
    assert found.state is State.DECLINED
    assert [(event.act.value, event.who, event.text) for event in found.events] == [
        ("send", "", ""),
        ("take", "Ann", ""),
        ("ask", "Ann", "Which court?"),
        ("answer", "", "That of Nairobi."),
        ("decline", "Ann", "No source says so."),
    ]


def test_of_two_reviewers_the_second_gets_a_conflict(desk: Desk) -> None:
    desk.send(new())
    desk.act(1, 1, Act.TAKE, "Ann")
    with pytest.raises(Conflict, match="Ann did 'take' meanwhile"):
        desk.act(1, 1, Act.TAKE, "Ben")
    with pytest.raises(Conflict, match="Ann has taken it"):
        desk.act(1, 2, Act.DECLINE, "Ben", "no")
    assert len(desk.get(1).events) == 2


@pytest.mark.parametrize("act", [Act.ASK, Act.ANSWER, Act.ACCEPT, Act.DECLINE])
def test_nothing_is_decided_before_somebody_took_it(desk: Desk, act: Act) -> None:
    desk.send(new())
    with pytest.raises(Conflict, match="it is open"):
        desk.act(1, 1, act, "Ann")


def test_a_closed_suggestion_stays_closed(desk: Desk) -> None:
    desk.send(new())
    desk.act(1, 1, Act.WITHDRAW)
    for act in (Act.TAKE, Act.WITHDRAW, Act.ANSWER, Act.ACCEPT):
        with pytest.raises(Conflict):
            desk.act(1, 2, act, "Ann")


def test_one_form_is_sent_once(desk: Desk) -> None:
    desk.send(new("form-1"))
    with pytest.raises(Conflict, match="sent already"):
        desk.send(new("form-1"))
    assert len(desk.all()) == 1


def test_the_address_of_the_sender_is_deleted_when_the_suggestion_ends(desk: Desk) -> None:
    desk.send(new(address="sender@example.org"))
    assert desk.address_of(1) == "sender@example.org"
    desk.act(1, 1, Act.WITHDRAW)
    assert desk.address_of(1) == ""
    assert b"sender@example.org" not in bytes_of(desk)


def test_no_file_has_its_bytes_then_though_another_process_has_the_database_open(
    desk: Desk,
) -> None:
    desk.secret()
    with closing(sqlite3.connect(desk.path)) as other:
        desk.send(new(address="sender@example.org"))
        other.execute("SELECT COUNT(*) FROM mail").fetchall()
        assert b"sender@example.org" in bytes_of(desk)
        desk.act(1, 1, Act.WITHDRAW)
        assert b"sender@example.org" not in bytes_of(desk)


def bytes_of(desk: Desk) -> bytes:
    """Return the bytes of the database with its log and index."""
    return b"".join(path.read_bytes() for path in desk.folder.iterdir())


def test_at_most_so_many_suggestions_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "MOST_WAITING", 3)
    for number in range(3):
        desk.send(new(f"form-{number}"))
    with pytest.raises(Busy):
        desk.send(new("form-3"))
    desk.act(1, 1, Act.WITHDRAW)
    desk.send(new("form-3"))
    assert desk.counts() == {"open": 3, "withdrawn": 1}


def test_a_flood_of_suggestions_keeps_no_request_for_removal_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "MOST_WAITING", 1)
    desk.send(new("form-1"))
    with pytest.raises(Busy):
        desk.send(new("form-2"))
    desk.send(New("remove", "Ghost work", {}, "form-3", "issue/ghost-work"))
    assert desk.counts() == {"open": 2}


def test_nobody_else_on_the_machine_may_read_the_desk(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "data")
    desk.send(new())
    assert (desk.folder.stat().st_mode & 0o77, desk.path.stat().st_mode & 0o77) == (0, 0)
