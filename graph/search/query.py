"""A search query and its result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.search.facet_values import Choice

__all__ = ["Hit", "SearchQuery", "SearchResult"]


@dataclass(frozen=True)
class SearchQuery:
    """A search query: words, values of facets, an order and a slice of the list.

    Values are chosen by their word (slug), the last part of their IRI.
    """

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "relevance"
    first: int = 0
    most: int = 20


class Hit(NamedTuple):
    """A search hit: one document of the result.

    `kind` is the label of its class, `about` has a line for each name of what it is about,
    `records` one for each further record that reports the issue, `lacks` are the words that it
    lacks where no document has all.
    """

    iri: str
    title: str
    text: str
    year: int | None
    modified: str
    about: str
    records: str
    kind: str
    lacks: tuple[str, ...] = ()


class SearchResult(NamedTuple):
    """A search result: the total, the slice of hits, the counted values of each facet.

    `issues` is the number of issues among the total.

    `instead` maps misspelt words to the words that were searched in their place. It is partial
    where no document has all words; then it has the documents with the most of them.
    """

    total: int
    hits: tuple[Hit, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    instead: Mapping[str, str]
    is_partial: bool = False
    issues: int = 0
