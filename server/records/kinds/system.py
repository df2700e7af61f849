"""Page of an AI system: makers, automation claims, and its labour supply chain."""

from collections.abc import Mapping
from typing import Final

from graph.search import word_of
from ontology import JG
from server.records.description import Description
from server.records.kinds.listing import newest
from server.records.kinds.regions import regions
from server.records.kinds.sources import SOURCE
from server.records.kinds.tallies import tallies, years
from server.records.kinds.trace import traced
from server.records.view_model import Page
from server.search.issue_lists import issues_with, map_of
from server.web.site import site

__all__ = ["template_context"]

ABOUT: Final = {"Justice areas": "area", "Impacts": "impact", "Places": "place"}
SHOWN: Final = 8
ELSEWHERE: Final = frozenset({JG + "developedBy", JG + "system", SOURCE})


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a system's page.

    Complexity: counts of the search index, and two queries of bounded size.
    """
    search, trace = site().search, traced(site().engine, description)
    named = issues_with(SHOWN, system=word_of(description.iri))
    return {
        "facts": [one for one in this.statements if one.property.iri not in ELSEWHERE],
        "trace": trace,
        "listing": newest(search, named),
        "years": years(search, {("issues", "issue"): named}),
        "tallies": tallies(search, ABOUT, named, regions(site().engine)),
        "on_map": map_of(named),
        "others": [one for one in this.named_by if one.property.iri not in ELSEWHERE],
        "sources": [*trace.notes.sources(trace.reader)],
    }
