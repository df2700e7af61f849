"""Newest issues of a search query, with notes and the address of the whole list."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.search import Hit, Search, SearchQuery
from server.records.view import Link
from server.search.search import address_of

__all__ = ["Listing", "newest"]


@dataclass(frozen=True)
class Listing:
    """Some issues, their total number, and the address of the whole list.

    `notes` are what is said of an issue here, by its IRI.
    """

    hits: tuple[Hit, ...]
    total: int
    listed: str
    notes: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)


def newest(search: Search, query: SearchQuery) -> Listing:
    """Return the issues of a search query, without facet counts."""
    result = search.find(query, facets=())
    return Listing(result.hits, result.total, address_of(query))
