"""Related issues as a release serves them, measured on graded judgements.

Every list is of the whole release: no method sees which issues were judged. The judgements of
editors, which a server puts first, are left out, so that the method alone is measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.related import TYPES, Features, index, nearest
from ontology import record_iri
from scripts.bench.related.grades import (
    FIRST,
    Judged,
    Measures,
    kind_of_record,
    measures,
    read_judged,
)
from scripts.bench.related.measures import DEPTH, Lists, interval
from scripts.bench.related.method import OURS
from scripts.bench.related.released import Released, read_release
from scripts.bench.related.text_baselines import TEXT_BASELINES, ranked

__all__ = ["GRADED", "graded"]

GRADED: Final = Path("tests/graph/related/gold.csv")
ENTITIES: Final = ("actor", "system", "place", "affectedGroup", "workerGroup")
SPARE: Final = 20
"""This many more are listed, as other records of the same issue are left out of a list."""

Rows = NDArray[np.float64]


def graded(data: Path, path: Path = GRADED, only: str = "") -> Iterator[str]:
    """Yield what the methods reach on the judgements of a half, or of both.

    Raises `NotFound` where there is no release.
    """
    release = read_release(data)
    known = {slug.rpartition("/")[2] for slug in release.features.issues}
    every = [one for one in read_judged(path) if only in ("", one.half)]
    judged = [one for one in every if release.issue(one.issue) in known]
    yield f"{len(judged)} of {len(every)} judged issues are in the release"
    methods = _methods(release, sorted({release.issue(one.issue) for one in judged}))
    for half in dict.fromkeys(one.half for one in judged):
        inside = [one for one in judged if one.half == half]
        reached = {name: _measured(lists, inside, release) for name, lists in methods.items()}
        yield from _report(half, inside, [_of_issues(one, release) for one in inside], reached)


def _of_issues(one: Judged, release: Released) -> Judged:
    """Return judgements of records as those of issues; one of several records is graded best."""
    issue = release.issue(one.issue)
    same = one.same | release.same.get(one.issue, frozenset()) | {issue}
    others = frozenset(map(release.issue, same))
    grades: dict[str, int] = {}
    for record, grade in one.grades.items():
        related = release.issue(record)
        if related not in others:
            grades[related] = max(grade, grades.get(related, 0))
    return Judged(issue, one.half, grades, others)


def _methods(release: Released, issues: Sequence[str]) -> dict[str, Lists]:
    depth = DEPTH + SPARE
    written = release.texts_of_issues()
    texts = {name: method(written, depth) for name, method in TEXT_BASELINES.items()}
    entities = _shared_entities(release.features, depth)
    return {OURS: _served(release.features, issues, depth), **texts, "shared entities": entities}


def _served(known: Features, issues: Sequence[str], depth: int) -> Lists:
    made = index(known)
    rows = np.array([made.row_of[record_iri("issue", slug)] for slug in issues])
    found: dict[str, list[str]] = {slug: [] for slug in issues}
    for part in nearest(made, rows, depth):
        for one, other in zip(part.issues, part.related, strict=True):
            slug, related = (known.issues[row].rpartition("/")[2] for row in (one, other))
            found[slug].append(related)
    return found.__getitem__


def _shared_entities(known: Features, depth: int) -> Lists:
    """Return issues by the parties, systems, places and groups of both, weighted by rarity."""
    wanted = [number for number, one in enumerate(TYPES) if one.name in ENTITIES]
    table = known.counts[:, np.isin(known.types, wanted)].tocsr()
    table.data = np.ones(len(table.data))
    degrees = np.bincount(table.indices, minlength=table.shape[1])
    rarity = np.log(len(known.issues) / np.maximum(degrees, 1))
    names = [issue.rpartition("/")[2] for issue in known.issues]
    return ranked(names, table, (table @ sparse.diags(rarity)).tocsr(), depth)


def _measured(lists: Lists, judged: Sequence[Judged], release: Released) -> list[Measures]:
    found = []
    for one in (_of_issues(each, release) for each in judged):
        listed = [other for other in lists(one.issue) if other not in one.same]
        found.append(measures(listed, one.grades))
    return found


def _report(
    half: str,
    judged: Sequence[Judged],
    of_issues: Sequence[Judged],
    reached: Mapping[str, Sequence[Measures]],
) -> Iterator[str]:
    kinds = [kind_of_record(one.issue) for one in judged]
    apart = list(dict.fromkeys(kinds))
    head = ("nDCG@10", f"grade 2 of {FIRST}", f"grades 1, 2 of {FIRST}")
    yield f"{half}, {len(judged)} issues".ljust(24) + "".join(f"{name:>22}" for name in head)
    for name, found in reached.items():
        columns = [_column(found, one) for one in ("ndcg", "precise", "topical")]
        yield f"{name:24}" + "".join(f"{_with_interval(values):>22}" for values in columns)
    best = [_best(one) for one in of_issues]
    columns = [_column(best, one) for one in ("ndcg", "precise", "topical")]
    yield f"{'best order of the pool':24}" + "".join(f"{_mean(one):>22}" for one in columns)
    for name, found in reached.items():
        by_kind = {
            kind: [one for one, other in zip(found, kinds, strict=True) if other == kind]
            for kind in apart
        }
        values = ", ".join(f"{kind} {_mean(_column(by_kind[kind], 'ndcg'))}" for kind in apart)
        unjudged = sum(one.unjudged for one in found)
        yield f"{name:24}nDCG@10 by kind: {values}; {unjudged} of the first ten unjudged"
    ours = _column(reached[OURS], "ndcg")
    for name, found in reached.items():
        if name != OURS:
            yield f"{OURS} less {name}: {_with_interval(ours - _column(found, 'ndcg'))} nDCG@10"


def _best(one: Judged) -> Measures:
    order = sorted(one.grades, key=lambda related: (-one.grades[related], related))
    return measures(order, one.grades)


def _column(found: Sequence[Measures], name: str) -> Rows:
    return np.array([getattr(one, name) for one in found], dtype=float)


def _known(values: Rows) -> Rows:
    kept: Rows = values[~np.isnan(values)]
    return kept


def _mean(values: Rows) -> str:
    return f"{_known(values).mean():.3f}"


def _with_interval(values: Rows) -> str:
    low, high = interval(_known(values))
    return f"{_mean(values)} [{low:.3f}, {high:.3f}]"
