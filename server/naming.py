"""What things are called, kept for each engine: most of what a page names, others named before."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final
from weakref import WeakKeyDictionary

from cachetools import LRUCache

from graph import Engine, Remote
from graph.quads import Quad

__all__ = ["names"]

KEPT: Final = 20_000
"""So many things' names are kept, and those that were asked for longest ago are forgotten."""
MOST: Final = 10_000
"""An answer of so many names may have been cut, and is not kept."""

Names = LRUCache[str, tuple[Quad, ...]]
_kept: WeakKeyDictionary[Engine, Names] = WeakKeyDictionary()
_one_at_a_time = threading.Lock()


def names(engine: Engine, nodes: set[str], ask: Callable[[Iterable[str]], set[Quad]]) -> set[Quad]:
    """Return the names of some nodes; `ask` is asked for those that are not known yet.

    A release never changes, so that its names are kept as long as its engine; a distant engine may
    be loaded anew, so that it is asked each time.
    Complexity: linear in the nodes.
    """
    if isinstance(engine, Remote):
        return ask(nodes)
    with _one_at_a_time:
        kept = _kept.setdefault(engine, LRUCache(KEPT))
        known = {node: found for node in nodes if (found := kept.get(node)) is not None}
    unknown = nodes - known.keys()
    new = ask(unknown) if unknown else set()
    if len(new) < MOST:
        with _one_at_a_time:
            kept.update(_by_node(unknown, new))
    return new.union(*known.values())


def _by_node(nodes: Iterable[str], quads: Iterable[Quad]) -> dict[str, tuple[Quad, ...]]:
    """Return the names of each node, also of those that have none."""
    found: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        found[quad[1][1:-1]].append(quad)
    return {node: tuple(found[node]) for node in nodes}
