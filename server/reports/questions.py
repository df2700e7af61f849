"""Question pages: each competency question with its SPARQL and the answer of this release."""

from html import escape
from typing import Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.reports.answers import is_kept, kept_result, unanswered
from graph.reports.charts import charts
from ontology import Question, question, questions, record_iri
from server.languages.current import current, translated
from server.records.meta_tags import root
from server.records.resource import Place, answer_at
from server.records.view import Link
from server.reports.sentence_form import pieces
from server.reports.shown_answer import query_of, shown_answer
from server.reports.wording import question_in_language
from server.search.issue_lists import issues_with
from server.sparql.endpoint import answer
from server.sparql.protocol import Asked
from server.web.formats import respond_kept
from server.web.language_addresses import in_language
from server.web.negotiation import choose, prefers_html, split_suffix
from server.web.site import site

__all__ = ["OFFERS", "blueprint"]

blueprint = Blueprint("questions", __name__)

OFFERS: Final = (*RESULT_FORMATS, *GRAPH_FORMATS)
FRAMED: Final = "/embed/questions/"
SIZE: Final = 'width="560" height="420" loading="lazy"'
SHOWN: Final = 1_000
"""The most rows on a page; the data formats give all."""


@blueprint.get("/questions")
def listing() -> str:
    """List the competency questions: those with an answer first, then those without one."""
    without = unanswered(site().release.folder, site().base)
    known = [*map(question_in_language, questions())]
    return render_template(
        "questions.html",
        questions=[one for one in known if one.slug not in without or _to_choose(one)],
        unanswered=[one for one in known if one.slug in without and not _to_choose(one)],
    )


@blueprint.get("/questions/<name>")
def page(name: str) -> Answer | str:
    """Answer a question, as a page or as data; a graph format describes the question.

    Its parameters narrow it: raises `Misuse` for those that it does not have and for bad values.
    """
    slug, suffix = split_suffix(name, OFFERS)
    asked, accept = question(slug), request.headers.get("Accept", "")
    query = query_of(asked)
    if prefers_html(accept, OFFERS) and not suffix:
        return _page(asked, query)
    chosen = choose(accept, OFFERS, suffix)
    if chosen.name in {offer.name for offer in GRAPH_FORMATS} and not query.is_of_graph:
        return answer_at(Place(site().base, f"questions/{slug}"), chosen.name)
    return _data(query, choose(accept, query.formats, suffix))


def _data(query: Query, chosen: Format) -> Answer:
    """Return an answer as data: that of the release where it keeps one, else of the engine."""
    folder = site().release.folder
    if query.is_stable and is_kept(folder, query.text):
        return respond_kept(lambda: kept_result(folder, query.text, chosen), chosen)
    return answer(Asked(query, chosen))


def _page(asked: Question, query: Query) -> str:
    given = shown_answer(asked, query, SHOWN)
    own, frame = (f"{at}{asked.slug}{given['given']}" for at in (f"{root()}questions/", FRAMED))
    source = escape(root() + in_language(frame, current().code)[1:])
    title = question_in_language(asked).title
    return render_template(
        "question.html",
        **given,
        query=query.text,
        to_choose=_to_choose(asked),
        pieces=pieces(asked, {name: request.args.getlist(name) for name in request.args}),
        formats=[offer.name for offer in RESULT_FORMATS],
        chart=asked.slug if asked.slug in {one.slug for one in charts()} else "",
        own_address=own,
        frame=frame,
        code=f'<iframe src="{source}" title="{escape(title)}" {SIZE}></iframe>',
        **_about(asked),
    )


def _to_choose(asked: Question) -> list[str]:
    """Return what a question asks to choose, where its example is no record of this graph."""
    known = site().search.values
    return [
        translated(one.words)
        for one in asked.parameters
        if one.default and not one.is_number and not known.of_words(one.type, (one.default,))
    ]


def _about(asked: Question) -> dict[str, object]:
    """Return the actor that a question is about and how many issues name it, as its page counts."""
    if asked.slug != "about-actor":
        return {}
    word = next(filter(None, request.args.getlist("actor")), asked.parameters[0].default)
    word = "-".join(word.lower().split())
    iri = record_iri("actor", word, site().base)
    name = next(iter(site().search.values.of_words("actor", (word,))), None)
    label = name.label if name else word
    return {"about": Link(label, iri), "about_issues": site().search.count(issues_with(actor=word))}
