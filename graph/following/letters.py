"""Queue of letters in the database: sent by SMTP, tried again later, survives restarts."""

import os
import smtplib
import sqlite3
from collections.abc import Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final
from urllib.parse import urlsplit

from graph.desk.database import Database, later, now
from ontology import Misuse

__all__ = ["Letters", "letter", "queue_letter"]

TRIES: Final = 8
"""After that many tries, each later than the one before, a letter is given up."""
LONGEST_WAIT: Final = 2**TRIES / 60
"""Hours until the last try; a letter that is due later was put off under a wrong clock."""
AT_ONCE: Final = 100
SECONDS: Final = 20.0


def letter(
    to: str, sender: str, subject: str, text: str, headers: Mapping[str, str] | None = None
) -> bytes:
    """Return a letter in plain text.

    Raises `Misuse` for an address or a subject that would add headers.
    """
    message = EmailMessage(policy=SMTP)
    message.set_content(text)
    try:
        message["From"], message["To"] = sender, to
        message["Subject"] = " ".join(subject.split())[:200]
        for name, value in (headers or {}).items():
            message[name] = value
    except ValueError as error:
        raise Misuse(f"this letter cannot be written: {error}") from None
    return bytes(message)


def queue_letter(connection: sqlite3.Connection, message: bytes) -> None:
    """Add a letter to the queue in a transaction."""
    connection.execute("INSERT INTO letter (message, due) VALUES (?, ?)", (message, now()))


class Letters(Database):
    """The letters of a data folder that wait to be sent."""

    def add(self, message: bytes) -> None:
        """Add a letter to the queue."""
        with self.writing() as connection:
            queue_letter(connection, message)

    def count(self) -> int:
        """Return how many letters wait."""
        with self.reading() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM letter").fetchone()[0])

    def send(self, server: str) -> int:
        """Send the letters that are due; return how many were sent.

        A letter is deleted once the server has taken it. A crash between the two sends it again:
        at least once. A login is taken from JUSTICEGRAPH_SMTP_USER and _PASSWORD.
        """
        with self.reading() as connection:
            due = connection.execute(
                "SELECT id, message, tries FROM letter WHERE due <= ? OR due > ? "
                "ORDER BY id LIMIT ?",
                (now(), later(LONGEST_WAIT), AT_ONCE),
            ).fetchall()
        return sum(self._sent(server, *row) for row in due)

    def _sent(self, server: str, id_: int, message: bytes, tries: int) -> bool:
        try:
            with _connected(server) as smtp:
                smtp.send_message(_parsed(message))
        except (OSError, smtplib.SMTPException):
            self._put_off(id_, tries + 1)
            return False
        self._delete(id_)
        return True

    def _put_off(self, id_: int, tries: int) -> None:
        if tries >= TRIES:
            return self._delete(id_)
        with self.writing() as connection:
            values = (later(2**tries / 60), tries, id_)
            connection.execute("UPDATE letter SET due = ?, tries = ? WHERE id = ?", values)
        return None

    def _delete(self, id_: int) -> None:
        with self.writing() as connection:
            connection.execute("DELETE FROM letter WHERE id = ?", (id_,))
        self.empty_log()


def _parsed(message: bytes) -> EmailMessage:
    found = message_from_bytes(message, policy=SMTP)
    assert isinstance(found, EmailMessage)  # noqa: S101 - the policy makes it so
    return found


def _connected(server: str) -> smtplib.SMTP:
    """Return a connection to a mail server; smtps:// begins with TLS, smtp:// takes it if offered.

    Raises `Misuse` for another kind of address.
    """
    parts = urlsplit(server if "://" in server else f"smtp://{server}")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Misuse(f"smtp = {server}: write it as smtp://host:25 or smtps://host:465")
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    smtp = kind(parts.hostname, parts.port or 0, timeout=SECONDS)
    if parts.scheme == "smtp" and smtp.ehlo()[0] and smtp.has_extn("starttls"):
        smtp.starttls()
    if user := os.environ.get("JUSTICEGRAPH_SMTP_USER"):
        smtp.login(user, os.environ.get("JUSTICEGRAPH_SMTP_PASSWORD", ""))
    return smtp
