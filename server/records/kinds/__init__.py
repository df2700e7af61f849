"""Template contexts of the resource pages: one module for each kind of resource.

A kind has a template of its own where `templates/KIND.html` is there (it extends `resource.html`),
and `CONTEXTS` may name a function for it, which gives the template further names.
"""

from collections.abc import Callable, Mapping
from typing import Final

from jinja2 import Template

from ontology import CONCEPT, JG, kind_of, own_names
from server.records.description import Description
from server.records.kinds import (
    actor,
    concept,
    issue,
    organising,
    place,
    proceeding,
    scheme,
    source,
    system,
    term,
    worker_group,
)
from server.records.view import Page

__all__ = ["CONTEXTS", "TemplateContext", "template_context", "templates"]

TemplateContext = Callable[[Description, Page], Mapping[str, object]]

CONTEXTS: Final[dict[str, TemplateContext]] = {
    "actor": actor.template_context,
    "concept": concept.template_context,
    "issue": issue.template_context,
    "organising": organising.template_context,
    "place": place.template_context,
    "proceeding": proceeding.template_context,
    "scheme": scheme.template_context,
    "source": source.template_context,
    "system": system.template_context,
    "term": term.template_context,
    "worker-group": worker_group.template_context,
}
"""Kind → function that returns additional template variables."""


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the additional template variables of a resource page."""
    give = next((CONTEXTS[kind] for kind in _kinds(description.iri) if kind in CONTEXTS), None)
    return give(description, this) if give else {}


def templates(iri: str, *, is_thin: bool = False) -> list[str | Template]:
    """Return the template names for a resource, the most specific first.

    A record of which little is known has a template of its own where there is one.

    >>> templates("https://w3id.org/justicegraph/id/actor/amazon")
    ['actor.html', 'resource.html']
    >>> templates("https://w3id.org/justicegraph/concept/impact/privacy-violation")
    ['impact.html', 'concept.html', 'resource.html']
    >>> templates("https://w3id.org/justicegraph/id/issue/a", is_thin=True)
    ['thin-issue.html', 'issue.html', 'resource.html']
    """
    names = [f"{kind}.html" for kind in _kinds(iri)]
    thin = [f"thin-{name}" for name in names] if is_thin else []
    return [*thin, *names, "resource.html"]


def _kinds(iri: str) -> list[str]:
    """Return the kinds of a resource, the most specific first."""
    kind, is_own = kind_of(iri), iri in own_names()
    is_concept = iri.startswith(CONCEPT) or (is_own and "/concept/" in iri)
    if iri.startswith(JG) or (is_own and not is_concept):
        return ["term"]
    if kind == "taxonomy" or (is_concept and not kind):
        return ["scheme"]
    if kind == "category" or is_concept:
        return [kind, "concept"]
    return [kind] if kind else []
