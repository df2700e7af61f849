"""Labour supply chain of an actor or a system: breadth-first search along labour links."""

from typing import Final

from graph.explorer.index_reader import LinkFilter, Reader
from graph.explorer.links import LABOUR

__all__ = ["DETAILS", "supply_chain"]

STEPS: Final = 4
"""The most labour links from the actor to the workers."""
MOST: Final = 300
"""The most nodes that one step adds."""
DETAILS: Final = frozenset({"arrangement", "condition", "place"})
"""Properties of worker groups that end the chain."""


def supply_chain(reader: Reader, start: int, sieve: LinkFilter) -> set[int]:
    """Return the nodes of the chain of an actor, or of a system, by number.

    They are its systems and owners, who buys work from it, who works for it at most `STEPS` links
    away, and places, conditions and arrangements of the groups of workers. Contractors are not
    followed back to their other clients.
    Complexity: the links of the nodes that are reached.
    """
    reached = {start}
    reached |= reader.linked({start}, {LABOUR}, is_forward=False, sieve=sieve, most=MOST)
    reached |= _both(reader, start, "developedBy", sieve)
    reached |= _both(reader, start, "ownedBy", sieve)
    doers = _downstream(reader, start, sieve)
    groups = doers | reader.linked(
        reached, {"workerGroup"}, is_forward=True, sieve=sieve, most=MOST
    )
    workers = {node.number for node in reader.numbered(groups) if node.kind == "worker-group"}
    details = reader.linked(workers, DETAILS, is_forward=True, sieve=sieve, most=MOST)
    return reached | doers | workers | details


def _both(reader: Reader, start: int, via: str, sieve: LinkFilter) -> set[int]:
    both = (
        reader.linked({start}, {via}, is_forward=is_forward, sieve=sieve, most=MOST)
        for is_forward in (True, False)
    )
    return set().union(*both)


def _downstream(reader: Reader, start: int, sieve: LinkFilter) -> set[int]:
    """Return the contractors and workers behind an actor, as far as they work for its systems.

    A contractor works for several clients: what it buys for the systems of others is left out.
    """
    (node,) = reader.numbered({start})
    doers: set[int] = set()
    systems, step = frozenset[str](), {start}
    if node.kind == "system":
        systems = frozenset({node.iri})
        step = doers = reader.linked({start}, {LABOUR}, is_forward=True, sieve=sieve, most=MOST)
    for _ in range(STEPS):
        bought = reader.bought(step, LABOUR, sieve, MOST)
        systems = systems or frozenset().union(*(some for _, some in bought))
        step = {number for number, some in bought if some & systems} - doers - {start}
        if not step:
            break
        doers = doers | step
    return doers
