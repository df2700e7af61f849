"""Routes of the desk: the list, one suggestion, and the acts of reviewers."""

from dataclasses import replace
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from graph.desk.builds import build_state
from graph.desk.decisions import decide, problems_of
from graph.desk.differences import Changed, differences
from graph.desk.mentions import Mention, mentions
from graph.desk.states import CLOSED, Act, State
from graph.desk.suggestions import Suggestion
from graph.importing.records import address
from ontology import Forbidden, Misuse
from server.contribute.forms import desk
from server.contribute.privacy import guard, private, text_field
from server.contribute.removal import removal_of
from server.desk.session import check_form, page, reviewer, seen_events, signed_in, signed_out
from server.follow.notices import notify
from server.languages.catalogue import catalogues
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("desk", __name__)

ACTS: Final = frozenset(
    (*(Act.TAKE, Act.ASK, Act.ACCEPT, Act.DECLINE), *(Act.HIDE, Act.SHOW, Act.RESTORE))
)
"""What the page of a suggestion offers."""
WITH_TEXT: Final = (Act.ASK, Act.ACCEPT, Act.DECLINE, Act.HIDE)
LONGEST: Final = 2_000


@blueprint.get("/desk")
def overview() -> Answer:
    """List the suggestions by state; who is not signed in is led to do so."""
    try:
        name = reviewer()
    except Forbidden:
        return private(redirect("/desk/sign-in", 303))
    wanted = request.args.get("state", "")
    states = frozenset({State(wanted)}) if wanted in {*State} else frozenset(State) - CLOSED
    shown = desk().all(states)[:200]
    return page(
        "desk/list.html",
        name=name,
        shown=shown,
        states=[*State],
        counts=desk().counts(),
        build=build_state(site().settings.data),
    )


@blueprint.route("/desk/sign-in", methods=["GET", "POST"])
def sign_in() -> Answer:
    """Show the form of a reviewer's token, or begin a session with it."""
    if request.method != "POST":
        return page("desk/sign-in.html")
    guard()
    return signed_in(request.form.get("secret", "").strip())


@blueprint.post("/desk/sign-out")
def sign_out() -> Answer:
    """End the session of a reviewer."""
    check_form()
    return signed_out()


@blueprint.get("/desk/<int:number>")
def one(number: int) -> Answer:
    """Show a suggestion with what it changes, field by field."""
    name = reviewer()
    found = desk().get(number)
    return page(
        "desk/one.html",
        name=name,
        one=found,
        changes=_changes(found),
        problems=problems_of(site().settings.data, site().engine, found, site().base),
        mentions=_mentions(found),
        removal=removal_of(found),
        spoken=catalogues()[found.language].name if found.language in catalogues() else "",
        is_closed=found.state in CLOSED,
        is_mine=found.reviewer == name,
    )


@blueprint.post("/desk/<int:number>")
def act(number: int) -> Answer:
    """Do one of the acts that the page offers; raises `Conflict` where another was faster."""
    guard(is_counted=False)
    name = check_form()
    wanted, text = request.form.get("do", ""), text_field()
    if wanted not in ACTS:
        raise Misuse("choose one of the acts that the page offers")
    if wanted in WITH_TEXT and not text:
        raise Misuse("say why, in a sentence: the sender reads it")
    found, address = replace(desk().get(number), expected=seen_events()), desk().address_of(number)
    decide(desk(), site().engine, found, Act(wanted), name, text[:LONGEST], site().base)
    notify(desk(), site().settings, address, found, Act(wanted), text)
    return private(redirect(f"/desk/{number}", 303))


def _mentions(found: Suggestion) -> list[Mention]:
    """Return where other records name what a removal is about."""
    if found.purpose != "remove" or found.state in CLOSED:
        return []
    return mentions(site().engine, found.record, site().base)


def _changes(found: Suggestion) -> list[Changed]:
    """Return what a suggestion changes, field by field."""
    changes = []
    for entry in found.content.get("entries", ()):
        changes += [Changed(f"{address(entry)} {a}", b, c) for a, b, c in differences({}, entry)]
    before, after = found.content.get("before", {}), found.content.get("changes", {})
    kept = {name: value for name, value in before.items() if value is not None}
    new = {name: value for name, value in after.items() if value is not None}
    return [*changes, *differences(kept, new)]
