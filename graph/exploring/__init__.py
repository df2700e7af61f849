"""Exploring: the part of a release's graph that somebody looks at, bounded in size and time."""

from graph.exploring.links import VIAS
from graph.exploring.reading import Explorer, Link, Node
from graph.exploring.seeing import Look, Seen, as_network, see
from graph.exploring.writing import EXPLORER, write_explorer

__all__ = [
    "EXPLORER",
    "VIAS",
    "Explorer",
    "Link",
    "Look",
    "Node",
    "Seen",
    "as_network",
    "see",
    "write_explorer",
]
