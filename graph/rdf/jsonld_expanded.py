"""Expanded and flattened JSON-LD: a list of nodes with full IRIs and no context."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.rdf.quads import STRING, Quad, parsed
from ontology.namespaces import RDF_TYPE

__all__ = ["expanded"]


def expanded(quads: Iterable[Quad]) -> list[dict[str, Any]]:
    """Return triples as JSON-LD in expanded form, which is flattened too: no node within another.

    Complexity: sorting the triples.
    Source: JSON-LD 1.1 Processing Algorithms and API, section 8.4 (from RDF), without blank nodes.

    >>> label = ("", "<a:kenya>", "<http://www.w3.org/2000/01/rdf-schema#label>", '"Kenya"@en')
    >>> expanded([label])[0]["http://www.w3.org/2000/01/rdf-schema#label"]
    [{'@value': 'Kenya', '@language': 'en'}]
    """
    return [
        {"@id": subject[1:-1]} | _properties(members)
        for subject, members in groupby(sorted(quads), key=itemgetter(1))
    ]


def _properties(quads: Iterable[Quad]) -> dict[str, list[Any]]:
    """Return the properties of one node; `@type` holds plain IRIs."""
    values: dict[str, list[Any]] = {}
    for _, _, predicate, object_ in quads:
        if predicate[1:-1] == RDF_TYPE and object_.startswith("<"):
            values.setdefault("@type", []).append(object_[1:-1])
        else:
            values.setdefault(predicate[1:-1], []).append(_value(object_))
    return values


def _value(object_: str) -> dict[str, str]:
    if object_.startswith("<"):
        return {"@id": object_[1:-1]}
    text, datatype, language = parsed(object_)
    if language:
        return {"@value": text, "@language": language}
    return {"@value": text} if datatype == STRING else {"@value": text, "@type": datatype}
