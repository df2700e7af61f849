"""Event store of suggestions: each change is an appended event, numbered within its suggestion.

The number detects conflicts (optimistic concurrency control): an act names the last event that its
author has seen, and is refused when another came between.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.desk.database import Database, digest, new_token, now
from graph.desk.states import CLOSED, Act, State, next_state
from ontology import Busy, Conflict, Forbidden, NotFound

__all__ = ["Desk", "Event", "New", "Suggestion"]

CHANGING: Final = frozenset({Act.ACCEPT, Act.HIDE, Act.SHOW, Act.WITHHOLD, Act.RESTORE, Act.EXPORT})
"""Acts after which the graph has to be built again."""
MOST_WAITING: Final = 2_000
"""The most suggestions that wait for a person; beyond, no more are taken.

Requests for removal are counted apart, so that a flood of others keeps none of them away.
"""
LAST: Final = """
SELECT suggestion.*, event.state FROM suggestion JOIN event ON event.suggestion = suggestion.id
AND event.number = (SELECT MAX(number) FROM event WHERE suggestion = suggestion.id)
"""
WAITING: Final = """
SELECT COUNT(*) FROM suggestion WHERE (purpose = 'remove') = ? AND NOT EXISTS
(SELECT 1 FROM event WHERE suggestion = suggestion.id
AND state IN ('accepted', 'declined', 'withdrawn'))
"""


@dataclass(frozen=True)
class New:
    """A suggestion to send: its purpose, the record that it is about, a title, and the content.

    `form` is the number of the form, so that one form is sent once; `language` is the code of that
    of its page, in which letters to its sender are, or empty for English.
    """

    purpose: str
    title: str
    content: Mapping[str, Any]
    form: str
    record: str = ""
    address: str = ""
    language: str = ""


@dataclass(frozen=True)
class Event:
    """An act on a suggestion: its number, who acted when, the new state and a text."""

    number: int
    act: Act
    state: State
    who: str
    moment: str
    text: str


@dataclass(frozen=True)
class Suggestion:
    """A suggestion with its events; the last one gives its state.

    `expected` is the event that a reviewer saw last, where that is known.
    """

    id: int
    purpose: str
    record: str
    title: str
    content: dict[str, Any]
    events: tuple[Event, ...] = field(default=())
    expected: int = 0

    @property
    def state(self) -> State:
        """Return the state after the last event."""
        return self.events[-1].state

    @property
    def seen(self) -> int:
        """Return the number of the last event that was seen."""
        return self.expected or self.events[-1].number

    @property
    def reviewer(self) -> str:
        """Return who has taken it, or nothing."""
        takers = [event.who for event in self.events if event.act is Act.TAKE]
        return takers[-1] if takers else ""

    @property
    def language(self) -> str:
        """Return the code of the language in which it was sent, or nothing for English."""
        return str(self.content.get("language", ""))

    @property
    def is_hidden(self) -> bool:
        """Whether its record is hidden by it now."""
        return self._is_last(Act.HIDE, Act.SHOW)

    @property
    def is_withheld(self) -> bool:
        """Whether it withholds parts of records now."""
        return self._is_last(Act.WITHHOLD, Act.RESTORE)

    def _is_last(self, act: Act, other: Act) -> bool:
        acts = [event.act for event in self.events if event.act in (act, other)]
        return acts[-1:] == [act]


class Desk(Database):
    """The suggestions of a data folder.

    Complexity: of each method, a few indexed look-ups, and one synchronised write where it changes.
    """

    def send(self, new: New) -> str:
        """Keep a suggestion, and return the secret of its receipt, of which a hash is stored.

        Raises `Conflict` for a form that was sent already, and `Busy` where too many wait.
        """
        token = new_token()
        with self.writing() as connection:
            is_removal = new.purpose == "remove"
            if connection.execute(WAITING, (is_removal,)).fetchone()[0] >= MOST_WAITING:
                raise Busy("more suggestions wait than can be read: send it in some days", 86_400)
            values = (new.purpose, new.record, new.title, digest(token), new.form)
            spoken = {"language": new.language} if new.language else {}
            content = json.dumps({**new.content, **spoken}, ensure_ascii=False)
            try:
                made = connection.execute(
                    "INSERT INTO suggestion (purpose, record, title, receipt, form, content) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (*values, content),
                )
            except sqlite3.IntegrityError:
                raise Conflict("this form was sent already: use the receipt that you got") from None
            _append(connection, int(made.lastrowid or 0), 0, Act.SEND, State.OPEN)
            if new.address:
                connection.execute("INSERT INTO mail VALUES (?, ?)", (made.lastrowid, new.address))
        return token

    def act(
        self, id_: int, seen: int, act: Act, who: str = "", text: str = "", files: str = ""
    ) -> Suggestion:
        """Append an act to a suggestion; `seen` is the last event that its author saw.

        `files` are those that an accepted suggestion writes. Raises `Conflict` where another act
        came first, or the state does not allow this one.
        """
        with self.writing() as connection:
            found = _read(connection, id_)
            if found.events[-1].number != seen:
                last = found.events[-1]
                message = f"{last.who or 'the sender'} did '{last.act}' meanwhile: look at it again"
                raise Conflict(message)
            state = next_state(found.state, act)
            self._check_holder(found, act, who)
            _append(connection, id_, seen, act, state, who, text, files)
            if state in CLOSED:
                connection.execute("DELETE FROM mail WHERE suggestion = ?", (id_,))
            if act in CHANGING:
                note_change(connection)
            acted = _read(connection, id_)
        if state in CLOSED:
            self.empty_log()
        return acted

    def _check_holder(self, found: Suggestion, act: Act, who: str) -> None:
        """Refuse a decision by somebody who has not taken the suggestion."""
        if act in (Act.ASK, Act.ACCEPT, Act.DECLINE) and found.reviewer != who:
            raise Conflict(f"{found.reviewer} has taken it: take it first")

    def get(self, id_: int) -> Suggestion:
        """Return a suggestion; raises `NotFound` for an unknown number."""
        with self.reading() as connection:
            return _read(connection, id_)

    def by_receipt(self, token: str) -> Suggestion:
        """Return the suggestion of a receipt; raises `NotFound` for a false secret."""
        with self.reading() as connection:
            row = connection.execute(
                "SELECT id FROM suggestion WHERE receipt = ?", (digest(token),)
            ).fetchone()
            if row is None:
                raise NotFound("there is no such receipt: check the address, each letter counts")
            return _read(connection, row["id"])

    def all(self, states: frozenset[State] = frozenset(State)) -> list[Suggestion]:
        """Return the suggestions in some states, the oldest first."""
        with self.reading() as connection:
            rows = connection.execute(f"{LAST} ORDER BY id").fetchall()
            chosen = [row["id"] for row in rows if State(row["state"]) in states]
            return [_read(connection, id_) for id_ in chosen]

    def counts(self) -> dict[str, int]:
        """Return how many suggestions are in each state."""
        with self.reading() as connection:
            rows = connection.execute(LAST).fetchall()
        return dict(Counter(row["state"] for row in rows))

    def address_of(self, id_: int) -> str:
        """Return the sender's mail address, or nothing once the suggestion has ended."""
        with self.reading() as connection:
            row = connection.execute(
                "SELECT address FROM mail WHERE suggestion = ?", (id_,)
            ).fetchone()
            return str(row["address"]) if row else ""


def note_change(connection: sqlite3.Connection) -> None:
    """Note in a transaction that the graph has to be built again."""
    connection.execute("INSERT INTO change (moment) VALUES (?)", (now(),))


def _append(
    connection: sqlite3.Connection,
    id_: int,
    seen: int,
    act: Act,
    state: State,
    who: str = "",
    text: str = "",
    files: str = "",
) -> None:
    if act is Act.SEND and seen:
        raise Forbidden("a suggestion is sent once")
    values = (id_, seen + 1, act.value, state.value, who, now(), text, files)
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def _read(connection: sqlite3.Connection, id_: int) -> Suggestion:
    row = connection.execute("SELECT * FROM suggestion WHERE id = ?", (id_,)).fetchone()
    if row is None:
        raise NotFound(f"there is no suggestion {id_}")
    content = json.loads(row["content"])
    events = tuple(_events(connection, id_))
    return Suggestion(id_, row["purpose"], row["record"], row["title"], content, events)


def _events(connection: sqlite3.Connection, id_: int) -> Iterator[Event]:
    rows = connection.execute(
        "SELECT number, act, state, who, moment, text FROM event WHERE suggestion = ? "
        "ORDER BY number",
        (id_,),
    )
    for number, act, state, who, moment, text in rows.fetchall():
        yield Event(number, Act(act), State(state), who, moment, text)
