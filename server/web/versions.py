"""`?version=NAME`: answers about a thing, and queries, from a kept release by its name.

Data of a named release never change. Its pages may: they are made by the templates of today.
Source: RFC 7089 (Memento), section 2.1.1; RFC 5829 (`latest-version`).
"""

from datetime import UTC, datetime
from typing import Any, Final, cast

from flask import Blueprint, Response, current_app, g, request
from werkzeug.http import http_date

from server.web.etags import FOR_EVER, REVALIDATED
from server.web.site import EXTENSION, Site, Sites

__all__ = ["VERSION", "at_version", "blueprint", "choose_release"]

blueprint = Blueprint("versions", __name__)

VERSION: Final = "version"
"""The parameter that names the release to ask, in place of the current one."""
VERSIONED: Final = frozenset({"resources", "sparql"})
"""The blueprints that answer from any kept release."""


@blueprint.before_app_request
def read_version() -> None:
    """Let the release that the address names answer; raises as `Sites.named` does."""
    if request.blueprint in VERSIONED and VERSION in request.args:
        choose_release(request.args.getlist(VERSION)[-1])


def choose_release(name: str) -> None:
    """Let a kept release answer this request; an empty name changes nothing."""
    if name:
        sites: Sites = current_app.extensions[EXTENSION]
        g.site, g.version = sites.named(name), name


def at_version() -> str:
    """Return the query that keeps an address in the release that was asked for, or nothing."""
    return f"?{VERSION}={name}" if (name := g.get("version", "")) else ""


@blueprint.app_context_processor
def _shown() -> dict[str, Any]:
    former = g.site.release if g.get("version") else None
    return {"at_version": at_version(), "former": former}


@blueprint.after_app_request
def keep_for_ever(response: Response) -> Response:
    """Say that data of a named release never change, of which day they are, and what is newer."""
    if not g.get("version") or response.status_code >= 500:
        return response
    is_page = response.mimetype == "text/html"
    if response.headers.get("Cache-Control") == REVALIDATED and not is_page:
        response.headers["Cache-Control"] = FOR_EVER
    if request.blueprint == "resources":
        _link(response, cast(Site, g.site).release.manifest["modified"])
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _link(response: Response, day: str) -> None:
    """Add the headers of a memento."""
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    response.headers["Memento-Datetime"] = http_date(moment)
    original = f'<{request.path}>; rel="original latest-version"'
    links = [link for link in (response.headers.get("Link"), original) if link]
    response.headers["Link"] = ", ".join(links)
