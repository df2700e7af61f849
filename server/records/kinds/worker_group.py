"""Page of a worker group: systems, buyers of its work, demands, issues."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.search import word_of
from ontology import JG
from server.languages.current import gettext_noop as _
from server.records.demands import demands
from server.records.description import Description, around
from server.records.gaps import unfilled
from server.records.kinds.labour import System, cited_by, payments, systems
from server.records.kinds.listing import newest
from server.records.kinds.sources import SOURCE, Notes
from server.records.kinds.tallies import tallies, years
from server.records.proceedings import events, proceedings
from server.records.reader import Reader
from server.records.view import Link, Page
from server.records.wage_lines import WageLine, end_of, lines_through
from server.search.issue_lists import issues_with, map_of
from server.web.site import query_text, site

__all__ = ["Buyer", "template_context"]

ABOUT: Final = {_("Justice areas"): "area", _("Impacts"): "impact", _("Affected groups"): "group"}
SHOWN: Final = 8
ROLES: Final = ("employer", "client", "vendor", "platform")
ELSEWHERE: Final = frozenset(JG + name for name in ("workerGroup", "to"))


@dataclass(frozen=True)
class Buyer:
    """An actor that buys or sells the work: role, assertion status, and the issue."""

    actor: Link
    role: Link
    standing: str
    said_in: Link


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a worker group's page.

    Complexity: counts of the search index, and some queries of bounded size.
    """
    search, engine = site().search, site().engine
    named = issues_with(SHOWN, workers=word_of(description.iri))
    near = Reader(description)
    notes = Notes(near.links(near.iri, SOURCE), cited_by(near, [near.iri], "pay"))
    reader = Reader(Description(description.iri, around(engine, notes.numbers), {}))
    lines = lines_through(engine, [description.iri])
    return {
        "facts": [one for one in this.statements if one.property.iri != SOURCE],
        "payments": [*payments(near, [near.iri], "pay", notes)],
        "lines": lines or [end_of(engine, description.iri)],
        "is_on_line": bool(lines),
        "claims": [*_claims(lines, description.iri)],
        "buyers": [*_buyers(description.iri)],
        "demands": demands(engine, "workers", [description.iri]),
        "docket": proceedings(engine, [description.iri]),
        "events": events(engine, [description.iri]),
        "listing": newest(search, named),
        "years": years(search, {("issues", "issue"): named}),
        "tallies": tallies(search, ABOUT, named),
        "on_map": map_of(named),
        "gaps": unfilled("worker-group", this),
        "others": [one for one in this.named_by if one.property.iri not in ELSEWHERE],
        "sources": [*notes.sources(reader)],
    }


def _claims(lines: Iterable[WageLine], group: str) -> Iterator[System]:
    """Yield the systems that are presented as automatic, and that the group runs."""
    named = [line.system for line in lines]
    reader = Reader(Description(group, around(site().engine, [one.iri for one in named]), {}))
    for system in systems(reader, named, Notes([])):
        if any(group == one.iri for claim in system.claims for one in claim.workers):
            yield system


def _buyers(group: str) -> Iterator[Buyer]:
    for row in site().engine.rows(query_text("buyers"), this=group):
        role = row["role"].text
        if role.rpartition("/")[2] in ROLES:
            yield Buyer(
                Link(row["name"].text, row["actor"].text),
                Link(site().called(role, row["roleName"].text).lower(), role),
                row["standing"].text if "standing" in row else "",
                Link(row["title"].text, row["issue"].text),
            )
