"""Reviewed decisions on names: by row, field and place, so that the file repeats no private name.

A decision says of some characters of one field of one row that they name a private person, a person
with a public role, or no person. The digest is that of the whole field: a decision holds for the
text that was read, and for no other. Text that nobody decided on is withheld where it may name
somebody. Decisions of this package are in `decisions.tsv`; those of a data folder are added.
"""

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, NamedTuple

from graph.csv_rows import csv_rows
from graph.files import replace_text
from ontology import BadRecord, Unavailable

__all__ = ["Decided", "Decision", "Decisions", "digest", "record_decision"]

LENGTH: Final = 12


class Decided(StrEnum):
    """Decision on some characters of a text."""

    WITHHELD = "withheld"
    PUBLIC = "public"
    NONE = "none"


class Decision(NamedTuple):
    """One decision; `words` replace a private name, or say the public role."""

    row: str
    field: str
    digest: str
    start: int
    end: int
    decision: Decided
    words: str
    why: str
    who: str
    when: str


def digest(text: str) -> str:
    """Return the first characters of the SHA-256 of a whole field.

    >>> digest("A title")
    '0a9a20f49dbd'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


class Decisions:
    """Decisions by row and field.

    Complexity: of a look-up, constant; all decisions are in memory.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_field: dict[tuple[str, str, str], list[Decision]] = {}
        for decision in decisions:
            self.add(decision)

    @classmethod
    def read(cls, data: Path | None = None) -> "Decisions":
        """Return the decisions of the package, then those of a data folder, which come first.

        Raises `BadRecord` with file and line for a row that is no decision.
        """
        own = tuple(_of_file(data)) if data and data.is_file() else ()
        return cls((*own, *_of_package()))

    def add(self, decision: Decision) -> None:
        """Add a decision; of two on the same characters the first stays."""
        key = decision.row, decision.field, decision.digest
        others = self._by_field.setdefault(key, [])
        if all(decision.end <= one.start or one.end <= decision.start for one in others):
            others.append(decision)

    def of(self, row: str, field: str, text: str) -> list[Decision]:
        """Return the decisions on a text in the order of its characters."""
        return sorted(self._by_field.get((row, field, digest(text)), ()), key=lambda one: one.start)


def record_decision(path: Path, decision: Decision) -> None:
    """Add a decision to the file of a data folder, in one step.

    Raises `BadRecord` where the file holds something else, `Unavailable` where it is not writable.
    """
    rows = [*(_of_file(path) if path.is_file() else ()), decision]
    lines = ["\t".join(Decision._fields), *("\t".join(map(str, row)) for row in rows)]
    try:
        replace_text(path, "\n".join(lines) + "\n")
    except OSError as error:
        raise Unavailable(f"{path}: cannot be written: {error.strerror}") from error


@cache
def _of_package() -> tuple[Decision, ...]:
    with as_file(files("graph.privacy") / "decisions.tsv") as path:
        return tuple(_of_file(path))


def _of_file(path: Path) -> Iterator[Decision]:
    rows = csv_rows(path, "\t", has_quotes=False)
    header = next(rows, (1, []))[1]
    for line, row in rows:
        yield _decision(dict(zip(header, row, strict=False)), path, line)


def _decision(row: dict[str, str], path: Path, line: int) -> Decision:
    try:
        start, end, decided = int(row["start"]), int(row["end"]), Decided(row["decision"])
        rest = {name: row[name] or "" for name in ("words", "why", "who", "when")}
        return Decision(row["row"], row["field"], row["digest"], start, end, decided, **rest)
    except (KeyError, TypeError, ValueError):
        message = "is no decision: give row, field, digest, start, end, decision, words"
        raise BadRecord(message, str(path), line) from None
