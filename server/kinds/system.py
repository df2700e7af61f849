"""An AI system's page: who makes it, what it is sold as, and the way from client to workers."""

from collections.abc import Mapping
from typing import Final

from graph import word_of
from ontology import JG
from server.description import Description
from server.issues import issues_with, map_of
from server.kinds.listing import newest
from server.kinds.regions import regions
from server.kinds.sources import SOURCE
from server.kinds.tallies import tallies, years
from server.kinds.trace import traced
from server.page import Page
from server.site import site

__all__ = ["more"]

ABOUT: Final = {"Justice areas": "area", "Impacts": "impact", "Places": "place"}
SHOWN: Final = 8
ELSEWHERE: Final = frozenset({JG + "developedBy", JG + "system", SOURCE})


def more(found: Description, this: Page) -> Mapping[str, object]:
    """Return what the page of a system shows beyond its statements.

    Complexity: counts of the search index, and two queries of bounded size.
    """
    search, trace = site().search, traced(site().engine, found)
    named = issues_with(SHOWN, system=word_of(found.iri))
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
