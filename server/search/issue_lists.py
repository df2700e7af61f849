"""Issues by what they name: the wishes whose lists the numbers of a page lead to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.search import Wish
from server.search.search import address_of

__all__ = ["ISSUE_KINDS", "issues_with", "map_of"]

ISSUE_KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"kind": ("Hazard", "Incident", "SystemicPractice")}
)
"""The choice that leaves issues alone in a list."""


def issues_with(most: int = 0, /, **chosen: str) -> Wish:
    """Return the wish for the newest issues that have some values of facets.

    >>> address_of(issues_with(area="economic-justice"))[:48]
    '/search?kind=Hazard&kind=Incident&kind=SystemicP'
    """
    values = {name: (word,) for name, word in chosen.items()}
    return Wish(chosen=dict(ISSUE_KINDS) | values, order="newest", most=most)


def map_of(wish: Wish) -> str:
    """Return the address of a list of issues on the map of the world.

    >>> map_of(issues_with(actor="amazon"))
    '/places?actor=amazon'
    """
    chosen = {name: words for name, words in wish.chosen.items() if name != "kind"}
    return address_of(Wish(wish.words, chosen), at="/places")
