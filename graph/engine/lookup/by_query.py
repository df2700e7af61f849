"""Look-ups by bounded SPARQL queries, for any engine."""

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from graph.engine.base import Engine
from graph.engine.lookup.result import Quads
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS
from graph.rdf.quads import from_engine, iri

__all__ = ["FEW", "MOST", "QUERIES", "ByQuery"]

FEW: Final = 400
"""Up to this many incoming statements are fetched with one query, `few.rq`."""
MOST: Final = 10_000
"""Most statements of one query, and of one level of nesting."""
BATCH: Final = 1_000
N_TRIPLES: Final = GRAPH_FORMATS[1]


QUERIES: Final = {
    path.name.removesuffix(".rq"): path.read_text(encoding="utf-8")
    for path in (files("graph.engine.lookup") / "queries").iterdir()
}
"""The queries of look-ups by name, read at import, since a worker may open no file."""


class ByQuery:
    """Look-ups in any engine, by queries of bounded size."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def statements(self, nodes: Iterable[str]) -> Quads:
        """Return the statements about nodes."""
        return self._listed("statements", nodes)

    def names(self, nodes: Iterable[str]) -> Quads:
        """Return the labels of nodes."""
        return self._listed("labels", nodes)

    def owners(self, nested: Iterable[str]) -> Quads:
        """Return the statements by which records lead to their nested nodes."""
        return self._listed("owners", nested)

    def naming(self, thing: str) -> dict[str, Quads] | None:
        """Return incoming statements by property; nothing where there are more than `FEW`."""
        return by_property(self._made("few", this=thing))

    def relations(self, thing: str) -> Quads:
        """Return the incoming statements of the relations with the highest scores."""
        return self._made("relations", this=thing)

    def namers(self, thing: str, property_: str) -> Quads:
        """Return some incoming statements of one property."""
        return self._made("namers", this=thing, property=property_)

    def counts(self, thing: str) -> dict[str, int]:
        """Return the number of incoming statements by property, counted up to a limit."""
        return self._counted("counts", "property", thing)

    def graphs(self, thing: str) -> dict[str, int]:
        """Return the named graphs that type a thing, and how many classes each gives it."""
        return self._counted("graphs", "graph", thing)

    def _counted(self, name: str, what: str, thing: str) -> dict[str, int]:
        rows = self.engine.rows(QUERIES[name], this=thing)
        return {row[what].text: int(row["count"].text) for row in rows if what in row}

    def _made(self, name: str, **bound: str) -> Quads:
        return _parsed(self.engine.query(QUERIES[name], N_TRIPLES, **bound).read())

    def _listed(self, name: str, nodes: Iterable[str]) -> Quads:
        """Run a query about many nodes in batches, so that no query is too long."""
        waiting, found = sorted(nodes), set()
        for start in range(0, len(waiting), BATCH):
            batch = " ".join(iri(node) for node in waiting[start : start + BATCH])
            text = QUERIES[name].replace("?nodes", batch)
            query = Query(text, words=("CONSTRUCT",))  # an IRI that holds SERVICE is no call
            found |= _parsed(self.engine.evaluate(query, N_TRIPLES).read())
        return found


def by_property(quads: Quads) -> dict[str, Quads] | None:
    """Group statements by property; nothing where there are more than `FEW`."""
    found: dict[str, Quads] = defaultdict(set)
    for quad in quads:
        found[quad[2][1:-1]].add(quad)
    return dict(found) if len(quads) <= FEW else None


def _parsed(n_triples: bytes) -> Quads:
    return set(from_engine(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES)))
