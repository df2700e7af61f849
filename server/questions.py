"""The questions that the graph answers: their words, their SPARQL and this release's answer."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from graph import GRAPH_FORMATS, RESULT_FORMATS, Query
from ontology import question, questions
from server.negotiation import choose, prefers_html, split_suffix
from server.protocol import Asked
from server.resources import Place, answer_at
from server.site import site
from server.sparql import answer

__all__ = ["blueprint"]

blueprint = Blueprint("questions", __name__)

OFFERS = (*RESULT_FORMATS, *GRAPH_FORMATS)


@blueprint.get("/questions")
def listing() -> str:
    """List the questions."""
    return render_template("questions.html", questions=questions())


@blueprint.get("/questions/<name>")
def page(name: str) -> Answer | str:
    """Answer one question, as a page or as data; in a format of graphs, describe it instead."""
    slug, suffix = split_suffix(name, OFFERS)
    asked, accept = question(slug), request.headers.get("Accept", "")
    if prefers_html(accept) and not suffix:
        rows = site().engine.rows(asked.text)
        columns = list(dict.fromkeys(name for row in rows for name in row))
        return render_template("question.html", question=asked, rows=rows, columns=columns)
    query = Query(asked.text)
    chosen = choose(accept, OFFERS, suffix)
    if chosen.name in {offer.name for offer in GRAPH_FORMATS} and not query.is_of_graph:
        return answer_at(Place(site().base, f"questions/{slug}"), chosen.name)
    return answer(Asked(query, choose(accept, query.formats, suffix)))
