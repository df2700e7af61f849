"""The table of issues as served, but for one record that is withheld from its issue.

A text that reports an issue is in no record of it. So the record whose text is asked for is left
out of the records of its issue, with the topics that readers gave the issue after all its records;
all else is as a reader has it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from scipy import sparse

from graph.rdf.one_issue import COUNTED_AS, one_issue
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import TYPE
from graph.related import Features, gather, subjects_of, with_record_titles
from graph.related.topics import Given
from ontology import record_iri
from scripts.bench.related.released import Released

__all__ = ["withheld"]

KEPT: Final = (COUNTED_AS, TYPE)
"""What stays said of a record that is withheld: that it is, and which issue it is counted as."""


def withheld(
    release: Released, quads: Sequence[Quad], records: Sequence[str]
) -> Iterator[tuple[str, Features]]:
    """Yield each record and the features of all issues without it.

    Records of different issues are left out together, since only the row of its own issue is
    taken of each. Complexity: a reading of the quads for each record that one issue has at most.
    """
    given = subjects_of(quads)
    whole = _gathered(quads, given)
    for batch in _batches(release, records):
        gone = {iri(record_iri("issue", record)) for record in batch}
        left = [quad for quad in quads if quad[2] in KEPT or _record(quad[1]) not in gone]
        read = {record_iri("issue", release.issue(record)) for record in batch}
        rest = _gathered(left, {issue: one for issue, one in given.items() if issue not in read})
        for record in batch:
            yield record, _with_row(whole, rest, record_iri("issue", release.issue(record)))


def _gathered(quads: Sequence[Quad], given: Mapping[str, Given]) -> Features:
    return gather(one_issue(with_record_titles(quads)), given)


def _record(subject: str) -> str:
    """Return the record that a node is of.

    >>> _record("<a:r#x>"), _record("<a:r>")
    ('<a:r>', '<a:r>')
    """
    record, is_nested, _ = subject.partition("#")
    return f"{record}>" if is_nested else subject


def _batches(release: Released, records: Iterable[str]) -> list[list[str]]:
    """Return records in batches, no two of one issue in the same."""
    batches: list[dict[str, str]] = []
    for record in records:
        issue = release.issue(record)
        free = next((batch for batch in batches if issue not in batch), None)
        if free is None:
            batches.append(free := {})
        free[issue] = record
    return [list(batch.values()) for batch in batches]


def _with_row(whole: Features, rest: Features, issue: str) -> Features:
    """Return a table in which the row of an issue is that of another table."""
    column_of = {key: column for column, key in enumerate(_keys(whole))}
    keys, row = _keys(rest), rest.counts[rest.issues.index(issue)]
    at = [column_of[keys[column]] for column in row.indices.tolist()]
    own = sparse.csr_matrix((row.data, ([0] * len(at), at)), shape=(1, whole.counts.shape[1]))
    place = whole.issues.index(issue)
    rows = [whole.counts[:place], own, whole.counts[place + 1 :]]
    return replace(whole, counts=sparse.vstack(rows, format="csr"))


def _keys(known: Features) -> list[tuple[int, str]]:
    return list(zip(known.types.tolist(), known.nodes, strict=True))
