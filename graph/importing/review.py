"""Review list of names: what a snapshot withholds until somebody decides on it.

The snapshot is read again, so that no file of the data folder holds the names in clear.
"""

from dataclasses import dataclass
from pathlib import Path

from graph.importing.context import Context
from graph.importing.folder import DECISIONS, IMPORTS
from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.sheet import Row
from graph.importing.source import Merged, Source
from graph.importing.tables import KEPT, Tables
from graph.privacy.decisions import Decided, Decision, Decisions, digest, record_decision
from graph.privacy.withholding import Waiting
from ontology import NotFound

__all__ = ["Judgement", "decide", "reference", "waiting"]


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
    context = Context.of(source.name, Decisions.read(data / IMPORTS / DECISIONS), tables)
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


def decide(found: list[Waiting], named: str, judgement: Judgement, data: Path) -> Decision:
    """Record what a reviewer decides on a place that waits, and return it.

    Raises `NotFound` where nothing of that reference waits.
    """
    one = next((one for one in found if reference(one) == named), None)
    if one is None:
        raise NotFound(f"nothing waits at '{named}': see 'justicegraph import review'")
    place = one.row, one.field, digest(one.text), one.start, one.end
    judged = judgement.decided, judgement.words, judgement.why, judgement.who, judgement.when
    decision = Decision(*place, *judged)
    folder = data / IMPORTS
    folder.mkdir(parents=True, exist_ok=True)
    record_decision(folder / DECISIONS, decision)
    return decision
