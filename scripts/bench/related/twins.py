"""Whether a text finds the issue that it reports: one database's text, the other's record.

Twins are records of two databases that the release holds to be the same issue. The record whose
text is asked for is left out first, as the report of a reader is in no record: else its rare names
would count as known. Each text is asked for twice: in the issues as served, of all their other
records; and among records, each as an issue of its own, which is harder, since several records of
one like event take several places.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from scipy import sparse

from graph.related import Features, gather
from graph.related.similar import SimilarIssues
from ontology import record_iri
from scripts.bench.related.grades import FIRST, kind_of_record
from scripts.bench.related.measures import interval
from scripts.bench.related.released import Released, quads_of, read_release
from scripts.bench.related.withheld import withheld

__all__ = ["recall_of_twins"]

DATABASES: Final = ("AIID", "AIAAIC")

Twin = tuple[str, frozenset[str]]
"""A record, and those of the other database."""


def recall_of_twins(data: Path) -> Iterator[str]:
    """Yield how often a twin is among the first five of a text, by database and of both."""
    release, quads = read_release(data), quads_of(data)
    twins = _twins(release)
    apart = gather(quads)
    issues = _issues(release, twins)
    served = {
        record: _is_found(known, release.texts[record], issues[record])
        for record, known in withheld(release, quads, [record for record, _ in twins])
    }
    alone = {
        record: _is_found(
            _without(apart, record_iri("issue", record)), release.texts[record], others
        )
        for record, others in twins
    }
    for name, found in (("issues as served", served), ("records apart", alone)):
        yield from _report(name, twins, found)


def _report(name: str, twins: list[Twin], found: Mapping[str, bool]) -> Iterator[str]:
    for databases in (*((one,) for one in DATABASES), DATABASES):
        hits = [found[record] for record, _ in twins if kind_of_record(record) in databases]
        values = np.array(hits, dtype=float)
        if len(values):
            low, high = interval(values)
            yield (
                f"{name}, {len(values)} texts of {' and '.join(databases)}: recall@{FIRST} "
                f"{values.mean():.3f} [{low:.3f}, {high:.3f}]"
            )


def _twins(release: Released) -> list[Twin]:
    twins = []
    for slug, same in sorted(release.same.items()):
        kinds = {kind_of_record(slug), "curated"}
        others = frozenset(one for one in same if kind_of_record(one) not in kinds)
        if kind_of_record(slug) in DATABASES and others and slug in release.texts:
            twins.append((slug, others))
    return twins


def _issues(release: Released, twins: Iterable[Twin]) -> dict[str, frozenset[str]]:
    """Return the issues that report what a record does: its own, and those of its twins."""
    return {record: frozenset(map(release.issue, (record, *others))) for record, others in twins}


def _is_found(known: Features, text: str, wanted: frozenset[str]) -> bool:
    found = SimilarIssues(known).of(text, FIRST)
    return not wanted.isdisjoint(one.related.rpartition("/")[2] for one in found)


def _without(known: Features, issue: str) -> Features:
    """Return a table in which an issue leads to nothing."""
    others = np.array([one != issue for one in known.issues], dtype=float)
    counts = (sparse.diags(others) @ known.counts).tocsr()
    counts.eliminate_zeros()
    return replace(known, counts=counts)
