"""Icon of each kind: the CSS class that determines colour and shape.

`server/static/style.css` defines a variable `--WORD` and a class `.is-WORD` for each. An icon is
always next to a text that names the kind, so that no information is given by colour or shape alone.
"""

from typing import Final

from ontology import kind_of

__all__ = ["MARKS", "mark"]

MARKS: Final = {
    "issue": "issue",
    "actor": "actor",
    "system": "system",
    "worker-group": "workers",
    "place": "place",
    "justice-area": "area",
    "impact": "impact",
    "source": "source",
    "task": "workers",
    "condition": "workers",
    "arrangement": "workers",
    "demand": "workers",
    "affected-group": "workers",
}
"""Kind → icon; other kinds use `term`."""


def mark(iri: str) -> str:
    """Return the icon of a resource.

    >>> mark("https://w3id.org/justicegraph/id/worker-group/ghost-workers")
    'workers'
    >>> mark("https://w3id.org/justicegraph/concept/role/developer")
    'term'
    """
    return MARKS.get(kind_of(iri), "term")
