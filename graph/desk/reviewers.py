"""Reviewers: invitation tokens and sessions, stored as hashes, expiring and revocable."""

from typing import Final, NamedTuple

from graph.desk.database import Database, digest, later, new_token, now
from ontology import Forbidden, NotFound

__all__ = ["Reviewer", "Reviewers"]

DAYS: Final = 90
HOURS: Final = 12
"""How long a session lasts."""
LONGEST: Final = 2 * HOURS
"""Hours; a session that ends later than that began under a wrong clock, and has ended."""


class Reviewer(NamedTuple):
    """A reviewer: the name, and until when the token holds."""

    name: str
    expires: str


class Reviewers(Database):
    """The reviewers of a data folder."""

    def invite(self, name: str, days: float = DAYS) -> str:
        """Return a new token for a reviewer; an earlier one, and its sessions, then end."""
        token = new_token()
        with self.writing() as connection:
            connection.execute("DELETE FROM session WHERE reviewer = ?", (name,))
            connection.execute(
                "INSERT OR REPLACE INTO reviewer VALUES (?, ?, ?)",
                (name, digest(token), later(24 * days)),
            )
        return token

    def revoke(self, name: str) -> None:
        """End the token and the sessions of a reviewer; raises `NotFound` for an unknown name."""
        with self.writing() as connection:
            ended = connection.execute("DELETE FROM reviewer WHERE name = ?", (name,))
            connection.execute("DELETE FROM session WHERE reviewer = ?", (name,))
        if not ended.rowcount:
            raise NotFound(f"there is no reviewer '{name}'")

    def all(self) -> list[Reviewer]:
        """Return the reviewers by name."""
        with self.reading() as connection:
            rows = connection.execute("SELECT name, expires FROM reviewer ORDER BY name")
            return [Reviewer(*row) for row in rows.fetchall()]

    def sign_in(self, token: str) -> str:
        """Return the secret of a new session; raises `Forbidden` for a token that does not hold."""
        session = new_token()
        with self.writing() as connection:
            row = connection.execute(
                "SELECT name FROM reviewer WHERE token = ? AND expires > ?", (digest(token), now())
            ).fetchone()
            if row is None:
                raise Forbidden("this token is unknown, was revoked or has expired: ask for one")
            connection.execute(
                "DELETE FROM session WHERE NOT expires BETWEEN ? AND ?", (now(), later(LONGEST))
            )
            values = (digest(session), row["name"], later(HOURS))
            connection.execute("INSERT INTO session VALUES (?, ?, ?)", values)
        return session

    def of_session(self, session: str) -> str:
        """Return the name of the reviewer of a session; raises `Forbidden` for none."""
        with self.reading() as connection:
            row = connection.execute(
                "SELECT reviewer FROM session JOIN reviewer ON name = reviewer "
                "WHERE session.token = ? AND session.expires > ? AND session.expires <= ? "
                "AND reviewer.expires > ?",
                (digest(session), now(), later(LONGEST), now()),
            ).fetchone()
        if row is None:
            raise Forbidden("sign in first")
        return str(row["reviewer"])

    def sign_out(self, session: str) -> None:
        """End a session."""
        with self.writing() as connection:
            connection.execute("DELETE FROM session WHERE token = ?", (digest(session),))
