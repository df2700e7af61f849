"""What the page of each kind shows beyond the statements of a thing: one module a kind.

A kind has a template of its own where `templates/KIND.html` is there (it extends `resource.html`),
and `MORE` may name a function for it, which gives the template further names.
"""

from collections.abc import Callable, Mapping
from typing import Final

from jinja2 import Template

from ontology import CONCEPT, kind_of
from server.description import Description
from server.kinds import actor, concept, issue, place, system, worker_group
from server.page import Page

__all__ = ["MORE", "More", "more", "templates"]

More = Callable[[Description, Page], Mapping[str, object]]

MORE: Final[dict[str, More]] = {
    "actor": actor.more,
    "issue": issue.more,
    "place": place.more,
    "system": system.more,
    "worker-group": worker_group.more,
}
"""By kind, what gives the names that its template uses beside `this`."""


def more(found: Description, this: Page) -> Mapping[str, object]:
    """Return the further names that the template of a thing uses."""
    give = MORE.get(kind_of(found.iri)) or (concept.more if _is_concept(found.iri) else None)
    return give(found, this) if give else {}


def templates(iri: str) -> list[str | Template]:
    """Return the templates for a thing, the first that is there is taken.

    >>> templates("https://w3id.org/justicegraph/id/actor/amazon")
    ['actor.html', 'resource.html']
    >>> templates("https://w3id.org/justicegraph/concept/impact/privacy-violation")
    ['impact.html', 'concept.html', 'resource.html']
    """
    kind = kind_of(iri)
    between: list[str | Template] = ["concept.html"] if _is_concept(iri) else []
    return [f"{kind}.html", *between, "resource.html"] if kind else ["resource.html"]


def _is_concept(iri: str) -> bool:
    return bool(kind_of(iri)) and (iri.startswith(CONCEPT) or kind_of(iri) == "category")
