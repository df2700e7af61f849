"""Main navigation: the entry to which a page belongs, by the prefix of its path."""

from typing import Final

from flask import Blueprint, request

from ontology import JusticeGraphError
from server.pages.holdings import has, has_helpers, is_ours

__all__ = ["blueprint", "section"]

blueprint = Blueprint("navigation", __name__)

SECTIONS: Final = {
    "/search": "issues",
    "/id/issue/": "issues",
    "/similar": "issues",
    "/companies": "companies",
    "/interlocks": "companies",
    "/workers": "workers",
    "/id/worker-group/": "workers",
    "/id/organising/": "workers",
    "/id/proceeding/": "workers",
    "/brief": "workers",
    "/actors": "helpers",
    "/places": "places",
    "/id/place/": "places",
    "/data": "data",
    "/questions": "data",
    "/charts": "data",
    "/compare": "data",
    "/coverage": "data",
    "/explore": "data",
    "/sparql": "data",
    "/ontology": "data",
    "/concept/": "data",
    "/downloads": "data",
    "/release/": "data",
    "/api": "data",
    "/follow": "data",
    "/contribute": "contribute",
    "/remove": "contribute",
    "/receipt/": "contribute",
    "/about": "about",
    "/help": "about",
    "/privacy": "about",
}
"""Prefix of a path → entry of the navigation in `base.html`."""


def section(path: str) -> str:
    """Return the entry of the navigation to which a page belongs, or nothing.

    >>> section("/id/worker-group/ghost-workers"), section("/dataset"), section("/")
    ('workers', 'data', '')
    """
    return next((name for prefix, name in SECTIONS.items() if path.startswith(prefix)), "")


@blueprint.app_context_processor
def _section() -> dict[str, object]:
    return {"section": section(request.path), "is_in_menu": _is_in_menu}


def _is_in_menu(name: str) -> bool:
    """Whether an entry leads somewhere: in a project, not where the graph has nothing for it.

    While no query can be answered, the entry is shown, since the page of an error has a menu, too.
    """
    if is_ours():
        return True
    try:
        return has("WorkerGroup") if name == "workers" else has_helpers()
    except JusticeGraphError:
        return True
