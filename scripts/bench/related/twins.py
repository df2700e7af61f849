"""Whether a text finds the issue that it reports: one database's text, the other's record.

Twins are records of two databases that the release holds to be the same issue. Each is looked for
as an issue of its own. The record whose text is asked for is taken out of the table first, as the
report of a reader is in none: else its rare names would count as known. Weights for texts were
chosen on the tuning part.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from scipy import sparse

from graph.related import Features
from graph.related.similar import SimilarIssues
from ontology import record_iri
from scripts.bench.related.grades import FIRST, kind_of_record
from scripts.bench.related.measures import interval
from scripts.bench.related.released import Released, read_release, records_apart

__all__ = ["recall_of_twins"]

SEED: Final = 5
TUNING: Final = 240
DATABASES: Final = ("AIID", "AIAAIC")

Twin = tuple[str, frozenset[str]]
"""A record, and those of the other database."""


def recall_of_twins(data: Path) -> Iterator[str]:
    """Yield how often a twin is among the first five of a text, by database and part."""
    release = read_release(data)
    known = records_apart(data)
    twins = _twins(release)
    for part, inside in (("tuning", twins[:TUNING]), ("held-out", twins[TUNING:])):
        for database in DATABASES:
            asked = [one for one in inside if kind_of_record(one[0]) == database]
            found = np.array([_is_found(known, release, *one) for one in asked], dtype=float)
            if len(found):
                low, high = interval(found)
                yield (
                    f"{part}, {len(found)} texts of {database}: recall@{FIRST} of the other's "
                    f"record {found.mean():.3f} [{low:.3f}, {high:.3f}]"
                )


def _twins(release: Released) -> list[Twin]:
    twins = []
    for slug, same in sorted(release.same.items()):
        kinds = {kind_of_record(slug), "curated"}
        others = frozenset(one for one in same if kind_of_record(one) not in kinds)
        if kind_of_record(slug) in DATABASES and others and slug in release.texts:
            twins.append((slug, others))
    random.Random(SEED).shuffle(twins)  # noqa: S311 - a sample, no secret
    return twins


def _is_found(known: Features, release: Released, slug: str, others: frozenset[str]) -> bool:
    issues = SimilarIssues(_without(known, record_iri("issue", slug)))
    found = issues.of(release.texts[slug], FIRST)
    return not others.isdisjoint(one.related.rpartition("/")[2] for one in found)


def _without(known: Features, issue: str) -> Features:
    """Return a table in which an issue leads to nothing."""
    others = np.array([one != issue for one in known.issues], dtype=float)
    counts = (sparse.diags(others) @ known.counts).tocsr()
    counts.eliminate_zeros()
    return replace(known, counts=counts)
