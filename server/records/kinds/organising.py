"""Page of what workers organised: by whom, for whom, towards whom, and what came of it."""

from collections.abc import Mapping
from typing import Final

from ontology import JG
from server.records.description import Description, around
from server.records.kinds.sources import SOURCE, Notes
from server.records.proceedings import proceedings
from server.records.reader import Reader
from server.records.view import Page
from server.records.wage_lines.money import amounts
from server.web.site import site

__all__ = ["template_context"]

HIDDEN: Final = frozenset({SOURCE, JG + "figure"})


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a page about organising.

    Complexity: two look-ups, and one query of bounded size.
    """
    near, engine = Reader(description), site().engine
    figures = amounts(near, this.iri, "figure")
    cited = [link for one in figures for link in near.links(one.iri, SOURCE)]
    notes = Notes(near.links(this.iri, SOURCE), cited)
    named = Reader(Description(this.iri, around(engine, notes.numbers), {}))
    return {
        "facts": [one for one in this.statements if one.property.iri not in HIDDEN],
        "figures": [(one, notes.numbers_of(near.ends(one.iri, SOURCE))) for one in figures],
        "docket": proceedings(engine, near.ends(this.iri, JG + "concerns")),
        "sources": [*notes.sources(named)],
    }
