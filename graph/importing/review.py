"""Review list of names: what a snapshot withholds until somebody decides on it.

The snapshot is read again, so that no file of the data folder holds the names in clear.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.importing.context import Context
from graph.importing.folder import IMPORTS
from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.sheet import Row
from graph.importing.source import Merged, Source
from graph.importing.tables import KEPT, Tables
from graph.privacy.decisions import (
    Decided,
    Decision,
    Decisions,
    decision_files,
    digest,
    record_decisions,
)
from graph.privacy.withholding import Waiting
from ontology import NotFound

__all__ = ["ALL", "Judgement", "decide", "named", "reference", "waiting"]

ALL: Final = "all"
"""The word for all that waits in a snapshot."""


@dataclass(frozen=True)
class Judgement:
    """Decision of a reviewer: the decision, the words, who decides, why, and when."""

    decided: Decided
    words: str
    who: str
    why: str
    when: str


def waiting(source: Source, path: Path, data: Path) -> list[Waiting]:
    """Return what a snapshot withholds and nobody decided on, by row, field and place.

    Complexity: as an import, without writing.
    """
    tables = Tables.read(data / IMPORTS / source.name / KEPT)
    context = Context.of(source.name, Decisions.read(*decision_files(data)), tables)
    with source.open(path, source.files) as snapshot:
        mapper = source.mapper(snapshot, context)
        for row in source.read(snapshot):
            if isinstance(row, Row):
                try:
                    list(mapper(source.key(row.cells), row.cells))
                except (BadCell, Merged):
                    continue
    return sorted(set(context.texts.withholder.waiting))


def reference(one: Waiting) -> str:
    """Return how a place in a row is named in a command.

    >>> reference(Waiting("aiid-23", "title", "Zzyzx falls", 0, 5))
    'aiid-23:title:0-5'
    """
    return f"{one.row}:{one.field}:{one.start}-{one.end}"


def named(found: Iterable[Waiting], place: str) -> list[Waiting]:
    """Return what a reviewer means: a place, all of a text, row or field, or all that waits.

    >>> found = [Waiting("a-1", "title", "Zzyzx", 0, 5), Waiting("a-1", "address", "Qwrt", 0, 4)]
    >>> places = ("a-1:title:0-5", "a-1:title", "a-1", "address", "all", "a-2")
    >>> [len(named(found, one)) for one in places]
    [1, 1, 2, 1, 2, 0]
    """
    return [
        one
        for one in found
        if place in (ALL, one.field, one.row, f"{one.row}:{one.field}", reference(one))
    ]


def decide(found: list[Waiting], place: str, judgement: Judgement, data: Path) -> int:
    """Record what a reviewer decides on a place or on several, and return their number.

    Raises `NotFound` where nothing that is meant waits.
    """
    meant = named(found, place)
    if not meant:
        raise NotFound(f"nothing waits at '{place}': see 'justicegraph import review'")
    judged = judgement.decided, judgement.words, judgement.why, judgement.who, judgement.when
    decisions = [
        Decision(one.row, one.field, digest(one.text), one.start, one.end, *judged) for one in meant
    ]
    record_decisions(decision_files(data)[0], decisions)
    return len(decisions)
