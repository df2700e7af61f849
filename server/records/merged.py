"""Merged description of an issue: the statements of all records that report it, and who says each.

Each record keeps its IRI and its own statements; what is merged here is shown on the page only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.engine.base import Engine
from graph.rdf.one_issue import COUNTED_AS, one_issue
from graph.rdf.quads import Quad, iri, plain
from graph.rdf.terms import LABEL, TITLE, TYPE
from ontology.namespaces import DCTERMS, JG, SKOS
from server.records.description import Description

__all__ = ["MergedDescription", "merged"]

ABSTRACT: Final = iri(DCTERMS + "abstract")
NOT_STATED: Final = iri(JG + "notStated")
MATCHED: Final = frozenset({iri(JG + "matched"), iri(JG + "matchedWith")})
APART: Final = frozenset(
    {TYPE, LABEL, TITLE, ABSTRACT, COUNTED_AS, iri(SKOS + "closeMatch"), iri(JG + "titleMade")}
)
"""Properties of a record that are shown with the record, not among the facts of the issue."""


@dataclass(frozen=True)
class MergedDescription(Description):
    """The description of an issue with the statements of the other records that report it.

    The nested nodes of another record have IRIs below that of the issue, with the record's slug
    before their own name. `stating` has the records that state a value of a property; `others` are
    the other records, and `apart` the statements of each record and about the matches as they are.
    """

    others: tuple[str, ...] = ()
    stating: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    apart: frozenset[Quad] = frozenset()


def merged(engine: Engine, description: Description) -> Description:
    """Return the description of an issue, merged with those of its other records, if it has any.

    Complexity: one look-up, linear in the statements of these records.
    """
    this = iri(description.iri)
    naming = [quad for quad in description.quads if quad[3] == this]
    others = sorted({quad[1][1:-1] for quad in naming if quad[2] == COUNTED_AS})
    if not others:
        return description
    matches = {quad[1][1:-1] for quad in naming if quad[2] in MATCHED}
    found = engine.look_up("around", [*others, *matches]).quads
    quads = {*description.quads, *_facts(found, description.iri, others)}
    if not description.values(DCTERMS + "abstract"):
        quads |= {("", this, *quad[2:]) for quad in found if quad[2] == ABSTRACT}
    return MergedDescription(
        description.iri,
        frozenset(_without_gaps(quads, this)),
        description.counts,
        tuple(others),
        _stating(description, found, others),
        frozenset(_of_records({*description.quads, *found}, {description.iri, *others, *matches})),
    )


def _of_records(quads: Iterable[Quad], roots: Iterable[str]) -> Iterator[Quad]:
    """Yield the statements about records and matches, with the labels of what these name."""
    subjects = {iri(one) for one in roots}
    said = [quad for quad in quads if quad[1] in subjects]
    named = {quad[3] for quad in said} - subjects
    yield from said
    yield from (quad for quad in quads if quad[1] in named and quad[2] == LABEL)


def _facts(found: Iterable[Quad], issue: str, others: Iterable[str]) -> Iterator[Quad]:
    """Yield the statements of other records as those of the issue, and labels as they are."""
    records = {iri(one) for one in others}
    said = [quad for quad in found if quad[1] not in records or quad[2] not in APART]
    return one_issue([*said, *(("", one, COUNTED_AS, iri(issue)) for one in sorted(records))])


def _without_gaps(quads: Iterable[Quad], this: str) -> Iterator[Quad]:
    """Yield statements without those on missing values that another record states."""
    quads = [*quads]
    stated = {quad[2] for quad in quads if quad[1] == this}
    for quad in quads:
        if quad[1] != this or quad[2] != NOT_STATED or quad[3] not in stated:
            yield quad


def _stating(
    description: Description, found: Iterable[Quad], others: Iterable[str]
) -> dict[tuple[str, str], frozenset[str]]:
    records = {iri(one): one for one in (description.iri, *others)}
    stating: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, subject, predicate, object_ in (*description.quads, *found):
        if subject in records:
            stating[predicate[1:-1], plain(object_)].add(records[subject])
    return {statement: frozenset(some) for statement, some in stating.items()}
