"""Coverage page: counts of what the graph holds and lacks, each with its query."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.reports.coverage import Coverage, coverage_query, read_coverage
from server.reports.wording import share_in_language, table_in_language
from server.sparql.endpoint import answer
from server.sparql.protocol import Asked
from server.web.negotiation import choose, prefers_html, split_suffix
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("coverage", __name__)

OFFERS = (*RESULT_FORMATS, *GRAPH_FORMATS)
NAMES = ("coverage", *(f"coverage.{offer.name}" for offer in OFFERS))


@blueprint.get(f"/<any({','.join(map(repr, dict.fromkeys(NAMES)))}):name>")
def page(name: str) -> Answer | str:
    """Show the coverage figures, or send them as rows or as RDF.

    Source: DQV, section 4.5.
    """
    _, suffix = split_suffix(name, OFFERS)
    accept = request.headers.get("Accept", "")
    if prefers_html(accept, OFFERS) and not suffix:
        return render_template("coverage.html", coverage=_in_language(read_coverage(site().engine)))
    chosen = choose(accept, OFFERS, suffix)
    is_graph = chosen.name in {offer.name for offer in GRAPH_FORMATS}
    query = Query(coverage_query("graph" if is_graph else "measurements"))
    return answer(Asked(query, chosen))


def _in_language(coverage: Coverage) -> Coverage:
    shares = tuple(map(share_in_language, coverage.shares))
    return Coverage(coverage.total, shares, tuple(map(table_in_language, coverage.tables)))
