"""Main navigation: the entry to which a page belongs, by the prefix of its path."""

from typing import Final

from flask import Blueprint, request

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
    return {"section": section(request.path)}
