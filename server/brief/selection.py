"""Selection of a brief: the issues of a search by words and facets, and the workers behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from werkzeug.datastructures import MultiDict

from graph.rdf.quads import iri
from graph.search import SearchQuery
from ontology import Question
from server.drawing.stops import stops
from server.records.description import Description
from server.records.reader import Reader
from server.records.view import Link
from server.records.wage_lines import lines_through
from server.search.issue_lists import ISSUE_KINDS
from server.search.search import asked_of
from server.web.site import Site, query_text

__all__ = ["Selection", "filters", "selection"]

MOST: Final = 2_000
"""The most issues of a selection, the newest; their number counts all."""
ASKED: Final = 400
"""The most issues whose workers are looked for where a filter says nothing of workers."""


@dataclass(frozen=True)
class Selection:
    """Subject of a brief: its filters, their values, and the issues that these select.

    `issues` are those with workers first, then the newest; `total` counts all.
    """

    wish: SearchQuery
    values: Mapping[str, tuple[Link, ...]]
    issues: tuple[str, ...]
    total: int
    groups: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the words and the labels of the values."""
        labels = [link.text for some in self.values.values() for link in some]
        return ", ".join([*filter(None, [self.wish.words]), *labels])

    @property
    def actors(self) -> list[str]:
        """Return the IRIs of the actors that are asked about."""
        return [link.iri for link in self.values.get("actor", ())]


@cache
def filters() -> Question:
    """Return the parametrised query of the workers of a brief; it names the usual filters."""
    text = query_text("brief-groups")
    return Question("brief", text.partition("\n")[0].lstrip("# "), text)


def selection(site: Site, arguments: "MultiDict[str, str]") -> Selection | None:
    """Return what some query parameters, those of a search, select; None without a filter.

    Raises `BadQuery` for an unknown parameter and an unknown value, with the nearest.
    Complexity: one search, two queries, and the wage lines of each actor that is named.
    """
    wish = replace(asked_of(arguments, MOST), order="newest")
    if not wish.words and not wish.chosen.keys() - {"kind"}:
        return None
    meant = site.search.meant(wish)
    of_issues = replace(wish, chosen=dict(wish.chosen) | ISSUE_KINDS)
    found = site.search.find(of_issues, facets=())
    issues = _labour_first(site, [hit.iri for hit in found.hits])
    values = _labelled(site, meant)
    groups = _groups(site, wish, meant, issues)
    return Selection(wish, values, issues, found.total, groups)


def _labour_first(site: Site, issues: Sequence[str]) -> tuple[str, ...]:
    """Return some issues in their order, those that name workers first."""
    labour = {row["issue"].text for row in site.engine.rows(query_text("labour-issues"))}
    return tuple(sorted(issues, key=lambda issue: issue not in labour))


def _labelled(site: Site, meant: Mapping[str, Sequence[str]]) -> dict[str, tuple[Link, ...]]:
    """Return the chosen values with their labels."""
    named = [value for some in meant.values() for value in some]
    names = site.engine.look_up("names", [one for one in named if "://" in one])
    reader = Reader(Description("", names.nodes, {}))
    return {
        name: tuple(reader.name(one) if "://" in one else Link(one) for one in some)
        for name, some in meant.items()
        if name != "kind"
    }


def _groups(
    site: Site, wish: SearchQuery, meant: Mapping[str, Sequence[str]], issues: Sequence[str]
) -> tuple[str, ...]:
    """Return the worker groups that the filters select, or else those of the issues."""
    known = {one.name for one in filters().parameters}
    terms = {name: [iri(one) for one in some] for name, some in meant.items() if name in known}
    if not terms.keys() - {"issue"} or wish.words:
        terms["issue"] = [iri(one) for one in issues[:ASKED]]
    if not all(terms.values()):
        return ()
    rows = site.engine.rows(filters().asked(terms, site.base))
    groups = tuple(dict.fromkeys(row["selected"].text for row in rows))
    return _behind(site, groups, meant["actor"]) if meant.get("actor") else groups


def _behind(site: Site, groups: Sequence[str], actors: Sequence[str]) -> tuple[str, ...]:
    """Return those worker groups to whom a wage line leads through one of some actors."""
    lines = lines_through(site.engine, actors)
    reached = {stop.iri for line in lines for stop in stops(line.root)}
    return tuple(group for group in groups if group in reached)
