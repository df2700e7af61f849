"""Search queries for lists of issues, to which the numbers of a page are linked."""

from graph.search import SearchQuery
from server.search.search import ISSUE_KINDS, address_of

__all__ = ["ISSUE_KINDS", "issues_with", "map_of"]


def issues_with(most: int = 0, /, **chosen: str) -> SearchQuery:
    """Return the query for the newest issues with some values of facets.

    >>> address_of(issues_with(area="economic-justice"))[:48]
    '/search?kind=Hazard&kind=Incident&kind=SystemicP'
    """
    values = {name: (word,) for name, word in chosen.items()}
    return SearchQuery(chosen=ISSUE_KINDS | values, order="newest", most=most)


def map_of(wish: SearchQuery) -> str:
    """Return the address of a list of issues on the map of the world.

    >>> map_of(issues_with(actor="amazon"))
    '/places?actor=amazon'
    """
    chosen = {name: words for name, words in wish.chosen.items() if name != "kind"}
    return address_of(SearchQuery(wish.words, chosen), at="/places")
