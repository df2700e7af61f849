"""Page of a concept: broader and narrower concepts, issues by year, newest issues."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.search import SearchQuery, word_of
from ontology import kind_of, own_schemes
from ontology.namespaces import SKOS
from server.languages.current import gettext_noop as _
from server.records.description import Description
from server.records.kinds.listing import Listing, newest
from server.records.kinds.regions import regions
from server.records.kinds.tallies import tallies, years
from server.records.reader import Reader
from server.records.view import Link, Page
from server.search.issue_lists import issues_with, map_of
from server.search.search import address_of
from server.web.site import site

__all__ = ["Narrower", "facet_of", "template_context"]

FACET_OF: Final = {
    "justice-area": "area",
    "impact": "impact",
    "sector": "sector",
    "role": "role",
    "task": "task",
    "condition": "condition",
    "status": "status",
    "affected-group": "group",
    "demand": "demand",
    "arrangement": "arrangement",
    "response-kind": "response",
    "category": "category",
}
"""Concept scheme → search facet."""
OF_WORKERS: Final = ("task", "condition", "arrangement")
ABOUT: Final = {
    _("Justice areas"): "area",
    _("Impacts"): "impact",
    _("Places"): "place",
    _("Implicated, as alleged, most reported"): "implicated",
    _("Responding, most reported"): "responding",
    _("Sectors"): "sector",
    _("Work behind it"): "task",
}
COMPARED: Final = ("area", "impact", "sector", "task")
"""Facets whose concepts can be compared, so that their picture can be saved and embedded."""
SHOWN: Final = 10
BROADER: Final = SKOS + "broader"
HIERARCHY: Final = ("broader", "narrower", "related", "inScheme", "topConceptOf", "hasTopConcept")
ELSEWHERE: Final = frozenset({SKOS + name for name in HIERARCHY})


@dataclass(frozen=True)
class Narrower:
    """A concept in a list: number of issues, and the address of their list."""

    concept: Link
    issues: int
    listed: str


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a concept's page.

    Complexity: counts of the search index, linear in the values of some facets.
    """
    facet, reader = facet_of(description.iri), Reader(description)
    named_by = {one.property.iri: one.values for one in this.named_by}
    narrower = {*reader.links(description.iri, SKOS + "narrower"), *named_by.get(BROADER, ())}
    related = {
        *reader.links(description.iri, SKOS + "related"),
        *named_by.get(SKOS + "related", ()),
    }
    return {
        "broader": reader.links(description.iri, BROADER),
        "scheme": reader.links(description.iri, SKOS + "inScheme")[:1],
        "narrower": counted(facet, narrower),
        "unseen": sum(
            one.count - len(one.values) for one in this.named_by if one.property.iri == BROADER
        ),
        "related": counted(facet, related),
        "facts": [one for one in this.statements if one.property.iri not in ELSEWHERE],
        "workers": _workers(description.iri, facet),
        "others": [] if facet else [*_others(this)],
        **(_issues(description.iri, facet) if facet else {}),
    }


def facet_of(concept: str) -> str:
    """Return the search facet of a concept, also of a project's own scheme, or an empty string."""
    kind = kind_of(concept)
    return FACET_OF.get(kind) or own_schemes().get(kind, "")


def _others(this: Page) -> Iterator[object]:
    yield from (one for one in this.named_by if one.property.iri not in ELSEWHERE)


def _issues(concept: str, facet: str) -> dict[str, object]:
    search, named = site().search, issues_with(SHOWN, **{facet: word_of(concept)})
    about = {title: other for title, other in ABOUT.items() if other != facet}
    return {
        "listing": newest(search, named),
        "compared": facet if facet in COMPARED else "",
        "years": years(search, {("issues", "issue"): named}),
        "tallies": tallies(search, about, named, regions(site().engine)),
        "on_map": map_of(named),
    }


def _workers(concept: str, facet: str) -> Listing | None:
    if facet not in OF_WORKERS:
        return None
    chosen = {"kind": ("WorkerGroup",), facet: (word_of(concept),)}
    return newest(site().search, SearchQuery(chosen=chosen, most=SHOWN))


def counted(facet: str, concepts: Iterable[Link]) -> list[Narrower]:
    """Return concepts with their numbers of issues, by name; without numbers if no facet."""
    wishes = ((link, issues_with(**{facet: word_of(link.iri)})) for link in concepts)
    entries = (
        Narrower(link, site().search.count(query) if facet else 0, address_of(query))
        for link, query in wishes
    )
    return sorted(entries, key=lambda one: (one.concept.text.casefold(), one.concept.iri))
