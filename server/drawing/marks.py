"""The mark of each kind: the word that gives it a colour and a shape in the style sheet.

`server/static/style.css` defines a variable `--WORD` and a class `.is-WORD` for each; a mark stands
beside a text that names the kind, and is never the only thing that tells it.
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
"""Kinds of records and of concepts, and their words; others are shown as `term`."""


def mark(iri: str) -> str:
    """Return the word of the mark of a thing.

    >>> mark("https://w3id.org/justicegraph/id/worker-group/ghost-workers")
    'workers'
    >>> mark("https://w3id.org/justicegraph/concept/role/developer")
    'term'
    """
    return MARKS.get(kind_of(iri), "term")
