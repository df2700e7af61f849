"""Search queries for lists of issues, to which the numbers of a page are linked."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.search import SearchQuery
from server.search.search import address_of

__all__ = ["ISSUE_KINDS", "issues_with", "map_of"]

ISSUE_KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"kind": ("Hazard", "Incident", "SystemicPractice")}
)
"""The facet values that restrict a list to issues."""


def issues_with(most: int = 0, /, **chosen: str) -> SearchQuery:
    """Return the query for the newest issues with some values of facets.

    >>> address_of(issues_with(area="economic-justice"))[:48]
    '/search?kind=Hazard&kind=Incident&kind=SystemicP'
    """
    values = {name: (word,) for name, word in chosen.items()}
    return SearchQuery(chosen=dict(ISSUE_KINDS) | values, order="newest", most=most)


def map_of(wish: SearchQuery) -> str:
    """Return the address of a list of issues on the map of the world.

    >>> map_of(issues_with(actor="amazon"))
    '/places?actor=amazon'
    """
    chosen = {name: words for name, words in wish.chosen.items() if name != "kind"}
    return address_of(SearchQuery(wish.words, chosen), at="/places")
