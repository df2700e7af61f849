"""Labour supply chains: all paths from a system by its buyers of work to the workers."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.rdf.property_paths import Edges, edges, follow
from graph.rdf.quads import Quad
from ontology import kind_of

__all__ = ["Trace", "traces"]

NAMES = ("jg:labourLink", "jg:from", "jg:to", "jg:place", "jg:task", "rdfs:label")


@dataclass(frozen=True)
class Trace:
    """One supply chain: system, path of actors, and tasks and places of the workers."""

    system: str
    steps: tuple[str, ...]
    tasks: tuple[str, ...]
    places: tuple[str, ...]


def traces(quads: Iterable[Quad]) -> list[Trace]:
    """Return every supply chain of every system, from the first buyer to the last seller.

    A chain that leads back to where it was ends there. All are addresses.
    Complexity: the chains; linear in the quads before that.
    """
    links = edges(quads, NAMES)
    return [trace for system in sorted(links["jg:labourLink"]) for trace in _traces(links, system)]


def _traces(links: Edges, system: str) -> list[Trace]:
    sold: dict[str, set[str]] = {}
    for link in follow(links, "jg:labourLink", system):
        for buyer in follow(links, "jg:from", link):
            sold.setdefault(buyer, set()).update(follow(links, "jg:to", link))
    ends = set().union(*sold.values()) if sold else set()
    starts = sorted(set(sold) - ends) or sorted(sold)[:1]
    return [_trace(links, system, path) for start in starts for path in _paths(sold, (start,))]


def _paths(sold: dict[str, set[str]], path: tuple[str, ...]) -> list[tuple[str, ...]]:
    following = sorted(sold.get(path[-1], set()) - set(path))
    if not following:
        return [path]
    return [longer for step in following for longer in _paths(sold, (*path, step))]


def _trace(links: Edges, system: str, path: tuple[str, ...]) -> Trace:
    workers = path[-1] if kind_of(path[-1][1:-1]) == "worker-group" else ""
    tasks, places = (follow(links, name, workers) for name in ("jg:task", "jg:place"))
    return Trace(system[1:-1], _plain(path), _plain(tasks), _plain(places))


def _plain(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(term[1:-1] for term in terms)
