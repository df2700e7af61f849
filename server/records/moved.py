"""Permanent redirects from addresses whose slug held a private name, which no file repeats.

Where nothing is found at an address, the digest of its slug is looked up (`hidden_slugs`).
"""

import re
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from graph.privacy.hidden_slugs import hidden_address
from ontology import KINDS, NotFound
from server.records.description import statements_about
from server.web.etags import REVALIDATED
from server.web.problems import answer
from server.web.site import site

__all__ = ["blueprint", "moved"]

blueprint = Blueprint("moved", __name__)

PATH: Final = re.compile(
    rf"/(?P<root>id|graph|embed)/(?P<kind>{'|'.join(KINDS.values())})"
    r"/(?P<slug>[a-z0-9-]{1,200})(?P<rest>[./][a-z./]{0,40})?"
)
"""Addresses of records, of their graphs and of their further pages."""


@blueprint.app_errorhandler(NotFound)
def redirect_moved(error: NotFound) -> Answer:
    """Redirect to where a record has moved, or answer that nothing is there.

    Source: RFC 9110, section 15.4.2.
    """
    target = moved(request.path) if request.method in ("GET", "HEAD") else ""
    if not target:
        return answer(error)
    query = request.query_string.decode("latin-1")
    response = redirect(f"{target}?{query}" if query else target, 301)
    response.headers["Cache-Control"] = REVALIDATED
    return response


def moved(path: str) -> str:
    """Return the path at which a record is since its former one was found to hold a name.

    Complexity: one scrypt digest, of which the last ones are kept in memory, and one look-up.
    """
    match = PATH.fullmatch(path)
    if not match:
        return ""
    slug = hidden_address(match["slug"])
    if not statements_about(site().engine, f"{site().base}id/{match['kind']}/{slug}"):
        return ""
    return f"/{match['root']}/{match['kind']}/{slug}{match['rest'] or ''}"
