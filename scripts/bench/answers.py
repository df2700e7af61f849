"""What an answer says, in whatever order and form it came."""

import json

import rdflib

__all__ = ["rows"]


def rows(body: bytes) -> set[str]:
    """Return the rows of a JSON result, its truth value, or the triples of a graph.

    Raises `ValueError` for what cannot be read.

    >>> rows(b'{"head": {}, "boolean": true}')
    {'True'}
    """
    if not body.lstrip().startswith(b"{"):
        return _triples(body)
    document = json.loads(body)
    if "boolean" in document:
        return {str(document["boolean"])}
    return {
        json.dumps({name: term["value"] for name, term in sorted(row.items())})
        for row in document["results"]["bindings"]
    }


def _triples(body: bytes) -> set[str]:
    format_ = "xml" if body.startswith(b"<?xml") else "nt"
    try:
        graph = rdflib.Graph().parse(body, format=format_)
    except Exception as error:  # rdflib's parsers raise errors of many kinds
        raise ValueError(f"no graph: {error}") from error
    return {" ".join(term.n3() for term in triple) for triple in graph}
