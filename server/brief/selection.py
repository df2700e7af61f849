"""Selection of a brief: the issues and worker groups that its filters have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.questions import ParameterBinder
from ontology import Question
from server.drawing.stops import stops
from server.records.description import Description
from server.records.view_model import Link, Reader
from server.records.wage_lines import lines_through
from server.search.filters import check_names
from server.web.site import Site, query_text

__all__ = ["Selection", "filters", "selection"]


@dataclass(frozen=True)
class Selection:
    """The filters of a brief: as they were given, their values by name, and what these select."""

    given: Mapping[str, tuple[str, ...]]
    values: Mapping[str, tuple[Link, ...]]
    issues: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def actors(self) -> list[str]:
        """Return the IRIs of the actors that are asked about."""
        return [link.iri for link in self.values.get("actor", ())]


@cache
def filters(name: str = "brief") -> Question:
    """Return a parametrised query of the brief; its parameters are the filters."""
    text = query_text(name)
    return Question("brief", text.partition("\n")[0].lstrip("# "), text)


def selection(site: Site, arguments: Mapping[str, Sequence[str]]) -> Selection:
    """Return what some query parameters select; nothing without a filter.

    Raises `BadQuery` for an unknown parameter and `Misuse` for an unknown value, with the nearest.
    Complexity: two queries, and the wage lines of each actor that is named.
    """
    names = [one.name for one in filters().parameters]
    check_names(arguments, names)
    lists = {name: [one for one in arguments.get(name, ()) if one.strip()] for name in names}
    given = {name: tuple(values) for name, values in lists.items() if values}
    if not given:
        return Selection({}, {}, (), ())
    values = _values(site, given)
    issues, groups = (_selected(site, name, given) for name in ("brief", "brief-groups"))
    if "actor" in values:
        groups = _behind(site, groups, [link.iri for link in values["actor"]])
    return Selection(given, values, issues, groups)


def _values(site: Site, given: Mapping[str, Sequence[str]]) -> dict[str, tuple[Link, ...]]:
    """Return the chosen values with their labels."""
    terms = ParameterBinder(site.engine, site.search, site.base).terms(filters(), given)
    iris = {name: [term[1:-1] for term in some] for name, some in terms.items()}
    quads = site.engine.look_up("names", [iri for some in iris.values() for iri in some]).quads
    reader = Reader(Description("", frozenset(quads), {}))
    return {name: tuple(map(reader.name, some)) for name, some in iris.items()}


def _selected(site: Site, name: str, given: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    query = ParameterBinder(site.engine, site.search, site.base).query(filters(name), given)
    rows = site.engine.rows(query.text)
    return tuple(dict.fromkeys(row["selected"].text for row in rows))


def _behind(site: Site, groups: Sequence[str], actors: Sequence[str]) -> tuple[str, ...]:
    """Return those worker groups to whom a wage line leads through one of some actors."""
    lines = lines_through(site.engine, actors)
    reached = {stop.iri for line in lines for stop in stops(line.root)}
    return tuple(group for group in groups if group in reached)
