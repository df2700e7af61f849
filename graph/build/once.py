"""One named graph a statement, so that counts of the union of all graphs count it once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from graph.rdf.quads import Quad

__all__ = ["in_one_graph"]

GRAPH: Final = "/graph/"
IMPORT: Final = "import/"


def in_one_graph(quads: Sequence[Quad]) -> list[Quad]:
    """Return quads without the statements that an earlier graph has.

    The graph of a record comes before that of an import, and both before what is derived, since
    what is stated need not be derived. SPARQL counts a statement of two graphs twice in their
    union and VoID once; of statements that are in one graph both give the same number.
    Complexity: linear in the quads.
    Source: SPARQL 1.1 Service Description, section 3.2.8 (sd:UnionDefaultGraph); VoID, section 4.

    >>> twice = [(f"<a:/graph/{one}>", "<a:s>", "<a:p>", '"o"') for one in ("import/x", "actor/s")]
    >>> in_one_graph(twice)
    [('<a:/graph/actor/s>', '<a:s>', '<a:p>', '"o"')]
    """
    graph_of: dict[str, str] = {}
    several = {quad[1] for quad in quads if graph_of.setdefault(quad[1], quad[0]) != quad[0]}
    graphs: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for graph, *triple in (quad for quad in quads if quad[1] in several):
        graphs[tuple(triple)].append(graph)
    kept = {triple: min(some, key=_rank) for triple, some in graphs.items() if len(some) > 1}
    return [quad for quad in quads if kept.get(quad[1:], quad[0]) == quad[0]] if kept else [*quads]


def _rank(graph: str) -> tuple[int, str]:
    name = graph.rpartition(GRAPH)[2]
    return (1 if name.startswith(IMPORT) else 0 if "/" in name else 2), graph
