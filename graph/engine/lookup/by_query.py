"""Look-ups by bounded SPARQL queries, for any engine."""

from collections.abc import Iterable
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from graph.engine.base import Engine
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS
from graph.rdf.grouped import Nodes, grouped
from graph.rdf.quads import Quad, from_engine, iri

__all__ = ["FEW", "MOST", "QUERIES", "WEIGHTIEST", "ByQuery", "Namers", "by_property"]

FEW: Final = 400
"""Up to this many incoming statements are fetched with one query, `few.rq`."""
MOST: Final = 10_000
"""Most statements of one query, and of one level of nesting."""
BATCH: Final = 1_000
WEIGHTIEST: Final = 5
"""Most relations of an issue, those of the highest scores."""
Namers = dict[str, set[str]]
"""Property → the subjects that name a thing by it."""
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

    def statements(self, nodes: Iterable[str]) -> Nodes:
        """Return the statements about nodes."""
        return self._listed("statements", nodes)

    def names(self, nodes: Iterable[str]) -> Nodes:
        """Return the labels of nodes."""
        return self._listed("labels", nodes)

    def owners(self, nested: Iterable[str]) -> Nodes:
        """Return the statements by which records lead to their nested nodes."""
        return self._listed("owners", nested)

    def naming(self, thing: str) -> Namers | None:
        """Return what names a thing, by property; nothing where there are more than `FEW`."""
        return by_property((quad[1], quad[2]) for quad in self._made("few", this=thing))

    def relations(self, thing: str) -> set[str]:
        """Return the relations of a thing with the highest scores."""
        return {quad[1][1:-1] for quad in self._made("relations", this=thing)}

    def namers(self, thing: str, property_: str) -> set[str]:
        """Return some of what names a thing by one property."""
        made = self._made("namers", this=thing, property=property_)
        return {quad[1][1:-1] for quad in made}

    def named_by(self, thing: str, properties: Iterable[str]) -> Namers:
        """Return some of what names a thing by each of some properties."""
        return {name: self.namers(thing, name) for name in properties}

    def counts(self, thing: str) -> dict[str, int]:
        """Return the number of incoming statements by property, counted up to a limit."""
        return self._counted("counts", "property", thing)

    def graphs(self, thing: str) -> dict[str, int]:
        """Return the named graphs that type a thing, and how many classes each gives it."""
        return self._counted("graphs", "graph", thing)

    def _counted(self, name: str, what: str, thing: str) -> dict[str, int]:
        rows = self.engine.rows(QUERIES[name], this=thing)
        return {row[what].text: int(row["count"].text) for row in rows if what in row}

    def _made(self, name: str, **bound: str) -> set[Quad]:
        return _parsed(self.engine.query(QUERIES[name], N_TRIPLES, **bound).read())

    def _listed(self, name: str, nodes: Iterable[str]) -> Nodes:
        """Run a query about many nodes in batches, so that no query is too long."""
        waiting, found = sorted(nodes), set[Quad]()
        for start in range(0, len(waiting), BATCH):
            batch = " ".join(iri(node) for node in waiting[start : start + BATCH])
            text = QUERIES[name].replace("?nodes", batch)
            query = Query(text, words=("CONSTRUCT",))  # an IRI that holds SERVICE is no call
            found |= _parsed(self.engine.evaluate(query, N_TRIPLES).read())
        return grouped(found)


def by_property(naming: Iterable[tuple[str, str]]) -> Namers | None:
    """Group subjects by property, each as N-Triples writes it; nothing of more than `FEW`."""
    several = {*naming}
    found: Namers = {}
    for subject, name in several:
        found.setdefault(name[1:-1], set()).add(subject[1:-1])
    return found if len(several) <= FEW else None


def _parsed(n_triples: bytes) -> set[Quad]:
    return set(from_engine(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES)))
