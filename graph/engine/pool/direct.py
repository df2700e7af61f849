"""Pool engine that evaluates small queries and look-ups in the calling process.

A query goes to a worker since nothing can end it but the end of its process. One that provably
reads few rows needs no end, and sending it to a worker takes longer than evaluating it. The graph
is loaded or opened in the background as the pool holds it, in memory or on disk, so that both give
the same rows in the same order.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from graph.engine.base import Answer
from graph.engine.bounds import Bounds
from graph.engine.lookup import Found
from graph.engine.pool.client import KEPT, PoolEngine
from graph.engine.pool.loaded_graph import LoadedGraph
from graph.engine.pool.result_stream import Full, Output
from graph.engine.pool.worker import Limits
from graph.engine.query import Query
from graph.rdf.formats import Format

__all__ = ["DirectEngine"]


class DirectEngine(PoolEngine):
    """SPARQL engine with a graph and its bounds in this process; all but small queries go on.

    Until the graph is loaded, all queries go to the pool.
    """

    def __init__(
        self,
        path: Path,
        limits: Limits,
        bounds: Bounds,
        graph: LoadedGraph,
        kept: int = KEPT,
    ) -> None:
        super().__init__(path, limits, kept)
        self.bounds, self.graph = bounds, graph

    def small_result(self, query: Query, format_: Format) -> bytes | None:
        """Return the result of a query that provably reads few rows, within a millisecond or two.

        Returns nothing for another query. Raises `BadQuery` as `evaluate` does.
        """
        store = self.graph.store
        if store is None or query.simple is None or not self.bounds.is_small(query.simple):
            return None
        output = Output(format_.name, self.limits.result_bytes)
        with suppress(Full):
            output.take(store.result(query, format_))
        return output.rest()

    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:
        """Evaluate a small query at once, and let a worker evaluate another."""
        result = self.small_result(query, format_)
        if result is None:
            return super().evaluate(query, format_, seconds)
        return Answer(format_, (part for part in (result,)))

    def look_up(self, what: str, nodes: Iterable[str]) -> Found:
        """Look nodes up in the index; counts of many statements are left to a worker."""
        store = self.graph.store
        if store is None:
            return super().look_up(what, nodes)
        return store.look_up(what, nodes, self)
