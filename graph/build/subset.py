"""Concern: the quads that queries are concerned with, so that no engine loads the others."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.engine.oxigraph import Store
from graph.rdf.quads import Quad, iri, to_n_quads
from graph.rdf.terms import TYPE
from ontology import BASE

__all__ = ["named", "relevant_quads", "store_for"]

PREFIX: Final = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>")
NAME: Final = re.compile(r"(<[^<>\s]+>)|(?<![\w-])([\w-]*):([\w-]+)")


def store_for(queries: Iterable[str], quads: Iterable[Quad], base: str = BASE) -> Store:
    """Return a store in memory of the quads that some queries can match."""
    return Store.in_memory(to_n_quads(relevant_quads(quads, queries)), base)


def relevant_quads(quads: Iterable[Quad], queries: Iterable[str]) -> Iterator[Quad]:
    """Yield the quads whose property, and of a type the class, one of some queries names.

    Such a query has the same answer over these alone, as long as it lets no variable stand for a
    property or a class that it does not name. Complexity: linear in the quads.

    >>> quads = [("", "<a:x>", TYPE, "<a:Issue>"), ("", "<a:x>", TYPE, "<a:Other>")]
    >>> [*relevant_quads(quads, ["PREFIX a: <a:> SELECT * { ?issue a a:Issue }"])]
    [('', '<a:x>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', '<a:Issue>')]
    """
    names = frozenset().union(*map(named, queries))
    return (quad for quad in quads if (quad[3] if quad[2] == TYPE else quad[2]) in names)


def named(text: str) -> frozenset[str]:
    """Return the IRIs that a query names, in full or by the prefixes that it declares.

    >>> sorted(named("PREFIX a: <https://example.org/> ASK { ?x a:in*/<https://example.net/> ?y }"))
    ['<https://example.net/>', '<https://example.org/in>']
    """
    prefixes = dict(PREFIX.findall(text))
    return frozenset(
        whole or iri(prefixes[prefix] + local)
        for whole, prefix, local in NAME.findall(PREFIX.sub("", text))
        if whole or prefix in prefixes
    )
