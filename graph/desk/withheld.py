"""Withheld parts of records: single statements, and names wherever a text has them.

{data}/desk/withheld.json    what is withheld now; it follows from the events of the desk

A reviewer orders this where a whole record need not go. The file holds the names in clear, since
each build has to find them: its folder is the owner's alone, and nothing of it is ever served.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from graph.desk.database import DESK
from graph.files import read_when_changed

__all__ = [
    "NOTHING",
    "WITHHELD",
    "Name",
    "Parts",
    "Statement",
    "joined",
    "parts_of",
    "withheld_parts",
    "written_parts",
]

WITHHELD: Final = f"{DESK}/withheld.json"


class Statement(NamedTuple):
    """A statement as N-Quads writes it, with IRIs of the data relative to the base: `<id/…>`."""

    subject: str
    property: str
    value: str


class Name(NamedTuple):
    """A name, and the words that take its place in texts."""

    text: str
    words: str


class Parts(NamedTuple):
    """Withheld statements and names, and pairs of a merged record and its canonical one.

    The pairs tell a statement of a record that was merged into another; all IRIs are relative.
    """

    statements: frozenset[Statement] = frozenset()
    names: frozenset[Name] = frozenset()
    same: frozenset[tuple[str, str]] = frozenset()


NOTHING: Final = Parts()


def written_parts(parts: Parts) -> str:
    """Return parts as JSON, in order.

    >>> written_parts(Parts(names=frozenset({Name("Zed Qwrt", "a driver")})))
    '{"statements": [], "names": [["Zed Qwrt", "a driver"]], "same": []}'
    """
    fields = {name: sorted(values) for name, values in parts._asdict().items()}
    return json.dumps(fields, ensure_ascii=False)


def parts_of(text: str) -> Parts:
    """Parse parts from JSON.

    >>> parts_of(written_parts(NOTHING)) == NOTHING
    True
    """
    fields: Mapping[str, list[Any]] = json.loads(text)
    return Parts(
        frozenset(Statement(*one) for one in fields["statements"]),
        frozenset(Name(*one) for one in fields["names"]),
        frozenset((one, other) for one, other in fields["same"]),
    )


def joined(parts: Iterable[Parts]) -> Parts:
    """Return the union of parts."""
    every = [*parts]
    return Parts(*(frozenset[Any]().union(*values) for values in zip(*every, strict=True)))


def withheld_parts(data: Path) -> Parts:
    """Return what is withheld now; the file is read again when it has changed.

    Raises `Unavailable` where the file may not be read: nothing is shown then that it may withhold.
    """
    return read_when_changed(data / WITHHELD, _read, NOTHING)


def _read(path: Path) -> Parts:
    return parts_of(path.read_text(encoding="utf-8"))
