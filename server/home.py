"""The front page, the list of issues, and what helps machines to find their way."""

from flask import Blueprint, render_template

from ontology import questions
from server.site import query_text, site

__all__ = ["blueprint"]

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def front() -> str:
    """Show what is here and where to begin."""
    engine = site().engine
    return render_template(
        "home.html",
        release=site().release,
        areas=engine.rows(query_text("areas")),
        issues=engine.rows(query_text("issues")),
        questions=questions(),
    )


@blueprint.app_context_processor
def addresses() -> dict[str, object]:
    """Let every template turn an IRI into the address where it is read."""
    return {"address": site().address}
