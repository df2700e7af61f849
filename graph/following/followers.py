"""Followers: double opt-in, one address for leaving, and what each has seen."""

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from graph.desk.database import Database, digest, later, new_token, now
from ontology import Busy, NotFound

__all__ = ["PERIODS", "Follower", "Followers"]

PERIODS: Final = {"daily": 24, "weekly": 168}
"""How many hours lie between two digests."""
UNCONFIRMED: Final = 48
"""Hours after which an address that nobody confirmed is deleted."""
OLD: Final = "FROM follower WHERE confirmed = '' AND NOT asked BETWEEN ? AND ?"
"""Those that nobody confirmed in time, or that asked under a clock which was set back since."""
MOST: Final = 100_000
MOST_WAITING: Final = 500
"""The most addresses that may wait to be confirmed, so that nobody is flooded through us."""


class Follower(NamedTuple):
    """A follower of a topic: address, period, and the digests of items that were sent."""

    id: int
    address: str
    topic: str
    period: str
    seen: Mapping[str, str]
    is_new: bool


class Followers(Database):
    """The followers of a data folder."""

    def ask(self, address: str, topic: str, period: str) -> str:
        """Keep a wish to follow, and return the secret by which the address is confirmed.

        Asking again replaces it, if it is not confirmed yet; one who follows already gets no
        letter: an empty text is returned.
        """
        token = new_token()
        with self.writing() as connection:
            connection.execute(f"DELETE {OLD}", _in_time())
            count = "SELECT COUNT(*), SUM(confirmed = '') FROM follower"
            every, waiting = connection.execute(count).fetchone()
            if every >= MOST or (waiting or 0) >= MOST_WAITING:
                raise Busy("too many addresses wait to be confirmed: try again tomorrow", 86_400)
            kept = connection.execute(
                "INSERT INTO follower (address, topic, period, token, asked) "
                "VALUES (?, ?, ?, ?, ?) ON CONFLICT (address, topic) DO UPDATE "
                "SET token = excluded.token, period = excluded.period, asked = excluded.asked "
                "WHERE confirmed = ''",
                (address, topic, period, digest(token), now()),
            )
            return token if kept.rowcount else ""

    def forget(self) -> None:
        """Delete the addresses that nobody confirmed in time."""
        with self.reading() as connection:
            is_old = connection.execute(f"SELECT 1 {OLD}", _in_time()).fetchone()
        if is_old:
            with self.writing() as connection:
                connection.execute(f"DELETE {OLD}", _in_time())
            self.empty_log()

    def confirm(self, token: str) -> Follower:
        """Confirm an address; raises `NotFound` for a false or old secret."""
        with self.writing() as connection:
            connection.execute(
                "UPDATE follower SET confirmed = ? WHERE token = ? AND confirmed = ''",
                (now(), digest(token)),
            )
            return _found(connection, token)

    def get(self, token: str) -> Follower:
        """Return the follower of a secret; raises `NotFound` for a false one."""
        with self.reading() as connection:
            return _found(connection, token)

    def leaving(self, id_: int) -> str:
        """Return the secret by which a follower leaves: the same in each letter."""
        signature = hmac.new(self.secret(), f"follower {id_}".encode(), hashlib.sha256)
        return f"{id_}-{signature.hexdigest()[:40]}"

    def leave(self, token: str) -> None:
        """Delete a follower with all that is kept; a second time changes nothing.

        Raises `NotFound` for a false secret.
        """
        number = token.partition("-")[0]
        is_number = number.isascii() and number.isdecimal() and len(number) < 19
        if not is_number or not hmac.compare_digest(
            token.encode(), self.leaving(int(number)).encode()
        ):
            raise NotFound("this address is none of ours: use the link of a letter")
        with self.writing() as connection:
            connection.execute("DELETE FROM follower WHERE id = ?", (int(number),))
        self.empty_log()

    def due(self, moment: str = "") -> list[Follower]:
        """Return the confirmed followers whose next digest is due.

        So is one after a digest of the future: the clock was wrong then, and was set back.
        """
        with self.reading() as connection:
            rows = connection.execute("SELECT * FROM follower WHERE confirmed != ''").fetchall()
        at = moment or now()
        return [_follower(row) for row in rows if _ends(row) <= at or row["sent"] > at]

    def note_sent(
        self, connection: sqlite3.Connection, one: Follower, seen: Mapping[str, str]
    ) -> None:
        """Note in a transaction what a follower has seen."""
        values = (now(), json.dumps(seen), one.id)
        connection.execute("UPDATE follower SET sent = ?, seen = ? WHERE id = ?", values)


def _in_time() -> tuple[str, str]:
    return later(-UNCONFIRMED), later(UNCONFIRMED)


def _ends(row: sqlite3.Row) -> str:
    """Return the moment at which the next digest of a follower is due."""
    if not row["sent"]:
        return ""
    hours = PERIODS[row["period"]]
    return (datetime.fromisoformat(row["sent"]) + timedelta(hours=hours)).isoformat()


def _found(connection: sqlite3.Connection, token: str) -> Follower:
    row = connection.execute("SELECT * FROM follower WHERE token = ?", (digest(token),)).fetchone()
    if row is None:
        raise NotFound("this address holds no longer: ask to follow again, or use the last letter")
    return _follower(row)


def _follower(row: sqlite3.Row) -> Follower:
    seen = json.loads(row["seen"] or "{}")
    names = (row["id"], row["address"], row["topic"], row["period"])
    return Follower(*names, seen, is_new=not row["sent"])
