"""Page of an AI system: makers, automation claims, and the wage line behind it."""

from collections.abc import Mapping
from typing import Final

from graph.search import word_of
from ontology import JG
from server.languages.current import gettext_noop as _
from server.records.description import Description, around
from server.records.gaps import unfilled
from server.records.kinds.labour import cited_by, payments, systems
from server.records.kinds.listing import newest
from server.records.kinds.regions import regions
from server.records.kinds.sources import SOURCE, Notes
from server.records.kinds.tallies import tallies, years
from server.records.reader import Reader
from server.records.view import Page
from server.records.wage_lines import CLAIM, LABOUR, lines_behind
from server.search.issue_lists import issues_with, map_of
from server.web.site import site

__all__ = ["template_context"]

ABOUT: Final = {_("Justice areas"): "area", _("Impacts"): "impact", _("Places"): "place"}
SHOWN: Final = 8
ELSEWHERE: Final = frozenset({JG + "developedBy", JG + "system", SOURCE})


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a system's page.

    Complexity: counts of the search index, four look-ups, and two queries of bounded size.
    """
    search, engine, near = site().search, site().engine, Reader(description)
    cited = [one for claim in near.links(near.iri, CLAIM) for one in near.links(claim.iri, SOURCE)]
    links = [link.iri for link in near.links(near.iri, LABOUR)]
    notes = Notes(near.links(near.iri, SOURCE), [*cited, *cited_by(near, links, "price")])
    reader = Reader(description, Description(near.iri, around(engine, notes.numbers), {}))
    (system,) = systems(reader, [near.name(near.iri)], notes)
    named = issues_with(SHOWN, system=word_of(description.iri))
    return {
        "facts": [one for one in this.statements if one.property.iri not in ELSEWHERE],
        "system": system,
        "payments": [*payments(near, links, "price", notes)],
        "lines": lines_behind(engine, [near.iri]),
        "listing": newest(search, named),
        "years": years(search, {("issues", "issue"): named}),
        "tallies": tallies(search, ABOUT, named, regions(engine)),
        "on_map": map_of(named),
        "gaps": unfilled("system", this),
        "others": [one for one in this.named_by if one.property.iri not in ELSEWHERE],
        "sources": [*notes.sources(reader)],
    }
