"""What the page of each kind shows beyond the statements of a thing: one module a kind.

A kind has a template of its own where `templates/KIND.html` is there (it extends `resource.html`),
and `MORE` may name a function for it, which gives the template further names.
"""

from collections.abc import Callable, Mapping
from typing import Final

from jinja2 import Template

from ontology import kind_of
from server.description import Description
from server.kinds import actor, issue, system
from server.page import Page

__all__ = ["MORE", "More", "more", "templates"]

More = Callable[[Description, Page], Mapping[str, object]]

MORE: Final[dict[str, More]] = {"actor": actor.more, "issue": issue.more, "system": system.more}
"""By kind, what gives the names that its template uses beside `this`."""


def more(found: Description, this: Page) -> Mapping[str, object]:
    """Return the further names that the template of a thing uses."""
    give = MORE.get(kind_of(found.iri))
    return give(found, this) if give else {}


def templates(iri: str) -> list[str | Template]:
    """Return the templates for a thing, the first that is there is taken.

    >>> templates("https://w3id.org/justicegraph/id/actor/amazon")
    ['actor.html', 'resource.html']
    """
    kind = kind_of(iri)
    return [f"{kind}.html", "resource.html"] if kind else ["resource.html"]
