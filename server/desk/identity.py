"""Route of the desk for identity: pairs with their evidence, decided by a click."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from graph.desk.pairs import judge_pair, open_pairs
from graph.identity import Verdict
from ontology import Misuse
from server.contribute.privacy import guard, private, text_field
from server.desk.session import check_form, page, reviewer
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("desk_identity", __name__)

SHOWN = 20
LONGEST = 500


@blueprint.get("/desk/identity")
def pairs() -> Answer:
    """Show the likeliest pairs of records that may be the same."""
    name = reviewer()
    waiting = open_pairs(site().settings.data)
    return page("desk/identity.html", name=name, pairs=waiting[:SHOWN], count=len(waiting))


@blueprint.post("/desk/identity")
def judge() -> Answer:
    """Record whether a pair is the same; raises `Conflict` where another was faster."""
    guard(is_counted=False)
    name = check_form()
    verdict, why = request.form.get("do", ""), text_field()
    if verdict not in {*Verdict} - {Verdict.OPEN} or not why:
        raise Misuse("say whether they are the same, and why, in a sentence that all may read")
    names = request.form.get("left", ""), request.form.get("right", "")
    judge_pair(site().settings.data, names, Verdict(verdict), name, why[:LONGEST])
    return private(redirect("/desk/identity", 303))
