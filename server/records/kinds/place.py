"""Page of a place: its regions, the places within it, and the issues reported there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.search import SearchQuery, word_of
from ontology import JG
from ontology.namespaces import SKOS
from server.languages.current import gettext_noop as _
from server.records.description import Description
from server.records.kinds.listing import newest
from server.records.kinds.tallies import narrowed, tallies, years
from server.records.reader import Reader
from server.records.view import Link, Page, named_link
from server.search.issue_lists import issues_with, map_of
from server.search.search import address_of
from server.web.site import query_text, site

__all__ = ["Inner", "template_context"]

ABOUT: Final = {
    _("Justice areas"): "area",
    _("Impacts"): "impact",
    _("Sectors"): "sector",
    _("Implicated, as alleged, most reported"): "implicated",
    _("Responding, most reported"): "responding",
    _("Work behind it"): "task",
}
SHOWN: Final = 10
MEMBER: Final = SKOS + "member"
IN_BLOC: Final = JG + "inBloc"
ELSEWHERE: Final = frozenset({JG + "place", JG + "within", MEMBER, IN_BLOC})


@dataclass(frozen=True)
class Inner:
    """A place within a place: number of issues, and the address of their list."""

    place: Link
    issues: int
    listed: str


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a place's page.

    A region or a bloc `holds` its countries, whose issues count as its own; the world does not.
    Complexity: counts of the search index, and a query of bounded size.
    """
    search, word = site().search, word_of(description.iri)
    named = issues_with(SHOWN, place=word)
    workers = SearchQuery(chosen={"kind": ("WorkerGroup",), "place": (word,)}, most=SHOWN)
    by_property = {one.property.iri: one for one in this.named_by}
    within = by_property[JG + "within"].values if JG + "within" in by_property else ()
    members = Reader(description).links(description.iri, MEMBER)
    inner = _inner(within or members)
    above = [*_above(description.iri)]
    return {
        "above": above,
        "holds": bool(inner and (above or members)),
        "blocs": next((one for one in this.statements if one.property.iri == IN_BLOC), None),
        "facts": [one for one in this.statements if one.property.iri not in ELSEWHERE],
        "inner": inner,
        "workers": newest(search, workers),
        "listing": newest(search, named),
        "years": years(search, {("issues", "issue"): named}),
        "tallies": tallies(search, ABOUT, named),
        "on_map": map_of(replace(named, chosen={"place": (word,)})),
        "others": [one for one in this.named_by if one.property.iri not in ELSEWHERE],
    }


def _above(place: str) -> Iterator[Link]:
    """Yield the regions that contain a place, the widest first."""
    for row in site().engine.rows(query_text("above"), this=place):
        yield named_link(row["above"].text, row["name"].text)


def _inner(places: Iterable[Link]) -> list[Inner]:
    """Return places with their numbers of issues, the most first."""
    query = issues_with()
    counts = {one.value: one.documents for one in site().search.counts("place", query)}
    inner = (
        Inner(
            place,
            counts.get(place.iri, 0),
            address_of(narrowed(query, "place", word_of(place.iri))),
        )
        for place in places
    )
    return sorted(inner, key=lambda one: (-one.issues, one.place.text))
