"""Requests for removal: what, why, and what happens how soon."""

import re
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.desk.suggestions import New
from graph.rdf.quads import iri
from ontology import NotFound
from ontology.namespaces import SLUG
from server.contribute.forms import desk, mail_of
from server.contribute.privacy import guard, private
from server.contribute.tokens import check_token, form_token
from server.languages.current import gettext
from server.languages.current import gettext_noop as _
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("removal", __name__)

REASONS: Final = {
    "person": _("It names or identifies me, or somebody I speak for"),
    "danger": _("It puts somebody in danger"),
    "wrong": _("It is wrong, and cannot be corrected"),
    "law": _("A law or a court asks for it"),
    "other": _("Another reason"),
}
RECORD: Final = re.compile(rf"(?:.*/)?id/({SLUG}/{SLUG})(?:[./#?].*)?|({SLUG}/{SLUG})")
LONGEST: Final = 5_000


@blueprint.route("/remove", methods=["GET", "POST"])
def remove() -> Answer:
    """Show or take a request for removal of a record.

    Raises `NotFound` for an address that leads to no record.
    """
    if request.method != "POST":
        return _page(request.args.get("record", ""))
    guard()
    number = check_token(desk().secret(), request.form.get("token", ""))
    name = _record(request.form.get("record", ""))
    reason = request.form.get("reason", "other")
    text = " ".join(request.form.get("text", "").split())[:LONGEST]
    content = {"reason": reason if reason in REASONS else "other", "remark": text}
    new = New("remove", name, content, number, name, mail_of(request.form))
    return private(redirect(f"/receipt/{desk().send(new)}", 303))


def _record(text: str) -> str:
    """Return the kind and slug of a record that somebody named by an address."""
    match = RECORD.fullmatch(urlsplit(text.strip()[:500]).path.strip("/"))
    name = (match[1] or match[2]) if match else ""
    query = f"SELECT ?c WHERE {{ {iri(f'{site().base}id/{name}')} a ?c }} LIMIT 1"
    if not name or not any(True for _ in site().engine.rows(query)):
        raise NotFound("this address leads to no record: copy it from the page that you mean")
    return name


def _page(record: str) -> Answer:
    shown = record if re.fullmatch(f"{SLUG}/{SLUG}", record) else ""
    page = render_template(
        "contribute/remove.html",
        record=f"/id/{shown}" if shown else "",
        reasons={name: gettext(words) for name, words in REASONS.items()},
        token=form_token(desk().secret()),
    )
    return private(Response(page, content_type="text/html; charset=utf-8"))
