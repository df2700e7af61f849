"""Embedding: the answer of a question in an iframe on other sites."""

from typing import Final

from flask import Blueprint, render_template

from ontology import question
from server.reports.shown_answer import query_of, shown_answer

__all__ = ["blueprint"]

blueprint = Blueprint("embedded_answer", __name__)

SHOWN: Final = 50
"""The most rows in an iframe."""


@blueprint.get("/embed/questions/<slug>")
def answer(slug: str) -> str:
    """Show the answer of a question as a table, for an iframe."""
    asked = question(slug)
    return render_template("embed-answer.html", **shown_answer(asked, query_of(asked), SHOWN))
