"""Requests for removal: what, why, and what happens how soon."""

import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.desk.suggestions import New, Suggestion
from graph.rdf.quads import iri
from graph.search import SearchQuery
from ontology import JG, TOMBSTONE
from ontology.namespaces import SLUG
from server.contribute.forms import desk, mail_of, sender_language
from server.contribute.privacy import TRAP, guard, private, refuse_programs, text_field
from server.contribute.tokens import check_token, form_token
from server.languages.current import gettext
from server.languages.current import gettext_noop as _
from server.search.examples import examples
from server.web.addresses import server_address
from server.web.site import site

__all__ = ["Removal", "blueprint", "in_release", "removal_of"]

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
MOST: Final = 5
"""The most records that are offered for a name."""
UNKNOWN: Final = _("This leads to no record: write the address of its page, or choose one below.")


class Removal(NamedTuple):
    """A request as its sender wrote it: the reason in words, and the text."""

    reason: str
    text: str


class Near(NamedTuple):
    """A record that may be meant: its kind and slug, and its title."""

    record: str
    title: str


@blueprint.route("/remove", methods=["GET", "POST"])
def remove() -> Answer:
    """Show or take a request for removal of a record; again for what leads to no record."""
    if request.method != "POST":
        return _page(request.args.get("record", ""))
    guard()
    number = check_token(desk().secret(), request.form.get("token", ""))
    refuse_programs(request.form)
    if not (name := _record(given := request.form.get("record", ""))):
        return _page(given, is_unknown=True)
    reason = request.form.get("reason", "other")
    text = text_field()[:LONGEST]
    content = {"reason": reason if reason in REASONS else "other", "remark": text}
    address, language = mail_of(request.form), sender_language()
    new = New("remove", name, content, number, name, address, language)
    return private(redirect(f"/receipt/{desk().send(new)}", 303))


def removal_of(found: Suggestion) -> Removal | None:
    """Return what the sender of a request for removal wrote; nothing of other suggestions."""
    if found.purpose != "remove":
        return None
    reason = REASONS.get(found.content.get("reason", ""), REASONS["other"])
    return Removal(gettext(reason), str(found.content.get("remark", "")))


def in_release(record: str) -> bool:
    """Whether the release that is served describes a record, and not by a tombstone alone."""
    query = f"SELECT ?c WHERE {{ {iri(f'{site().base}id/{record}')} a ?c }}"
    return any(row["c"].text != f"{JG}{TOMBSTONE}" for row in site().engine.rows(query))


def _record(text: str) -> str:
    """Return the kind and slug of a record that somebody named by an address, or nothing."""
    match = RECORD.fullmatch(urlsplit(text.strip()[:500]).path.strip("/"))
    name = (match[1] or match[2]) if match else ""
    query = f"SELECT ?c WHERE {{ {iri(f'{site().base}id/{name}')} a ?c }} LIMIT 1"
    return name if name and any(True for _ in site().engine.rows(query)) else ""


def _near(text: str) -> list[Near]:
    """Return the records that a search finds for what somebody wrote in place of an address."""
    words = " ".join(text[:500].split()[:12])
    hits = site().search.find(SearchQuery(words, most=MOST), ()).hits if words else ()
    named = [(hit.iri.partition("/id/")[2], hit.title) for hit in hits]
    return [Near(record, title) for record, title in named if record]


def _page(record: str, *, is_unknown: bool = False) -> Answer:
    """Show the form, with what was written and the nearest records where none was meant."""
    shown = f"/id/{record}" if re.fullmatch(f"{SLUG}/{SLUG}", record) else ""
    page = render_template(
        "contribute/remove.html",
        record=record[:500] if is_unknown else shown,
        fault=gettext(UNKNOWN) if is_unknown else "",
        near=_near(record) if is_unknown else (),
        example=f"{server_address()}id/issue/{examples()['ghost-work'] or 'SLUG'}",
        reason=request.form.get("reason", ""),
        text=request.form.get("text", "")[:LONGEST],
        reasons={name: gettext(words) for name, words in REASONS.items()},
        token=form_token(desk().secret()),
        trap=TRAP,
    )
    status = 404 if is_unknown else 200
    return private(Response(page, status, content_type="text/html; charset=utf-8"))
