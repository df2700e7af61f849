"""SPARQL property paths, evaluated over quads in memory.

One text of a path serves the query that a reader can run and the search in quads at hand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from graph.rdf.quads import Quad
from ontology import PREFIXES

__all__ = ["Edges", "edges", "follow", "properties"]

Edges: TypeAlias = Mapping[str, Mapping[str, list[str]]]
"""Property → subject → objects, in the order of the quads."""

STEP: Final = re.compile(r"\((?P<any>[^()]+)\)|(?P<one>\w+:\w+)(?P<more>[+*]?)")


def properties(path: str) -> list[str]:
    """Return the properties of a path.

    >>> properties("jg:place/jg:within+")
    ['jg:place', 'jg:within']
    """
    return re.findall(r"\w+:\w+", path)


def edges(quads: Iterable[Quad], names: Iterable[str]) -> Edges:
    """Return the objects of some properties by subject, as N-Quads terms.

    Complexity: linear in the quads.
    """
    wanted = {f"<{_full(name)}>": name for name in names}
    objects: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in wanted.values()}
    for _, subject, predicate, object_ in quads:
        if predicate in wanted:
            objects[wanted[predicate]][subject].append(object_)
    return objects


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def follow(graph: Edges, path: str, start: str) -> list[str]:
    """Return the nodes at the end of a path, sorted, each once.

    A path is steps parted by `/`: a property, several as `(a|b)`, one or more times as `a+`, any
    number of times as `a*`.
    Source: SPARQL 1.1 Query, section 9.1.

    >>> within = {"kenya": ["africa"], "africa": ["world"]}
    >>> follow({"jg:place": {"i": ["kenya"]}, "jg:within": within}, "jg:place/jg:within+", "i")
    ['africa', 'world']
    >>> follow({"jg:place": {"i": ["kenya"]}, "jg:within": within}, "jg:place/jg:within*", "i")
    ['africa', 'kenya', 'world']
    """
    nodes = {start}
    for step in STEP.finditer(path):
        names = step["any"].split("|") if step["any"] else [step["one"]]
        reached = _step(graph, names, nodes, bool(step["more"]))
        nodes = reached | nodes if step["more"] == "*" else reached
    return sorted(nodes)


def _step(graph: Edges, names: list[str], nodes: set[str], is_repeated: bool) -> set[str]:
    reached: set[str] = set()
    waiting = nodes
    while waiting:
        ends = (end for name in names for node in waiting for end in graph[name].get(node, ()))
        waiting = set(ends) - reached
        reached |= waiting
        waiting = waiting if is_repeated else set()
    return reached
