"""The questions that the graph answers: their words, their SPARQL and this release's answer."""

from flask import Blueprint, Response, render_template, request

from graph import RESULT_FORMATS, Query
from ontology import question, questions
from server.negotiation import prefers_html, split_suffix
from server.site import site
from server.sparql import answer

__all__ = ["blueprint"]

blueprint = Blueprint("questions", __name__)


@blueprint.get("/questions")
def listing() -> str:
    """List the questions."""
    return render_template("questions.html", questions=questions())


@blueprint.get("/questions/<name>")
def page(name: str) -> Response | str:
    """Answer one question, as a page or as data by suffix or by `Accept`."""
    slug, wanted = split_suffix(name, RESULT_FORMATS)
    asked = question(slug)
    if wanted or not prefers_html(request.headers.get("Accept", "")):
        return answer(Query(asked.text), wanted)
    rows = site().engine.rows(asked.text)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return render_template("question.html", question=asked, rows=rows, columns=columns)
