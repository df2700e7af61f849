"""Turtle serialisation of statements, and conversion of Turtle to other graph formats."""

from collections.abc import Iterable
from typing import Final, cast

import pyoxigraph as ox

from graph.rdf.formats import GRAPH_CODECS
from graph.rdf.quads import iri, line
from ontology import PREFIXES

__all__ = ["NAMESPACES", "Statement", "rewrite", "to_turtle"]

NAMESPACES: Final = PREFIXES | {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void-ext": "http://ldf.fi/void-ext#",
}
"""Prefixes of descriptions: those of queries, and of vocabularies that only descriptions use."""

Statement = tuple[str, str, str]
"""Subject IRI, property IRI, and object as an N-Quads term."""


def to_turtle(statements: Iterable[Statement]) -> bytes:
    """Serialise statements as Turtle, sorted and without duplicates.

    >>> to_turtle([("https://example.org/a", NAMESPACES["rdfs"] + "label", '"A"')]).splitlines()[-1]
    b'<https://example.org/a> rdfs:label "A" .'
    """
    lines = {
        line(("", iri(subject), iri(predicate), object_))
        for subject, predicate, object_ in statements
    }
    parsed = ox.parse("\n".join(sorted(lines)), format=ox.RdfFormat.N_TRIPLES)
    return cast(bytes, ox.serialize(parsed, format=ox.RdfFormat.TURTLE, prefixes=NAMESPACES))


def rewrite(turtle: bytes, format_name: str, base: str | None = None) -> bytes:
    """Convert Turtle to a graph format by its short name; `base` resolves relative IRIs.

    >>> rewrite(b"<a> <b> <c> .", "rdf", "https://example.org/").count(b"https://example.org/")
    3
    """
    parsed = ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=base)
    return cast(bytes, ox.serialize(parsed, format=GRAPH_CODECS[format_name], prefixes=NAMESPACES))
