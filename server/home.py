"""The front page: what is here, and where to begin."""

from typing import Final

from flask import Blueprint, render_template

from graph import Wish
from ontology import questions
from server.marks import mark
from server.search import address_of
from server.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("home", __name__)


ISSUES: Final = Wish(
    chosen={"kind": ("Incident", "SystemicPractice", "Hazard")}, order="newest", most=12
)
ENTRIES: Final = (
    ("area", "By justice area", ""),
    ("place", "By place", ""),
    ("task", "By the work behind it", ""),
    (
        "actor",
        "By actor",
        "The most reported ones, on either side; it says nothing on who is worst.",
    ),
)
"""Facets by which to begin, with what is to be said of their counts."""


@blueprint.get("/")
def front() -> str:
    """Show what is here and where to begin."""
    found = site().search.find(ISSUES)
    return render_template(
        "home.html",
        release=site().release,
        found=found,
        issues=found.total,
        all=address_of(ISSUES),
        entries=ENTRIES,
        questions=questions(),
    )


@blueprint.app_context_processor
def addresses() -> dict[str, object]:
    """Let every template turn an IRI into the address where it is read, and into its mark."""
    return {"address": site().address, "mark_of": mark}
