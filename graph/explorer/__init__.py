"""Graph explorer: bounded subgraphs of a release, from an SQLite index."""

from graph.explorer.index_reader import Explorer, Link, Node
from graph.explorer.index_writer import EXPLORER, name_of, write_explorer
from graph.explorer.links import KINDS
from graph.explorer.view import Look, Seen, as_network, see

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
