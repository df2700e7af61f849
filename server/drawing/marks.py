"""Icon of each kind: the CSS class that determines colour and shape.

`server/static/style.css` defines a variable `--WORD` and a class `.is-WORD` for each. An icon is
always next to a text that names the kind, so that no information is given by colour or shape alone.
"""

from collections.abc import Mapping
from typing import Final

from ontology import kind_of

__all__ = ["COLOURS", "MARKS", "PATHS", "colours_with", "mark"]

MARKS: Final = {
    "issue": "issue",
    "actor": "actor",
    "system": "system",
    "worker-group": "workers",
    "place": "place",
    "justice-area": "area",
    "impact": "impact",
    "source": "source",
    "task": "task",
    "condition": "condition",
    "arrangement": "arrangement",
    "demand": "demand",
    "affected-group": "affected",
}
"""Kind → icon; other kinds use `term`."""
PATHS: Final = {
    "issue": "M0-1.15 1.15 0 0 1.15-1.15 0Z",
    "actor": "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z",
    "system": "M-.9-.9H.9V.9H-.9Z",
    "workers": "M-.92-1H.92L.2 0 .92 1H-.92L-.2 0Z",
    "place": "M-1.05-.9H1.05L0 1.05Z",
    "area": "M0-1.1 1.1.9H-1.1Z",
    "impact": "M-.4-1H.4V-.4H1V.4H.4V1H-.4V.4H-1V-.4H-.4Z",
    "source": "M-.8-1H.3L.8-.5V1H-.8Z",
    "task": "M-.5-.9H.5L1 0 .5.9H-.5L-1 0Z",
    "condition": "M0-1 1-.24.64.9H-.64L-1-.24Z",
    "arrangement": "M-.5-.8H1L.5.8H-1Z",
    "demand": "M-1-1H.2L1 0 .2 1H-1L-.2 0Z",
    "affected": "M-1 .8A1 1.5 0 0 1 1 .8Z",
    "term": "M-1-.4H1V.4H-1Z",
}
"""Icon → its outline as an SVG path, about 2 wide around the origin."""
COLOURS: Final = {
    "issue": "#9a2617",
    "actor": "#245080",
    "system": "#5d3d91",
    "place": "#2a6544",
    "area": "#655900",
    "impact": "#96295f",
    "source": "#4d5a61",
    "term": "#5f5b54",
    "affected": "#96295f",
    **dict.fromkeys(("workers", "task", "condition", "arrangement", "demand"), "#85500a"),
}
"""Icon → its colour on white paper, as `style.css` has it, for pictures without a style sheet."""


def mark(iri: str) -> str:
    """Return the icon of a resource.

    >>> mark("https://w3id.org/justicegraph/id/worker-group/ghost-workers")
    'workers'
    >>> mark("https://w3id.org/justicegraph/concept/role/developer")
    'term'
    """
    return MARKS.get(kind_of(iri), "term")


def colours_with(own: Mapping[str, str]) -> Mapping[str, str]:
    """Return the colours of icons in pictures: those that a project has, else ours.

    >>> colours_with({"issue": "#0b5d3b"})["issue"]
    '#0b5d3b'
    """
    return {**COLOURS, **own}
