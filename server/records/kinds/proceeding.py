"""Page of a proceeding: forum, parties by side, and its steps in order of time."""

from collections.abc import Mapping
from itertools import chain

from server.records.description import Description, around
from server.records.kinds.sources import Notes
from server.records.proceedings import events, read_proceeding
from server.records.reader import Reader
from server.records.view import Page
from server.web.site import site

__all__ = ["template_context"]


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a proceeding's page.

    Complexity: two look-ups, and one query of bounded size.
    """
    near, engine = Reader(description), site().engine
    docket = read_proceeding(near, this.iri)
    cited = chain([one.sources for one in docket.parties], [one.sources for one in docket.steps])
    notes = Notes(docket.sources, chain.from_iterable(cited))
    named = Reader(Description(this.iri, around(engine, notes.numbers), {}))
    return {
        "docket": docket,
        "notes": notes,
        "events": events(engine, [link.iri for link in docket.concerns]),
        "sources": [*notes.sources(named)],
    }
