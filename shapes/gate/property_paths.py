"""SHACL property paths as rdflib paths, where pySHACL and SPARQL evaluate them alike."""

from typing import Final, Literal

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.term import Node

from shapes.gate.verdict import Underivable

__all__ = ["read_path"]

REPEATED: Final[dict[rdflib.URIRef, Literal["*", "+", "?"]]] = {
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}


def read_path(shapes: rdflib.Graph, node: Node) -> Path | rdflib.URIRef:
    """Return a path of a shapes graph; its `n3()` is the path in SPARQL.

    Raises `Underivable` where pySHACL and SPARQL walk differently: an inverse of more than a name.
    Source: SHACL, section 2.3.1.
    """
    if isinstance(node, rdflib.URIRef):
        return node
    if (node, RDF.first, None) in shapes:
        return SequencePath(*_members(shapes, node))
    inner = shapes.value(node, SH.inversePath)
    if isinstance(inner, rdflib.URIRef):
        return InvPath(inner)
    alternatives = shapes.value(node, SH.alternativePath)
    if inner is None and alternatives is not None:
        return AlternativePath(*_members(shapes, alternatives))
    for name, sign in REPEATED.items():
        repeated = shapes.value(node, name)
        if inner is None and repeated is not None:
            return MulPath(read_path(shapes, repeated), sign)
    raise Underivable


def _members(shapes: rdflib.Graph, node: Node) -> list[Path | rdflib.URIRef]:
    members = [read_path(shapes, item) for item in Collection(shapes, node)]
    if len(members) < 2:
        raise Underivable
    return members
