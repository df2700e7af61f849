"""Question pages: each competency question with its SPARQL and the answer of this release."""

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.engine.query import Query
from graph.questions import ParameterBinder
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from ontology import Question, question, questions
from server.records.resource import Place, answer_at
from server.reports.cells import linked, subject_of, with_subject
from server.sparql.endpoint import answer
from server.sparql.protocol import Asked
from server.web.negotiation import choose, prefers_html, split_suffix
from server.web.parameter_fields import parameter_field
from server.web.site import site

__all__ = ["OFFERS", "blueprint"]

blueprint = Blueprint("questions", __name__)

OFFERS: Final = (*RESULT_FORMATS, *GRAPH_FORMATS)
SHOWN: Final = 1_000
"""The most rows on a page; the data formats give all."""


@blueprint.get("/questions")
def listing() -> str:
    """List the competency questions."""
    return render_template("questions.html", questions=questions())


@blueprint.get("/questions/<name>")
def page(name: str) -> Answer | str:
    """Answer a question, as a page or as data; a graph format describes the question.

    Its parameters narrow it: raises `Misuse` for those that it does not have and for bad values.
    """
    slug, suffix = split_suffix(name, OFFERS)
    asked, accept = question(slug), request.headers.get("Accept", "")
    current = site()
    given = {name: request.args.getlist(name) for name in request.args}
    query = ParameterBinder(current.engine, current.search, current.base).query(asked, given)
    if prefers_html(accept, OFFERS) and not suffix:
        return _page(asked, query)
    chosen = choose(accept, OFFERS, suffix)
    if chosen.name in {offer.name for offer in GRAPH_FORMATS} and not query.is_of_graph:
        return answer_at(Place(site().base, f"questions/{slug}"), chosen.name)
    return answer(Asked(query, choose(accept, query.formats, suffix)))


def _page(asked: Question, query: Query) -> str:
    rows = site().engine.rows(with_subject(query.text))
    subject = subject_of(asked.text)
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [name for name in names if name != subject]
    given = [(name, value) for name, value in request.args.items(multi=True) if value]
    return render_template(
        "question.html",
        question=asked,
        query=query.text,
        rows=linked(site().engine, rows[:SHOWN], columns, subject),
        shown=min(len(rows), SHOWN),
        total=len(rows),
        columns=columns,
        fields=[
            parameter_field(one, filter(None, request.args.getlist(one.name)))
            for one in asked.parameters
        ],
        formats=[offer.name for offer in RESULT_FORMATS],
        given=f"?{urlencode(given)}" if given else "",
    )
