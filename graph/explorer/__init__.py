"""Graph explorer: bounded subgraphs of a release, from an SQLite index."""

from graph.explorer.index_reader import Explorer, Link, Node
from graph.explorer.index_writer import EXPLORER, name_of, write_explorer
from graph.explorer.links import explored_kinds
from graph.explorer.view import View, ViewRequest, as_network, compute_view, whole_network

__all__ = [
    "EXPLORER",
    "Explorer",
    "Link",
    "Node",
    "View",
    "ViewRequest",
    "as_network",
    "compute_view",
    "explored_kinds",
    "name_of",
    "whole_network",
    "write_explorer",
]
