"""Canonical records: the record whose IRI an issue has that several records report.

The choice is kept in a table, an input of the build, which is only added to. So a record that is
added later never renames an issue, and a merge that is undone gives both addresses back.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import networkx as nx

from graph.csv_rows import csv_rows
from graph.files import append_text
from graph.identity.issues.incidents import Incident
from graph.identity.merging.clusters import record_name
from graph.identity.naming.entities import CURATED
from ontology import BadRecord, Unavailable

__all__ = ["CANONICAL", "append_canonical", "canonical_files", "groups", "read_canonical"]

CANONICAL: Final = "canonical-issues.csv"
"""Name of the table, in the package's records and in a data folder."""
COLUMN: Final = "issue"


def canonical_files(data: Path) -> list[Path]:
    """Return the tables of a build: that of the package, then that of the data folder."""
    with as_file(files("graph") / "records" / CANONICAL) as path:
        return [one for one in (path, data / CANONICAL) if one.exists()]


def read_canonical(paths: Iterable[Path]) -> dict[str, int]:
    """Return the canonical issues, such as `issue/aiid-23`, with their order in the tables.

    Raises `BadRecord` with file and line for a row that names no issue.
    """
    rows = dict.fromkeys(row for path in paths for row in _rows(path))
    return {row: order for order, row in enumerate(rows)}


def _rows(path: Path) -> Iterator[str]:
    rows = csv_rows(path)
    if next(rows, (1, []))[1] != [COLUMN]:
        raise BadRecord(f"its first line is not '{COLUMN}': write that", str(path), 1)
    for line, row in rows:
        if len(row) != 1 or not row[0].startswith("issue/"):
            raise BadRecord("needs one issue, such as issue/aiid-23", str(path), line)
        yield row[0]


def append_canonical(path: Path, issues: Iterable[str]) -> None:
    """Append issues to a table, which is created if absent; earlier rows stay."""
    rows = [*issues]
    if not rows:
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([*([] if path.exists() else [(COLUMN,)]), *((row,) for row in rows)])
    try:
        append_text(path, text.getvalue())
    except OSError as error:
        raise Unavailable(f"{path}: cannot be written: {error.strerror}") from error


def groups(
    ties: Iterable[tuple[Incident, Incident]], known: Mapping[str, int]
) -> Iterator[tuple[str, ...]]:
    """Yield the records of each issue that several report, the canonical one first.

    That is the first of the table; without one there, a curated record, else the first by name.
    A practice and one of its incidents are two issues, also where a third record is tied to both.
    Complexity: near linear in the ties. Source: connected components.
    """
    pairs = [*_of_one_kind([*ties])]
    origins = {end.iri: end.origin for pair in pairs for end in pair}
    together: nx.Graph[str] = nx.Graph([(left.iri, right.iri) for left, right in pairs])

    def rank(iri: str) -> tuple[int, bool, str]:
        return known.get(record_name(iri), len(known)), origins[iri] != CURATED, iri

    yield from (tuple(sorted(group, key=rank)) for group in nx.connected_components(together))


def _of_one_kind(
    ties: Sequence[tuple[Incident, Incident]],
) -> Iterator[tuple[Incident, Incident]]:
    """Yield the ties of two practices or two issues of other kinds.

    A record whose source does not tell is of the kind of the first that it is tied to.
    """
    kinds = {end.iri: end.is_practice for tie in ties for end in tie}
    for left, right in ties:
        for one, other in ((left, right), (right, left)):
            if kinds[one.iri] is None:
                kinds[one.iri] = kinds[other.iri]
        if kinds[left.iri] == kinds[right.iri]:
            yield left, right
