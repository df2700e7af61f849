"""Computed nodes that tell of what was withheld: a build computes them anew from what is left."""

from collections.abc import Collection, Iterable
from typing import Final

from graph.deriving import DERIVED
from graph.desk.part_filter import PartFilter
from graph.rdf.quads import Quad, iri, record_of
from graph.rdf.terms import LABEL
from graph.redaction.kinds import COMPUTED, TELLING, is_dependent
from ontology import kind_of

__all__ = ["computed_about"]

TERM: Final = "term"


def computed_about(
    quads: Iterable[Quad], changed: Collection[str], parts: PartFilter, base: str
) -> set[str]:
    """Return the computed nodes that may rest on what was withheld from changed nodes.

    They are relations, matches and reasons of changed records, what was derived of them, and words
    that are a part of a withheld name.
    Complexity: linear in the quads of computed graphs.
    """
    records = {record_of(node) for node in changed if kind_of(node[1:-1]) not in TELLING}
    graphs = {iri(base + name) for name in COMPUTED}
    derived, found = iri(base + DERIVED), set[str]()
    for graph, subject, predicate, object_ in quads:
        if graph not in graphs:
            continue
        if is_dependent(subject, base):
            is_derived = graph == derived and record_of(subject) in records
            if is_derived or (object_ in records and record_of(subject) != object_):
                found.add(subject)
        elif predicate == LABEL and kind_of(subject[1:-1]) == TERM and parts.has_term(object_):
            found.add(subject)
    return found
