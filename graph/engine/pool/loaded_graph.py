"""Graph of a process: loaded in the background once, and kept until the process ends.

Freeing an in-memory graph holds the interpreter lock, for 0.4 s of CPU at 870,000 triples, and no
request is answered meanwhile. So a process never frees one: it ends, after another took its place.
"""

import threading
from collections.abc import Callable
from contextlib import suppress

from graph.engine.oxigraph import Store
from ontology import Unavailable

__all__ = ["LoadedGraph", "ProcessGraph"]


class LoadedGraph:
    """A store that `open_` gives in a background thread; there is none before, or without it."""

    def __init__(self, open_: Callable[[], Store] | None = None) -> None:
        self.store: Store | None = None
        self._opening = threading.Thread(target=self._open, args=(open_,), daemon=True)
        if open_:
            self._opening.start()

    def _open(self, open_: Callable[[], Store]) -> None:
        with suppress(OSError, Unavailable):  # the release has gone: another follows
            self.store = open_()

    def wait(self) -> None:
        """Wait until the store is open, or cannot be opened."""
        self._opening.join()


class ProcessGraph:
    """The one graph that this process loads in its life: that of the first release asked for.

    >>> graph = ProcessGraph()
    >>> first = graph.of("a", lambda: Store.in_memory("<a:s> <a:p> <a:o> <a:g> ."))
    >>> graph.of("a", lambda: ...) is first, graph.of("b", lambda: ...).store
    (True, None)
    """

    def __init__(self) -> None:
        self._name, self._graph = "", LoadedGraph()

    def of(self, release: str, open_: Callable[[], Store]) -> LoadedGraph:
        """Return the graph of a release; an empty one where the process holds another."""
        if not self._name:
            self._name, self._graph = release, LoadedGraph(open_)
        return self._graph if self._name == release else LoadedGraph()
