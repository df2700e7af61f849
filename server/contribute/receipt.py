"""Receipt of a suggestion: its state, for the holder of its secret address; answers, withdrawal."""

from typing import Final, NamedTuple

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.desk.states import CLOSED, Act, State
from graph.desk.suggestions import Suggestion
from graph.desk.waiting_times import usual_wait
from graph.importing.records import address
from ontology import Misuse
from server.contribute.forms import desk
from server.contribute.in_words import in_words
from server.contribute.privacy import guard, private, text_field
from server.contribute.references import title_of
from server.contribute.removal import in_release, removal_of
from server.contribute.tokens import check_token, form_token
from server.languages.current import current, translated
from server.languages.current import gettext_noop as _
from server.web.addresses import known_address
from server.web.language_addresses import in_language
from server.web.site import site

__all__ = ["blueprint", "state_heading"]

blueprint = Blueprint("receipt", __name__)

LONGEST: Final = 5_000


class Words(NamedTuple):
    """A state in words: what has become of a suggestion, of a request for removal, and a line."""

    heading: str
    of_removal: str
    text: str


STATES: Final = {
    State.OPEN: Words(
        _("Your suggestion has arrived"),
        _("Your request for removal has arrived"),
        _("It waits for a reviewer. Nobody has looked at it yet."),
    ),
    State.TAKEN: Words(
        _("A reviewer is reading your suggestion"),
        _("A reviewer is reading your request for removal"),
        _("You need not do anything now."),
    ),
    State.ASKED: Words(
        _("A reviewer has a question about your suggestion"),
        _("A reviewer has a question about your request for removal"),
        _("Answer it below. The reviewer then goes on."),
    ),
    State.ACCEPTED: Words(
        _("Your suggestion was accepted"),
        _("Your request for removal was accepted"),
        _("Thank you. You need not do anything more."),
    ),
    State.DECLINED: Words(
        _("Your suggestion was declined"),
        _("Your request for removal was declined"),
        _("The reason is below."),
    ),
    State.WITHDRAWN: Words(
        _("You withdrew your suggestion"),
        _("You withdrew your request for removal"),
        _("Nobody looks at it any more."),
    ),
}


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
    text = text_field()[:LONGEST]
    wanted = request.form.get("do", "")
    if wanted == "withdraw":
        desk().act(found.id, found.seen, Act.WITHDRAW)
    elif wanted == "answer" and text:
        desk().act(found.id, found.seen, Act.ANSWER, "", text)
    else:
        raise Misuse("write an answer first, or choose to withdraw")
    return private(redirect(f"/receipt/{secret}", 303))


def _state(found: Suggestion) -> dict[str, str]:
    """Return what to say of the state of a suggestion, in the language of the request."""
    heading = state_heading(found.state, found.purpose)
    return {"heading": heading, "text": translated(STATES[found.state].text)}


def state_heading(state: State, purpose: str) -> str:
    """Return the state of a suggestion in words for its sender, in the language of the request.

    >>> state_heading(State.ACCEPTED, "remove")
    'Your request for removal was accepted'
    """
    words = STATES[state]
    return translated(words.of_removal if purpose == "remove" else words.heading)


def _made(found: Suggestion) -> str:
    """Return the kind and slug of the record that a suggestion proposes as new, or nothing."""
    entries = found.content.get("entries", ())
    return address(entries[-1]) if entries else ""


def _here() -> str:
    """Return the address of this server by which the sender came: that of an onion service, too."""
    is_onion = request.host.partition(":")[0].endswith(".onion")
    return request.host_url if is_onion else known_address() or request.host_url


def _page(found: Suggestion, secret: str) -> Answer:
    page = render_template(
        "contribute/receipt.html",
        one=found,
        secret=secret,
        address=_here() + in_language(f"/receipt/{secret}", current().code)[1:],
        removal=removal_of(found),
        is_out=found.is_hidden and not in_release(found.record),
        title=title_of(found.record, site()) if found.purpose == "remove" else found.title,
        proposed=in_words(found.content, found.record, site()),
        operator=site().operator,
        state=_state(found),
        wait=None if found.purpose == "remove" else usual_wait(desk()),
        made=_made(found),
        is_asked=found.state is State.ASKED,
        is_closed=found.state in CLOSED,
        token=form_token(desk().secret()),
    )
    return private(Response(page, content_type="text/html; charset=utf-8"))
