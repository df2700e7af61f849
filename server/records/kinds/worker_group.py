"""Page of a worker group: systems, buyers of its work, demands, issues."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.search import word_of
from ontology import JG
from server.records.description import Description, around
from server.records.kinds.listing import newest
from server.records.kinds.sources import SOURCE, Notes
from server.records.kinds.tallies import tallies, years
from server.records.kinds.trace import Trace, traced
from server.records.view_model import Link, Page, Reader
from server.search.issue_lists import issues_with, map_of
from server.web.site import query_text, site

__all__ = ["Buyer", "Demand", "template_context"]

ABOUT: Final = {"Justice areas": "area", "Impacts": "impact", "Affected groups": "group"}
SHOWN: Final = 8
SYSTEMS: Final = 6
"""The most systems whose supply chain is shown."""
ROLES: Final = ("employer", "client", "vendor", "platform")
ELSEWHERE: Final = frozenset(JG + name for name in ("workerGroup", "to"))


@dataclass(frozen=True)
class Buyer:
    """An actor that buys or sells the work: role, assertion status, and the issue."""

    actor: Link
    role: Link
    standing: str
    said_in: Link


@dataclass(frozen=True)
class Demand:
    """A demand of the group: addressees, issue and outcome."""

    text: str
    demands: tuple[Link, ...]
    addressees: tuple[Link, ...]
    outcome: str
    issue: Link


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a worker group's page.

    Complexity: counts of the search index, and some queries of bounded size.
    """
    search, engine = site().search, site().engine
    named = issues_with(SHOWN, workers=word_of(description.iri))
    notes, near = Notes(Reader(description).links(description.iri, SOURCE)), Reader(description)
    reader = Reader(Description(description.iri, around(engine, notes.numbers), {}))
    return {
        "facts": [one for one in this.statements if one.property.iri != SOURCE],
        "traces": [*_traces(near)],
        "buyers": [*_buyers(description.iri)],
        "demands": [*_demands(description.iri)],
        "listing": newest(search, named),
        "years": years(search, {("issues", "issue"): named}),
        "tallies": tallies(search, ABOUT, named),
        "on_map": map_of(named),
        "others": [one for one in this.named_by if one.property.iri not in ELSEWHERE],
        "sources": [*notes.sources(reader)],
    }


def _traces(near: Reader) -> Iterator[Trace]:
    """Yield the supply chains of the systems that name the group."""
    engine = site().engine
    rows = engine.rows(query_text("behind-group"), this=near.iri)
    for system in [row["system"].text for row in rows][:SYSTEMS]:
        yield traced(engine, Description(system, around(engine, [system]), {}))


def _buyers(group: str) -> Iterator[Buyer]:
    for row in site().engine.rows(query_text("buyers"), this=group):
        role = row["role"].text
        if role.rpartition("/")[2] in ROLES:
            yield Buyer(
                Link(row["name"].text, row["actor"].text),
                Link(row["roleName"].text.lower(), role),
                row["standing"].text if "standing" in row else "",
                Link(row["title"].text, row["issue"].text),
            )


def _demands(group: str) -> Iterator[Demand]:
    """Yield the demands of a group, one for each response."""
    by_response: dict[str, list[Mapping[str, Link]]] = {}
    for row in site().engine.rows(query_text("demands"), this=group):
        links = {
            name: Link(row[f"{name}Name"].text, row[name].text)
            for name in ("issue", "demand", "addressee")
            if f"{name}Name" in row
        }
        texts = {name: Link(row[name].text) for name in ("text", "outcome") if name in row}
        by_response.setdefault(row["response"].text, []).append(links | texts)
    for rows in by_response.values():
        yield Demand(
            "".join(link.text for link in _each(rows, "text")[:1]),
            _each(rows, "demand"),
            _each(rows, "addressee"),
            "".join(link.text for link in _each(rows, "outcome")[:1]),
            _each(rows, "issue")[0],
        )


def _each(rows: list[Mapping[str, Link]], name: str) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(row[name] for row in rows if name in row))
