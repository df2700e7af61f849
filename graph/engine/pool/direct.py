"""Pool engine that evaluates small queries and look-ups in the calling process.

A query goes to a worker since nothing can end it but the end of its process. One that provably
reads few rows needs no end, and sending it to a worker takes longer than evaluating it. The graph
is loaded or opened in the background as the pool holds it, in memory or on disk, so that both give
the same rows in the same order.
"""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from graph.engine.base import Answer
from graph.engine.bounds import Bounds
from graph.engine.lookup import Found
from graph.engine.oxigraph import Store
from graph.engine.pool.client import KEPT, PoolEngine
from graph.engine.pool.result_stream import Full, Output
from graph.engine.pool.worker import Limits
from graph.engine.query import Query
from graph.rdf.formats import Format
from ontology import Unavailable

__all__ = ["DirectEngine"]


class DirectEngine(PoolEngine):
    """SPARQL engine with a graph and its bounds in this process; all but small queries go on.

    Until `open_` has returned the store, all queries go to the pool.
    """

    def __init__(
        self,
        path: Path,
        limits: Limits,
        bounds: Bounds,
        open_: Callable[[], Store],
        kept: int = KEPT,
    ) -> None:
        super().__init__(path, limits, kept)
        self.bounds = bounds
        self.store: Store | None = None
        self.opening = threading.Thread(target=self._open, args=(open_,), daemon=True)
        self.opening.start()

    def _open(self, open_: Callable[[], Store]) -> None:
        with suppress(OSError, Unavailable):  # the release has gone: another follows
            self.store = open_()

    def small_result(self, query: Query, format_: Format) -> bytes | None:
        """Return the result of a query that provably reads few rows, within a millisecond or two.

        Returns nothing for another query. Raises `BadQuery` as `evaluate` does.
        """
        if self.store is None or query.simple is None or not self.bounds.is_small(query.simple):
            return None
        output = Output(format_.name, self.limits.result_bytes)
        with suppress(Full):
            output.take(self.store.result(query, format_))
        return output.rest()

    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:
        """Evaluate a small query at once, and let a worker evaluate another."""
        result = self.small_result(query, format_)
        if result is None:
            return super().evaluate(query, format_, seconds)
        return Answer(format_, (part for part in (result,)))

    def look_up(self, what: str, nodes: Iterable[str]) -> Found:
        """Look nodes up in the index; counts of many statements are left to a worker."""
        if self.store is None:
            return super().look_up(what, nodes)
        return self.store.look_up(what, nodes, self)
