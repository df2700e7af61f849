"""Full-text and faceted search over a release (SQLite FTS5 and Roaring bitmaps)."""

from graph.search.cross_table import Comparison, CrossTable, Margin, cross_table, without
from graph.search.documents import Document, documents
from graph.search.facet_values import Choice, Value
from graph.search.facets import FACETS, ISSUES, LISTED, SIDES, word_of
from graph.search.index_writer import SEARCH, write_search
from graph.search.listing import listed, listed_sources, number_of_sources, numbers_of, parts
from graph.search.query import Hit, SearchQuery, SearchResult
from graph.search.search import ORDERS, Search

__all__ = [
    "FACETS",
    "ISSUES",
    "LISTED",
    "ORDERS",
    "SEARCH",
    "SIDES",
    "Choice",
    "Comparison",
    "CrossTable",
    "Document",
    "Hit",
    "Margin",
    "Search",
    "SearchQuery",
    "SearchResult",
    "Value",
    "cross_table",
    "documents",
    "listed",
    "listed_sources",
    "number_of_sources",
    "numbers_of",
    "parts",
    "without",
    "word_of",
    "write_search",
]
