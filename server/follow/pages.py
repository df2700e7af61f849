"""Routes of following by mail: ask, confirm, leave; and the addresses of feeds."""

import re
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.following.followers import PERIODS, Followers
from graph.following.letters import Letters, letter
from ontology import Misuse, NotFound
from server.contribute.forms import desk, mail_of
from server.contribute.privacy import TRAP, guard, private, refuse_programs
from server.contribute.tokens import check_token, form_token
from server.follow.digests import begin
from server.follow.topics import title_of
from server.languages.current import current, gettext, translated
from server.languages.current import gettext_noop as _
from server.records.meta_tags import root
from server.web.language_addresses import in_language, split_language
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("follow", __name__)

TOPIC: Final = re.compile(r"(?:search|id/[a-z-]+/[\w.-]+|questions/[a-z-]+)(?:\?.*)?")
LONGEST: Final = 1_000
ASKED: Final = {
    "daily": _("Somebody, we hope you, asked for daily news on “%(title)s”."),
    "weekly": _("Somebody, we hope you, asked for weekly news on “%(title)s”."),
}
WORDS: Final = (_("daily"), _("weekly"))


@blueprint.route("/follow", methods=["GET", "POST"])
def follow() -> Answer:
    """Show how a topic is followed, or send the letter by which an address is confirmed.

    The answer does not depend on whether the address follows already. Raises `NotFound` for
    what cannot be followed.
    """
    if request.method != "POST":
        return _page(_topic(request.args.get("topic", "")))
    guard()
    check_token(desk().secret(), request.form.get("token", ""))
    refuse_programs(request.form)
    if not site().settings.smtp:
        raise Misuse("this server sends no letters: follow by feed")
    address, topic = mail_of(request.form), _topic(request.form.get("topic", ""))
    period = request.form.get("period", "weekly")
    if not address or not topic or period not in PERIODS:
        raise Misuse("give a mail address, what you follow, and how often")
    _ask(address, topic, period)
    return private(Response(render_template("follow/asked.html"), mimetype="text/html"))


def _ask(address: str, topic: str, period: str) -> None:
    data, title = site().settings.data, title_of(topic)
    token = Followers(data).ask(address, in_language(f"/{topic}", current().code)[1:], period)
    if not token:
        return
    link = root() + in_language(f"/follow/confirm/{token}", current().code)[1:]
    lines = (
        translated(ASKED[period]) % {"title": title},
        gettext("Confirm it: %(address)s", address=link),
        gettext("If it was not you, do nothing: in two days the address is forgotten."),
    )
    subject = gettext("Confirm: %(title)s", title=title)
    language = {"Content-Language": current().code}
    text = "\n\n".join(lines) + "\n"
    Letters(data).add(letter(address, site().settings.sender, subject, text, language))


@blueprint.get("/follow/confirm/<token>")
def confirm(token: str) -> Answer:
    """Show the button that confirms an address, so that no program that opens links does."""
    Followers(site().settings.data).get(token)
    return _act(token, "confirm")


@blueprint.post("/follow/confirm/<token>")
def confirmed(token: str) -> Answer:
    """Confirm an address."""
    followers = Followers(site().settings.data)
    one = followers.confirm(token)
    if one.is_new:
        begin(followers, one)
    return _act(followers.leaving(one.id), "confirmed")


@blueprint.get("/follow/stop/<token>")
def stop(token: str) -> Answer:
    """Show the button that ends the letters."""
    return _act(token, "stop")


@blueprint.post("/follow/stop/<token>")
def stopped(token: str) -> Answer:
    """End the letters and delete the address, at once and by one click.

    Source: RFC 8058, section 3.
    """
    Followers(site().settings.data).leave(token)
    return _act(token, "stopped")


def _act(token: str, state: str) -> Answer:
    page = render_template("follow/act.html", token=token, state=state)
    return private(Response(page, content_type="text/html; charset=utf-8"))


def _topic(text: str) -> str:
    """Return the address of what is followed below the root of the site, or an empty text."""
    parts = urlsplit(text.strip()[:LONGEST])
    topic = split_language(parts.path)[1].lstrip("/") + (f"?{parts.query}" if parts.query else "")
    if topic and not TOPIC.fullmatch(topic):
        raise NotFound("give the address of a list, a record or a question of this site")
    return topic


def _page(topic: str) -> Answer:
    page = render_template(
        "follow/start.html",
        topic=topic,
        title=title_of(topic) if topic else "",
        ways=_feeds(topic),
        periods=[*PERIODS],
        sends=bool(site().settings.smtp),
        token=form_token(desk().secret()),
        trap=TRAP,
    )
    return private(Response(page, content_type="text/html; charset=utf-8"))


def _feeds(topic: str) -> list[tuple[str, str]]:
    """Return the feeds of a topic, with their names."""
    path, _, query = topic.partition("?")
    tail = f"?{query}" if query else ""
    if path == "search":
        return [("Atom", f"/search.atom{tail}"), ("JSON Feed", f"/search.jsonfeed{tail}")]
    if not path:
        return [("Atom", "/feeds/new.atom"), ("JSON Feed", "/feeds/new.json")]
    return [("Atom", f"/{path}/feed.atom{tail}"), ("JSON Feed", f"/{path}/feed.json{tail}")]
