"""Reviewed decisions on names: by row, field and place, so that no file repeats a private name.

A decision says of some characters of one field of one row that they name a private person, a person
with a public role, or no person. The digest is that of the whole field: a decision holds for the
text that was read, and for no other. Text that nobody decided on is withheld where it may name
somebody. Decisions of this package are in `decisions.tsv`; those of a project (in its folder
`judgements`, where they are kept under version control) and of a data folder are added.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, NamedTuple

from graph.csv_rows import csv_rows
from graph.files import replace_text
from ontology import BadRecord, Unavailable, current_project

__all__ = ["Decided", "Decision", "Decisions", "decision_files", "digest", "record_decisions"]

LENGTH: Final = 12
OF_PROJECT: Final = Path("judgements", "names.tsv")
OF_DATA: Final = Path("imports", "decisions.tsv")


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
    def read(cls, *paths: Path) -> "Decisions":
        """Return the decisions of some files, each before the next, and those of the package last.

        Raises `BadRecord` with file and line for a row that is no decision.
        """
        own = (decision for path in paths if path.is_file() for decision in _of_file(path))
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


def decision_files(data: Path) -> tuple[Path, ...]:
    """Return the files of the decisions of a data folder; the first is written to.

    In a project that is one under version control; what its data folder has is read, too.
    """
    project, own = current_project(), data / OF_DATA
    is_of_project = project is not None and data.resolve() == project.data.resolve()
    return (project.folder / OF_PROJECT, own) if project and is_of_project else (own,)


def record_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions to a file, in one step.

    Raises `BadRecord` where the file holds something else, `Unavailable` where it is not writable.
    """
    rows = [*(_of_file(path) if path.is_file() else ()), *decisions]
    lines = ["\t".join(Decision._fields), *("\t".join(map(_plain, row)) for row in rows)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, "\n".join(lines) + "\n")
    except OSError as error:
        raise Unavailable(f"{path}: cannot be written: {error.strerror}") from error


def _plain(value: object) -> str:
    """Return a value as a cell of one line."""
    return " ".join(str(value).split())


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
