"""Page of a concept scheme: the tree of its concepts, with numbers of issues."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.search import word_of
from ontology.namespaces import SKOS
from server.records.description import Description
from server.records.kinds.concept import facet_of
from server.records.kinds.tallies import narrowed
from server.records.view import Link, Page, named_link
from server.search.issue_lists import issues_with
from server.search.search import address_of
from server.web.site import query_text, site

__all__ = ["Node", "template_context"]

NONE: Final = "none"
"""A facet name that does not exist, for schemes without a search facet."""
SHOWN: Final = 300
"""The most concepts that are shown, those with the most issues."""
ELSEWHERE: Final = frozenset({SKOS + "hasTopConcept"})


@dataclass(frozen=True)
class Node:
    """A concept in the tree: number of issues, address of their list, narrower concepts."""

    concept: Link
    definition: str
    issues: int
    listed: str
    narrower: tuple["Node", ...]


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a scheme's page.

    Complexity: one query for at most 2,000 concepts; linear in the values of a facet.
    """
    rows = site().engine.rows(query_text("scheme"), this=description.iri)
    concepts = {row["concept"].text: {name: one.text for name, one in row.items()} for row in rows}
    facet = facet_of(next(iter(concepts), "")) or NONE
    query, words = issues_with(), [word_of(iri) for iri in concepts]
    counts = {one.value: one for one in site().search.counts(facet, query, words=words)}
    most = sorted(concepts, key=lambda iri: -counts[iri].documents if iri in counts else 0)[:SHOWN]
    listed = {
        iri: (counts[iri].documents, address_of(narrowed(query, facet, counts[iri].word)))
        for iri in most
        if iri in counts
    }
    kept = frozenset(most)
    return {
        "tree": _tree({iri: concepts[iri] for iri in concepts if iri in kept}, listed),
        "most": len(most),
        "size": len(concepts),
        "facts": [one for one in this.statements if one.property.iri not in ELSEWHERE],
    }


def _tree(
    concepts: Mapping[str, Mapping[str, str]], listed: Mapping[str, tuple[int, str]]
) -> tuple[Node, ...]:
    under: dict[str, list[str]] = {}
    for iri, row in concepts.items():
        broader = row.get("broader", "")
        under.setdefault(broader if broader in concepts else "", []).append(iri)

    def nodes(broader: str, above: frozenset[str]) -> Iterator[Node]:
        for iri in under.get(broader, ()):
            if iri not in above:
                row, (issues, address) = concepts[iri], listed.get(iri, (0, ""))
                inner = tuple(nodes(iri, above | {iri}))
                meaning = site().defined(iri, row.get("definition", ""))
                yield Node(named_link(iri, row["name"]), meaning, issues, address, inner)

    return tuple(nodes("", frozenset()))
