"""Search: what can be found in a release, by words with typos and by facets with counts."""

from graph.search.cross_table import Comparison
from graph.search.documents import Document, documents
from graph.search.facet_values import Choice
from graph.search.facets import FACETS, LISTED, word_of
from graph.search.index_writer import SEARCH, WORD, write_search
from graph.search.listing import listed, parts
from graph.search.search import ORDERS, Found, Hit, Search, Wish

__all__ = [
    "FACETS",
    "LISTED",
    "ORDERS",
    "SEARCH",
    "WORD",
    "Choice",
    "Comparison",
    "Document",
    "Found",
    "Hit",
    "Search",
    "Wish",
    "documents",
    "listed",
    "parts",
    "word_of",
    "write_search",
]
