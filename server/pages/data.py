"""Page of the data: where to ask, to see, to take and to understand them."""

from flask import Blueprint, render_template

from ontology import questions
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("data", __name__)


@blueprint.get("/data")
def data() -> str:
    """Show the ways to the data."""
    return render_template("data.html", questions=len(questions()), release=site().release)
