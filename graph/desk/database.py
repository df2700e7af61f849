"""SQLite database of the desk: write-ahead log, full synchronisation, one connection a transaction.

{data}/desk/desk.sqlite    suggestions and their events, reviewers, followers, letters to send
Many processes may use it at once: a transaction takes the write lock when it begins, and waits for
others up to a limit. What was committed survives a crash of the process and of the machine.
"""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from ontology import Unavailable

__all__ = ["DESK", "Database", "digest", "later", "new_token", "now"]

DESK: Final = "desk"
FILE: Final = "desk.sqlite"
PATIENCE: Final = 10.0
"""Seconds for which a transaction waits for those of other processes."""
BRIEF: Final = 200
"""Milliseconds for which emptying the log waits for readers."""
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS suggestion (
  id INTEGER PRIMARY KEY AUTOINCREMENT, purpose TEXT NOT NULL, record TEXT NOT NULL,
  title TEXT NOT NULL, receipt BLOB NOT NULL UNIQUE, form TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS event (
  suggestion INTEGER NOT NULL REFERENCES suggestion, number INTEGER NOT NULL,
  act TEXT NOT NULL, state TEXT NOT NULL, who TEXT NOT NULL, moment TEXT NOT NULL,
  text TEXT NOT NULL, files TEXT NOT NULL DEFAULT '', PRIMARY KEY (suggestion, number));
CREATE TABLE IF NOT EXISTS mail (suggestion INTEGER PRIMARY KEY, address TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS reviewer (
  name TEXT PRIMARY KEY, token BLOB NOT NULL UNIQUE, expires TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS session (
  token BLOB PRIMARY KEY, reviewer TEXT NOT NULL, expires TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS change (id INTEGER PRIMARY KEY AUTOINCREMENT, moment TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS build (
  one INTEGER PRIMARY KEY CHECK (one = 1), change INTEGER NOT NULL, state TEXT NOT NULL,
  message TEXT NOT NULL, moment TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS secret (one INTEGER PRIMARY KEY CHECK (one = 1), value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS follower (
  id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL, topic TEXT NOT NULL,
  period TEXT NOT NULL, token BLOB NOT NULL UNIQUE, asked TEXT NOT NULL,
  confirmed TEXT NOT NULL DEFAULT '', sent TEXT NOT NULL DEFAULT '',
  seen TEXT NOT NULL DEFAULT '', UNIQUE (address, topic));
CREATE TABLE IF NOT EXISTS letter (
  id INTEGER PRIMARY KEY AUTOINCREMENT, message BLOB NOT NULL, due TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0);
"""


class Database:
    """The database of a data folder, which is made with its folder when absent.

    Source: SQLite, Write-Ahead Logging; PRAGMA synchronous.
    """

    def __init__(self, data: Path) -> None:
        self.data, self.folder = data, data / DESK
        self.path = self.folder / FILE

    @property
    def exists(self) -> bool:
        """Whether anything was ever sent here; raises `Unavailable` where nobody may look."""
        try:
            return self.path.exists()
        except OSError as error:
            raise Unavailable(self._refusal(error)) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Context manager: a transaction that holds the write lock from its beginning.

        It is committed at the end and rolled back on an error. Raises `Unavailable` for a folder
        or a disk that refuses.
        """
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Context manager: a transaction that sees one state, whatever others write meanwhile."""
        with self._opened() as connection:
            connection.execute("BEGIN")
            yield connection

    def empty_log(self) -> None:
        """Truncate the write-ahead log, so that no file has the bytes of what was deleted.

        Pages of the database are overwritten already (secure_delete). While another process reads,
        the log stays until the next call, or until the last connection closes.
        Source: SQLite, PRAGMA wal_checkpoint(TRUNCATE).
        """
        with self._opened() as connection:
            connection.execute(f"PRAGMA busy_timeout = {BRIEF}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def secret(self) -> bytes:
        """Return the key with which tokens of forms are signed."""
        with self.reading() as connection:
            return bytes(connection.execute("SELECT value FROM secret").fetchone()[0])

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        is_new = not self.exists
        try:
            if is_new:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(
                sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            ) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON")  # a deleted address is overwritten
                if is_new or not connection.execute("PRAGMA user_version").fetchone()[0]:
                    _create(connection, self.path)
                yield connection
        except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.IntegrityError):
                raise
            raise Unavailable(self._refusal(error)) from error

    def _refusal(self, error: Exception) -> str:
        """Return why the database cannot be used; readers see it where they send something."""
        folder = self.folder if self.folder.exists() else self.data
        if folder.exists() and not os.access(folder, os.W_OK):
            return (
                "nothing can be sent or decided here: the server may not write to its desk;"
                f" let its user write to the folder '{folder.name}', or write to the operator"
            )
        return f"{self.path}: cannot be used: {error}"


def _create(connection: sqlite3.Connection, path: Path) -> None:
    """Create the tables; a version is set last, so that a creation that was cut off is repeated."""
    path.chmod(0o600)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA.split(";\n"):
        connection.execute(statement)
    value = secrets.token_bytes(32)
    connection.execute("INSERT OR IGNORE INTO secret VALUES (1, ?)", (value,))
    connection.execute("PRAGMA user_version = 1")
    connection.execute("COMMIT")


def new_token() -> str:
    """Return a secret of 192 random bits that fits into an address."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> bytes:
    """Return the hash of a token, under which it is stored.

    A token is random, so that a plain hash cannot be reversed by guessing.
    """
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def now() -> str:
    """Return the present moment in UTC, to the second, as ISO 8601 writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def later(hours: float) -> str:
    """Return the moment some hours from now."""
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")
