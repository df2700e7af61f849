"""Receipt of a suggestion: its state, for the holder of its secret address; answers, withdrawal."""

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.desk.states import CLOSED, Act, State
from graph.desk.suggestions import Suggestion
from ontology import Misuse
from server.contribute.forms import desk
from server.contribute.in_words import in_words, title_of
from server.contribute.privacy import guard, private
from server.contribute.removal import in_release, removal_of
from server.contribute.tokens import check_token, form_token
from server.web.addresses import known_address
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("receipt", __name__)

LONGEST = 5_000


@blueprint.get("/receipt/<secret>")
def show(secret: str) -> Answer:
    """Show the state of a suggestion; raises `NotFound` for a false secret."""
    return _page(desk().by_receipt(secret), secret)


@blueprint.post("/receipt/<secret>")
def act(secret: str) -> Answer:
    """Answer a question of a reviewer, or withdraw the suggestion."""
    guard()
    found = desk().by_receipt(secret)
    check_token(desk().secret(), request.form.get("token", ""))
    text = " ".join(request.form.get("text", "").split())[:LONGEST]
    wanted = request.form.get("do", "")
    if wanted == "withdraw":
        desk().act(found.id, found.seen, Act.WITHDRAW)
    elif wanted == "answer" and text:
        desk().act(found.id, found.seen, Act.ANSWER, "", text)
    else:
        raise Misuse("write an answer first, or choose to withdraw")
    return private(redirect(f"/receipt/{secret}", 303))


def _page(found: Suggestion, secret: str) -> Answer:
    page = render_template(
        "contribute/receipt.html",
        one=found,
        secret=secret,
        address=f"{known_address() or request.host_url}receipt/{secret}",
        removal=removal_of(found),
        is_out=found.is_hidden and not in_release(found.record),
        title=title_of(found.record, site()) if found.purpose == "remove" else found.title,
        proposed=in_words(found.content, found.record, site()),
        operator=site().settings.operator,
        is_asked=found.state is State.ASKED,
        is_closed=found.state in CLOSED,
        token=form_token(desk().secret()),
    )
    return private(Response(page, content_type="text/html; charset=utf-8"))
