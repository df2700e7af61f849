"""Page of an actor: issues by role and side, owners, AI systems."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.rdf.quads import iri
from graph.search import SearchQuery, word_of
from ontology import JG
from server.languages.current import gettext_noop as _
from server.languages.current import translated
from server.records.company_groups import company_group
from server.records.demands import demands
from server.records.description import Description
from server.records.kinds.listing import Listing, newest
from server.records.kinds.regions import regions
from server.records.kinds.tallies import narrowed, tallies, years
from server.records.proceedings import events, proceedings
from server.records.reader import Reader
from server.records.view import Link, Page
from server.records.wage_lines import lines_through
from server.search.issue_lists import issues_with, map_of
from server.search.search import address_of
from server.web.site import query_text, site

__all__ = ["Part", "template_context"]

SIDES: Final = {_("implicated"): "issue", _("responding"): "actor", _("mentioned"): "term"}
"""Sides of an issue, with the icon of each."""
ANSWERS: Final = {"by": _("gave a response"), "addressee": _("was asked for a response")}
ABOUT: Final = {_("Justice areas"): "area", _("Impacts"): "impact", _("Places"): "place"}
SHOWN: Final = 8
SYSTEMS: Final = 12
OWNER: Final = JG + "ownerInvolved"
ELSEWHERE: Final = frozenset(
    JG + name
    for name in (
        "ownedBy",
        "developedBy",
        "actor",
        "by",
        "addressee",
        "from",
        "to",
        "forum",
        "shared",
        "ownerInvolved",
    )
)


@dataclass(frozen=True)
class Part:
    """A role of the actor: number of issues, and the address of their list."""

    role: Link
    issues: int
    listed: str


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of an actor's page.

    Complexity: counts of the search index, and three queries of bounded size.
    """
    word, search = word_of(description.iri), site().search
    sides = {side: issues_with(SHOWN, part=f"{word}.{side}") for side in SIDES}
    named = issues_with(actor=word)
    by_property = {one.property.iri: one for one in this.named_by}
    return {
        "facts": [one for one in this.statements if one.property.iri not in ELSEWHERE],
        "sides": {side: _listing(description.iri, query) for side, query in sides.items()},
        "total": search.count(named),
        "listed": address_of(named),
        "roles": [*_roles(word, named)],
        "answers": [*_answers(word)],
        "years": years(search, {(side, SIDES[side]): query for side, query in sides.items()}),
        "tallies": tallies(search, ABOUT, named, regions(site().engine)),
        "on_map": map_of(named),
        "owners": Reader(description).links(description.iri, JG + "ownedBy"),
        "owned": by_property.get(JG + "ownedBy"),
        "group": company_group(site().engine, description.iri) if OWNER in by_property else None,
        "developed": by_property.get(JG + "developedBy"),
        "lines": lines_through(site().engine, [description.iri]),
        "asked": demands(site().engine, "addressee", [description.iri]),
        "asks": demands(site().engine, "by", [description.iri]),
        "docket": proceedings(site().engine, [description.iri]),
        "events": events(site().engine, [description.iri]),
        "deployed": [*_deployed(description.iri, word)],
        "others": [one for one in this.named_by if one.property.iri not in ELSEWHERE],
    }


def _listing(actor: str, query: SearchQuery) -> Listing:
    """Return the newest issues of a side, each with the actor's roles and assertion status."""
    found = newest(site().search, query)
    if not found.hits:
        return found
    issues = " ".join(iri(hit.iri) for hit in found.hits)
    notes: dict[str, tuple[Link, ...]] = {}
    for row in site().engine.rows(query_text("roles").replace("?nodes", issues), this=actor):
        stamp = row["standing"].text if "standing" in row else ""
        name = site().called(row["role"].text, row["name"].text)
        role = Link(name.lower(), row["role"].text, stamp)
        notes[row["issue"].text] = (*notes.get(row["issue"].text, ()), role)
    return replace(found, notes=notes)


def _roles(word: str, named: SearchQuery) -> Iterator[Part]:
    """Yield the roles of an actor, the most frequent first."""
    for choice in site().search.counts("part", named, begins=f"{word}."):
        role = choice.word.rpartition(".")[2]
        if role not in (*SIDES, *ANSWERS):
            iri_ = choice.value.partition(" ")[2]
            link = Link(site().called(iri_, choice.label.rpartition(": ")[2]), iri_)
            yield Part(link, choice.documents, address_of(narrowed(named, "part", choice.word)))


def _answers(word: str) -> Iterator[Part]:
    for name, parts in ANSWERS.items():
        query = issues_with(part=f"{word}.{name}")
        if issues := site().search.count(query):
            yield Part(Link(translated(parts), JG + name), issues, address_of(query))


def _deployed(actor: str, word: str) -> Iterator[Part]:
    """Yield the systems in issues that name the actor as deployer."""
    query = issues_with(part=f"{word}.deployer")
    rows = site().engine.rows(query_text("deployed"), this=actor)
    words = [word_of(row["system"].text) for row in rows]
    for choice in site().search.counts("system", query, words=words)[:SYSTEMS]:
        listed = address_of(narrowed(query, "system", choice.word))
        yield Part(Link(choice.label, choice.value), choice.documents, listed)
