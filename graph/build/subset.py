"""Relevant subset: only the quads that a set of queries can match are loaded into a store."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.engine.oxigraph import Store
from graph.rdf.quads import Quad, iri, to_n_quads
from graph.rdf.terms import TYPE
from ontology import BASE

__all__ = ["iris_in_query", "relevant_quads", "store_for"]

PREFIX: Final = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>")
NAME: Final = re.compile(r"(<[^<>\s]+>)|(?<![\w-])([\w-]*):([\w-]+)")


def store_for(queries: Iterable[str], quads: Iterable[Quad], base: str = BASE) -> Store:
    """Return an in-memory store of the quads that some queries can match."""
    return Store.in_memory(to_n_quads(relevant_quads(quads, queries)), base)


def relevant_quads(quads: Iterable[Quad], queries: Iterable[str]) -> Iterator[Quad]:
    """Yield the quads whose property (for rdf:type, whose class) some query names.

    Such a query has the same answer over these alone, as long as it lets no variable stand for a
    property or a class that it does not name. Complexity: linear in the quads.

    >>> quads = [("", "<a:x>", TYPE, "<a:Issue>"), ("", "<a:x>", TYPE, "<a:Other>")]
    >>> [*relevant_quads(quads, ["PREFIX a: <a:> SELECT * { ?issue a a:Issue }"])]
    [('', '<a:x>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', '<a:Issue>')]
    """
    names = frozenset().union(*map(iris_in_query, queries))
    return (quad for quad in quads if (quad[3] if quad[2] == TYPE else quad[2]) in names)


def iris_in_query(text: str) -> frozenset[str]:
    """Return the IRIs in a query, full or prefixed.

    >>> query = "PREFIX a: <https://example.org/> ASK { ?x a:in*/<https://example.net/> ?y }"
    >>> sorted(iris_in_query(query))
    ['<https://example.net/>', '<https://example.org/in>']
    """
    prefixes = dict(PREFIX.findall(text))
    return frozenset(
        whole or iri(prefixes[prefix] + local)
        for whole, prefix, local in NAME.findall(PREFIX.sub("", text))
        if whole or prefix in prefixes
    )
