"""Related issues: which other issues matter to the reader of one, and why.

A score is the sum of its reasons, each a node that both issues lead to; the parts of the method are
in `graph/related/`, its definition and its figures in `docs/related.md`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import numpy as np
from rapidfuzz import process

from graph.related import LIMIT, TYPES, VIEWS, Features, Index, index, nearest
from graph.related.judgements import Judgement, by_issue, judged
from graph.related.reasons import Relation, explain
from ontology import BASE, Misuse, NotFound, record_iri

__all__ = ["View", "relations", "relations_of", "row_of", "viewed"]


@dataclass(frozen=True)
class View:
    """Filter of related issues: one side only, or all without some nodes.

    `only` is one of `VIEWS` or nothing; `without` are names of nodes that do not count, such as
    `actor/amazon`.
    """

    only: str = ""
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.only and self.only not in VIEWS:
            message = f"only '{self.only}': choose one of {', '.join(VIEWS)}"
            raise Misuse(message).among(self.only, VIEWS)

    @property
    def weights(self) -> dict[str, float]:
        """Return the types that do not count, each with 0."""
        return {one.name: 0.0 for one in TYPES if self.only and one.view != self.only}


EVERYTHING: Final = View()
LEAST_OF_VIEW: Final = 500
"""Millionths from which a score is a relation where some types do not count: 0.000 is none."""


def relations(
    known: Features, limit: int = LIMIT, base: str = BASE, editorial: Iterable[Judgement] = ()
) -> Iterator[Relation]:
    """Yield the related issues of every issue, by issue and rank, as editors judged them.

    Complexity: the sum, over the shared nodes, of the square of the number of their issues.
    """
    made = index(known)
    by = by_issue(editorial, made, base)
    more = limit + max(map(len, by.values()), default=0)
    issues = set(by)
    for ranked in nearest(made, limit=more):
        for issue, found in groupby(explain(made, ranked, base), key=lambda one: one.issue):
            issues.discard(issue)
            yield from judged(made, issue, found, by, base)[:limit]
    for issue in sorted(issues):
        yield from judged(made, issue, (), by, base)[:limit]


def viewed(known: Features, view: View = EVERYTHING, base: str = BASE) -> Index:
    """Return the index of what a reader wants to see; raises `NotFound` for an unknown node."""
    kept = np.ones(len(known.nodes))
    for name in view.without:
        places = [place for place, node in enumerate(known.nodes) if node == f"{base}id/{name}"]
        if not places:
            raise NotFound(f"without '{name}': no issue leads to {base}id/{name}")
        kept[places] = 0
    made = index(known, view.weights, kept=kept)
    return made if view == EVERYTHING else replace(made, least=LEAST_OF_VIEW)


def row_of(known: Features, slug: str, base: str = BASE) -> int:
    """Return the row of an issue; raises `NotFound` with the nearest names.

    >>> from graph.related import features
    >>> row_of(features([], issues=[record_iri("issue", slug) for slug in ("pay", "work")]), "pya")
    Traceback (most recent call last):
        ...
    ontology.errors.NotFound: there is no issue 'pya'; the nearest are: pay, work
    """
    place = np.searchsorted(known.issues, record_iri("issue", slug, base))
    if place < len(known.issues) and known.issues[place] == record_iri("issue", slug, base):
        return int(place)
    slugs = [issue.rpartition("/")[2] for issue in known.issues]
    near = [match[0] for match in process.extract(slug, slugs, limit=3)]
    message = f"there is no issue '{slug}'"
    message += f"; the nearest are: {', '.join(near)}" if near else ""
    raise NotFound(message).with_nearest(
        slug, {one: known.label(record_iri("issue", one, base)) for one in near}
    )


def relations_of(
    made: Index,
    slug: str,
    limit: int = LIMIT,
    base: str = BASE,
    editorial: Iterable[Judgement] = (),
) -> list[Relation]:
    """Return the related issues of one issue; raises `NotFound` with the nearest names."""
    row, by = row_of(made.features, slug, base), by_issue(editorial, made, base)
    issue = made.features.issues[row]
    ranked = nearest(made, np.array([row]), limit + len(by.get(issue, ())))
    found = [relation for part in ranked for relation in explain(made, part, base)]
    return judged(made, issue, found, by, base)[:limit]
