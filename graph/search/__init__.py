"""Search: what can be found in a release, by words with typos and by facets with counts."""

from graph.search.documents import FACETS, Document, documents
from graph.search.finding import ORDERS, Choice, Found, Hit, Search, Wish
from graph.search.writing import SEARCH, WORD, write_search

__all__ = [
    "FACETS",
    "ORDERS",
    "SEARCH",
    "WORD",
    "Choice",
    "Document",
    "Found",
    "Hit",
    "Search",
    "Wish",
    "documents",
    "write_search",
]
