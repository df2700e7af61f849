"""Counts of issues on a page: bars by facet and columns by year, each linked to its list."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.search import ISSUES, Choice, Search, SearchQuery, without
from server.languages.current import translated
from server.records.view import Link
from server.search.search import address_of

__all__ = [
    "Bar",
    "Block",
    "Tally",
    "Year",
    "Years",
    "narrowed",
    "picture_of",
    "tallies",
    "tally",
    "years",
]

MOST: Final = 8
"""The most values of a facet that are visible at once."""
FURTHER: Final = 40
TALL: Final = 120
WIDE: Final = 960
LEAST: Final = 1.5
"""Minimum size of bars and columns, so that one issue among thousands is visible."""
WEB: Final = ("http://", "https://")


@dataclass(frozen=True)
class Bar:
    """A facet value: number of issues, address of their list, percentage of the largest."""

    value: Link
    issues: int
    listed: str
    percent: float


@dataclass(frozen=True)
class Tally:
    """The values of a facet by frequency; `more` is the number of values without a bar.

    `picture` is the address of the same chart with its files.
    """

    title: str
    bars: tuple[Bar, ...]
    rest: tuple[Bar, ...]
    more: int
    picture: str


@dataclass(frozen=True)
class Block:
    """A part of a column: name, icon, number of issues, and the address of their list."""

    name: str
    mark: str
    issues: int
    listed: str
    y: float
    height: float


@dataclass(frozen=True)
class Year:
    """The column of a year; `label` is empty for most of many years."""

    year: int
    label: str
    x: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Years:
    """A stacked column chart of issues by year; `most` is the largest number.

    `picture` is the address of a chart of the first series with its files, and `absent` how many
    issues of all series have no year.
    """

    width: int
    height: int
    column: float
    most: int
    columns: tuple[Year, ...]
    series: tuple[tuple[str, str], ...]
    picture: str
    absent: int = 0


def tally(
    search: Search, title: str, facet: str, query: SearchQuery, without: Container[str] = ()
) -> Tally | None:
    """Return the values of a facet among issues by frequency, or None if there are none.

    Complexity: linear in the values of the facet.
    """
    choices = [one for one in search.counts(facet, query) if one.value not in without]
    bars = [_bar(choice, facet, query, choices[0].documents) for choice in choices[:FURTHER]]
    more = len(choices) - len(bars)
    picture = picture_of(facet, query)
    return Tally(title, tuple(bars[:MOST]), tuple(bars[MOST:]), more, picture) if bars else None


def picture_of(facet: str, query: SearchQuery) -> str:
    """Return the address of the chart of a list by a facet, with its files.

    >>> picture_of("area", SearchQuery(chosen={"place": ("kenya",)}, order="newest"))
    '/pictures/bars/area?place=kenya'
    """
    chosen = {name: words for name, words in query.chosen.items() if words != ISSUES}
    return address_of(SearchQuery(query.words, chosen), at=f"/pictures/bars/{facet}")


def tallies(
    search: Search, facets: Mapping[str, str], query: SearchQuery, without: Container[str] = ()
) -> list[Tally]:
    """Return the tallies of some facets by title, a marked message, without empty ones."""
    filled = (
        tally(search, translated(title), facet, query, without) for title, facet in facets.items()
    )
    return [one for one in filled if one]


def _bar(choice: Choice, facet: str, query: SearchQuery, most: int) -> Bar:
    value = Link(choice.label, choice.value if choice.value.startswith(WEB) else "")
    percent = max(LEAST, round(100 * choice.documents / most, 1))
    listed = address_of(narrowed(query, facet, choice.word))
    return Bar(value, choice.documents, listed, percent)


def narrowed(query: SearchQuery, facet: str, word: str) -> SearchQuery:
    """Return a search query with one more facet value.

    >>> narrowed(SearchQuery(chosen={"area": ("human-rights",)}), "year", "2020").chosen
    {'area': ('human-rights',), 'year': ('2020',)}
    """
    return replace(query, chosen=dict(query.chosen) | {facet: (word,)})


def years(search: Search, series: Mapping[tuple[str, str], SearchQuery]) -> Years | None:
    """Return the issues of several search queries by year, stacked; None without years.

    A wish is named by what its issues are called and the word of its mark; years without issues
    have an empty column. Complexity: linear in the years.
    """
    counts = {
        name: {int(one.word): one.documents for one in search.counts("year", query)}
        for name, query in series.items()
    }
    known = sorted({year for of_year in counts.values() for year in of_year})
    if not known:
        return None
    span = range(known[0], known[-1] + 1)
    most = max(sum(of_year.get(year, 0) for of_year in counts.values()) for year in span)
    step = min(WIDE / len(span), 48)
    columns = tuple(
        Year(
            year,
            _label(year, span),
            round(at * step, 1),
            tuple(_blocks(year, counts, series, most)),
        )
        for at, year in enumerate(span)
    )
    named = tuple(name for name, of_year in counts.items() if of_year)
    picture = picture_of("year", next(iter(series.values())))
    width, column = round(step * len(span)), round(step * 0.8, 1)
    absent = sum(without(search, "year", query) for query in series.values())
    return Years(width, TALL, column, most, columns, named, picture, absent)


def _label(year: int, span: range) -> str:
    return str(year) if len(span) <= 20 or year % 5 == 0 else ""


def _blocks(
    year: int,
    counts: Mapping[tuple[str, str], Mapping[int, int]],
    series: Mapping[tuple[str, str], SearchQuery],
    most: int,
) -> Iterator[Block]:
    floor = float(TALL)
    for (name, mark), of_year in counts.items():
        if issues := of_year.get(year, 0):
            height = max(LEAST, round(TALL * issues / most, 1))
            floor -= height
            listed = address_of(narrowed(series[name, mark], "year", str(year)))
            yield Block(name, mark, issues, listed, round(floor, 1), height)
