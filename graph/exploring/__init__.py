"""Exploring: the part of a release's graph that somebody looks at, bounded in size and time."""

from graph.exploring.links import KINDS
from graph.exploring.reading import Explorer, Link, Node
from graph.exploring.seeing import Look, Seen, as_network, see
from graph.exploring.writing import EXPLORER, name_of, write_explorer

__all__ = [
    "EXPLORER",
    "KINDS",
    "Explorer",
    "Link",
    "Look",
    "Node",
    "Seen",
    "as_network",
    "name_of",
    "see",
    "write_explorer",
]
