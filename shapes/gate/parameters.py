"""Constraint parameters of SHACL Core and `sh:sparql`, grouped by constraint component."""

from typing import Any, Final

import rdflib
from rdflib.namespace import SH

__all__ = ["QUALIFIERS", "Shape", "components", "parameters"]

Shape = Any
"""A shape as pySHACL holds it; the library has no types of its own."""

QUALIFIERS: Final[dict[rdflib.URIRef, rdflib.URIRef]] = {
    SH.ignoredProperties: SH.closed,
    SH.qualifiedMinCount: SH.qualifiedValueShape,
    SH.qualifiedMaxCount: SH.qualifiedValueShape,
    SH.qualifiedValueShapesDisjoint: SH.qualifiedValueShape,
}
"""Parameters that are derived together with another parameter of their component."""
VALUE_TYPE: Final = (SH["class"], SH.datatype, SH.nodeKind)
CARDINALITY: Final = (SH.minCount, SH.maxCount)
VALUE_RANGE: Final = (SH.minExclusive, SH.minInclusive, SH.maxExclusive, SH.maxInclusive)
STRING: Final = (SH.minLength, SH.maxLength, SH.pattern, SH.languageIn, SH.uniqueLang)
PROPERTY_PAIR: Final = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
LOGICAL: Final = (SH["not"], SH["and"], SH["or"], SH.xone)
SHAPE_BASED: Final = (SH.node, SH.property, SH.qualifiedValueShape)
OTHER: Final = (SH.closed, SH.hasValue, SH["in"])
PARAMETERS: Final = frozenset().union(
    *(VALUE_TYPE, CARDINALITY, VALUE_RANGE, STRING, PROPERTY_PAIR),
    *(LOGICAL, SHAPE_BASED, OTHER, QUALIFIERS, (SH.sparql,)),
)
"""Source: SHACL, sections 4.1 to 4.8 and 5.1. `sh:flags` alone is no constraint."""


def parameters(shape: Shape) -> list[rdflib.URIRef]:
    """Return the constraint parameters that a shape states, sorted."""
    return sorted(PARAMETERS.intersection(shape.sg.graph.predicates(shape.node)))


def components(shape: Shape) -> list[tuple[rdflib.URIRef, ...]]:
    """Return the stated parameters of each constraint component of a shape."""
    stated: dict[rdflib.URIRef, list[rdflib.URIRef]] = {}
    for name in parameters(shape):
        stated.setdefault(QUALIFIERS.get(name, name), []).append(name)
    return [tuple(names) for names in stated.values()]
