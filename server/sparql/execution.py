"""Query rewriting before evaluation, and errors that refer to the text as it was sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from graph.engine.query import Query
from graph.search import SearchQuery
from ontology import BadQuery, JusticeGraphError, OutOfTime
from server.sparql.advice import advised
from server.sparql.diagnosis import explained
from server.sparql.exists import rewrite_exists
from server.sparql.text_search import rewrite_search
from server.web.site import Site

__all__ = ["executable", "may_search", "told", "told_by"]

SEARCH: Final = "search"


def may_search(query: Query) -> bool:
    """Whether a query may need the search index, which is read from disk."""
    return SEARCH in query.text


def executable(query: Query, site: Site) -> Query:
    """Return the query that the engine is given in the place of one that was sent.

    Searches by `jg:search` become VALUES, and filters of EXISTS become MINUS or a join where that
    is provably the same. Raises `BadQuery` for a search that is written wrongly.
    """

    def find(words: str, most: int) -> list[str]:
        found = site.search.find(SearchQuery(words, most=most), facets=())
        return [hit.iri for hit in found.hits]

    text = rewrite_exists(rewrite_search(query.text, find))
    return query if text == query.text else Query(text, query.dataset)


@contextmanager
def told_by(query: Query) -> Iterator[None]:
    """Add causes of syntax errors and advice on slow parts to the errors of an evaluation."""
    try:
        yield
    except (BadQuery, OutOfTime) as error:
        raise told(error, query) from None


def told(error: BadQuery | OutOfTime, query: Query) -> JusticeGraphError:
    """Return an error with the cause of a syntax error, or with advice on slow parts."""
    if isinstance(error, BadQuery):
        return explained(error, query.text)
    return advised(error, query.text)
