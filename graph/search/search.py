"""Faceted search: documents that match words and facet values, with counts for each value.

Values of one facet are combined by OR, facets by AND; the count of a value is the number of results
that choosing it would give.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from pyroaring import BitMap, FrozenBitMap

from graph.index_file import IndexFile
from graph.search.facet_values import Choice, Values, choices, counted
from graph.search.facets import FACETS, LISTED
from graph.search.matching import Match, match_words
from graph.search.query import Hit, SearchQuery, SearchResult
from graph.search.ranking import ORDERS, ranked
from graph.search.spelling import Spelling
from graph.search.translation import Translation

__all__ = ["ORDERS", "Search"]

FEW: Final = 1_000
"""The most documents of words that are weighed while somebody types."""
CHOICES: Final = 12
"""At most this many values of a facet are shown, and the chosen ones."""
NUMBERS: Final = "SELECT number FROM document WHERE iri IN (SELECT value FROM json_each(?))"
TITLES: Final = "SELECT title FROM document WHERE iri IN (SELECT value FROM json_each(?))"
IS_THERE: Final = (
    "SELECT 1 FROM document WHERE iri = ?1 UNION ALL SELECT 1 FROM record WHERE iri = ?1"
)
ISSUE_OF: Final = """
SELECT document.iri FROM record JOIN document ON document.number = record.number
WHERE record.iri = ?
"""
KEPT: Final = 64
"""Counts and results of the last queries that are kept: a page asks for the same several times."""
SHOWN: Final = """
SELECT iri, title, text, year, modified, about, records, kind FROM json_each(?) AS wanted
CROSS JOIN document ON number = wanted.value ORDER BY wanted.key
"""

_Chosen = tuple[tuple[str, tuple[str, ...]], ...]


class Search:
    """The search index of a release, opened for reading; `hidden` gives the IRIs to leave out.

    `names` gives the labels that are shown in place of the English ones, by IRI.
    Raises `Unavailable` where it is not there or cannot be read.
    """

    def __init__(
        self,
        path: Path,
        hidden: Callable[[], Collection[str]] = tuple,
        names: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self.path, self._hidden, self._names = path, hidden, names
        self._opened = IndexFile(path).opened
        self._spelling, self._values = Spelling(self._opened), Values(self._opened)
        self._translation = Translation(self._opened)

    def find(self, wish: SearchQuery, facets: Collection[str] = LISTED) -> SearchResult:
        """Evaluate a query, with counts for the values of some facets and for all chosen values.

        Complexity: linear in the documents of the words, and in the values of these facets.
        """
        with self._opened() as connection:
            match = self._match(connection, wish.words)
            worded = self._worded(match, tuple(self._hidden()))
            chosen = {name: self._chosen(name, values) for name, values in wish.chosen.items()}
            found = _all_of([worded, *chosen.values()])
            choices = self._choices(worded, chosen, wish, facets)
            part = slice(wish.first, wish.first + wish.most)
            asked = (wish.words, match.expression)
            numbers = ranked(connection, found, asked, wish.order, part, match.tier)
            hits = self._hits(connection, numbers, match)
            issues = found.intersection_cardinality(self._values.issues)
            partial = bool(match.lacks)
            return SearchResult(len(found), hits, choices, match.instead, partial, issues)

    def first(self, words: str, most: int) -> tuple[Hit, ...]:
        """Return the first hits of words without counts, for suggestions while typing.

        Of words that more than `FEW` documents have, the newest, and those with them in their
        title, come by tier and year: to weigh a word, BM25 counts all documents that have it.
        Complexity: bounded, whatever the number of documents.
        """
        with self._opened() as connection:
            match = match_words(
                connection, words, self._spelling, self._values, FEW, self._translation
            )
            if match.found is None:
                return ()
            found = match.found - self._without(tuple(self._hidden()))
            asked, part = (words, match.expression), slice(0, most)
            if len(found) > FEW:
                numbers = sorted(found, key=match.tier)[part]
            else:
                numbers = ranked(connection, found, asked, "relevance", part, match.tier)
            return self._hits(connection, numbers, match)

    def _hits(
        self, connection: sqlite3.Connection, numbers: list[int], match: Match
    ) -> tuple[Hit, ...]:
        names, lacking = self._names(), match.lacking if match.lacks else lambda _: ()
        kinds = self._values.listed["kind"]
        labels = {one.value: names.get(one.value, one.label) for one in kinds}
        rows = connection.execute(SHOWN, (json.dumps(numbers),))
        hits = [
            Hit._make((iri, names.get(iri, title), *texts, labels.get(kind, ""), lacking(number)))
            for number, (iri, title, *texts, kind) in zip(numbers, rows, strict=True)
        ]
        return self._without_hidden(connection, hits)

    def _without_hidden(
        self, connection: sqlite3.Connection, hits: Sequence[Hit]
    ) -> tuple[Hit, ...]:
        """Return hits that name no record which is hidden until the next release."""
        hidden = {*self._hidden()}
        if not hidden:
            return tuple(hits)
        titles = {title for (title,) in connection.execute(TITLES, (json.dumps([*hidden]),))}
        return tuple(
            hit._replace(
                about=_lines_without(hit.about, titles),
                records=_lines_without(hit.records, hidden),
            )
            for hit in hits
        )

    def has(self, iri: str) -> bool:
        """Whether a record is in the index."""
        with self._opened() as connection:
            return connection.execute(IS_THERE, (iri,)).fetchone() is not None

    def issue_of(self, iri: str) -> str:
        """Return the issue that a record reports with others, or else the IRI of the record."""
        with self._opened() as connection:
            row = connection.execute(ISSUE_OF, (iri,)).fetchone()
        return str(row[0]) if row else iri

    def count(self, wish: SearchQuery) -> int:
        """Return how many documents match a query."""
        return len(self.documents(wish))

    def counts(
        self, name: str, wish: SearchQuery, begins: str = "", words: Collection[str] | None = None
    ) -> tuple[Choice, ...]:
        """Count all values of a facet among the documents of a query, the most frequent first.

        Only values whose word has a prefix, if one is given, or is in `words`.
        Complexity: linear in the documents of the query's words, and in these values.
        """
        some = None if words is None else tuple(words)
        key = name, begins, some, wish.words, _hashable(wish.chosen), tuple(self._hidden())
        return self._shown(self._counted(*key))

    def _shown(self, found: Iterable[Choice]) -> tuple[Choice, ...]:
        names = self._names()
        return tuple(
            one._replace(label=names[one.value]) if one.value in names else one for one in found
        )

    def having(self, name: str, wish: SearchQuery) -> int:
        """Return how many documents of a query have any value of a facet."""
        values = self._values.beginning(name, "")
        any_of = BitMap.union(BitMap(), *(one.documents for one in values))
        return any_of.intersection_cardinality(self.documents(wish))

    @lru_cache(maxsize=KEPT)  # noqa: B019 - one index a release, which never changes
    def _counted(
        self, name: str, begins: str, some: tuple[str, ...] | None, *query: Hashable
    ) -> tuple[Choice, ...]:
        if some is None:
            values = self._values.beginning(name, begins)
        else:
            values = self._values.of_words(name, some)
        return tuple(counted(name, values, self._documents(*query)))

    def documents(self, wish: SearchQuery) -> FrozenBitMap:
        """Return the numbers of all documents that match a query."""
        return self._documents(wish.words, _hashable(wish.chosen), tuple(self._hidden()))

    @lru_cache(maxsize=KEPT)  # noqa: B019 - one index a release, which never changes
    def _documents(self, words: str, chosen: _Chosen, hidden: tuple[str, ...]) -> FrozenBitMap:
        with self._opened() as connection:
            worded = self._worded(self._match(connection, words), hidden)
        return FrozenBitMap(_all_of([worded, *(self._chosen(*one) for one in chosen)]))

    def _match(self, connection: sqlite3.Connection, words: str) -> Match:
        return match_words(
            connection, words, self._spelling, self._values, translation=self._translation
        )

    def _worded(self, match: Match, hidden: tuple[str, ...]) -> BitMap:
        found = self._everything if match.found is None else match.found
        return found - self._without(hidden) if hidden else found

    @lru_cache(maxsize=4)  # noqa: B019 - one index a release, a few withdrawals a day
    def _without(self, iris: tuple[str, ...]) -> BitMap:
        with self._opened() as connection:
            rows = connection.execute(NUMBERS, (json.dumps(iris),)).fetchall()
        return BitMap(number for (number,) in rows)

    def in_english(self, name: str) -> tuple[str, ...]:
        """Return the English labels, in normal form, that a name in another language stands for."""
        return tuple(one.text for one in self._translation.translated(name))

    @property
    def values(self) -> Values:
        """Return the values of its facets."""
        return self._values

    def meant(self, wish: SearchQuery) -> dict[str, tuple[str, ...]]:
        """Return the IRIs of the values that a query chooses; of a year, its number."""
        return {
            name: tuple(one.value for one in self._values.of_words(name, words))
            for name, words in wish.chosen.items()
        }

    @cached_property
    def _everything(self) -> BitMap:
        with self._opened() as connection:
            (last,) = connection.execute("SELECT IFNULL(MAX(number), -1) FROM document").fetchone()
        return BitMap(range(last + 1))

    def _chosen(self, name: str, words: tuple[str, ...]) -> BitMap:
        values = self._values.of_words(name, words)
        return BitMap.union(BitMap(), *(one.documents for one in values))

    def _choices(
        self,
        worded: BitMap,
        chosen: Mapping[str, BitMap],
        wish: SearchQuery,
        facets: Collection[str],
    ) -> dict[str, tuple[Choice, ...]]:
        found = {}
        for name in FACETS:
            words = wish.chosen.get(name, ())
            others = _all_of([worded, *(one for facet, one in chosen.items() if facet != name)])
            if name in facets:
                some = choices(name, self._values.largest[name], others, words, CHOICES)
            else:
                some = tuple(counted(name, self._values.of_words(name, words), others, words))
            found[name] = self._shown(some)
        return found


def _lines_without(text: str, left_out: Collection[str]) -> str:
    return "\n".join(line for line in text.splitlines() if line not in left_out)


def _hashable(chosen: Mapping[str, tuple[str, ...]]) -> _Chosen:
    return tuple(sorted((name, tuple(words)) for name, words in chosen.items()))


def _all_of(sets: list[BitMap]) -> BitMap:
    return BitMap.intersection(*sets)
