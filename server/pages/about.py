"""Pages on the site itself: about, privacy, help, and security.txt."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Blueprint, Response, render_template

from ontology import OURS, NotFound
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("about", __name__)

NO_DATABASE: Final = ("curated", "vocabulary", "base-layer", "inferred")
"""The parts of a release that are no imported database."""
VALID: Final = timedelta(days=180)
"""For how long security.txt is valid; RFC 9116 asks for less than a year."""


@blueprint.app_context_processor
def _operator() -> dict[str, object]:
    settings = site().settings
    return {
        **{name: getattr(settings, name) for name in ("about", "monetization")},
        "contact": site().contact,
        "operator": site().operator,
        "contact_address": contact_address(site().contact),
        "has_mail": bool(settings.smtp),
    }


def contact_address(contact: str) -> str:
    """Return the address of a contact: that of a page, or of a mail.

    >>> contact_address("a@example.org"), contact_address("https://example.org/contact")
    ('mailto:a@example.org', 'https://example.org/contact')
    """
    is_page = contact.startswith(("https://", "http://"))
    return contact if is_page or not contact else f"mailto:{contact}"


@blueprint.get("/about")
def about() -> str:
    """Say what this is, by which method, who is protected how, and who runs it."""
    parts, publisher = site().release.manifest["parts"], site().project.publisher
    return render_template("about.html", ours=OURS.title, databases=_databases(parts, publisher))


def _databases(parts: Iterable[Mapping[str, str]], publisher: str) -> list[str]:
    """Return the titles of the imported databases of others, from the parts of a release.

    >>> own = {"name": "pumps", "title": "Records: Pumps", "attribution": "Pumps, We"}
    >>> other = {"name": "wells", "title": "Records: Wells", "attribution": "Wells, They"}
    >>> _databases([own, other, own | {"name": "curated"}], "We")
    ['Wells']
    """
    imported = (
        part["title"]
        for part in parts
        if part["name"] not in NO_DATABASE and publisher not in part["attribution"].split(", ")
    )
    return [title.removeprefix("Records: ") for title in imported]


@blueprint.get("/privacy")
def privacy() -> str:
    """Say what is kept of visitors, senders and followers, and for how long."""
    return render_template("privacy.html")


@blueprint.get("/help")
def help_() -> str:
    """Say how to search, ask, cite, contribute and follow."""
    return render_template("help.html")


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Say where faults of security are reported; raises `NotFound` without a contact.

    Source: RFC 9116, section 2.5.
    """
    contact = contact_address(site().contact)
    if not contact:
        raise NotFound("this server has no contact")
    ends = (datetime.now(UTC) + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}", f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}"]
    lines.append("Preferred-Languages: en")
    return Response("".join(f"{line}\n" for line in lines), mimetype="text/plain")
